"""Who is who in an archive, kept in step with its records and with what people judged."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

from habeas.errors import NotStored
from habeas.model.identity import Comparison, Figure, Identities
from habeas.resolve import bodies, identity, profiles
from habeas.resolve.joining import joined
from habeas.review.decisions import decisions
from habeas.store.codec import fingerprint
from habeas.store.identities import IdentityTables
from habeas.store.records import Records
from habeas.store.store import Store
from habeas.version import VERSION

Compared = tuple[Sequence[Figure], Sequence[Comparison]]


class WhoIsWho:
    """The identities as they are now, made anew after a change; may be asked from several threads."""

    def __init__(self) -> None:
        self._clock: tuple[int, int] | None = None
        self._identities = Identities((), ())
        self._print: str | None = None
        self._compared: Compared = ((), ())
        self._lock = Lock()

    def identities(self, store: Store) -> Identities:
        """The identities of an archive; what is hidden in it is in none of them."""
        with self._lock:
            clock = store.whole.records.revision(), store.whole.judgements.count()
            if self._clock != clock:
                self._identities = self._joined(store)
                self._clock = clock
            return self._identities

    def _joined(self, store: Store) -> Identities:
        records = store.records
        whole = records.whole()
        print = _print(whole)
        if self._print != print:
            self._compared, self._print = compared_in_step(whole, print), print
        figures, compared = self._compared
        if records.hides:
            seen = records.fingerprints().keys()
            figures = [figure for figure in figures if figure.document in seen]
            shown = {figure.id for figure in figures}
            compared = [one for one in compared if {one.one, one.other} <= shown]
        held = decisions(store.judgements.all()).values()
        return joined(figures, compared, [decision.last for decision in held])


def compared_in_step(records: Records, print: str) -> Compared:
    """The figures of the archive and the comparisons of them, made anew where any record changed.

    In an archive that cannot be written to they are made anew each time.
    """
    tables = IdentityTables(records.engine)
    if tables.fingerprint() == print:
        return tables.figures(), tables.comparisons()
    known: list[profiles.Profile] = []
    named: list[bodies.Body] = []
    for document in records.documents():
        entities = tuple(records.entities(document.id))
        known += profiles.profiles(document, entities, records.events(document.id))
        named += bodies.bodies(document, entities)
    figures = [*(profile.figure for profile in known), *(body.figure for body in named)]
    compared = [*identity.compared(known), *bodies.compared(named)]
    with suppress(NotStored):
        tables.put(print, figures, compared)
    return figures, compared


def _print(records: Records) -> str:
    """The fingerprint of all records, and of what compares them."""
    return fingerprint(VERSION, *(f"{id} {print}" for id, print in records.fingerprints().items()))
