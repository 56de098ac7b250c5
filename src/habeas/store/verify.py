"""Looking for damage: originals against their hashes, records against the text, rows against their print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from habeas.errors import Damaged
from habeas.model.document import Document
from habeas.store.law import violations
from habeas.store.originals import place, sha256_of
from habeas.store.records import Records
from habeas.store.write import content_fingerprint

MEND = "`habeas ingest --again FILE` puts them back"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: `where` a file, document or record, `what` one line on it."""

    where: str
    what: str


def damages(records: Records, originals: Path) -> Iterator[Damage]:
    """Everything wrong with the database and the originals; nothing for a sound archive."""
    pages = list(_pages(records))
    yield from pages
    if pages:
        return
    fingerprints = records.fingerprints()
    for document in records.documents():
        yield from _original(document, originals)
        reading = records.reading(document)
        for line in violations(reading):
            yield Damage(document.file, line)
        if content_fingerprint(reading) != fingerprints[document.id]:
            yield Damage(document.file, "its stored text or records were changed after it was read")


def _pages(records: Records) -> Iterator[Damage]:
    if records.engine.dialect.name != "sqlite":
        return
    with records.engine.connect() as connection:
        try:
            lines = list(connection.execute(text("PRAGMA quick_check")).scalars())
        except DatabaseError as error:
            lines = [str(error.orig)]
        except Damaged as error:
            lines = [str(error)]
    yield from (Damage("archive.db", line) for line in lines if line != "ok")


def _original(document: Document, originals: Path) -> Iterator[Damage]:
    sha256 = document.within or document.sha256
    path = place(originals, sha256)
    if not path.exists():
        yield Damage(document.file, f"its original bytes are missing: {path.name}; {MEND}")
    elif sha256_of(path) != sha256:
        what = f"its original bytes were changed: {path.name} no longer has that hash; {MEND}"
        yield Damage(document.file, what)
