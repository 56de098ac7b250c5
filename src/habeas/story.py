"""Stories put together: who is meant, what all reports tell of them, and how far it can be relied on."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from habeas.catalogue import Inventory
from habeas.errors import Ambiguous, NotFound
from habeas.gather import cases_called
from habeas.grouped import Grouped
from habeas.model.case import Case
from habeas.model.identity import Identities, Identity
from habeas.model.link import Link
from habeas.model.membership import Membership
from habeas.model.occurrence import Corroboration, Occurrence
from habeas.model.outline import Holding
from habeas.model.record import Event
from habeas.model.story import Story
from habeas.resolve import corroboration, disputes, gathered, proceedings, tellings
from habeas.resolve.names import folded
from habeas.search.facets import fold
from habeas.store.records import Records
from habeas.vocabulary.telling_words import telling_words

SHORTEST = 5  # signs of an identity's id that name it


@dataclass(frozen=True)
class Known:
    """What an archive holds at one time: reports and cases, and who is who."""

    inventory: Inventory
    records: Records
    identities: Identities

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Which reports are of one text; looked for where there is more than one report."""
        if len(self.inventory.holdings) < 2:
            return ()
        from habeas.linking import links_in_step  # loads numpy

        return tuple(links_in_step(self.records))

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """The id of the identity of each person of a report."""
        return {entity: one.id for entity, one in self.identities.of.items() if one.type == "person"}

    @cached_property
    def grouped(self) -> Grouped:
        """What is told of persons with the groups that they are said to be of."""
        return Grouped(self.inventory, self.records, self.persons)

    def members(self, event: Event) -> tuple[tuple[str, Membership], ...]:
        """Of whom an act is told with a group: the name of each, and what says so."""
        names = {one.id: one.name for one in self.identities.all}
        return tuple((names[one.person], one) for one in self.grouped.told_by(event))

    def reports(self, as_of: date | None) -> Mapping[str, Holding]:
        """The reports by id, all or those published by a day."""
        held = self.inventory.holdings
        return held if as_of is None else {id: one for id, one in held.items() if published_by(one, as_of)}

    def cases(self, identity: Identity) -> list[Case]:
        """The cases of a person, one a report at most."""
        mine = set(identity.entities)
        every = (case for id in identity.documents for case in self.inventory.cases.get(id, ()))
        return [case for case in every if case.entity in mine]


def published_by(report: Holding, day: date) -> bool:
    """True where a report was surely out on a day: its day of publication, or the end of what it covers."""
    if report.published is None:
        return report.covers is not None and report.covers[1] <= day
    year, *rest = map(int, report.published.split("-"))
    month = rest[0] if rest else 12
    last = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, last) <= day


def meant(
    name: str, known: Known, *, acts: Callable[[str], Iterable[Event]]
) -> tuple[Identity, tuple[Identity, ...]]:
    """Who is meant by a name, or by the id of an identity, a case or a person; and who may be the same.

    Of several with the name it is the one of whom most reports tell, where nothing says that the others are
    somebody else. Raises NotFound and Ambiguous.
    """
    if one := _by_id(name, known):
        return one, _maybe(one, [], known)
    cases = cases_called(name, known.inventory, known.records, acts=acts)
    found = {who.id: who for case in cases if (who := known.identities.of.get(case.entity))}
    ranked = sorted(
        found.values(), key=lambda one: (fold(name) not in _names(one), -len(one.documents), one.id)
    )
    first, *others = ranked
    apart = [one for one in others if _full(one) & _full(first) and one not in _maybe(first, [], known)]
    if apart:
        choices = tuple((f"{one.name}, {_where(one, known)}", one.id) for one in (first, *apart))
        likely = "; ".join(f"{id[:9]} {shown}" for shown, id in choices[:6])
        raise Ambiguous(f"{name!r} may be {likely}: name one by its id", choices)
    return first, _maybe(first, others, known)


def _by_id(name: str, known: Known) -> Identity | None:
    if case := known.inventory.meant.get(name):
        return known.identities.of.get(case.entity)
    if one := known.identities.of.get(name):
        return one
    begun = [one for one in known.identities.all if len(name) >= SHORTEST and one.id.startswith(name)]
    return begun[0] if len(begun) == 1 else None


def _maybe(one: Identity, others: Iterable[Identity], known: Known) -> tuple[Identity, ...]:
    """The others, and those whom an undecided pair ties to this one."""
    mine, of = set(one.entities), known.identities.of
    decided = (c for c in known.identities.decided if c.answer == "unsure")
    pairs = ((c.one, c.other) for c in (*known.identities.unsure, *decided))
    tied = [of[other if mine & {a} else a] for a, other in pairs if len(mine & {a, other}) == 1]
    found = {each.id: each for each in (*others, *tied)}
    return tuple(found[id] for id in sorted(found))


def _names(one: Identity) -> set[str]:
    return set(map(fold, (one.name, *one.aliases)))


def _full(one: Identity) -> set[str]:
    """The folded names of more than one word: a surname alone tells nobody apart."""
    return {name for name in _names(one) if len(name.split()) > 1}


def _where(one: Identity, known: Known) -> str:
    held = [known.inventory.holdings[id] for id in one.documents]
    years = sorted({report.period for report in held if report.period})
    names = sorted({name for report in held for name in report.country_names})
    return f"{', '.join(names[:2])} {', '.join(years)}".strip()


