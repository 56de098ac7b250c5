"""Which reports are copies or newer texts of others: derived from the documents, made anew at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Column, Engine, Float, Integer, LargeBinary, MetaData, String, Table, inspect, select

from habeas.model.link import Link
from habeas.store.database import writing

NONE = -1

metadata = MetaData()

linked = Table("linked", metadata, Column("revision", Integer, primary_key=True))

signatures = Table(
    "signatures",
    metadata,
    Column("document", String(40), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("kind", String(10), nullable=False),
    Column("one", String(40), primary_key=True),
    Column("other", String(40), primary_key=True),
    Column("overlap", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Links:
    """The links between an archive's documents, and the signatures by which they are found.

    Nothing else rests on these tables: an archive that lacks them gets them with the first links.
    """

    engine: Engine

    def revision(self) -> int:
        """The revision of the archive that the links are made from; NONE where none were made."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(linked.name):
                return NONE
            found = connection.scalar(select(linked.c.revision))
            return NONE if found is None else found

    def signatures(self) -> dict[str, tuple[str, bytes]]:
        """Each document with the fingerprint that it had when it was signed, and its signature."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(signatures))
            return {row.document: (row.fingerprint, row.signature) for row in rows}

    def all(self) -> list[Link]:
        """The links, in the order of their documents."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(links).order_by(links.c.one, links.c.other))
            return [Link(row.kind, row.one, row.other, row.overlap) for row in rows]

    def put(
        self,
        revision: int,
        found: Iterable[Link],
        *,
        signed: Mapping[str, tuple[str, bytes]],
        gone: Collection[str],
    ) -> None:
        """Stores the links of a revision, and what was signed for it; all or nothing."""
        rows = [{"document": id, "fingerprint": f, "signature": s} for id, (f, s) in signed.items()]
        with writing(self.engine) as connection:
            metadata.create_all(connection)
            connection.execute(linked.delete())
            connection.execute(linked.insert(), {"revision": revision})
            for document in {*gone, *signed}:
                connection.execute(signatures.delete().where(signatures.c.document == document))
            connection.execute(links.delete())
            for table, new in ((signatures, rows), (links, [asdict(link) for link in found])):
                if new:
                    connection.execute(table.insert(), new)
