"""Reading from the archive: documents and records as model objects, in an order that content decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Engine, FromClause, Select, Text, cast, func, or_, select

from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document
from habeas.model.judgement import Mark
from habeas.model.outline import Outline, Sketch
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.store import tables
from habeas.store.codec import build
from habeas.store.custody import Deed, deeds
from habeas.store.tables import READ, Shelf

T = TypeVar("T")
FEW = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was found: a file, the member in it (empty for none), the file's SHA-256."""

    file: str
    member: str
    original: str

    @property
    def name(self) -> str:
        """The file's name, with the member's where there is one: `shelf.zip!/kaldria.html`."""
        return f"{self.file}!/{self.member}" if self.member else self.file

    def of_document(self) -> dict[str, str | None]:
        """The fields of a document that say where it was found."""
        within = self.original if self.member else None
        return {"file": self.file, "member": self.member or None, "within": within}


@dataclass(frozen=True, slots=True)
class Records:
    """The archive's documents and records; iterators read as they go.

    `behind` is the engine of the whole archive where this one hides some of it; `shelf` says whose the
    records are, the machine's or those that people reviewed.
    """

    engine: Engine
    behind: Engine | None = None
    shelf: Shelf = READ

    @property
    def hides(self) -> bool:
        """Whether some of the archive is hidden."""
        return self.behind not in (None, self.engine)

    def whole(self) -> Records:
        """The records with nothing hidden: what is derived from the archive is derived from all of it."""
        return Records(self.behind or self.engine, shelf=self.shelf)

    def machine(self) -> Records:
        """The records as the machine read them, whatever people decided."""
        return replace(self, shelf=READ)

    def revision(self) -> int:
        """A number that moves on with every change to the documents or their records."""
        with self.engine.connect() as connection:
            row = select(tables.archive.c.value).where(tables.archive.c.name == "revision")
            return connection.scalar(row) or 0

    def fingerprints(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Documents, all or those named, with the fingerprint of all that was read and decided of each."""
        held, found = tables.documents.c, dict[str, str]()
        stored = select(held.id, held.fingerprint).order_by(held.id)
        with self.engine.connect() as connection:
            for batch in [None] if ids is None else _batches(ids):
                some = stored if batch is None else stored.where(held.id.in_(batch))
                found.update((id, fingerprint) for id, fingerprint in connection.execute(some))
            if self.shelf.judged is not None:
                for row in connection.execute(select(self.shelf.judged)):
                    if row.document in found:
                        found[row.document] += f" {row.fingerprint}"
        return found

    def originals(self) -> dict[str, bool]:
        """The SHA-256 of each original, and whether everything in it is stored."""
        with self.engine.connect() as connection:
            return {row.sha256: row.whole for row in connection.execute(select(tables.originals))}

    def files(self) -> set[tuple[str, str]]:
        """The SHA-256 of each original with each name that it was found by."""
        with self.engine.connect() as connection:
            return {(row.original, row.file) for row in connection.execute(select(tables.names))}

    def places(self, ids: Collection[str] | None = None) -> dict[str, list[Place]]:
        """Where documents were found, all or those named; the first place is the one shown."""
        stored = (
            select(tables.contents, tables.names.c.file)
            .join(tables.names, tables.names.c.original == tables.contents.c.original)
            .order_by(tables.contents.c.document, tables.names.c.file, tables.contents.c.member)
        )
        found: dict[str, list[Place]] = {}
        for batch in [None] if ids is None else _batches(ids):
            some = stored if batch is None else stored.where(tables.contents.c.document.in_(batch))
            with self.engine.connect() as connection:
                for row in connection.execute(some):
                    found.setdefault(row.document, []).append(Place(row.file, row.member, row.original))
        return found

    def names(self, ids: Collection[str] | None = None) -> dict[str, list[str]]:
        """Documents, all or those named, with the names that each was found by, the first one shown."""
        return {id: [place.name for place in places] for id, places in self.places(ids).items()}

    def with_hash(self, sha256: str) -> list[str]:
        """The ids of the documents that were read from these bytes; several for a volume of entries."""
        stored = select(tables.documents.c.id).where(tables.documents.c.sha256 == sha256)
        with self.engine.connect() as connection:
            return list(connection.scalars(stored.order_by(tables.documents.c.id)))

    def held_in(self, original: str) -> list[str]:
        """The ids of the documents that an original holds, itself or in its members."""
        held = tables.contents.c
        stored = select(held.document).distinct().where(held.original == original)
        with self.engine.connect() as connection:
            return list(connection.scalars(stored.order_by(held.document)))

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Documents in the order of their ids: all, or those named."""
        places = self.places(ids)
        stored = select(tables.documents).order_by(tables.documents.c.id)
        for batch in [None] if ids is None else _batches(ids):
            some = stored if batch is None else stored.where(tables.documents.c.id.in_(batch))
            with self.engine.connect() as connection:
                for row in connection.execute(some.execution_options(yield_per=20)):
                    whole = {"id": row.id, "sha256": row.sha256, "text": row.text}
                    yield build(Document, row.record | whole | places[row.id][0].of_document())

    def entities(self, document: str | None = None) -> Iterator[Entity]:
        """Entities by document, in the order in which they were read."""
        return self._stream(self.shelf.entities, Entity, document)

    def persons(self, document: str) -> Iterator[Entity]:
        """The persons of a document, in the order in which they were read."""
        held = self.shelf.entities.c
        stored = select(held.record).where(
            held.document == document, held.record["type"].as_string() == "person"
        )
        return self._build(stored.order_by(held.position), Entity)

    def events(self, document: str | None = None) -> Iterator[Event]:
        """Events by document, in the order in which they were read."""
        return self._stream(self.shelf.events, Event, document)

    def outlines(self, ids: Collection[str] | None = None) -> Iterator[Outline]:
        """Events in outline: all, or those of the documents named; a tenth of what it costs to build them."""
        held = self.shelf.events.c
        inside = (held.record[("place", "country")].as_string(), held.record[("penalty", "kind")].as_string())
        columns = (held.id, held.document, held.type, held.certainty, held.polarity)
        stored = select(*columns, held.first_day, held.last_day, *inside)
        stored = stored.order_by(held.document, held.position)
        for batch in [None] if ids is None else _batches(ids):
            some = stored if batch is None else stored.where(held.document.in_(batch))
            with self.engine.connect() as connection:
                yield from [Outline(*row) for row in connection.execute(some).all()]

    def certainties(self, ids: Collection[str]) -> dict[str, str]:
        """The certainty of the events with these ids."""
        held, found = self.shelf.events.c, dict[str, str]()
        for batch in _batches(ids):
            with self.engine.connect() as connection:
                rows = connection.execute(select(held.id, held.certainty).where(held.id.in_(batch)))
                found.update((id, certainty) for id, certainty in rows)
        return found

    def sketches(self, ids: Collection[str]) -> Iterator[Sketch]:
        """Events of the documents named as sketches, by document; a tenth of what it costs to build them."""
        held = self.shelf.events.c
        record = held.record
        columns = (held.id, held.document, held.type, held.certainty, held.polarity)
        told = (
            record["rule"].as_string(),
            record[("when", "basis")].as_string(),
            record["outcome"].as_string(),
            record[("penalty", "kind")].as_string(),
            record[("attribution", "sources", 0, "name")].as_string(),
            record["participants"],
            record["review"],
        )
        stored = select(*columns, *told).order_by(held.document, held.position)
        for batch in _batches(ids):
            with self.engine.connect() as connection:
                for *plain, penalty, speaker, people, marks in connection.execute(
                    stored.where(held.document.in_(batch))
                ):
                    id, document, type, certainty, polarity, rule, basis, outcome = plain
                    yield Sketch(
                        *(id, document, type, certainty, polarity, rule),
                        basis=basis,
                        outcome=outcome,
                        penalized=penalty is not None,
                        speaks=speaker is not None,
                        linked=tuple((person["role"], person["rule"]) for person in people),
                        review=tuple(build(Mark, mark) for mark in marks or ()),
                    )

    def entity(self, id: str) -> Entity | None:
        """The entity with this id."""
        held = self.shelf.entities.c
        return next(self._build(select(held.record).where(held.id == id), Entity), None)

    def cases(self, document: str | None = None) -> Iterator[Case]:
        """Cases by document, in the order in which they were read."""
        return self._stream(self.shelf.cases, Case, document)

    def cases_by_document(self, ids: Collection[str]) -> dict[str, tuple[Case, ...]]:
        """The cases of the documents named, by document; those without any are left out."""
        held, found = self.shelf.cases.c, defaultdict[str, list[Case]](list)
        stored = select(held.document, held.record).order_by(held.document, held.position)
        for batch in _batches(ids):
            with self.engine.connect() as connection:
                for document, record in connection.execute(stored.where(held.document.in_(batch))):
                    found[document].append(build(Case, record))
        return {document: tuple(cases) for document, cases in found.items()}

    def conflicts(self, document: str | None = None) -> Iterator[Conflict]:
        """Conflicts by document, in the order in which they were read."""
        return self._stream(self.shelf.conflicts, Conflict, document)

    def issues(self, document: str | None = None) -> Iterator[Issue]:
        """What was not understood, by document, in the order in which it was met."""
        return self._stream(self.shelf.issues, Issue, document)

    def leftovers(self) -> Iterator[Issue]:
        """What was not understood of originals and belongs to no document."""
        order = (tables.leftovers.c.original, tables.leftovers.c.position)
        return self._build(select(tables.leftovers.c.record).order_by(*order), Issue)

    def failures(self) -> list[tuple[str, str]]:
        """Files that could not be read, each with the reason."""
        with self.engine.connect() as connection:
            stored = select(tables.failures).order_by(tables.failures.c.path)
            return [(row.path, row.reason) for row in connection.execute(stored)]

    def events_by_id(self, ids: Collection[str]) -> dict[str, Event]:
        """The events with these ids."""
        found = {}
        for batch in _batches(ids):
            stored = select(self.shelf.events.c.record).where(self.shelf.events.c.id.in_(batch))
            for event in self._build(stored, Event):
                found[event.id] = event
        return found

    def events_about(
        self, documents: Collection[str], entities: Collection[str], events: Collection[str]
    ) -> Iterator[Event]:
        """Of the events of some documents those named, and those whose record names one of some entities."""
        held = self.shelf.events.c
        names = [cast(held.record, Text).contains(entity) for entity in sorted(entities)]
        stored = select(held.record).order_by(held.document, held.position)
        for batch in _batches(documents):
            wanted = or_(held.id.in_(sorted(events)), *names)
            yield from self._build(stored.where(held.document.in_(batch), wanted), Event)

    def events_like(self, begin: str) -> list[Event]:
        """The event with this id, or those whose ids begin so."""
        id = self.shelf.events.c.id
        exact = list(self._build(select(self.shelf.events.c.record).where(id == begin), Event))
        begun = select(self.shelf.events.c.record).where(id.startswith(begin, autoescape=True)).order_by(id)
        return exact or list(self._build(begun, Event))

    def reading(self, document: Document, *, entities: bool = True) -> Reading:
        """Everything that the archive holds of one document; its entities may be left out."""
        return Reading(
            document,
            tuple(self.entities(document.id)) if entities else (),
            tuple(self.events(document.id)),
            tuple(self.cases(document.id)),
            tuple(self.conflicts(document.id)),
            tuple(self.issues(document.id)),
        )

    def custody(self, original: str | None = None) -> Iterator[Deed]:
        """The log of custody in its order: all of it, or what concerns one original."""
        return deeds(self.engine, original=original)

    def counts(self) -> dict[str, int]:
        """How many records of each kind the archive holds; failures are among the issues."""
        kinds: dict[str, FromClause] = {
            "documents": tables.documents,
            "entities": self.shelf.entities,
            "events": self.shelf.events,
            "cases": self.shelf.cases,
            "conflicts": self.shelf.conflicts,
            "issues": self.shelf.issues,
            "failures": tables.failures,
            "leftovers": tables.leftovers,
        }
        with self.engine.connect() as connection:
            count = {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in kinds.items()
            }
        count["issues"] += count["failures"] + count.pop("leftovers")
        return count

    def _stream(self, table: FromClause, kind: type[T], document: str | None) -> Iterator[T]:
        stored = select(table.c.record).order_by(table.c.document, table.c.position)
        return self._build(stored if document is None else stored.where(table.c.document == document), kind)

    def _build(self, stored: Select[tuple[Any]], kind: type[T]) -> Iterator[T]:
        with self.engine.connect() as connection:
            for (record,) in connection.execute(stored.execution_options(yield_per=500)):
                yield build(kind, record)


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    wanted = sorted(ids)
    for first in range(0, len(wanted), FEW):
        yield wanted[first : first + FEW]
