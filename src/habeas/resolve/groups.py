"""The groups of a report, what it tells of each, and whom it names as one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.resolve.called import called
from habeas.resolve.named import Member, Named, Told
from habeas.resolve.names import folded
from habeas.resolve.profiles import Dated
from habeas.resolve.told import telling_of
from habeas.vocabulary.group_words import group_words
from habeas.vocabulary.telling_words import telling_words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Group:
    """People of one report told of together, with what can tell whether another report means the same ones.

    `size` is how many, where an exact number can single them out; `noun` is what they are called, None for
    mere people; `years` are those named with them that lie before what the report covers. `members` are the
    persons named as theirs, each with what says so; `events` those that befall all of them.
    """

    id: str
    document: str
    name: str
    size: int | None
    noun: str | None
    described: frozenset[str]
    countries: frozenset[str]
    covers: date | None
    acts: tuple[Dated, ...]
    states: frozenset[str]
    years: frozenset[str]
    charges: frozenset[str]
    places: frozenset[str]
    tellings: tuple[frozenset[str], ...]
    members: Mapping[str, Member]
    events: tuple[str, ...]


def groups(document: Document, entities: Iterable[Entity], events: Iterable[Event]) -> tuple[Group, ...]:
    """The groups of a report that something befalls, in the order in which it does."""
    every = {entity.id: entity for entity in entities}
    befallen: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for id in dict.fromkeys(p.entity for p in event.participants if p.role == "affected" and p.entity):
            befallen[id].append(event)
    sizes = {id: exact(every[id]) for id in befallen if id in every and every[id].type == "group"}
    if not sizes:
        return ()
    told = Told(document, every, befallen, sizes)
    named = Named(told)
    return tuple(
        _group(document, every[id], size, (*befallen[id], *told.of_more(id)), named.members(id))
        for id, size in sizes.items()
    )


def exact(entity: Entity) -> int | None:
    """How many a group has, where the text gives a number that can single it out."""
    count, table = entity.count, group_words()
    if entity.type != "group" or count is None or count.min is None:
        return None
    if count.min != count.max and not table.least.match(entity.name):
        return None
    return count.min if 1 < count.min <= table.largest and not table.rough.search(entity.name) else None


def _group(
    document: Document,
    entity: Entity,
    size: int | None,
    events: Sequence[Event],
    members: Mapping[str, Member],
) -> Group:
    noun, described = called(entity.name)
    covers = document.meta.covers
    quotes = [event.sentence.quote for event in events]
    before = str(covers[0].year) if covers else "0"
    return Group(
        id=entity.id,
        document=document.id,
        name=entity.name,
        size=size,
        noun=noun,
        described=described,
        countries=frozenset(document.meta.countries),
        covers=covers[1] if covers else None,
        acts=tuple(dated for event in events if (dated := _dated(event))),
        states=frozenset(event.type for event in events) & telling_words().lasting,
        years=frozenset(year for quote in quotes for year in _YEAR.findall(quote) if year < before),
        charges=frozenset(w for e in events for charge in e.charges for w in telling_of(charge.text)),
        places=frozenset(folded(e.place.name) for e in events if e.place and not e.place.country),
        tellings=tuple(dict.fromkeys(map(telling_of, quotes))),
        members=members,
        events=tuple(event.id for event in events),
    )


def _dated(event: Event) -> Dated | None:
    """An act with days of its own that is said to have been."""
    when, said = event.when, event.attribution
    if when is None or when.basis == "coverage" or not (when.start and when.end):
        return None
    if said.polarity != "affirmed" or said.certainty == "intended":
        return None
    return Dated(event.type, when.start, when.end)
