"""The words and weights of `groups.yml`: how a counted group is known again, and who is one of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The table; `one_of` matches all words between two mentions, what is below it those right before one.

    `including` and `they_included` end where a name begins, or words that describe who is named; so does
    `further`, before the next name of a list.
    """

    largest: int
    rough: re.Pattern[str]
    general: frozenset[str]
    idle: frozenset[str]
    one_of: re.Pattern[str]
    counted_out: re.Pattern[str]
    including: re.Pattern[str]
    they_included: re.Pattern[str]
    further: re.Pattern[str]
    taken_up: re.Pattern[str]
    least: re.Pattern[str]
    weights: Mapping[str, float]
    facts: frozenset[str]
    joined: float
    lead: float


@functools.cache
def group_words() -> GroupWords:
    """The table, read once a process."""
    text = (files("habeas.vocabulary") / "groups.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    described = rf"(?:(?!(?:{_any_of(table['anothers'])})\b)[\w’'-]+\s+){{0,5}}$"
    return GroupWords(
        largest=table["largest"],
        rough=re.compile(rf"\b(?:{_any_of(table['rough'])})\b", re.IGNORECASE),
        general=frozenset(table["general"].split()),
        idle=frozenset(table["idle"]),
        one_of=re.compile(rf"\s*(?:{_any_of(table['one_of'])})\s+", re.IGNORECASE),
        counted_out=re.compile(rf"\b(?:{_any_of(table['counted_out'])}),?\s+$", re.IGNORECASE),
        including=re.compile(rf"\b(?:{_any_of(table['including'])})\s+{described}", re.IGNORECASE),
        they_included=re.compile(rf"^\W*(?:{_any_of(table['they_included'])})\s+{described}", re.IGNORECASE),
        further=re.compile(rf"(?:,|;|\band)\s+(?:and\s+)?{described}", re.IGNORECASE),
        taken_up=re.compile(rf"\b(?:{_any_of(table['taken_up'])})\s*$", re.IGNORECASE),
        least=re.compile(rf"(?:{_any_of(table['least'])})\b", re.IGNORECASE),
        weights=table["weights"],
        facts=frozenset(table["facts"]),
        joined=table["joined"],
        lead=table["lead"],
    )


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
