"""A country's page: the years covered, acts by group, the death penalty, the cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.cite import Citation, at, cite
from habeas.model.case import Case, Status
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.search.facets import fold

DEATH_PENALTY = frozenset({"abolition", "moratorium", "execution", "commutation"})
OPEN = frozenset({"reported", "alleged", "apparent", "possible", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an act of one type is told: plainly, on report or with a hedge, as not done (yet)."""

    group: str
    type: str
    label: str
    stated: int
    hedged: int
    intended: int
    negated: int


@dataclass(frozen=True, slots=True)
class Told:
    """An act with the report's title and the way to its sentence."""

    event: Event
    title: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Line:
    """The cases of one printed name: how many acts in how many reports, the latest status and how surely."""

    name: str
    ids: tuple[str, ...]
    acts: int
    reports: int
    status: Status | None
    certainty: str | None


@dataclass(frozen=True, slots=True)
class CountryPage:
    """What the archive holds on one country; `facts` are (year, publisher, value) of the death penalty."""

    code: str
    name: str
    names: tuple[str, ...]
    documents: tuple[Document, ...]
    years: tuple[int, ...]
    tallies: tuple[Tally, ...]
    facts: tuple[tuple[str, str, str], ...]
    death_penalty: tuple[Told, ...]
    cases: tuple[Line, ...]


def country_page(
    code: str,
    documents: Sequence[Document],
    events: Iterable[Event],
    cases: Iterable[Case],
    *,
    groups: Mapping[str, tuple[str, str]],
    accessed: date,
) -> CountryPage:
    """The page of a country; `groups` gives the group and label of each act type.

    Acts that are placed in another country are left out.
    """
    ordered = sorted(documents, key=lambda d: (d.meta.covers or (date.max, date.max), d.file))
    told = {event.id: event for event in events}
    here = [e for e in told.values() if not (e.place and e.place.country and e.place.country != code)]
    by_id = {document.id: document for document in ordered}
    names = [
        n for d in ordered for c, n in zip(d.meta.countries, d.meta.country_names, strict=False) if c == code
    ]
    years = {
        y for d in ordered if d.meta.covers for y in range(d.meta.covers[0].year, d.meta.covers[1].year + 1)
    }
    deadly = sorted((event for event in here if _death_penalty(event)), key=_day)
    return CountryPage(
        code=code,
        name=names[-1] if names else code,
        names=tuple(dict.fromkeys(names)),
        documents=tuple(ordered),
        years=tuple(sorted(years)),
        tallies=_tallies(here, groups),
        facts=tuple(
            (_years(d), d.meta.publisher or d.file, d.meta.facts["death_penalty"])
            for d in ordered
            if "death_penalty" in d.meta.facts
        ),
        death_penalty=tuple(_told(event, by_id[event.document], accessed) for event in deadly),
        cases=tuple(sorted(_lines(cases, told), key=lambda line: (-line.acts, line.name))),
    )


def _lines(cases: Iterable[Case], told: Mapping[str, Event]) -> Iterator[Line]:
    alike: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        alike[fold(case.name)].append(case)
    for group in alike.values():
        left = [case.status for case in group if case.status]
        last = max(left, key=lambda status: (status.as_of or date.min, status.event), default=None)
        yield Line(
            name=group[0].name,
            ids=tuple(case.id for case in group),
            acts=sum(len(case.events) for case in group),
            reports=len(group),
            status=last,
            certainty=told[last.event].attribution.certainty if last else None,
        )


def _death_penalty(event: Event) -> bool:
    return event.type in DEATH_PENALTY or (event.penalty is not None and event.penalty.kind == "death")


def _tallies(events: Iterable[Event], groups: Mapping[str, tuple[str, str]]) -> tuple[Tally, ...]:
    counts: Counter[tuple[str, str]] = Counter((event.type, _voice(event)) for event in events)
    order = {type: number for number, type in enumerate(groups)}
    types = sorted({type for type, _ in counts}, key=lambda type: (order.get(type, len(order)), type))
    return tuple(
        Tally(
            group=groups.get(type, ("other", type))[0],
            type=type,
            label=groups.get(type, ("other", type))[1],
            stated=counts[type, "stated"],
            hedged=counts[type, "hedged"],
            intended=counts[type, "intended"],
            negated=counts[type, "negated"],
        )
        for type in types
    )


def _voice(event: Event) -> str:
    told = event.attribution
    if told.polarity == "negated":
        return "negated"
    return "hedged" if told.certainty in OPEN else told.certainty


def _told(event: Event, document: Document, accessed: date) -> Told:
    passage = at(document, event.sentence.start, event.sentence.end)
    return Told(event, document.meta.title or document.file, cite(document, passage, accessed=accessed))


def _day(event: Event) -> tuple[date, str, int]:
    start = event.when.start if event.when else None
    return start or date.max, event.document, event.trigger.start


def _years(document: Document) -> str:
    covers = document.meta.covers
    if not covers:
        return document.meta.published or ""
    first, last = covers[0].year, covers[1].year
    return str(first) if first == last else f"{first}-{last}"
