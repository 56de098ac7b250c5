"""Records as people reviewed them, for the reports that anybody judged: derived, and thrown away at will.

The machine's records stay in their own tables. What reads records for people reads the `SHOWN` ones: those
of a judged report stand here, all others there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, Table, func, inspect, select, union_all

from habeas.issues import Issue
from habeas.model.judgement import Mark
from habeas.reading import Reading
from habeas.store import tables, write
from habeas.store.codec import FIELDS
from habeas.store.database import writing
from habeas.store.deposit import rows_of_issues, rows_of_records, whole
from habeas.store.tables import BESIDE, READ, Shelf
from habeas.store.tables import reviewed_documents as documents
from habeas.store.tables import reviewed_marks as marks
from habeas.store.tables import reviewed_step as step

NONE = (-1, -1)
FIRST_ISSUE = 1_000_000


def _shown(table: Table) -> FromClause:
    """The rows of a table as people see them: those reviewed in place of those read, issues beside them."""
    read = select(table)
    if table is not tables.issues:
        read = read.where(table.c.document.not_in(select(documents.c.document)))
    return union_all(read, select(BESIDE[table])).subquery(f"shown_{table.name}")


SHOWN = Shelf(judged=documents, **{table.name: _shown(table) for table in tables.OF_A_DOCUMENT})


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged report as it is shown; `reading` is None where the archive no longer holds the report."""

    fingerprint: str
    reading: Reading | None
    marks: Mapping[str, tuple[Mark, ...]]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class ReviewedTables:
    """The tables of what was reviewed; an archive that lacks them gets them with its first judgement."""

    engine: Engine

    def there(self) -> bool:
        """True where the archive has the tables."""
        with self.engine.connect() as connection:
            return inspect(connection).has_table(step.name)

    def clock(self) -> tuple[int, int]:
        """The revision and the number of judgements that the tables were last in step with; NONE for none."""
        if not self.there():
            return NONE
        with self.engine.connect() as connection:
            row = connection.execute(select(step.c.revision, step.c.judgements)).first()
            return (row.revision, row.judgements) if row else NONE

    def shelf(self) -> Shelf:
        """Where people's records are read from: the machine's own tables where nobody judged anything."""
        if not self.there():
            return READ
        with self.engine.connect() as connection:
            return READ if connection.scalar(select(documents.c.document).limit(1)) is None else SHOWN

    def fingerprints(self) -> dict[str, str]:
        """The judged reports, each with the fingerprint of what they were made from."""
        if not self.there():
            return {}
        with self.engine.connect() as connection:
            return {row.document: row.fingerprint for row in connection.execute(select(documents))}

    def marks(
        self, *, document: str | None = None, records: Collection[str] | None = None
    ) -> dict[str, tuple[Mark, ...]]:
        """The marks of what was decided, by the id of the record: all, of a report, or of some records."""
        if not self.there():
            return {}
        stored = select(marks).order_by(marks.c.document, marks.c.position)
        if document is not None:
            stored = stored.where(marks.c.document == document)
        if records is not None:
            stored = stored.where(marks.c.record.in_(sorted(records)))
        found: dict[str, list[Mark]] = defaultdict(list)
        with self.engine.connect() as connection:
            for row in connection.execute(stored):
                found[row.record].append(_mark(row.mark))
        return {record: tuple(held) for record, held in found.items()}

    def put(self, judged: Mapping[str, Judged], *, gone: Collection[str], clock: tuple[int, int]) -> bool:
        """Stores judged reports anew and takes out those that nobody judges any more; all or nothing.

        False, and nothing done, where the archive or the log moved on since they were read at `clock`.
        """
        with writing(self.engine) as connection:
            tables.metadata.create_all(connection)
            if _now(connection) != clock:
                return False
            for document in sorted({*gone, *judged}):
                for table in (*BESIDE.values(), marks, documents):
                    connection.execute(table.delete().where(table.c.document == document))
            for document, found in judged.items():
                _insert(connection, document, found)
            if gone or judged:
                write.turn(connection)
            connection.execute(step.delete())
            moved = clock[0] + 1 if gone or judged else clock[0]
            connection.execute(step.insert(), {"revision": moved, "judgements": clock[1]})
            return True


def _now(connection: Connection) -> tuple[int, int]:
    """The revision of the archive, and how many judgements its log holds."""
    held = tables.archive.c
    revision = connection.scalar(select(held.value).where(held.name == "revision"))
    return revision or 0, connection.scalar(select(func.max(tables.judgements.c.number))) or 0


def _insert(connection: Connection, document: str, judged: Judged) -> None:
    connection.execute(documents.insert(), {"document": document, "fingerprint": judged.fingerprint})
    if judged.reading is not None:
        records = rows_of_records(judged.reading, whole(judged.reading))
        write.put_rows(connection, records, beside=BESIDE)
    issues = {"issues": rows_of_issues(document, judged.issues, first=FIRST_ISSUE)}
    write.put_rows(connection, issues, beside=BESIDE)
    told = ((record, mark) for record, held in judged.marks.items() for mark in held)
    rows = [
        {"document": document, "position": n, "record": record, "mark": _plain(mark)}
        for n, (record, mark) in enumerate(told)
    ]
    if rows:
        connection.execute(marks.insert(), rows)


def _plain(mark: Mark) -> dict[str, object]:
    told = {field: getattr(mark, field) for field in FIELDS[Mark]}
    return told | {"at": mark.at.isoformat(), "by": list(mark.by)}


def _mark(told: dict[str, Any]) -> Mark:
    return Mark(**told | {"at": datetime.fromisoformat(told["at"]), "by": tuple(told["by"])})
