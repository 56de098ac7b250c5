"""The log of judgements: only ever added to, in a table that an older archive gets with its first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, RowMapping, func, inspect, select

from habeas.errors import NotStored
from habeas.model.judgement import Judgement, Of, Pair, Subject
from habeas.store.codec import build, plain
from habeas.store.database import writing
from habeas.store.tables import judgements, metadata
from habeas.store.write import turn

_AS_IT_IS = ("id", "by", "what", "before", "after", "why", "withdraws", "role")


@dataclass(frozen=True, slots=True)
class Judgements:
    """The log of judgements of an archive."""

    engine: Engine

    def count(self) -> int:
        """How many lines the log has; it grows with every judgement."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(judgements.name):
                return 0
            return connection.scalar(select(func.max(judgements.c.number))) or 0

    def all(self) -> tuple[Judgement, ...]:
        """The judgements in the order in which they were given."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(judgements.name):
                return ()
            rows = connection.execute(select(judgements).order_by(judgements.c.number))
            return tuple(map(_judgement, rows.mappings()))

    def add(self, judgement: Judgement) -> None:
        """Adds a judgement to the log; NotStored for one that withdraws what is not there."""
        with writing(self.engine) as connection:
            metadata.create_all(connection)
            if judgement.withdraws is not None:
                held = select(judgements.c.id).where(judgements.c.id == judgement.withdraws)
                if connection.scalar(held) is None:
                    raise NotStored(f"there is no judgement {judgement.withdraws} to withdraw")
            number = connection.scalar(select(func.max(judgements.c.number))) or 0
            connection.execute(judgements.insert(), _row(judgement) | {"number": number + 1})
            turn(connection)


def _row(judgement: Judgement) -> dict[str, object]:
    told = {column: getattr(judgement, column) for column in _AS_IT_IS}
    about = "record" if isinstance(judgement.subject, Of) else "pair"
    return told | {"at": judgement.at.isoformat(), "about": about, "subject": plain(judgement.subject)}


def _judgement(row: RowMapping) -> Judgement:
    plainly = row["subject"]
    subject: Subject = build(Of, plainly) if row["about"] == "record" else build(Pair, plainly)
    told = {column: row[column] for column in _AS_IT_IS}
    return Judgement(at=datetime.fromisoformat(row["at"]), subject=subject, **told)
