"""A case per named person with two or more events, in time order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from habeas.model.anchor import content_id
from habeas.model.case import Case, Entity, Status
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.vocabulary.cases import case_words

# The first letter of a name's word is a capital, or the first after its article: "al-Devak", "‘Orlan".
_CAPITAL = re.compile(r"\W*(?:[a-z]{1,4}[-’'‘])?\W*[^\W\d_a-zß-ÿ]")


def read(document: Document, entities: Iterable[Entity], events: Sequence[Event]) -> tuple[Case, ...]:
    """The cases of one document, in the order in which their persons are first named."""
    people = [entity for entity in entities if entity.type == "person" and _is_named(entity)]
    about = _about(document, {person.id for person in people}, events)
    cases = []
    for person in people:
        told = sorted(about[person.id], key=in_time)
        if len(told) < 2:
            continue
        cases.append(
            Case(
                id=content_id("c", person.id),
                name=person.name,
                aliases=person.aliases,
                entity=person.id,
                events=tuple(event.id for event in told),
                status=status(told),
            )
        )
    return tuple(cases)


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
    leaving = [
        event
        for event in events
        if event.type in words.status
        and event.attribution.polarity == "affirmed"
        and event.attribution.certainty in words.status_certainty
        and event.when is not None
        and any(p.role == "affected" for p in event.participants)
    ]
    if not leaving:
        return None
    last = max(leaving, key=lambda event: (_end(event), *in_time(event)))
    return Status(words.status[last.type], last.when.end if last.when else None, last.id)


def _is_named(person: Entity) -> bool:
    """True for a name as printed ("Ivo Maren", "Maren"), not for a phrase ("One opposition leader")."""
    words = person.name.split()
    capitals = [word for word in words if _CAPITAL.match(word)]
    return len(capitals) >= min(2, len(words))


def _end(event: Event) -> date:
    return event.when.end if event.when and event.when.end else date.min


def _about(document: Document, people: set[str], events: Sequence[Event]) -> dict[str, list[Event]]:
    """The events of each person: those that name them, and those that follow their story."""
    about: dict[str, list[Event]] = defaultdict(list)
    told_in: dict[int, dict[str, None]] = defaultdict(dict)
    block_of = _blocks(document, events)
    for event in events:
        named = dict.fromkeys(p.entity for p in event.participants if p.entity in people)
        for person in named:
            if person is not None:
                about[person].append(event)
                if event.type in case_words().status or event.type == "charge":
                    told_in[block_of[event.id]][person] = None
    for event in events:
        story = told_in[block_of[event.id]]
        if len(story) == 1 and _follows(event, people):
            (person,) = story
            first = min(e.trigger.start for e in about[person] if block_of[e.id] == block_of[event.id])
            if event.trigger.start > first:
                about[person].append(event)
    return about


def _follows(event: Event, people: set[str]) -> bool:
    named = any(p.entity in people for p in event.participants)
    return not named and event.type in case_words().follow_the_story


def _blocks(document: Document, events: Iterable[Event]) -> dict[str, int]:
    block_at = {sentence.start: sentence.block for sentence in document.sentences}
    return {event.id: block_at[event.sentence.start] for event in events}
