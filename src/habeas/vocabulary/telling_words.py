"""The words and weights of `tellings.yml`: which tellings can be of one act, and what speaks for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The table; `matters` gives what two types say for one act, patterns find words."""

    matters: Mapping[frozenset[str], float]
    lasting: frozenset[str]
    custody: frozenset[str]
    beginning: frozenset[str]
    freeing: frozenset[str]
    once: frozenset[str]
    staying: re.Pattern[str]
    inner: re.Pattern[str]
    behind: re.Pattern[str]
    since: re.Pattern[str]
    lengths: re.Pattern[str]
    anew: re.Pattern[str]
    besides: re.Pattern[str]
    empty: frozenset[str]
    course: tuple[str, ...]
    weights: Mapping[str, float]
    joined: float
    alone: float
    never: float

    def types(self, one: str, other: str) -> float | None:
        """What two types say for one act; None where they never tell of one."""
        return self.weights["same_type"] if one == other else self.matters.get(frozenset({one, other}))

    def rank(self, type: str) -> int:
        """The place of a type of act in the course of a proceeding; what is no step comes last."""
        return self.course.index(type) if type in self.course else len(self.course)


@functools.cache
def telling_words() -> TellingWords:
    """The table, read once a process."""
    text = (files("habeas.vocabulary") / "tellings.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    matters: dict[frozenset[str], float] = {}
    for group in table["matters"]:
        for one in group["types"]:
            for other in group["types"]:
                pair = frozenset({one, other})
                matters[pair] = max(matters.get(pair, group["weight"]), group["weight"])
    return TellingWords(
        matters=matters,
        lasting=frozenset(table["lasting"]),
        custody=frozenset(table["custody"]),
        beginning=frozenset(table["beginning"]),
        freeing=frozenset(table["freeing"]),
        once=frozenset(table["once"]),
        staying=_any_of(table["staying"]),
        inner=_any_of(table["inner"]),
        behind=_any_of(table["behind"], r"(?:\s+\w+ly)?\s*$"),
        since=_any_of(table["since"]),
        lengths=_any_of(table["lengths"], "$"),
        anew=_any_of(table["anew"]),
        besides=_any_of(table["besides"]),
        empty=frozenset(table["empty"].split()),
        course=tuple(table["course"]),
        weights=table["weights"],
        joined=table["joined"],
        alone=table["alone"],
        never=table["never"],
    )


def _any_of(words: list[str], then: str = r"\b") -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b{then}", re.IGNORECASE)
