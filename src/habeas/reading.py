"""What one file gives: its document, its records and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document
from habeas.model.record import Event


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with everything that was read from it; what `pipeline.process` returns."""

    document: Document
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    cases: tuple[Case, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    issues: tuple[Issue, ...] = ()
