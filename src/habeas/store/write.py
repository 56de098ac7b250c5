"""Writing to the archive: one document, one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.sql.schema import Table

from habeas.model.case import Case, Conflict, Entity
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.store import tables
from habeas.store.codec import Json, fingerprint, plain
from habeas.store.database import writing
from habeas.store.law import Unlawful, violations

Row = dict[str, object]


def save(engine: Engine, reading: Reading, *, replace: bool = False) -> bool:
    """Stores a reading whole or not at all; True where the archive did not hold its document yet.

    A document that is known is left as it is; with `replace` its records are put anew.
    """
    document = reading.document
    same = select(tables.names.c.file).where(tables.names.c.document == document.id)
    with writing(engine) as connection:
        files = set(connection.scalars(same))
        if files and not replace:
            return False
        _turn(connection)
        _forget(connection, document.id)
        _insert(connection, reading, sorted(files | {document.file}))
    return not files


def refuse_unlawful(reading: Reading) -> None:
    """Raises Unlawful, with the first law that it breaks, for a reading that must not be stored."""
    for line in violations(reading):
        raise Unlawful(line)


def name(engine: Engine, document: str, file: str) -> None:
    """Notes another file name for bytes that the archive holds."""
    same = (tables.names.c.document == document) & (tables.names.c.file == file)
    with writing(engine) as connection:
        if connection.scalar(select(tables.names.c.file).where(same)) is None:
            connection.execute(tables.names.insert(), {"document": document, "file": file})
            _turn(connection)


def fail(engine: Engine, path: str, reason: str) -> None:
    """Notes that a file could not be read, and why; an earlier reason for it is replaced."""
    with writing(engine) as connection:
        connection.execute(tables.failures.delete().where(tables.failures.c.path == path))
        connection.execute(tables.failures.insert(), {"path": path, "reason": reason})


def clear_failure(engine: Engine, path: str) -> None:
    """Forgets that a file could not be read."""
    with writing(engine) as connection:
        connection.execute(tables.failures.delete().where(tables.failures.c.path == path))


def content_fingerprint(reading: Reading) -> str:
    """What a reading says, as one hash; the file's name is left out, for it may be one of several."""
    document = reading.document
    return fingerprint(
        (document.id, document.sha256, document.media_type, document.text, document.meta),
        (document.sections, document.blocks, document.sentences),
        (reading.entities, reading.events, reading.cases, reading.conflicts),
    )


def _forget(connection: Connection, document: str) -> None:
    for table in tables.OF_A_DOCUMENT:
        connection.execute(table.delete().where(table.c.document == document))
    connection.execute(tables.documents.delete().where(tables.documents.c.id == document))


def _turn(connection: Connection) -> None:
    """Moves the revision on: what is derived from the archive knows by it that it is out of step."""
    revision = tables.archive.c.name == "revision"
    connection.execute(update(tables.archive).where(revision).values(value=tables.archive.c.value + 1))


def _insert(connection: Connection, reading: Reading, files: list[str]) -> None:
    document = reading.document
    record = plain(document)
    assert isinstance(record, dict)
    for apart in ("id", "file", "sha256", "text"):
        del record[apart]
    row = {"id": document.id, "sha256": document.sha256, "text": document.text, "record": record}
    connection.execute(tables.documents.insert(), row | {"fingerprint": content_fingerprint(reading)})
    _rows(connection, tables.names, [{"document": document.id, "file": file} for file in files])
    kinds: tuple[tuple[Table, Sequence[Entity | Case | Conflict]], ...] = (
        (tables.entities, reading.entities),
        (tables.cases, reading.cases),
        (tables.conflicts, reading.conflicts),
    )
    for table, given in kinds:
        _rows(
            connection,
            table,
            [_row(document.id, n, plain(part)) | {"id": part.id} for n, part in enumerate(given)],
        )
    _rows(connection, tables.events, [_event(n, event) for n, event in enumerate(reading.events)])
    _rows(
        connection,
        tables.issues,
        [
            _row(document.id, n, plain(issue)) | {"stage": issue.stage, "kind": issue.kind}
            for n, issue in enumerate(reading.issues)
        ],
    )


def _rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _row(document: str, position: int, record: Json) -> Row:
    return {"document": document, "position": position, "record": record}


def _event(position: int, event: Event) -> Row:
    return _row(event.document, position, plain(event)) | {
        "id": event.id,
        "type": event.type,
        "certainty": event.attribution.certainty,
        "polarity": event.attribution.polarity,
        "first_day": event.when.start if event.when else None,
        "last_day": event.when.end if event.when else None,
    }
