"""The fields of a record that people judge, their plain values, and a record with a value put in.

A field that a record has many of is named by its words: `affected/4:13` is the participant whose
mention stands from the 4th to the 13th sign after the beginning of the sentence; a second one with the
same mention is `affected/4:13/2`. So its name stays the same where the sentence stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from habeas.model.anchor import Anchor
from habeas.model.case import Entity
from habeas.model.judgement import Json
from habeas.model.record import Charge, Count, Event, Participant, Penalty, Place, Source, When
from habeas.review.dates import days

Part: TypeAlias = Participant | Charge | Source
Plain: TypeAlias = dict[str, Json]

ALONE = ("type", "date", "place", "penalty", "outcome", "certainty", "polarity")
MANY = ("affected", "actor", "charge", "source")
_SPAN = re.compile(r"(?P<kind>[a-z]+)/(?P<start>-?\d+):(?P<end>-?\d+)(?:/\d+)?")
RULE = "review/corrected"
OF_ENTITIES = ("name", "description")


def of_event(event: Event) -> dict[str, Json]:
    """The fields of an act with their plain values, in the order in which they are shown."""
    told = event.attribution
    alone: dict[str, Json] = {
        "type": event.type,
        "date": event.when.edtf if event.when else None,
        "place": {"name": event.place.name, "country": event.place.country} if event.place else None,
        "penalty": {"kind": event.penalty.kind, "duration": event.penalty.duration}
        if event.penalty
        else None,
        "outcome": event.outcome,
        "certainty": told.certainty,
        "polarity": told.polarity,
    }
    return alone | {name: _plain(part) for name, part in _parts(event)}


def of_entity(entity: Entity) -> dict[str, Json]:
    """The fields of an entity with their plain values."""
    return {"name": entity.name, "description": entity.description}


def put_entity(entity: Entity, field: str, value: Json) -> Entity:
    """The entity with a value in a field; the name that it had becomes an alias."""
    if field == "description":
        return replace(entity, description=_text(value))
    name = _text(value)
    if field != "name" or not name:
        raise ValueError(f"no field {field!r} of an entity: there are {', '.join(OF_ENTITIES)}")
    names = dict.fromkeys((entity.name, *entity.aliases))
    return replace(entity, name=name, aliases=tuple(other for other in names if other != name))


def put(event: Event, field: str, value: Json) -> Event:
    """The act with a value in a field, or without it where the value is None.

    What is put stands on words of the sentence: those that the field had, those that it is named by, or
    the trigger. ValueError for a field or value that there is none of.
    """
    name, _, words = field.partition("/")
    if name in MANY and words:
        return _put_part(event, field, value)
    if name not in ALONE or words:
        raise ValueError(f"no field {field!r}: there are {', '.join((*ALONE, *MANY))}")
    return _PUT[name](event, value)


def span_of(field: str) -> tuple[int, int]:
    """Where the words of a field of many stand from the sentence's beginning; ValueError for no such."""
    match = _SPAN.fullmatch(field)
    if not match or match["kind"] not in MANY:
        raise ValueError(f"no field {field!r}: there are {', '.join((*ALONE, *MANY))}")
    return int(match["start"]), int(match["end"])


def words_of(event: Event, field: str) -> Anchor:
    """The words that a field of many is named by; ValueError where they are not of its sentence."""
    start, end = span_of(field)
    sentence = event.sentence
    if not 0 <= start < end <= len(sentence.quote):
        raise ValueError(f"{field} does not stand in the sentence")
    return Anchor(sentence.document, sentence.start + start, sentence.start + end, sentence.quote[start:end])


def name_of(kind: str, words: Anchor, sentence: Anchor) -> str:
    """The name of a field of many: its kind and where its words stand from the sentence's beginning."""
    return f"{kind}/{words.start - sentence.start}:{words.end - sentence.start}"


def _parts(event: Event) -> Iterator[tuple[str, Part]]:
    seen: dict[str, int] = {}
    told: tuple[tuple[str, Anchor, Part], ...] = (
        *((p.role, p.mention, p) for p in event.participants),
        *(("charge", c.anchor, c) for c in event.charges),
        *(("source", s.mention, s) for s in event.attribution.sources),
    )
    for kind, words, part in told:
        name = name_of(kind, words, event.sentence)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}/{seen[name]}"), part


