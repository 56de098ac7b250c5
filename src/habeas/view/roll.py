"""The roll of cases: a line for each person, with where it leaves them and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from habeas.model.case import Case, Status
from habeas.model.identity import Identity
from habeas.search.facets import fold
from habeas.vocabulary.cases import case_words

Order = Literal["acts", "name", "latest"]


@dataclass(frozen=True, slots=True)
class Line:
    """The cases of one person: how many tellings in how many reports, the latest status and how surely."""

    name: str
    ids: tuple[str, ...]
    acts: int
    reports: int
    status: Status | None
    certainty: str | None
    documents: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether the latest status is that of somebody who is not free."""
        return self.status is not None and self.status.value in case_words().held


def lines(
    cases: Mapping[str, Iterable[Case]], certainty: Mapping[str, str], who: Mapping[str, Identity]
) -> list[Line]:
    """A line for each person among the cases of reports, those of one printed name where `who` has none.

    `certainty` is that of what a status rests on; `who` is the identity of each entity.
    """
    alike: dict[str, list[tuple[str, Case]]] = defaultdict(list)
    names: dict[str, str] = {}
    for document, told in cases.items():
        for case in told:
            person = who.get(case.entity)
            key = person.id if person else fold(case.name)
            names[key] = person.name if person else case.name
            alike[key].append((document, case))
    return [_line(names[key], group, certainty) for key, group in alike.items()]


def ordered(found: Iterable[Line], order: Order = "acts") -> list[Line]:
    """Lines by the number of acts, by name, or by the day of the latest status, most and latest first."""
    if order == "name":
        return sorted(found, key=lambda line: (fold(line.name), line.ids))
    if order == "latest":
        return sorted(found, key=lambda line: (-_day(line.status).toordinal(), fold(line.name)))
    return sorted(found, key=lambda line: (-line.acts, line.name))


def _line(name: str, group: list[tuple[str, Case]], certainty: Mapping[str, str]) -> Line:
    left = [case.status for _, case in group if case.status]
    died = [status for status in left if status.value in case_words().final_states]
    last = min(died, key=_day) if died else max(left, key=lambda s: (_day(s), s.event), default=None)
    return Line(
        name=name,
        ids=tuple(case.id for _, case in group),
        acts=sum(len(case.events) for _, case in group),
        reports=len({document for document, _ in group}),
        status=last,
        certainty=certainty.get(last.event) if last else None,
        documents=tuple(dict.fromkeys(document for document, _ in group)),
    )


def _day(status: Status | None) -> date:
    return status.as_of or date.min if status else date.min
