"""Opening the database: SQLite in write-ahead mode, its schema version checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from habeas.errors import Damaged, NoArchive, NotStored
from habeas.paths import writable
from habeas.store import tables
from habeas.store.codec import as_json
from habeas.store.hiding import hide

READERS = 40  # at once, whose connections are kept open
_MANY: dict[str, Any] = {"pool_size": READERS, "max_overflow": -1, "json_serializer": as_json}
_DAMAGES = ("malformed", "Could not decode")
_ANEW = "take a copy of the archive, or read its originals/ into a new one"


def create(path: Path) -> Engine:
    """The engine of the database at `path`, made where there is none."""
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            held = inspect(connection).get_table_names()
            if held and "archive" not in held:
                raise NoArchive(f"{path} is a database, but no archive of habeas")
            tables.metadata.create_all(connection)
            if connection.scalar(select(tables.archive.c.value).limit(1)) is None:
                rows = [{"name": "schema", "value": tables.SCHEMA_VERSION}, {"name": "revision", "value": 0}]
                connection.execute(tables.archive.insert(), rows)
    except DatabaseError as error:
        raise NoArchive(f"{path} cannot be opened: {error.orig}") from error
    check_version(engine, path)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer comes between; NotStored where the database takes no more."""
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
    except DatabaseError as error:
        raise NotStored(f"the archive cannot be written to: {error.orig}") from error


def open_existing(path: Path, *, hidden: Collection[str] = ()) -> Engine:
    """The engine of the database at `path`, as if it did not hold the documents that are `hidden`.

    NoArchive where it is none of ours.
    """
    engine = _engine(path)
    if hidden:
        hide(engine, hidden)
    check_version(engine, path)
    return engine


def check_version(engine: Engine, path: Path) -> None:
    """NoArchive where the schema is missing or of another version than this code's."""
    version = tables.archive.c.value
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("archive"):
                raise NoArchive(f"{path} is a database, but no archive of habeas")
            found = connection.scalar(select(version).where(tables.archive.c.name == "schema"))
    except DatabaseError as error:
        raise Damaged(f"{path} cannot be read: {error.orig}: {_ANEW}") from error
    if found != tables.SCHEMA_VERSION:
        later = (found or 0) > tables.SCHEMA_VERSION
        raise NoArchive(
            f"{path} has schema version {found}, this habeas knows {tables.SCHEMA_VERSION}: "
            + ("install a newer habeas" if later else "read the files anew into a new folder")
        )


def _engine(path: Path) -> Engine:
    """The engine; where nothing can be written, one that only reads and leaves no file beside.

    NoArchive where the last who wrote was killed and left words in the log of the database: they can be
    read only where it can be written to. There are as many connections as are asked for: who reads record by
    record holds one while asking for the next, and two that wait for each other's would wait for ever.
    """
    if path.is_file() and not writable(path.parent):
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise NoArchive(f"{path} was not closed: open the archive once where it can be written to")
        address = f"sqlite:///file:{quote(str(path))}?mode=ro&immutable=1&uri=true"
        engine = create_engine(address, **_MANY)
    else:
        address, patient = f"sqlite:///{path}", {"timeout": 60}
        engine = create_engine(address, connect_args=patient, **_MANY)
        event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", _refuse_damaged)
    return engine


def _refuse_damaged(context: ExceptionContext) -> None:
    """Damaged, with the file's name, where a page of the database cannot be read."""
    why = str(context.original_exception)
    if any(sign in why for sign in _DAMAGES) and context.engine is not None:
        raise Damaged(f"{context.engine.url.database} is damaged: {why.partition(' with text ')[0]}: {_ANEW}")


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
