"""The log of custody: what was done to which bytes, when, by whom and how, each line chained to the last.

The hash of a line covers everything in it and the hash of the line before. Whoever changes, adds or
takes out a line breaks the chain behind it, or must write it anew to its end: against that helps a
note of the last hash kept elsewhere.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, select

from habeas.store.tables import custody
from habeas.version import VERSION

BEGIN = "0" * 64


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who does something to an archive, and by what method."""

    operator: str
    method: str = f"habeas {VERSION}"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the log.

    `what` is `acquired` (bytes came into the archive under a file name), `read` (a document in them was
    read, which gave a `fingerprint`) or `removed` (reading them again no longer gives the document);
    `at` is in UTC, `original` the SHA-256 of the bytes, `previous` the hash of the line before.
    """

    number: int
    at: str
    operator: str
    method: str
    what: str
    original: str
    file: str | None
    document: str | None
    fingerprint: str | None
    previous: str
    hash: str

    def reckoned(self) -> str:
        """The hash that the line must have."""
        told = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def custodian(operator: str | None = None) -> Custodian:
    """The one who is at work: the operator named, or else the name that the machine knows them by."""
    try:
        return Custodian(operator or getpass.getuser())
    except (OSError, KeyError):
        return Custodian("unknown")


def note(
    connection: Connection,
    by: Custodian,
    what: str,
    original: str,
    *,
    file: str | None = None,
    document: str | None = None,
    fingerprint: str | None = None,
) -> None:
    """Adds a line to the log, within the transaction of what it tells of."""
    last = connection.execute(select(custody).order_by(custody.c.number.desc()).limit(1)).first()
    deed = Deed(
        number=last.number + 1 if last else 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        operator=by.operator,
        method=by.method,
        what=what,
        original=original,
        file=file,
        document=document,
        fingerprint=fingerprint,
        previous=last.hash if last else BEGIN,
        hash="",
    )
    connection.execute(custody.insert(), asdict(replace(deed, hash=deed.reckoned())))


def deeds(engine: Engine, *, original: str | None = None) -> Iterator[Deed]:
    """The log in its order: all of it, or what concerns one original."""
    stored = select(*(custody.c[field.name] for field in fields(Deed))).order_by(custody.c.number)
    some = stored if original is None else stored.where(custody.c.original == original)
    with engine.connect() as connection:
        for row in connection.execute(some):
            yield Deed(*row)


def breaks(log: Iterable[Deed]) -> Iterator[str]:
    """One line for each place where the chain does not hold; none for a whole one."""
    number, previous = 0, BEGIN
    for deed in log:
        if deed.number != number + 1:
            yield f"line {number + 1} is missing"
        elif deed.previous != previous:
            yield f"line {deed.number} does not follow from line {number}"
        if deed.hash != deed.reckoned():
            yield f"line {deed.number} was changed after it was written"
        number, previous = deed.number, deed.hash
