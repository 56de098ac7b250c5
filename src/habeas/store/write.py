"""Writing to the archive: one document, one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, update
from sqlalchemy.sql.schema import Table

from habeas.issues import Issue
from habeas.store import tables
from habeas.store.codec import plain
from habeas.store.custody import Custodian, note
from habeas.store.database import writing
from habeas.store.deposit import Deposit, Row
from habeas.store.records import Place
from habeas.store.tables import documents

Beside = Mapping[Table, Table]


def save(engine: Engine, new: Deposit, *, size: int, by: Custodian, replace: bool = False) -> bool:
    """Stores a reading whole or not at all; True where the archive did not hold its document yet.

    A document that is known is left as it is, but for the place where it was found; with `replace` its
    records are put anew. `size` is that of its original in bytes.
    """
    with writing(engine) as connection:
        known = connection.scalar(select(documents.c.id).where(documents.c.id == new.id)) is not None
        _place(connection, new.place, size, by)
        if not known or replace:
            _insert(connection, new, known=known)
            original, print = new.place.original, new.fingerprint
            note(connection, by, "read", original, document=new.id, fingerprint=print)
            turn(connection)
        _find(connection, new.id, new.place)
    return not known


def found(engine: Engine, document: str, place: Place, *, size: int, by: Custodian) -> None:
    """Notes another place of a document that the archive holds; `size` is that of the original in bytes."""
    with writing(engine) as connection:
        _place(connection, place, size, by)
        _find(connection, document, place)


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


def _insert(connection: Connection, new: Deposit, *, known: bool) -> None:
    this = documents.c.id == new.id
    if known:
        _forget(connection, new.id)
    put = update(documents).where(this) if known else documents.insert().values(id=new.id)
    connection.execute(put.values(new.document))
    put_rows(connection, new.rows)


def put_rows(
    connection: Connection, rows: Mapping[str, Sequence[Row]], *, beside: Beside | None = None
) -> None:
    """Stores the rows of a document in their tables or those `beside` them."""
    for table in tables.OF_A_DOCUMENT:
        _rows(connection, beside[table] if beside else table, rows.get(table.name, ()))


def _rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)
