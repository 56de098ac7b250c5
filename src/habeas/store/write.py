"""Writing to the archive: one document, one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, update
from sqlalchemy.sql.schema import Table

from habeas.issues import Issue
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.store import tables
from habeas.store.codec import FIELDS, Json, fingerprint, plain
from habeas.store.custody import Custodian, note
from habeas.store.database import writing
from habeas.store.law import Unlawful, violations
from habeas.store.records import Place
from habeas.store.tables import documents

Row = dict[str, object]
Beside = Mapping[Table, Table]
APART = frozenset(
    {"id", "file", "sha256", "text", "member", "within"}
)  # of a document, in columns of their own


def save(engine: Engine, reading: Reading, *, size: int, by: Custodian, replace: bool = False) -> bool:
    """Stores a reading whole or not at all; True where the archive did not hold its document yet.

    A document that is known is left as it is, but for the place where it was found; with `replace` its
    records are put anew. `size` is that of its original in bytes.
    """
    document = reading.document
    place = Place(document.file, document.member or "", document.within or document.sha256)
    with writing(engine) as connection:
        known = connection.scalar(select(documents.c.id).where(documents.c.id == document.id)) is not None
        _place(connection, place, size, by)
        if not known or replace:
            record = whole(reading)
            print = content_fingerprint(record)
            _forget(connection, document.id)
            _insert(connection, reading, record, print, known=known)
            note(connection, by, "read", place.original, document=document.id, fingerprint=print)
            turn(connection)
        _find(connection, document.id, place)
    return not known


def found(engine: Engine, document: str, place: Place, *, size: int, by: Custodian) -> None:
    """Notes another place of a document that the archive holds; `size` is that of the original in bytes."""
    with writing(engine) as connection:
        _place(connection, place, size, by)
        _find(connection, document, place)


def refuse_unlawful(reading: Reading) -> None:
    """Raises Unlawful, with the first law that it breaks, for a reading that must not be stored."""
    for line in violations(reading):
        raise Unlawful(line)


def name(engine: Engine, original: str, file: str, *, by: Custodian) -> None:
    """Notes another file name for an original that the archive holds."""
    with writing(engine) as connection:
        if _add(connection, tables.names, {"original": original, "file": file}):
            note(connection, by, "acquired", original, file=file)
            turn(connection)


def finish(
    engine: Engine, original: str, held: Collection[str], leftovers: Sequence[Issue], *, by: Custodian
) -> None:
    """Notes that everything in an original is stored: these documents, and issues that belong to none.

    A document that was read from it before and is not among them is taken out, unless it is found elsewhere.
    """
    with writing(engine) as connection:
        mine = tables.contents.c.original == original
        before = set(connection.scalars(select(tables.contents.c.document).where(mine)))
        for gone in sorted(before - set(held)):
            connection.execute(tables.contents.delete().where(mine & (tables.contents.c.document == gone)))
            elsewhere = select(tables.contents.c.document).where(tables.contents.c.document == gone)
            if connection.scalar(elsewhere) is None:
                _forget(connection, gone)
                connection.execute(documents.delete().where(documents.c.id == gone))
                note(connection, by, "removed", original, document=gone)
            turn(connection)
        connection.execute(tables.leftovers.delete().where(tables.leftovers.c.original == original))
        rows: list[Row] = [
            {"original": original, "position": n, "record": plain(issue)} for n, issue in enumerate(leftovers)
        ]
        _rows(connection, tables.leftovers, rows)
        this = tables.originals.c.sha256 == original
        connection.execute(update(tables.originals).where(this).values(whole=True))


def fail(engine: Engine, path: str, reason: str) -> None:
    """Notes that a file, or a member of one, could not be read, and why."""
    with writing(engine) as connection:
        connection.execute(tables.failures.delete().where(tables.failures.c.path == path))
        connection.execute(tables.failures.insert(), {"path": path, "reason": reason})


def clear_failures(engine: Engine, path: str) -> None:
    """Forgets that a file, or members of it, could not be read."""
    with writing(engine) as connection:
        connection.execute(tables.failures.delete().where(_failed(path)))


def rename_failures(engine: Engine, path: str, name: str) -> None:
    """Tells by another name of what could not be read, in place of what was told by it before."""
    with writing(engine) as connection:
        told = connection.execute(select(tables.failures).where(_failed(path))).all()
        connection.execute(tables.failures.delete().where(_failed(path) | _failed(name)))
        rows = [{"path": name + row.path.removeprefix(path), "reason": row.reason} for row in told]
        _rows(connection, tables.failures, rows)


def _failed(path: str) -> ColumnElement[bool]:
    failed = tables.failures.c.path
    return (failed == path) | failed.startswith(f"{path}!/", autoescape=True)


def whole(reading: Reading) -> dict[str, Any]:
    """A reading as plain values, by its parts."""
    return {part: plain(getattr(reading, part)) for part in FIELDS[Reading]}


def content_fingerprint(record: Mapping[str, Any]) -> str:
    """What a plain reading says, as one hash, without the place where it was found: one of several."""
    document = record["document"]
    return fingerprint(
        [document[part] for part in ("id", "sha256", "media_type", "text", "meta")],
        [document[part] for part in ("sections", "blocks", "sentences", "pages", "entry")],
        [record[part] for part in ("entities", "events", "cases", "conflicts")],
    )


def _place(connection: Connection, place: Place, size: int, by: Custodian) -> None:
    """Notes an original and the name that it was found by."""
    held = select(tables.originals.c.sha256).where(tables.originals.c.sha256 == place.original)
    if connection.scalar(held) is None:
        row = {"sha256": place.original, "bytes": size, "whole": False}
        connection.execute(tables.originals.insert(), row)
    if _add(connection, tables.names, {"original": place.original, "file": place.file}):
        note(connection, by, "acquired", place.original, file=place.file)
        turn(connection)


def _find(connection: Connection, document: str, place: Place) -> None:
    content = {"original": place.original, "document": document, "member": place.member}
    if _add(connection, tables.contents, content):
        turn(connection)


def _add(connection: Connection, table: Table, row: dict[str, str]) -> bool:
    """Puts a row of nothing but its key into a table; True where it was not there."""
    same = and_(*(table.c[column] == value for column, value in row.items()))
    if connection.scalar(select(table.c[next(iter(row))]).where(same)) is not None:
        return False
    connection.execute(table.insert(), row)
    return True


def _forget(connection: Connection, document: str) -> None:
    for table in tables.OF_A_DOCUMENT:
        connection.execute(table.delete().where(table.c.document == document))


def turn(connection: Connection) -> None:
    """Moves the revision on: what is derived from the archive knows by it that it is out of step."""
    revision = tables.archive.c.name == "revision"
    connection.execute(update(tables.archive).where(revision).values(value=tables.archive.c.value + 1))


def _insert(
    connection: Connection, reading: Reading, record: Mapping[str, Any], print: str, *, known: bool
) -> None:
    document = reading.document
    kept = {part: value for part, value in record["document"].items() if part not in APART}
    row = {"sha256": document.sha256, "text": document.text, "record": kept, "fingerprint": print}
    this = documents.c.id == document.id
    put = update(documents).where(this) if known else documents.insert().values(id=document.id)
    connection.execute(put.values(row))
    put_records(connection, reading, record)
    put_issues(connection, document.id, reading.issues)


def put_records(
    connection: Connection, reading: Reading, record: Mapping[str, Any], *, beside: Beside | None = None
) -> None:
    """Stores the records of a reading, given as plain values too, in their tables or those `beside` them."""
    document = reading.document.id
    for table in (tables.entities, tables.cases, tables.conflicts):
        parts = enumerate(record[table.name])
        rows = [_row(document, n, part) | {"id": part["id"]} for n, part in parts]
        _rows(connection, beside[table] if beside else table, rows)
    events = enumerate(zip(reading.events, record["events"], strict=True))
    told = [_row(document, n, part) | _columns(event) for n, (event, part) in events]
    _rows(connection, beside[tables.events] if beside else tables.events, told)


def put_issues(
    connection: Connection,
    document: str,
    issues: Sequence[Issue],
    *,
    beside: Beside | None = None,
    first: int = 0,
) -> None:
    """Stores the issues of a document in their table or that `beside` it, from a position on."""
    rows = [
        _row(document, n, plain(issue)) | {"stage": issue.stage, "kind": issue.kind}
        for n, issue in enumerate(issues, first)
    ]
    _rows(connection, beside[tables.issues] if beside else tables.issues, rows)


def _rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _row(document: str, position: int, record: Json) -> Row:
    return {"document": document, "position": position, "record": record}


def _columns(event: Event) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "certainty": event.attribution.certainty,
        "polarity": event.attribution.polarity,
        "first_day": event.when.start if event.when else None,
        "last_day": event.when.end if event.when else None,
    }
