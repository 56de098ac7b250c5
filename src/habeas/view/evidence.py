"""The words that an act rests on, each with what it tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.model.anchor import Anchor
from habeas.model.record import Event


def evidence(event: Event) -> Iterator[tuple[str, Anchor]]:
    """Each stretch of text with its part in the record: `sentence` first, then `trigger`, and so on.

    The parts are `sentence`, `trigger`, `when`, `place`, `affected`, `actor`, `charge`, `penalty`,
    `source` and `cue`, the word that hands over to a source.
    """
    yield "sentence", event.sentence
    yield "trigger", event.trigger
    if event.when and event.when.anchor:
        yield "when", event.when.anchor
    if event.place:
        yield "place", event.place.anchor
    for participant in event.participants:
        yield participant.role, participant.mention
    for charge in event.charges:
        yield "charge", charge.anchor
    if event.penalty:
        yield "penalty", event.penalty.anchor
    for source in event.attribution.sources:
        yield "source", source.mention
        yield "cue", source.cue
