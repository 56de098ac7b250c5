"""Steps of one proceeding told in a row: a ruling that names nobody is about whom the story is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from habeas.analyse.participants import roles
from habeas.model.record import Event, Participant
from habeas.vocabulary.cases import case_words

RULE = "proceedings/story"


def carry(told: Iterable[Event]) -> Iterator[Event]:
    """The events of one paragraph or bullet, in text order, with the affected carried from step to step.

    A step of a proceeding whose own words name nobody ("The appeal court upheld the verdict") takes
    over those whom the step before it was about; the mention stays where it was printed.
    """
    words = case_words()
    story: tuple[Participant, ...] = ()
    for event in told:
        affected = tuple(p for p in event.participants if p.role == "affected")
        in_general = words.in_general(event.sentence.quote, event.trigger.start - event.sentence.start)
        if not affected and story and event.type in words.steps and not in_general:
            acting = set() if roles(event.type).same else {p.entity for p in event.participants}
            carried = tuple(replace(p, rule=RULE) for p in story if p.entity not in acting)
            yield replace(event, participants=(*event.participants, *carried))
            continue
        if event.type in words.about_the_accused:
            story = tuple(p for p in affected if p.entity is not None)
        yield event
