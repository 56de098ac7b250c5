"""The tables of `users.db`: apart from the archive's, so that no export, bag or copy of it carries them.

`log` is only ever added to. The token of a session and a key are held as their hashes, a password as argon2
made it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

metadata = MetaData()

users = Table(
    "users",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("since", String(40), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("user", String(40), ForeignKey("users.name"), nullable=False, index=True),
    Column("begun", Float, nullable=False),
    Column("seen", Float, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("user", String(40), ForeignKey("users.name"), nullable=False, index=True),
    Column("since", String(40), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", String(120), nullable=False, index=True),
    Column("at", Float, nullable=False),
)

restricted = Table(
    "restricted",
    metadata,
    Column("document", String(40), primary_key=True),
    Column("by", String(40)),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("user", String(40), index=True),
    Column("what", String(20), nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("address", String(60), nullable=False),
    sqlite_autoincrement=True,
)


@event.listens_for(log, "after_create")
def _only_added_to(_: Table, connection: Connection, **__: object) -> None:
    if connection.dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER log_no_{change.lower()} BEFORE {change} ON log"
                " BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END"
            )
