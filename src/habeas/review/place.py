"""Finding the record that a judgement is about: in the text it was made for, or in one read anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from habeas.model.anchor import Anchor
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.judgement import Of
from habeas.model.record import Event


def of_event(event: Event, field: str | None = None) -> Of:
    """An act, or a field of it, as the subject of a judgement."""
    return Of("event", event.type, event.trigger, event.sentence, field)


def of_entity(entity: Entity, document: Document, field: str | None = None) -> Of:
    """An entity, or a field of it, as the subject of a judgement; ValueError for one never mentioned."""
    if not entity.mentions:
        raise ValueError(f"{entity.name} stands nowhere in the text")
    first = entity.mentions[0]
    holds = (s for s in document.sentences if s.start <= first.start and first.end <= s.end)
    sentence = next((document.anchor(s.start, s.end) for s in holds), first)
    return Of("entity", entity.type, first, sentence, field)


def stands(document: Document, subject: Of) -> Of | None:
    """The subject where its words stand in the document's text as it is now; None where they are gone.

    The same bytes, read by a later version, may give a text in which everything stands elsewhere: then
    the sentence is looked for, and of several the one nearest to where it stood.
    """
    words, sentence = subject.words, subject.sentence
    if document.text[sentence.start : sentence.end] == sentence.quote:
        return subject
    found, places = document.text.find(sentence.quote), []
    while found >= 0:
        places.append(found)
        found = document.text.find(sentence.quote, found + 1)
    if not places:
        return None
    by = min(places, key=lambda place: abs(place - sentence.start)) - sentence.start
    return replace(subject, words=_moved(words, by), sentence=_moved(sentence, by))


def event_of(subject: Of, events: Iterable[Event]) -> Event | None:
    """The act that a subject means: of its type and words, or with words that overlap theirs.

    One of another type is taken only where no other act has the very same words.
    """
    near = [event for event in events if _overlap(event.trigger, subject.words)]
    alike = [event for event in near if event.type == subject.type]
    exact = [event for event in alike if _same(event.trigger, subject.words)]
    same = [event for event in near if _same(event.trigger, subject.words)]
    return next(iter((*exact, *alike, *(same if len(same) == 1 else ()))), None)


def entity_of(subject: Of, entities: Iterable[Entity]) -> Entity | None:
    """The entity that a subject means: of its type, with its words among the mentions."""
    alike = (e for e in entities if e.type == subject.type)
    return next((e for e in alike if any(_overlap(m, subject.words) for m in e.mentions)), None)


def _same(one: Anchor, other: Anchor) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end


def _moved(anchor: Anchor, by: int) -> Anchor:
    return replace(anchor, start=anchor.start + by, end=anchor.end + by)
