"""The reviewed records kept in step with the machine's and with the log of judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from habeas.issues import Issue
from habeas.linking import links_in_step
from habeas.model.judgement import Json, Of
from habeas.review.apply import apply, lost
from habeas.review.carry import carried, origins
from habeas.review.decisions import Decision, decisions, key
from habeas.store.codec import fingerprint
from habeas.store.records import Records
from habeas.store.reviewed import Judged
from habeas.store.store import Store
from habeas.version import VERSION

Decided = Mapping[str, list[Decision]]


def reviewed_in_step(store: Store) -> None:
    """Makes anew what is shown of the reports whose records or decisions changed since the last time."""
    store = store.whole
    while True:
        records = store.records.machine()
        clock = records.revision(), store.judgements.count()
        if clock[1] == 0 or store.reviewed.clock() == clock:
            return
        decided = _by_document(store)
        from_where = origins(decided, links_in_step(records)) if decided else {}
        wanted = _prints(records, decided, from_where)
        held = store.reviewed.fingerprints()
        fresh = [document for document, print in wanted.items() if held.get(document) != print]
        made = {
            document: _judged(records, document, wanted[document], decided=decided, origins=from_where)
            for document in fresh
        }
        if store.reviewed.put(made, gone=held.keys() - wanted.keys(), clock=clock):
            return


def _by_document(store: Store) -> Decided:
    """What was decided about records, by the report that they are of."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions(store.judgements.all()).values():
        if isinstance(decision.last.subject, Of):
            found[decision.last.subject.words.document].append(decision)
    return found


def _prints(records: Records, decided: Decided, origins: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The judged reports, each with a fingerprint of all that its records are made from."""
    stored = records.fingerprints()

    def made_from(document: str) -> list[Json]:
        ids = (judgement.id for decision in decided.get(document, ()) for judgement in decision.given)
        return [document, stored.get(document, ""), *ids]

    return {
        document: fingerprint(VERSION, *[made_from(part) for part in (document, *origins.get(document, ()))])
        for document in sorted({*decided, *origins})
    }


def _judged(
    records: Records,
    id: str,
    print: str,
    *,
    decided: Decided,
    origins: Mapping[str, Collection[str]],
) -> Judged:
    own = decided.get(id, [])
    document = next(records.documents([id]), None)
    if document is None:
        why = "the archive no longer holds its report"
        return Judged(print, None, {}, tuple(lost(decision, id, why) for decision in own))
    known, applied = {key(decision.last.subject) for decision in own}, list(own)
    issues: list[Issue] = []
    for old in records.documents(origins.get(id, ())):
        moved, gone = carried(old, document, decided[old.id])
        applied += [decision for decision in moved if key(decision.last.subject) not in known]
        known |= {key(decision.last.subject) for decision in moved}
        issues += gone
    found = apply(records.reading(document), applied)
    return Judged(print, found.reading, found.marks, (*found.issues, *issues))
