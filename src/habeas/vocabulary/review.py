"""The tables of `review.yml`: what makes a record doubtful, and what makes it weigh."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a field may be wrong: the odds, from 0 to 1, and the words for it."""

    field: str
    odds: float
    words: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on a record: its weight, and the words for it."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What a queue is ordered by; `severity` is by group of acts."""

    doubts: Mapping[str, Doubt]
    impacts: Mapping[str, Impact]
    far: frozenset[str]
    impersonal: frozenset[str]
    severity: Mapping[str, float]

    def reasons(self) -> list[Doubt | Impact]:
        """Everything that speaks for a review."""
        return [*self.doubts.values(), *self.impacts.values()]

    def told(self, reason: str) -> str:
        """A reason in words."""
        known = self.doubts.get(reason) or self.impacts[reason]
        return known.words


@functools.cache
def review_words() -> ReviewWords:
    """The tables, read once a process."""
    text = (files("habeas.vocabulary") / "review.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    return ReviewWords(
        doubts={name: Doubt(**told) for name, told in table["doubts"].items()},
        impacts={name: Impact(**told) for name, told in table["impacts"].items()},
        far=frozenset(table["far"]),
        impersonal=frozenset(table["impersonal"]),
        severity=table["severity"],
    )
