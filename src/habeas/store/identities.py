"""Figures and the comparisons of them: derived from the records, made anew at will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import JSON, Column, Engine, Integer, MetaData, String, Table, inspect, select

from habeas.model.identity import Comparison, Figure
from habeas.store.codec import build, plain
from habeas.store.database import writing

Rows = Iterable[dict[str, object]]

metadata = MetaData()

step = Table("identity_step", metadata, Column("fingerprint", String(64), primary_key=True))

figures = Table(
    "identity_figures",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("document", String(40), nullable=False, index=True),
    Column("record", JSON, nullable=False),
)

comparisons = Table(
    "identity_comparisons",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", JSON, nullable=False),
)


@dataclass(frozen=True, slots=True)
class IdentityTables:
    """What identities are joined from, kept beside the truth; an archive that lacks it gets it when asked."""

    engine: Engine

    def fingerprint(self) -> str | None:
        """The fingerprint of the records that the tables were made from; None where they were not made."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(step.name):
                return None
            return connection.scalar(select(step.c.fingerprint))

    def figures(self) -> list[Figure]:
        """The figures, in the order in which they were read."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(figures.c.record).order_by(figures.c.position))
            return [build(Figure, record) for (record,) in rows]

    def comparisons(self) -> list[Comparison]:
        """The comparisons that say anything."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(comparisons.c.record).order_by(comparisons.c.position))
            return [build(Comparison, record) for (record,) in rows]

    def put(self, fingerprint: str, known: Iterable[Figure], compared: Iterable[Comparison]) -> None:
        """Stores both anew; all or nothing."""
        told: Rows = ({"document": one.document, "record": plain(one)} for one in known)
        answers: Rows = ({"record": plain(one)} for one in compared)
        with writing(self.engine) as connection:
            metadata.create_all(connection)
            for table, rows in (
                (step, [{"fingerprint": fingerprint}]),
                (figures, list(_numbered(told))),
                (comparisons, list(_numbered(answers))),
            ):
                connection.execute(table.delete())
                if rows:
                    connection.execute(table.insert(), rows)


def _numbered(rows: Rows) -> Iterator[dict[str, object]]:
    return ({"position": number, **row} for number, row in enumerate(rows))
