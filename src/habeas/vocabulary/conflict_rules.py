"""The rules of `conflicts.yml`: what two reports cannot both be right about, and what settles it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `compare` names the comparison, `of` the types that it is asked about, all where empty."""

    name: str
    title: str
    compare: str
    of: frozenset[str]
    same_act: bool
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What makes two tellings that differ both right: acts by type or outcome, or words of the sentence."""

    name: str
    types: frozenset[str]
    outcomes: frozenset[str]
    words: re.Pattern[str]


@functools.cache
def conflict_rules() -> tuple[Rule, ...]:
    """The rules in the order of the table, read once a process."""
    return tuple(
        Rule(
            name=name,
            title=rule["title"],
            compare=rule["compare"],
            of=frozenset(rule["of"]),
            same_act=rule["same_act"],
            settled=tuple(rule["settled"]),
        )
        for name, rule in _table()["rules"].items()
    )


@functools.cache
def resolutions() -> Mapping[str, Resolution]:
    """The kinds of resolution by name."""
    return {
        name: Resolution(
            name=name,
            types=frozenset(kind["types"]),
            outcomes=frozenset(kind["outcomes"]),
            words=_any_of(kind["words"]),
        )
        for name, kind in _table()["resolutions"].items()
    }


def offences(charge: str) -> frozenset[str]:
    """The sorts of offences that the words of a charge name."""
    return frozenset(sort for sort, words in _offences().items() if words.search(charge))


@functools.cache
def ruling_words() -> re.Pattern[str]:
    """The words by which a length is known as that of a ruling."""
    return _any_of(_table()["ruling"])


@functools.cache
def shared_words() -> re.Pattern[str]:
    """The words by which several lengths are shared out among several people."""
    return _any_of(_table()["shared"])


@functools.cache
def _offences() -> Mapping[str, re.Pattern[str]]:
    return {sort: _any_of(words) for sort, words in _table()["offences"].items()}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words; a star stands for the rest of one."""
    each = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


@functools.cache
def _table() -> Any:
    text = (files("habeas.vocabulary") / "conflicts.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
