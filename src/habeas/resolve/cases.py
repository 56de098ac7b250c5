"""A case per named person whom an act befalls or who has a part in two or more, in time order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from habeas.model.anchor import content_id
from habeas.model.case import Case, Entity, Status
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.resolve import proceedings, stories
from habeas.resolve.told import lies_behind, span
from habeas.vocabulary.cases import case_words


def read(document: Document, entities: Iterable[Entity], events: Sequence[Event]) -> tuple[Case, ...]:
    """The cases of one document, in the order in which their persons are first named."""
    entities = tuple(entities)
    people = [entity for entity in entities if entity.type == "person" and stories.is_named(entity)]
    about = stories.about(document, people, entities=entities, events=events)
    named = {person.id: {person.id, *(e.id for e in entities if person.id in e.members)} for person in people}
    cases = []
    for person in people:
        links = sorted(about[person.id], key=lambda link: in_time(link.event))
        told = [link.event for link in links]
        if len(told) < 2 and not any(_befalls(event, person) for event in told):
            continue
        cases.append(
            Case(
                id=content_id("c", person.id),
                name=person.name,
                aliases=person.aliases,
                entity=person.id,
                events=tuple(event.id for event in told),
                status=status(event for event in told if _undergoes(event, named[person.id])),
                rules=tuple(link.rule for link in links),
            )
        )
    return tuple(cases)


def _befalls(event: Event, person: Entity) -> bool:
    return any(p.role == "affected" and p.entity == person.id for p in event.participants)


def _undergoes(event: Event, named: Collection[str]) -> bool:
    """True where the act names the person, or a group of theirs, as whom it befell: else no state is told."""
    return any(p.role == "affected" and p.entity in named for p in event.participants)


def in_time(event: Event) -> tuple[date, date, int]:
    """Sorts events by the start, then the end of their interval, then by place in the text.

    Undated events come last: absent stays absent.
    """
    when = event.when
    start = when.start if when and when.start else (when.end if when and when.end else date.max)
    end = when.end if when and when.end else date.max
    return start, end, event.trigger.start


def status(events: Iterable[Event]) -> Status | None:
    """The state by the latest event that leaves a person in one; None where no event does."""
    words = case_words()
    last = proceedings.latest(
        (days, event, event.id)
        for event in events
        if event.type in words.status
        and event.attribution.polarity == "affirmed"
        and event.attribution.certainty in words.status_certainty
        and (days := span(event)) is not None
        and any(p.role == "affected" for p in event.participants)
        and not lies_behind(event)
    )
    return Status(words.status[last[1].type], last[0][1], last[2]) if last else None
