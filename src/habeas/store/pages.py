"""Records by where they stand: a page from where another ended, those with given ids.

A record stands in the part of a report at a position; from a `Spot` a page goes on whatever was put in
before it or taken out meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Engine, FromClause, Select, literal, select, tuple_
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Metadata, Section
from habeas.model.record import Event
from habeas.store import tables
from habeas.store.codec import build
from habeas.store.records import Records

T = TypeVar("T")
FEW = 500
PARTS: Mapping[type, str] = {
    Entity: "entities",
    Event: "events",
    Case: "cases",
    Conflict: "conflicts",
    Issue: "issues",
}


class Spot(NamedTuple):
    """Where a record stands: in a report, or in a file named by `place`, at a position.

    `part` orders what is listed together but comes from several tables.
    """

    place: str
    position: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class Acquisition:
    """When a report was last read into the archive, or taken out of it: then it is not `held`."""

    at: datetime
    document: str
    held: bool


def after(
    records: Records, kind: type[T], spot: Spot | None, *, most: int, document: str | None = None
) -> Iterator[tuple[Spot, T]]:
    """Records with where they stand, by report and in their order there: at most so many behind a spot."""
    held = _held(records, kind)
    stored = select(held.document, held.position, held.record).order_by(held.document, held.position)
    if spot is not None:
        here = tuple_(literal(spot.place), literal(spot.position))
        stored = stored.where(tuple_(held.document, held.position) > here)
    if document is not None:
        stored = stored.where(held.document == document)
    yield from _standing(records.engine, stored.limit(most), kind)


def with_ids(records: Records, kind: type[T], ids: Collection[str]) -> Iterator[tuple[Spot, T]]:
    """The records with these ids, as far as there are any, with where they stand."""
    held, wanted = _held(records, kind), iter(sorted(ids))
    while batch := list(islice(wanted, FEW)):
        stored = select(held.document, held.position, held.record).where(held.id.in_(batch))
        yield from _standing(records.engine, stored.order_by(held.document, held.position), kind)


def leftovers(engine: Engine, spot: Spot | None, *, most: int) -> Iterator[tuple[Spot, Issue]]:
    """What was not understood of originals and belongs to no report, behind a spot."""
    held = tables.leftovers.c
    stored = select(held.original, held.position, held.record).order_by(held.original, held.position)
    if spot is not None:
        here = tuple_(literal(spot.place), literal(spot.position))
        stored = stored.where(tuple_(held.original, held.position) > here)
    yield from _standing(engine, stored.limit(most), Issue)


def metadata(engine: Engine) -> dict[str, Metadata]:
    """What the page of each report prints about it, by id in order."""
    held = tables.documents.c
    with engine.connect() as connection:
        rows = connection.execute(select(held.id, held.record["meta"]).order_by(held.id))
        return {id: build(Metadata, meta) for id, meta in rows}


def sections(engine: Engine, ids: Collection[str]) -> dict[str, tuple[Section, ...]]:
    """The sections of reports, by id."""
    held = tables.documents.c
    with engine.connect() as connection:
        rows = connection.execute(select(held.id, held.record["sections"]).where(held.id.in_(sorted(ids))))
        return {id: tuple(build(Section, section) for section in found) for id, found in rows}


def acquisitions(engine: Engine) -> list[Acquisition]:
    """Each report that is or was held, by when it was last read or taken out."""
    log, held = tables.custody.c, tables.documents.c.id
    told = select(log.document, log.at).where(log.document.is_not(None)).order_by(log.number)
    with engine.connect() as connection:
        last = {row.document: row.at for row in connection.execute(told)}
        there = set(connection.scalars(select(held)))
    found = (Acquisition(datetime.fromisoformat(at), id, id in there) for id, at in last.items())
    return sorted(found, key=lambda acquisition: (acquisition.at, acquisition.document))


def _held(records: Records, kind: type) -> ReadOnlyColumnCollection[str, Any]:
    columns: FromClause = getattr(records.shelf, PARTS[kind])
    return columns.c


def _standing(engine: Engine, stored: Select[Any], kind: type[T]) -> Iterator[tuple[Spot, T]]:
    with engine.connect() as connection:
        for place, position, record in connection.execute(stored):
            yield Spot(place, position), build(kind, record)