def story(
    identity: Identity,
    known: Known,
    events: Iterable[Event],
    *,
    maybe: tuple[Identity, ...] = (),
    as_of: date | None = None,
) -> Story:
    """What reports tell of a person, out of `events`; NotFound where none of the reports names them."""
    reports = known.reports(as_of)
    mentioned = [id for id in identity.documents if id in reports]
    if not mentioned:
        raise NotFound(f"no report published by {as_of} names {identity.name}")
    cases = [case for case in known.cases(identity) if _document(case, identity) in reports]
    person = identity.type == "person"
    persons = known.persons if person else dict.fromkeys(identity.entities, identity.id)
    within = [event for event in events if event.document in reports]
    own = gathered.by_person(cases, within, persons=persons).get(identity.id, frozenset())
    grouped = known.grouped.of(identity, reports) if person else ()
    memberships = {one.event: one for one in grouped if one.event not in own}
    mine = own | memberships.keys()
    told = [event for event in within if event.id in mine]
    acts = proceedings.in_order(
        tellings.occurrences(gathered.tellings(told, reports, persons=persons, person=identity.id))
    )
    return Story(
        identity=identity,
        cases=tuple(cases),
        acts=acts,
        sources={act.id: corroborated(act, known) for act in acts},
        standing=proceedings.standing(
            identity.id,
            acts,
            {*mentioned, *(event.document for event in told)},
            reports=reports.values(),
            links=known.links,
        ),
        disputes=disputes.read(identity.id, acts, persons=persons, links=known.links),
        maybe=maybe,
        as_of=as_of,
        memberships=memberships,
    )


def corroborated(act: Occurrence, known: Known) -> Corroboration:
    """Who tells of an act, and who of them rests on whom."""
    named = (source.entity for told in act.tellings for source in told.event.attribution.sources)
    bodies = {entity: known.identities.of[entity] for entity in named if entity in known.identities.of}
    speakers = {entity: frozenset(map(folded, (one.name, *one.aliases))) for entity, one in bodies.items()}
    return corroboration.corroboration(act, links=known.links, speakers=speakers)


def told_in(identity: Identity, known: Known) -> Iterator[Event]:
    """The events of a person's cases, all that name them, and those told of a group that they are of."""
    cased = {event for case in known.cases(identity) for event in case.events}
    grouped = {one.event for one in known.grouped.of(identity, known.inventory.holdings)}
    about = list(known.records.events_about(identity.documents, identity.entities, cased))
    yield from about
    yield from known.records.events_by_id(grouped - {event.id for event in about}).values()


def stories(known: Known, *, on: Collection[str] | None = None, least: int = 2) -> Iterator[Story]:
    """The stories of all persons of whom so many reports tell, in the order of their ids.

    Of the reports with the ids `on` one at least must tell of the person.
    """
    wanted = [
        one
        for one in known.identities.all
        if one.type == "person"
        and len(one.documents) >= least
        and (on is None or not set(on).isdisjoint(one.documents))
    ]
    persons = {entity: one.id for one in wanted for entity in one.entities}
    cased: dict[str, set[str]] = defaultdict(set)
    for case in known.inventory.all_cases():
        for id in case.events if case.entity in persons else ():
            cased[id].add(persons[case.entity])
    told: dict[str, list[Event]] = defaultdict(list)
    for document in sorted({id for one in wanted for id in one.documents}):
        for event in known.records.events(document):
            for person in cased.get(event.id, set()) | gathered.taking_part(event, persons):
                told[person].append(event)
    for one in wanted:
        grouped = {each.event for each in known.grouped.of(one, known.inventory.holdings)}
        missing = known.records.events_by_id(grouped - {event.id for event in told[one.id]})
        yield story(one, known, [*told[one.id], *missing.values()])


def act_of(
    event: Event, known: Known, *, as_of: date | None = None
) -> tuple[Identity | None, Occurrence, Corroboration]:
    """The act that an event tells, with all its tellings: in the story of a person whom it befalls.

    Where nobody is named it is looked for among the events of reports on the same countries.
    """
    who = _whose(event, known)
    if who is not None:
        found = story(who, known, told_in(who, known), as_of=as_of)
        act = next((act for act in found.acts if event.id in act.events), None)
        if act is not None:
            return who, act, found.sources[act.id]
    reports = known.reports(as_of)
    if event.document not in reports:
        raise NotFound(f"no report published by {as_of} tells {event.id}")
    alike = gathered.tellings(_alike(event, known, reports), reports, persons=known.persons)
    act = next(act for act in tellings.occurrences(alike) if event.id in act.events)
    return None, act, corroborated(act, known)


def _whose(event: Event, known: Known) -> Identity | None:
    """The person of the event of whom most reports tell: whom it befalls, or in whose case it stands."""
    cases = known.inventory.cases.get(event.document, ())
    told = [case.entity for case in cases if event.id in case.events]
    ids = gathered.befallen(event, known.persons) or {known.persons[e] for e in told if e in known.persons}
    found = {id: one for one in known.identities.all if (id := one.id) in ids}
    return max(found.values(), key=lambda one: (len(one.documents), one.id), default=None)


def _alike(event: Event, known: Known, reports: Mapping[str, Holding]) -> list[Event]:
    """The event, and those of other reports on its countries whose type and days can be of the same act."""
    countries = set(reports[event.document].countries)
    others = [id for id, held in reports.items() if countries & set(held.countries) and id != event.document]
    when = event.when
    first, last = (when.start, when.end) if when else (None, None)
    ids = {
        outline.id
        for outline in known.records.outlines(others)
        if telling_words().types(event.type, outline.type) is not None
        and (first is None or outline.end is None or first <= outline.end)
        and (last is None or outline.start is None or outline.start <= last)
    }
    return [event, *known.records.events_by_id(ids).values()]


def _document(case: Case, identity: Identity) -> str:
    return next(figure.document for figure in identity.figures if figure.id == case.entity)
