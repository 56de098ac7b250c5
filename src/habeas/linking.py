"""The links between reports kept in step with the archive that they are derived from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from threading import Lock

import numpy as np

from habeas.errors import NotStored
from habeas.model.link import Link
from habeas.store.links import NONE, Links
from habeas.store.records import Records
from habeas.versions.copies import Own, compare
from habeas.versions.shingles import candidates, signature

AT_ONCE = 200  # reports that are held in memory to be compared

_ONE_AT_A_TIME = Lock()
Signed = dict[str, tuple[str, bytes]]


def links_in_step(records: Records) -> list[Link]:
    """All links between the archive's reports; what was read since the last time is linked first.

    In an archive that cannot be written to they are found anew each time. Of many threads that find them
    behind one does the work.
    """
    with _ONE_AT_A_TIME:
        found = _in_step(records.whole().machine())
    if not records.hides:
        return found
    seen = records.fingerprints().keys()
    return [link for link in found if {link.one, link.other} <= seen]


def _in_step(records: Records) -> list[Link]:
    links, revision = Links(records.engine), records.revision()
    made = links.revision()
    if made == revision:
        return links.all()
    prints = records.fingerprints()
    held = {} if made == NONE else links.signatures()
    known = {id: row for id, row in held.items() if prints.get(id) == row[0]}
    signed = dict(_sign(records, {id: print for id, print in prints.items() if id not in known}))
    kept = [] if made == NONE else [link for link in links.all() if {link.one, link.other} <= known.keys()]
    pairs = _pairs(known | signed, signed.keys())
    found = [*kept, *_compared(records, sorted(pairs))]
    with suppress(NotStored):
        links.put(revision, found, signed=signed, gone=held.keys() - known.keys())
    return found


def _sign(records: Records, prints: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The signature of each report; empty for one without words."""
    for document in records.documents(prints.keys()):
        signed = signature(Own(document).shingles)
        yield document.id, (prints[document.id], b"" if signed is None else signed.tobytes())


def _pairs(signed: Signed, fresh: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs that may be alike, of which one at least was not compared before."""
    if not fresh:
        return iter(())
    worded = {id: np.frombuffer(row, np.uint32) for id, (_, row) in signed.items() if row}
    return ((one, other) for one, other in candidates(worded) if one in fresh or other in fresh)


def _compared(records: Records, pairs: list[tuple[str, str]]) -> Iterator[Link]:
    owns: dict[str, Own] = {}
    for number, (one, other) in enumerate(pairs):
        if not {one, other} <= owns.keys():
            wanted = dict.fromkeys(id for pair in pairs[number : number + AT_ONCE] for id in pair)
            owns = {document.id: Own(document) for document in records.documents(list(wanted)[:AT_ONCE])}
        if link := compare(owns[one], owns[other]):
            yield link
