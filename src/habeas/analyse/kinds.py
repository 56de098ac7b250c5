"""What kind of entity a name stands for, by what happens to its bearer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from habeas.model.case import Entity
from habeas.model.record import Event
from habeas.vocabulary import countries
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.persons import institution

TAGGED = frozenset({"organisation", "place"})


def people_by_acts(entities: Iterable[Entity], events: Iterable[Event]) -> tuple[Entity, ...]:
    """The entities, a name tagged as a place or body made a person where it was arrested or sentenced.

    Only names of two words or more that are no institution and no country: a tagger guesses at names
    that it never saw, a report does not sentence towns.
    """
    suffered = {
        participant.entity
        for event in events
        if event.type in case_words().only_to_people
        for participant in event.participants
        if participant.role == "affected"
    }
    return tuple(
        replace(entity, type="person") if entity.id in suffered and _like_a_person(entity) else entity
        for entity in entities
    )


def _like_a_person(entity: Entity) -> bool:
    words = entity.name.split()
    return (
        entity.type in TAGGED
        and len(words) >= 2
        and all(word[0].isupper() or not word[0].isalpha() for word in words)
        and institution(entity.name) is None
        and not countries.resolve(entity.name)
    )
