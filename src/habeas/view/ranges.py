"""Counts as ranges: what the text says plainly is the least, what it hedges or leaves open is the most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from habeas.model.outline import Outline

K = TypeVar("K")
NOT_DONE = "intended"
PLAIN = "stated"


@dataclass(frozen=True, slots=True)
class Range:
    """How many acts are told: at least `low` plainly, at most `high` with the hedged and the undated.

    `intended` and `negated` are told as not having happened and stand beside, in no count.
    """

    low: int = 0
    high: int = 0
    intended: int = 0
    negated: int = 0

    def __add__(self, other: Range) -> Range:
        return Range(
            self.low + other.low,
            self.high + other.high,
            self.intended + other.intended,
            self.negated + other.negated,
        )

    def __bool__(self) -> bool:
        return bool(self.high or self.intended or self.negated)

    def __str__(self) -> str:
        return str(self.high) if self.low == self.high else f"{self.low}–{self.high}"


def years_of(act: Outline) -> range:
    """The years in which an act may lie, by the interval that its text supports; none where undated."""
    first, last = act.start or act.end, act.end or act.start
    return range(first.year, last.year + 1) if first and last else range(0)


class Counts(Generic[K]):
    """Ranges in the making, by key."""

    def __init__(self) -> None:
        self.counted: dict[K, list[int]] = {}

    def add(self, key: K, act: Outline, *, certain: bool = True) -> None:
        """Counts one act; `certain` is False where it may belong elsewhere."""
        held = self.counted.setdefault(key, [0, 0, 0, 0])
        if act.polarity == "negated":
            held[3] += 1
        elif act.certainty == NOT_DONE:
            held[2] += 1
        else:
            held[0] += certain and act.certainty == PLAIN
            held[1] += 1

    def ranges(self) -> dict[K, Range]:
        """What was counted."""
        return {key: Range(*held) for key, held in self.counted.items()}


@dataclass(frozen=True, slots=True)
class Grid:
    """Acts by group and year.

    `years` are those that reports cover; an act that may lie in several of them raises the most of each
    and the least of none, and one that lies in none of them counts under None. `words` are how many words
    were read of reports that cover the year, `total` counts every act once.
    """

    years: tuple[int, ...]
    groups: tuple[str, ...]
    cells: Mapping[tuple[str, int | None], Range]
    total: Mapping[str, Range]
    words: Mapping[int, int]

    def cell(self, group: str, year: int | None) -> Range:
        """The count of a group in a year."""
        return self.cells.get((group, year), Range())

    @property
    def most(self) -> int:
        """The highest count of a cell."""
        return max((found.high for found in self.cells.values()), default=0)


def grid(acts: Iterable[Outline], words: Mapping[int, int], *, groups: Mapping[str, str]) -> Grid:
    """The grid of acts; `words` are those read of each year covered, `groups` gives each type's group."""
    years, cells, total = tuple(sorted(words)), Counts[tuple[str, int | None]](), Counts[str]()
    for act in acts:
        group = groups.get(act.type, "other")
        total.add(group, act)
        places = columns(act, words)
        for year in places:
            cells.add((group, year), act, certain=len(places) == 1)
    return Grid(
        years=years,
        groups=tuple(dict.fromkeys([*groups.values(), *total.counted])),
        cells=cells.ranges(),
        total=dict.fromkeys(groups.values(), Range()) | total.ranges(),
        words=words,
    )


def columns(act: Outline, years: Collection[int]) -> list[int | None]:
    """The years, of those given, that an act may lie in; None where it lies in none of them."""
    lies = years_of(act)
    found: list[int | None] = [year for year in lies if year in years]
    return found or [None]
