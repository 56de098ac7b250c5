"""The search index kept in step with the archive that it is derived from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from threading import Lock

from habeas.model.document import Document
from habeas.reading import Reading
from habeas.search.index import NONE, Index
from habeas.store.records import Records
from habeas.store.verify import Damage

MANY = 200
_ONE_AT_A_TIME = Lock()


def in_step(index: Index, records: Records) -> Index:
    """The index, with what it lacks put in and what is gone taken out; a copy where it cannot be written to.

    Of many threads that find it behind one does the work, and the others wait for it.
    """
    records = records.whole()
    if index.revision() != records.revision():
        index = index.renewable()
        with _ONE_AT_A_TIME:
            _renew(index, records)
    return index


def _renew(index: Index, records: Records) -> None:
    revision = records.revision()
    if index.revision() == revision:
        return
    wanted, held = _wanted(records), index.kept()
    if gone := [id for id in held if id not in wanted]:
        with index.renewal() as renewal:
            for id in gone:
                renewal.remove(id)
    behind = [id for id, print in wanted.items() if held.get(id) != print]
    for first in range(0, len(behind), MANY):
        keep_up(index, records, behind[first : first + MANY])
    index.claim(revision)


def keep_up(index: Index, records: Records, ids: Collection[str]) -> None:
    """Puts these documents into the index, so that fewer are left for when it is put in step."""
    wanted = _wanted(records, ids)
    with index.renewal() as renewal:
        for document in records.documents(wanted):
            renewal.add(_searched(records, document), wanted[document.id])


def in_work(index: Index) -> None:
    """Notes that the archive is about to change, so that a killed read leaves no index that claims more."""
    index.claim(NONE)


def check_index(index: Index, records: Records) -> Iterator[Damage]:
    """Where the index says otherwise than the archive.

    An index that is behind is put in step first: that is what a killed read leaves, and no damage.
    """
    where = index.path.name
    if index.revision() < records.revision():
        index = in_step(index, records)
    if index.revision() != records.revision() or index.kept() != _wanted(records):
        yield Damage(
            where, "the index is out of step with the archive: delete it, the next search makes it anew"
        )
        return
    for document in records.documents():
        for line in index.check(_searched(records, document)):
            yield Damage(where, f"{document.file}: {line}: delete {where}, the next search makes it anew")
    if not index.sound():
        yield Damage(
            where, f"its words are not those of its passages: delete {where}, the next search makes it anew"
        )


def _searched(records: Records, document: Document) -> Reading:
    """A document with that of its records which the index is made from: persons and acts."""
    persons, events = records.persons(document.id), records.events(document.id)
    return Reading(document, tuple(persons), tuple(events), (), (), ())


def _wanted(records: Records, ids: Collection[str] | None = None) -> dict[str, str]:
    """Documents, all or those named, with what the index must have of each: its fingerprint and file name.

    One that another process adds between the two questions waits for the next search.
    """
    names, prints = records.names(ids), records.fingerprints(ids)
    return {id: f"{prints[id]} {names[id][0]}" for id in prints.keys() & names.keys()}
