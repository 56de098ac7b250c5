"""Counts as ranges: what the text says plainly is the least, what it hedges or leaves open is the most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from habeas.model.outline import Outline

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


def told(act: Outline, *, certain: bool = True) -> Range:
    """What one act adds to a count; `certain` is False where it may belong elsewhere."""
    if act.polarity == "negated":
        return Range(negated=1)
    if act.certainty == NOT_DONE:
        return Range(intended=1)
    return Range(low=int(certain and act.certainty == PLAIN), high=1)


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
    years = tuple(sorted(words))
    cells: dict[tuple[str, int | None], Range] = defaultdict(Range)
    total: dict[str, Range] = dict.fromkeys(dict.fromkeys(groups.values()), Range())
    for act in acts:
        group = groups.get(act.type, "other")
        total[group] = total.get(group, Range()) + told(act)
        places = list(columns(act, years))
        for year in places:
            cells[group, year] += told(act, certain=len(places) == 1)
    return Grid(years, tuple(total), dict(cells), total, words)


def columns(act: Outline, years: Iterable[int]) -> Iterator[int | None]:
    """The years, of those given, that an act may lie in; None where it lies in none of them."""
    found = [year for year in years if year in years_of(act)]
    yield from found
    if not found:
        yield None
