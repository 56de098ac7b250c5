"""The stages in their order: read, structure, analyse, resolve. Nothing else knows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from habeas.analyse import events as analyse
from habeas.confined import read
from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import Unreadable
from habeas.reading import Reading
from habeas.resolve import cases, conflicts
from habeas.structure import structure

__all__ = ["Reading", "process", "process_document"]


def process(path: Path, *, by: analyse.By = analyse.BOTH) -> Iterator[Reading | Unreadable | Issue]:
    """Everything that a file tells, document by document; what cannot be read stops no other.

    `by` leaves out the rules or the encoder, to see what each is worth.
    """
    for part in read(path):
        yield process_document(part, by=by) if isinstance(part, Raw) else part


def process_document(raw: Raw, *, by: analyse.By = analyse.BOTH) -> Reading:
    """Everything that one document tells; of one that is not in English, its text and metadata."""
    document, unstructured = structure(raw)
    if document.meta.language not in (None, "en"):
        return Reading(document, issues=tuple(unstructured))
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
