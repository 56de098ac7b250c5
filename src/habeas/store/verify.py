"""Looking for damage: originals against their hashes, records against the text and the log of custody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from habeas.errors import Damaged
from habeas.paths import ARCHIVE
from habeas.store.custody import Deed, breaks
from habeas.store.deposit import content_fingerprint, whole
from habeas.store.law import violations
from habeas.store.originals import place, sha256_of
from habeas.store.records import Records

LOG = "log of custody"
MEND = "`habeas ingest --again FILE` puts them back"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: `where` a file, document or record, `what` one line on it."""

    where: str
    what: str


def damages(records: Records, originals: Path, *, last: str | None = None) -> Iterator[Damage]:
    """Everything wrong with the database and the originals; nothing for a sound archive.

    `last` is the last hash of the log of custody at an earlier time, or the beginning of it.
    """
    pages = list(_pages(records))
    yield from pages
    if pages:
        return
    log = list(records.custody())
    yield from (Damage(LOG, line) for line in breaks(log))
    if last and not any(deed.hash.startswith(last) for deed in log):
        yield Damage(LOG, f"no line of it has the hash {last}: it was written anew since that was noted")
    yield from _originals(records, originals, log)
    yield from _documents(records, log)


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
    yield from (Damage(ARCHIVE, line) for line in lines if line != "ok")


def _originals(records: Records, folder: Path, log: list[Deed]) -> Iterator[Damage]:
    held = records.files()
    acquired = {(deed.original, deed.file) for deed in log if deed.what == "acquired"}
    for sha256, file in sorted(acquired - held):
        yield Damage(str(file), f"it was acquired, but the archive no longer knows of it: {sha256}")
    for sha256, file in sorted(held - acquired):
        yield Damage(file, f"nothing in the {LOG} says where it comes from: {sha256}")
    for sha256, file in sorted(dict(sorted(held, reverse=True)).items()):
        path = place(folder, sha256)
        if not path.exists():
            yield Damage(file, f"its original bytes are missing: {sha256}; {MEND}")
        elif sha256_of(path) != sha256:
            what = f"its original bytes were changed: {sha256} no longer has that hash; {MEND}"
            yield Damage(file, what)


def _documents(records: Records, log: list[Deed]) -> Iterator[Damage]:
    stored = records.fingerprints()
    logged: dict[str, str | None] = {}
    for deed in log:
        if deed.document and deed.what in ("read", "removed"):
            logged[deed.document] = deed.fingerprint
    for id, fingerprint in sorted(logged.items()):
        if fingerprint and id not in stored:
            yield Damage(id, f"the {LOG} says that it was read, but it is not there")
    for document in records.documents():
        reading = records.reading(document)
        for line in violations(reading):
            yield Damage(document.place, line)
        if content_fingerprint(whole(reading)) != stored[document.id]:
            yield Damage(document.place, "its stored text or records were changed after it was read")
        elif stored[document.id] != logged.get(document.id):
            yield Damage(document.place, f"its records are not those that the {LOG} tells of")
