"""What reports tell differently, and how many sources an act has, each with the passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from habeas.model.document import Document
from habeas.model.identity import Identity
from habeas.model.occurrence import Corroboration, Dispute, Occurrence
from habeas.model.record import Event
from habeas.view.country import Told, told_with


@dataclass(frozen=True, slots=True)
class Disputed:
    """What two reports tell differently of a person, with both passages."""

    dispute: Dispute
    name: str
    passages: tuple[Told, Told]


@dataclass(frozen=True, slots=True)
class Corroborated:
    """An act with all its tellings; `name` is that of the person in whose story it is told, if in any."""

    act: Occurrence
    name: str | None
    sources: Corroboration
    passages: tuple[Told, ...]


def disputed(
    found: Iterable[tuple[Dispute, str]],
    events: Mapping[str, Event],
    documents: Mapping[str, Document],
    *,
    accessed: date,
) -> Iterator[Disputed]:
    """Each dispute, with the name of whom it is about, and its passages."""
    for dispute, name in found:
        one, other = (
            told_with(e, documents[e.document], accessed) for e in map(events.__getitem__, dispute.events)
        )
        yield Disputed(dispute, name, (one, other))


def corroborated(
    act: Occurrence,
    sources: Corroboration,
    who: Identity | None,
    documents: Mapping[str, Document],
    *,
    accessed: date,
) -> Corroborated:
    """An act with its passages, in the order in which they are told."""
    told = tuple(told_with(e, documents[e.document], accessed) for e in (t.event for t in act.tellings))
    return Corroborated(act, who.name if who else None, sources, told)
