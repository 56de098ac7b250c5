"""The stages in their order: read, structure, analyse, resolve. Nothing else knows it."""

from __future__ import annotations

from pathlib import Path

from habeas.analyse import events as analyse
from habeas.read import read
from habeas.reading import Reading
from habeas.resolve import cases, conflicts
from habeas.structure import structure

__all__ = ["Reading", "process"]


def process(path: Path, *, by: analyse.By = analyse.BOTH) -> Reading:
    """Everything that a file tells; `habeas.read.Unreadable` where no text can be had from it.

    `by` leaves out the rules or the encoder, to see what each is worth.
    """
    document, unstructured = structure(read(path))
    entities, events, unread = analyse.read(document, by=by)
    clashes = conflicts.read(events)
    return Reading(
        document=document,
        entities=entities,
        events=events,
        cases=cases.read(document, entities, events),
        conflicts=clashes,
        issues=(*unstructured, *unread, *conflicts.left_out(document, clashes)),
    )