def _plain(part: Part) -> Plain:
    if isinstance(part, Participant):
        count: Json = {"min": part.count.min, "max": part.count.max} if part.count else None
        return {"name": part.name, "count": count, "description": part.description}
    if isinstance(part, Charge):
        return {"text": part.text, "law": part.law, "article": part.article}
    return {"name": part.name}


def _put_part(event: Event, field: str, value: Json) -> Event:
    held = dict(_parts(event))
    if value is None:
        held.pop(field, None)
    else:
        given = value if isinstance(value, dict) else {}
        part = held.get(field)
        held[field] = _new(event, field, given) if part is None else _changed(part, given)
    parts = held.values()
    return replace(
        event,
        participants=tuple(part for part in parts if isinstance(part, Participant)),
        charges=tuple(part for part in parts if isinstance(part, Charge)),
        attribution=replace(
            event.attribution, sources=tuple(part for part in parts if isinstance(part, Source))
        ),
    )


def _new(event: Event, field: str, given: Plain) -> Part:
    """A participant, charge or speaker that a person found in words of the sentence."""
    kind, words = field.partition("/")[0], words_of(event, field)
    if kind == "charge":
        return _changed(Charge(words, words.quote, None, None), given)
    if kind == "source":
        return _changed(Source(words.quote, words, None, words), given)
    return _changed(Participant(kind, words.quote, words, None, None, None, RULE), given)


def _changed(part: Part, given: Plain) -> Part:
    if isinstance(part, Charge):
        law, article = _text(given.get("law")), _text(given.get("article"))
        return replace(part, text=_text(given.get("text")) or part.text, law=law, article=article)
    name = _text(given.get("name")) or part.name
    same = name == part.name
    if isinstance(part, Source):
        return part if same else replace(part, name=name, entity=None)
    count, description = _count(given.get("count")), _text(given.get("description"))
    told = replace(part, name=name, count=count, description=description)
    return told if same else replace(told, entity=None, rule=RULE)


def _put_type(event: Event, value: Json) -> Event:
    return replace(event, type=_needed(value, "type"))


def _put_outcome(event: Event, value: Json) -> Event:
    return replace(event, outcome=_text(value))


def _put_certainty(event: Event, value: Json) -> Event:
    return replace(event, attribution=replace(event.attribution, certainty=_needed(value, "certainty")))


def _put_polarity(event: Event, value: Json) -> Event:
    return replace(event, attribution=replace(event.attribution, polarity=_needed(value, "polarity")))


def _put_date(event: Event, value: Json) -> Event:
    """The act with another date: no words of the text are claimed for it, so its basis is the context."""
    if not isinstance(value, str):
        return replace(event, when=None)
    if event.when and event.when.edtf == value:
        return event
    return replace(event, when=When(*days(value), value, "context", None))


def _put_place(event: Event, value: Json) -> Event:
    if not isinstance(value, dict):
        return replace(event, place=None)
    words = event.place.anchor if event.place else event.trigger
    return replace(
        event, place=Place(_needed(value.get("name"), "place"), _text(value.get("country")), words)
    )


def _put_penalty(event: Event, value: Json) -> Event:
    if not isinstance(value, dict):
        return replace(event, penalty=None)
    words = event.penalty.anchor if event.penalty else event.trigger
    kind = _needed(value.get("kind"), "penalty")
    return replace(event, penalty=Penalty(words, kind, _text(value.get("duration"))))


_PUT: Mapping[str, Callable[[Event, Json], Event]] = {
    "type": _put_type,
    "date": _put_date,
    "place": _put_place,
    "penalty": _put_penalty,
    "outcome": _put_outcome,
    "certainty": _put_certainty,
    "polarity": _put_polarity,
}


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _needed(value: Json, field: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"a {field} is needed here")
    return value


def _count(value: Json) -> Count | None:
    if not isinstance(value, dict):
        return None
    least, most = value.get("min"), value.get("max")
    return Count(least if isinstance(least, int) else None, most if isinstance(most, int) else None)
