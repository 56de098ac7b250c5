"""The tables, in SQLAlchemy Core, with nothing that only one database knows.

What is filtered by has a column; the whole record stands beside it as JSON. `position` is the place
in the reading, so that whatever was read in one order is given back in it.

An original is a file's bytes, under the names it was found by; `whole` once everything in it is stored.
`contents` says which documents it holds, each under the path of a member or, where the original is no
container, under an empty one. `leftovers` are the issues of an original that belong to no document.
`custody` and `judgements` are only ever added to. The `reviewed` tables hold the records of judged documents
as they are shown: they are derived, and thrown away at will.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

SCHEMA_VERSION = 2

metadata = MetaData()

archive = Table(
    "archive",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("whole", Boolean, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("record", JSON, nullable=False),
    Column("fingerprint", String(64), nullable=False),
)


def _of_document() -> Column[str]:
    return Column("document", String(40), ForeignKey("documents.id"), nullable=False, index=True)


names = Table(
    "names",
    metadata,
    Column("original", String(64), ForeignKey("originals.sha256"), primary_key=True),
    Column("file", Text, primary_key=True),
)

contents = Table(
    "contents",
    metadata,
    Column("original", String(64), ForeignKey("originals.sha256"), primary_key=True),
    Column("document", String(40), ForeignKey("documents.id"), primary_key=True, index=True),
    Column("member", Text, primary_key=True),
)

entities = Table(
    "entities",
    metadata,
    Column("id", String(40), primary_key=True),
    _of_document(),
    Column("position", Integer, nullable=False),
    Column("record", JSON, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String(40), primary_key=True),
    _of_document(),
    Column("position", Integer, nullable=False),
    Column("type", String(40), nullable=False, index=True),
    Column("certainty", String(20), nullable=False),
    Column("polarity", String(20), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("record", JSON, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(40), primary_key=True),
    _of_document(),
    Column("position", Integer, nullable=False),
    Column("record", JSON, nullable=False),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", String(40), primary_key=True),
    _of_document(),
    Column("position", Integer, nullable=False),
    Column("record", JSON, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("document", String(40), ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("stage", String(20), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("record", JSON, nullable=False),
)

leftovers = Table(
    "leftovers",
    metadata,
    Column("original", String(64), ForeignKey("originals.sha256"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", JSON, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("path", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

custody = Table(
    "custody",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("operator", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("what", String(20), nullable=False),
    Column("original", String(64), nullable=False, index=True),
    Column("file", Text),
    Column("document", String(40)),
    Column("fingerprint", String(64)),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)


judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    Column("by", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("what", String(20), nullable=False),
    Column("about", String(20), nullable=False),
    Column("subject", JSON, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("why", Text, nullable=False),
    Column("withdraws", String(40)),
)


@event.listens_for(custody, "after_create")
@event.listens_for(judgements, "after_create")
def _only_added_to(table: Table, connection: Connection, **__: object) -> None:
    if connection.dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_no_{change.lower()} BEFORE {change} ON {table.name}"
                f" BEGIN SELECT RAISE(ABORT, 'the log of {table.name} is only added to'); END"
            )


Index("events_by_day", events.c.first_day, events.c.last_day)

OF_A_DOCUMENT = (issues, conflicts, cases, events, entities)

reviewed_step = Table(
    "reviewed_step",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("judgements", Integer, nullable=False),
)

reviewed_documents = Table(
    "reviewed_documents",
    metadata,
    Column("document", String(40), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
)

reviewed_marks = Table(
    "reviewed_marks",
    metadata,
    Column("document", String(40), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", String(40), nullable=False, index=True),
    Column("mark", JSON, nullable=False),
)


def _beside(table: Table) -> Table:
    """The table of the same columns that holds what was reviewed."""
    columns = (
        Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable, index=c.index)
        for c in table.columns
    )
    return Table(f"reviewed_{table.name}", metadata, *columns)


BESIDE = {table: _beside(table) for table in OF_A_DOCUMENT}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the records of documents are read from: the tables themselves, or what has their columns.

    `judged` lists the documents whose records are not the machine's, with a fingerprint of each.
    """

    entities: FromClause
    events: FromClause
    cases: FromClause
    conflicts: FromClause
    issues: FromClause
    judged: FromClause | None = None


READ = Shelf(entities, events, cases, conflicts, issues)
