"""Reports that only some may see, and the log of what was done and read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import select

from habeas.users.accounts import User
from habeas.users.database import Database
from habeas.users.tables import log, restricted

SEES = "editor"
"""The lowest role that sees restricted reports."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restricted report: who marked it, when (UTC), and why."""

    document: str
    by: str | None
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Restrictions:
    """The reports that are restricted, by their ids."""

    database: Database

    def ids(self) -> frozenset[str]:
        """The ids of all restricted reports."""
        return frozenset(each.document for each in self.all())

    def all(self) -> list[Restriction]:
        """All restrictions, the latest first."""
        stored = select(*(restricted.c[field.name] for field in fields(Restriction)))
        with self.database.reading() as connection:
            found = connection.execute(stored.order_by(restricted.c.at.desc())) if connection else ()
            return [Restriction(*row) for row in found]

    def mark(self, document: str, *, by: User, why: str) -> None:
        """Restricts a report, or gives another reason for it."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"document": document, "by": by.name, "at": at, "why": why}
        with self.database.writing() as connection:
            connection.execute(restricted.delete().where(restricted.c.document == document))
            connection.execute(restricted.insert(), row)

    def free(self, document: str) -> None:
        """Lets everybody see a report again."""
        with self.database.writing() as connection:
            connection.execute(restricted.delete().where(restricted.c.document == document))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log.

    `what` is `opened` (a restricted report by its address), `shown` (words or the title of one in another
    answer), `restricted`, `freed`, `login`, `refused`, `logout`, `added`, `role`, `disabled`, `enabled`,
    `password`, `key`, `key taken back`, `uploaded`; `subject` the report, user or file that it was done to;
    `at` is in UTC; `user` is empty for the unnamed; `path` is what was asked for, `address` where from.
    """

    number: int
    at: str
    user: str | None
    what: str
    subject: str
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Log:
    """The log of what was done and read, which is only added to."""

    database: Database

    def add(self, user: User, what: str, *subjects: str, path: str = "", address: str = "") -> None:
        """Adds a line for each subject."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        common = {"at": at, "user": user.name, "what": what, "path": path[:500], "address": address}
        with self.database.writing() as connection:
            connection.execute(log.insert(), [{**common, "subject": each[:500]} for each in subjects])

    def lines(self, *, before: int | None = None, limit: int = 100, **same: str) -> Iterator[Line]:
        """Lines, the latest first, from before a number, with the `same` user, what or subject."""
        stored = select(*(log.c[field.name] for field in fields(Line))).order_by(log.c.number.desc())
        for column, value in same.items():
            stored = stored.where(log.c[column] == value)
        if before is not None:
            stored = stored.where(log.c.number < before)
        with self.database.reading() as connection:
            found = connection.execute(stored.limit(limit)).all() if connection else ()
        yield from (Line(*row) for row in found)
