"""Figures and the comparisons of them: derived from the records, made anew at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from sqlalchemy import JSON, Column, Connection, Engine, Integer, MetaData, String, Table, inspect, select

from habeas.model.identity import Comparison, Figure
from habeas.store.codec import build, plain
from habeas.store.database import writing

T = TypeVar("T", Figure, Comparison)
FEW = 500

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

    def put(
        self,
        fingerprint: str,
        known: Sequence[Figure],
        compared: Sequence[Comparison],
        *,
        instead: tuple[Sequence[Figure], Sequence[Comparison]] | None = None,
    ) -> None:
        """Stores both; all or nothing.

        `instead` is what stands there, where that is known: then only what differs is written.
        """
        with writing(self.engine) as connection:
            metadata.create_all(connection)
            connection.execute(step.delete())
            connection.execute(step.insert(), {"fingerprint": fingerprint})
            old = instead or ((), ())
            _write(connection, figures, old[0] if instead else None, known)
            _write(connection, comparisons, old[1] if instead else None, compared)


def _write(connection: Connection, table: Table, old: Sequence[T] | None, new: Sequence[T]) -> None:
    """Writes the rows of a table that are others than they were; all where nobody knows what they were."""
    if old is None:
        connection.execute(table.delete())
    changed = [n for n, (one, other) in enumerate(zip_longest(old or (), new)) if one != other]
    for first in range(0, len(changed) if old is not None else 0, FEW):
        some = changed[first : first + FEW]
        connection.execute(table.delete().where(table.c.position.in_(some)))
    if rows := [_row(n, new[n]) for n in changed if n < len(new)]:
        connection.execute(table.insert(), rows)


def _row(position: int, one: Figure | Comparison) -> dict[str, object]:
    row: dict[str, object] = {"position": position, "record": plain(one)}
    return row | {"document": one.document} if isinstance(one, Figure) else row
