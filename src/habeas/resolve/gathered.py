"""A person's tellings out of all reports: the acts of all their cases, and those in which they take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from habeas.model.case import Case
from habeas.model.membership import Membership
from habeas.model.occurrence import Telling
from habeas.model.outline import Holding
from habeas.model.record import Event


def by_person(
    cases: Iterable[Case],
    events: Iterable[Event],
    *,
    persons: Mapping[str, str],
    memberships: Iterable[Membership] = (),
) -> Mapping[str, frozenset[str]]:
    """The ids of the events of each person, by key; `persons` gives that of each entity.

    `memberships` add what is told of a group that the person is said to be one of.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if case.entity in persons:
            found[persons[case.entity]].update(case.events)
    for event in events:
        for person in taking_part(event, persons):
            found[person].add(event.id)
    for membership in memberships:
        found[membership.person].add(membership.event)
    return {person: frozenset(ids) for person, ids in found.items()}


def tellings(
    events: Iterable[Event],
    reports: Mapping[str, Holding],
    *,
    persons: Mapping[str, str],
    person: str | None = None,
) -> list[Telling]:
    """The events as tellings, in the story of `person`, where one is given."""
    return [Telling(e, reports[e.document], befallen(e, persons), person) for e in events]


def taking_part(event: Event, persons: Mapping[str, str]) -> frozenset[str]:
    """The keys of the persons whom an act befalls or by whom it is done."""
    entities = (p.entity for p in event.participants if p.entity)
    return frozenset(persons[entity] for entity in entities if entity in persons)


def befallen(event: Event, persons: Mapping[str, str]) -> frozenset[str]:
    """The keys of the persons whom an act befalls."""
    affected = (p.entity for p in event.participants if p.role == "affected" and p.entity)
    return frozenset(persons[entity] for entity in affected if entity in persons)
