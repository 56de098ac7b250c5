"""A person's case file: what the reports tell, in time order, each line with where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from habeas.cite import Citation, at, cite
from habeas.model.case import Case, Conflict, Entity, Status
from habeas.model.document import Document
from habeas.model.membership import Membership
from habeas.model.occurrence import Corroboration, Occurrence, Settled, Standing
from habeas.model.record import Count, Event
from habeas.model.story import Story
from habeas.search.facets import fold


@dataclass(frozen=True, slots=True)
class Belonging:
    """Why an act told of a group alone is told of the person; `title` and `address` are where it says so."""

    membership: Membership
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of a case, numbered from 1; `citation` leads to its sentence.

    `cited` is the number of its paragraph's citation in `CaseFile.citations`, from 1. `belonging` is given
    where the act is told of a group alone: the report, or another, names the person as one of them.
    """

    number: int
    event: Event
    title: str
    section: str | None
    citation: Citation
    cited: int
    belonging: Belonging | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one report leaves the person in, by the entry that says so."""

    status: Status
    entry: int
    title: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a case, by the numbers of the entries that tell it, in the order in which they are told.

    `days` are the narrowest told, by the entry `dated`; the entries `differing` give other days. `sources`
    says how many of the reports that tell it rest on none of the others.
    """

    id: str
    type: str
    entries: tuple[int, ...]
    days: tuple[date, date] | None
    dated: int | None
    differing: tuple[int, ...]
    count: Count | None
    sources: Corroboration


@dataclass(frozen=True, slots=True)
class Clash:
    """Entries that cannot all be true, and why.

    `kind` names the rule by which two reports differ, None within one report; `settled` says why both are
    right after all: then it is no conflict.
    """

    entries: tuple[int, ...]
    reason: str
    kind: str | None = None
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The acts told of one person in all reports, in time order.

    `person` is the id of the identity; `reports` says how many tell of it. `citations` holds each cited
    paragraph once, as first needed; `outcomes` are those of each report, latest first, `standing` is what
    all of them come to. `maybe` names, with the id, those of whom it is not decided whether they are this
    one. With a day `as_of` only what was published by then is told.
    """

    name: str
    aliases: tuple[str, ...]
    person: str
    reports: int
    entries: tuple[Entry, ...]
    acts: tuple[Act, ...]
    citations: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    standing: Standing | None
    clashes: tuple[Clash, ...]
    maybe: tuple[tuple[str, str], ...] = ()
    as_of: date | None = None


def named(wanted: str, cases: Iterable[Case]) -> list[list[Case]]:
    """The cases that a name may mean, those of one name together, in the order of their names.

    A full name or alias counts before a part of one; a name that is part of exactly one longer name
    among the cases found is taken to be that one.
    """
    words, cases = fold(wanted), tuple(cases)
    found = [case for case in cases if words in {fold(name) for name in (case.name, *case.aliases)}]
    if not found:
        asked = set(words.split())
        found = [
            case for case in cases if asked and any(asked <= _words(n) for n in (case.name, *case.aliases))
        ]
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        groups[fold(case.name)].append(case)
    for name in sorted(groups, key=len, reverse=True):
        longer = [other for other in groups if set(name.split()) < set(other.split())]
        if len(longer) == 1:
            groups[longer[0]] += groups.pop(name)
    return [groups[name] for name in sorted(groups)]


def told_of(entities: Iterable[Entity], events: Iterable[Event]) -> Iterator[Case]:
    """A case for each person who takes part in any act, however few; without a status."""
    told: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for person in dict.fromkeys(p.entity for p in event.participants if p.entity):
            told[person].append(event.id)
    for entity in entities:
        if entity.type == "person" and entity.id in told:
            yield Case(entity.id, entity.name, entity.aliases, entity.id, tuple(told[entity.id]), None)


def case_file(
    story: Story, documents: Mapping[str, Document], *, conflicts: Iterable[Conflict] = (), accessed: date
) -> CaseFile:
    """The file of a person's story; `conflicts` are those within the reports."""
    order = sorted(story.events.values(), key=in_time)
    entries = tuple(_entries(order, documents, accessed, story.memberships))
    number = {entry.event.id: entry.number for entry in entries}
    outcomes = [
        Outcome(case.status, number[case.status.event], entries[number[case.status.event] - 1].title)
        for case in story.cases
        if case.status and case.status.event in number
    ]
    return CaseFile(
        name=story.identity.name,
        aliases=story.identity.aliases,
        person=story.identity.id,
        reports=len({event.document for event in order}),
        entries=entries,
        acts=tuple(_act(act, story, number) for act in story.acts),
        citations=tuple(dict.fromkeys(entry.citation.generated for entry in entries)),
        outcomes=tuple(sorted(outcomes, key=lambda o: (o.status.as_of or date.min, o.entry), reverse=True)),
        standing=story.standing,
        clashes=tuple(_clashes(story, conflicts, number)),
        maybe=tuple((one.name, one.id) for one in story.maybe),
        as_of=story.as_of,
    )


def _act(act: Occurrence, story: Story, number: Mapping[str, int]) -> Act:
    return Act(
        id=act.id,
        type=act.type,
        entries=tuple(number[event] for event in act.events),
        days=act.days,
        dated=number[act.dated] if act.dated else None,
        differing=tuple(number[event] for event in act.differing),
        count=act.count,
        sources=story.sources[act.id],
    )


def _clashes(story: Story, conflicts: Iterable[Conflict], number: Mapping[str, int]) -> Iterator[Clash]:
    for conflict in conflicts:
        if all(event in number for event in conflict.events):
            yield Clash(tuple(number[event] for event in conflict.events), conflict.reason)
    for dispute in story.disputes:
        entries = tuple(number[event] for event in dispute.events)
        yield Clash(entries, dispute.reason, dispute.kind, dispute.settled)


def in_time(event: Event) -> tuple[date, date, str, int]:
    """Sorts by the first, then the last possible day, then by place; undated acts come last."""
    when = event.when
    start = (when.start or when.end) if when else None
    end = when.end if when else None
    return start or date.max, end or date.max, event.document, event.trigger.start


def _entries(
    order: Iterable[Event],
    documents: Mapping[str, Document],
    accessed: date,
    memberships: Mapping[str, Membership],
) -> Iterator[Entry]:
    cited: dict[str, int] = {}
    for number, event in enumerate(order, 1):
        document = documents[event.document]
        passage = at(document, event.sentence.start, event.sentence.end)
        citation = cite(document, passage, accessed=accessed)
        place = cited.setdefault(citation.generated, len(cited) + 1)
        yield Entry(
            number=number,
            event=event,
            title=document.meta.title or document.file,
            section=passage.section,
            citation=citation,
            cited=place,
            belonging=_belonging(memberships.get(event.id), documents),
        )


def _belonging(one: Membership | None, documents: Mapping[str, Document]) -> Belonging | None:
    if one is None:
        return None
    document = documents[one.said.document]
    address = at(document, one.said.start, one.said.end).address
    return Belonging(one, document.meta.title or document.file, f"{document.id}#{address}")


def _words(name: str) -> set[str]:
    return set(fold(name).split())
