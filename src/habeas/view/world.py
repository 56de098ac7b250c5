"""The countries beside each other: what the archive holds on each, in all years or in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from habeas.model.case import Case
from habeas.model.outline import Holding, Outline, printed_name
from habeas.view.country import act_in
from habeas.view.ranges import Counts, Range, columns

Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Nation:
    """One country: its reports, the words read of them, its cases, what its latest fact box says.

    `name` is as printed last; `standing` is (words, year, publisher) of the death penalty.
    """

    code: str
    name: str
    reports: int
    words: int
    cases: int
    standing: tuple[str, int, str | None] | None


@dataclass(frozen=True, slots=True)
class World:
    """All countries on which there are reports; `counts` are by country, type of act and year covered."""

    holdings: tuple[Holding, ...]
    cases: Mapping[str, int]
    counts: Mapping[Key, Range] = field(repr=False)
    years: tuple[int, ...]

    def nations(self, year: int | None = None) -> list[Nation]:
        """The countries by name, out of the reports that cover a year, or of all."""
        held: dict[str, list[Holding]] = defaultdict(list)
        for report in self.holdings:
            if year is None or year in report.years:
                for code in report.countries:
                    held[code].append(report)
        found = [_nation(code, reports, self.cases) for code, reports in held.items()]
        return sorted(found, key=lambda nation: (nation.name.casefold(), nation.code))

    def acts(self, types: Iterable[str], year: int | None = None) -> Mapping[str, Range]:
        """How many acts of some types are told of each country; each act once where all years count."""
        wanted = frozenset(types)
        found: dict[str, Range] = defaultdict(Range)
        for (country, type, when), count in self.counts.items():
            if type in wanted and when == year:
                found[country] += count
        return found


def world(holdings: Iterable[Holding], acts: Iterable[Outline], cases: Mapping[str, Iterable[Case]]) -> World:
    """The world of an archive; `cases` are by report. The year None stands for all years together."""
    reports = {report.id: report for report in holdings}
    covered: dict[str, set[int]] = defaultdict(set)
    for report in reports.values():
        for code in report.countries:
            covered[code] |= set(report.years)
    counts = Counts[Key]()
    for act in acts:
        for code in reports[act.document].countries:
            if act_in(code, act):
                counts.add((code, act.type, None), act)
                lies = columns(act, covered[code])
                for year in lies:
                    if year is not None:
                        counts.add((code, act.type, year), act, certain=len(lies) == 1)
    return World(
        holdings=tuple(reports.values()),
        cases={id: len(tuple(each)) for id, each in cases.items()},
        counts=counts.ranges(),
        years=tuple(sorted({year for each in covered.values() for year in each})),
    )


def _nation(code: str, reports: list[Holding], cases: Mapping[str, int]) -> Nation:
    ordered = sorted(reports, key=lambda report: (report.covers or (date.min, date.min), report.id))
    boxes = [
        (report.death_penalty, report.years[-1], report.publisher)
        for report in ordered
        if report.death_penalty and report.years
    ]
    return Nation(
        code=code,
        name=printed_name(code, reports),
        reports=len(ordered),
        words=sum(report.words for report in ordered),
        cases=sum(cases.get(report.id, 0) for report in ordered),
        standing=boxes[-1] if boxes else None,
    )
