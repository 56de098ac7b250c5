"""Acts of one story told in a row: a ruling that names nobody is about whom the step before it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from habeas.analyse.participants import roles
from habeas.model.record import Event, Participant
from habeas.vocabulary.cases import case_words

RULE = "proceedings/story"
SAME = "proceedings/same-act"


def carry(told: Iterable[tuple[Event, bool]]) -> Iterator[Event]:
    """The events of one paragraph or bullet, in text order, with the affected carried from act to act.

    `told` has each event with True where its words point back at an act told before ("the killing", "these
    releases"): one that names nobody takes over those whom the last act of its type befell. A step of a
    proceeding that names nobody ("The appeal court upheld the verdict") takes over those whom the step before
    it was about. The mention stays where it was printed.
    """
    words = case_words()
    story: tuple[Participant, ...] = ()
    befell: dict[str, tuple[Participant, ...]] = {}
    for event, points_back in told:
        affected = tuple(p for p in event.participants if p.role == "affected")
        if not affected and points_back and event.type in befell:
            affected = tuple(replace(p, rule=SAME) for p in befell[event.type])
            event = replace(event, participants=(*affected, *event.participants))
        if affected:
            befell[event.type] = affected
        in_general = words.in_general(event.sentence.quote, event.trigger.start - event.sentence.start)
        if not affected and story and event.type in words.steps and not in_general:
            acting = set() if roles(event.type).same else {p.entity for p in event.participants}
            carried = tuple(replace(p, rule=RULE) for p in story if p.entity not in acting)
            yield replace(event, participants=(*event.participants, *carried))
            continue
        if event.type in words.about_the_accused:
            story = tuple(p for p in affected if p.entity is not None)
        yield event
