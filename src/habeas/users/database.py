"""Opening `users.db`: made with the first user, mark or line of the log, to be read by its owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from habeas.errors import NotStored
from habeas.users import tables

USERS = "users.db"
OWNER = 0o600


@dataclass(frozen=True)
class Database:
    """The users' database in an archive's folder; where there is none yet, there are no users."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where the database stands."""
        return self.folder / USERS

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(f"sqlite:///{self.path}", connect_args={"timeout": 30})
        event.listen(engine, "connect", _prepare)
        return engine

    @cached_property
    def _made(self) -> bool:
        """Makes the file, closed to others before anything is in it, and its tables."""
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, OWNER))
        with self._engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            tables.metadata.create_all(connection)
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection to read with; none where there is no database yet. NotStored for a damaged one."""
        if not self.path.exists() or not self.path.stat().st_size:
            yield None
            return
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise NotStored(f"{self.path} cannot be read: {error.orig}") from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer comes between; NotStored where nothing can be written."""
        try:
            if self._made:
                with self._engine.begin() as connection:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
        except (DatabaseError, OSError) as error:
            why = error.orig if isinstance(error, DatabaseError) else error.strerror
            raise NotStored(f"{self.path} cannot be written to: {why}") from error

    def close(self) -> None:
        """Closes the database; the next use opens it again."""
        if "_engine" in self.__dict__:
            self._engine.dispose()


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
