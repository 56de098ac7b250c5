"""Exporters: the archive's records in other forms; one module each, one line in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TextIO

from habeas.errors import ExportError
from habeas.export import csv, jsonl
from habeas.export.common import KINDS, Record, View, conflict_record, read_records
from habeas.export.joined import case_records, dispute_records
from habeas.model.story import Story


class Exporter(Protocol):
    """What a module in this package offers.

    `write` takes records in the order of the format and writes them to a path or an open text stream;
    ExportError, one line, where it cannot write there.
    """

    NAME: str
    TITLE: str
    MEDIA_TYPE: str

    def write(self, records: Iterable[Record], target: Path | TextIO) -> None:
        """Writes all records to the target."""


EXPORTERS: dict[str, Exporter] = {exporter.NAME: exporter for exporter in (jsonl, csv)}


def exporter(format: str) -> Exporter:
    """The exporter of this name; ExportError with the names there are."""
    if format not in EXPORTERS:
        raise ExportError(f"no format {format!r}: there are {', '.join(EXPORTERS)}")
    return EXPORTERS[format]


def records(
    view: View,
    *,
    kind: str | None = None,
    identities: Mapping[str, str] = MappingProxyType({}),
    stories: Collection[Story] = (),
) -> Iterator[Record]:
    """The records of a view, or of one kind: documents, entities, events, cases, conflicts, in this order.

    `identities` gives the id of who an entity is across reports, `stories` are those of the persons of whom
    several reports tell. ExportError, with the kinds there are, for another.
    """
    if kind is not None and kind not in KINDS:
        raise ExportError(f"no kind {kind!r}: there are {', '.join(KINDS)}")
    return _records(view, kind, identities, stories)


def _records(
    view: View, kind: str | None, identities: Mapping[str, str], stories: Collection[Story]
) -> Iterator[Record]:
    yield from read_records(view, kind=kind, identities=identities)
    if kind in (None, "case"):
        yield from case_records(view.cases(), stories)
    if kind in (None, "conflict"):
        yield from map(conflict_record, view.conflicts())
        yield from dispute_records(stories)
