"""Who is who in an archive, kept in step with its records and with what people judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from habeas.errors import NotStored
from habeas.model.identity import Comparison, Figure, Identities
from habeas.model.judgement import Judgement, Pair
from habeas.resolve import bodies, identity, profiles
from habeas.resolve.joining import joined
from habeas.review.decisions import decisions
from habeas.store.codec import fingerprint
from habeas.store.identities import IdentityTables
from habeas.store.records import Records
from habeas.store.store import Store
from habeas.version import VERSION
from habeas.vocabulary.identity import identity_words

Compared = tuple[Sequence[Figure], Sequence[Comparison]]
OfReport = tuple[tuple[profiles.Profile, ...], tuple[bodies.Body, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of persons and bodies, at a fingerprint of its records."""

    print: str
    told: OfReport


class WhoIsWho:
    """The identities as they are now, made anew after a change; may be asked from several threads.

    What reports tell is kept in memory, so that after a change only the report that it is in is read again,
    and only the pairs that it is in are compared again.
    """

    def __init__(self) -> None:
        self._clock: tuple[int, int] | None = None
        self._identities = Identities((), ())
        self._print: str | None = None
        self._compared: Compared = ((), ())
        self._made_from: tuple[Sequence[Figure], Sequence[Comparison], list[Judgement]] = ((), (), [])
        self._told: dict[str, Told] = {}
        self._answers = identity.Answers()
        self._result: Compared | None = None
        self._lock, self._reading = Lock(), Lock()

    def identities(self, store: Store) -> Identities:
        """The identities of an archive; what is hidden in it is in none of them."""
        with self._lock:
            clock = store.whole.records.revision(), store.whole.judgements.count()
            if self._clock != clock:
                self._identities = self._joined(store)
                self._clock = clock
            return self._identities

    def prepare(self, store: Store) -> None:
        """Reads beforehand what a change will be compared with; who asks meanwhile need not wait."""
        self.identities(store)
        self._compare(store.whole.records)

    def _joined(self, store: Store) -> Identities:
        records = store.records
        whole = records.whole()
        print = _print(whole)
        if self._print != print:
            self._compared, self._print = self.in_step(whole, print), print
        figures, compared = self._compared
        if records.hides:
            seen = records.fingerprints().keys()
            figures = [figure for figure in figures if figure.document in seen]
            shown = {figure.id for figure in figures}
            compared = [one for one in compared if {one.one, one.other} <= shown]
        held = decisions(store.judgements.all()).values()
        pairs = [decision.last for decision in held if isinstance(decision.last.subject, Pair)]
        if (figures, compared, pairs) == self._made_from:
            return self._identities
        self._made_from = (figures, compared, pairs)
        return joined(figures, compared, pairs)

    def in_step(self, records: Records, print: str) -> Compared:
        """The figures of the archive and the comparisons of them, made anew where any record changed.

        In an archive that cannot be written to they are made anew for each that asks.
        """
        tables = IdentityTables(records.engine)
        stored = tables.fingerprint()
        if stored == print:
            return tables.figures(), tables.comparisons()
        figures, compared = self._compare(records)
        instead = self._compared if stored is not None and stored == self._print else None
        with suppress(NotStored):
            tables.put(print, figures, compared, instead=instead)
        return figures, compared

    def _compare(self, records: Records) -> Compared:
        with self._reading:
            return self._read_and_compared(records)

    def _read_and_compared(self, records: Records) -> Compared:
        prints = records.fingerprints()
        fresh = [id for id, now in prints.items() if id not in self._told or self._told[id].print != now]
        before = {id: told.told for id, told in self._told.items()}
        for document in records.documents(fresh):
            entities = tuple(records.entities(document.id))
            persons = profiles.profiles(document, entities, records.events(document.id))
            own = (persons, tuple(bodies.bodies(document, entities)))
            same = before.get(document.id) == own
            self._told[document.id] = Told(prints[document.id], before[document.id] if same else own)
        self._told = {id: self._told[id] for id in prints}
        now = {id: told.told for id, told in self._told.items()}
        unchanged = before.keys() == now.keys() and all(told is before[id] for id, told in now.items())
        if self._result is None or not unchanged:
            self._result = self._weighed(now.values())
        return self._result

    def _weighed(self, told: Collection[OfReport]) -> Compared:
        known = [profile for persons, _ in told for profile in persons]
        named = [body for _, organizations in told for body in organizations]
        figures = [*(profile.figure for profile in known), *(body.figure for body in named)]
        return figures, [*identity.compared(known, self._answers), *bodies.compared(named)]


def _print(records: Records) -> str:
    """The fingerprint of all records, and of what compares them."""
    table = identity_words().print
    return fingerprint(VERSION, table, *(f"{id} {print}" for id, print in records.fingerprints().items()))
