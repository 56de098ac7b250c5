"""The laws of a reading, checked where it is stored: every anchor holds exactly the text's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from habeas.model.anchor import Anchor
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Block, Page, Section, Sentence
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.store.codec import FIELDS


class Unlawful(ValueError):
    """A reading that breaks a law of the record and was not stored."""


def anchors(value: object) -> Iterator[Anchor]:
    """Every anchor within a record, however deep."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from anchors(part)
    else:
        for name in FIELDS[type(value)]:
            yield from anchors(getattr(value, name))


def violations(reading: Reading) -> Iterator[str]:
    """One line for each law that a reading breaks; none for a sound one."""
    yield from _division(reading)
    yield from _quotes(reading)
    yield from _links(reading)


def _division(reading: Reading) -> Iterator[str]:
    document = reading.document
    divided: tuple[tuple[str, Sequence[Page | Section | Block | Sentence]], ...] = (
        ("page", document.pages),
        ("section", document.sections),
        ("block", document.blocks),
        ("sentence", document.sentences),
    )
    for name, parts in divided:
        for number, part in enumerate(parts):
            if not 0 <= part.start <= part.end <= len(document.text):
                yield f"{name} {number} lies outside the text ({part.start}-{part.end})"
    for number, sentence in enumerate(document.sentences):
        if not 0 <= sentence.block < len(document.blocks):
            yield f"sentence {number} stands in no block"


def _quotes(reading: Reading) -> Iterator[str]:
    document = reading.document
    records: tuple[Entity | Event, ...] = (*reading.entities, *reading.events)
    for record in records:
        beside = record.topics if isinstance(record, Event) else ()
        for anchor in (*anchors(record), *anchors(beside)):
            if anchor.document != document.id:
                yield f"{record.id} points into another document, {anchor.document}"
            elif not 0 <= anchor.start < anchor.end <= len(document.text):
                yield f"{record.id} points outside the text ({anchor.start}-{anchor.end})"
            elif document.text[anchor.start : anchor.end] != anchor.quote:
                yield f"{record.id} quotes words that are not at {anchor.start}-{anchor.end}"


def _links(reading: Reading) -> Iterator[str]:
    told = {event.id for event in reading.events}
    named = {entity.id for entity in reading.entities}
    records: tuple[Entity | Event | Case | Conflict, ...]
    for records in (reading.entities, reading.events, reading.cases, reading.conflicts):
        ids = Counter(record.id for record in records)
        yield from (f"{id} is the id of {count} records" for id, count in ids.items() if count > 1)
    for event in reading.events:
        if not (event.sentence.start <= event.trigger.start and event.trigger.end <= event.sentence.end):
            yield f"{event.id} has its trigger outside its sentence"
        meant = [*(p.entity for p in event.participants if p.entity), *(t.entity for t in event.topics)]
        yield from (f"{event.id} names the unknown entity {id}" for id in meant if id not in named)
    groups: tuple[Case | Conflict, ...] = (*reading.cases, *reading.conflicts)
    for group in groups:
        for missing in set(group.events) - told:
            yield f"{group.id} names the unknown event {missing}"
