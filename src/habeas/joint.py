"""Cases and conflicts as they are exported, of one report or of several, one by one and a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock

from habeas.errors import NotFound
from habeas.export.common import Record, case_record, conflict_record
from habeas.export.joined import dispute_records, story_record
from habeas.model.case import Case, Conflict
from habeas.model.identity import Identity
from habeas.paging import Page, Spot, listed, spot_of
from habeas.store import pages
from habeas.story import Known, stories, story, told_in

WITHIN, ACROSS = range(2)
Placed = Iterator[tuple[Spot, Record]]


class Joint:
    """The cases of an archive, each of one person over all reports, and what its reports tell differently."""

    def __init__(self, known: Callable[[], Known]) -> None:
        self._known = known
        self._disputes: tuple[Known | None, tuple[tuple[Spot, Record], ...]] = (None, ())
        self._lock = Lock()

    def cases(self, *, after: str | None = None, limit: int, document: str | None = None) -> Page[Record]:
        """Cases in the order of the first report that tells them: all, or those that one report tells."""
        known = self._known()
        found = listed(_placed(known, document), after=after, limit=limit)
        return Page(tuple(_record(each, known) for each in found.records), found.next)

    def case(self, id: str) -> Record:
        """The case with this id; that of a single report leads to the person's. NotFound for another."""
        known = self._known()
        within = known.inventory.meant.get(id)
        if within is not None and within.id == id:
            return _record(_over_reports(within, known) or within, known)
        for one in known.identities.all:
            if one.id[1:] == id[1:] and id.startswith("c") and _told_by_several(one) and known.cases(one):
                return _record(one, known)
        raise NotFound(f"the archive holds no case {id!r}")

    def conflicts(self, *, after: str | None = None, limit: int, document: str | None = None) -> Page[Record]:
        """What cannot all be true: within each report, then between reports; all, or those of one report."""
        start = spot_of(after)
        part = start.part if start else WITHIN
        found = self._between(document) if part == ACROSS else self._both(start, limit, document)
        return listed(found, after=after, limit=limit)

    def conflict(self, id: str) -> Record:
        """The conflict with this id; NotFound for another."""
        for _, held in pages.with_ids(self._known().records, Conflict, [id]):
            return conflict_record(held)
        for _, record in self._between(None):
            if record["id"] == id:
                return record
        raise NotFound(f"the archive holds no conflict {id!r}")

    def _both(self, start: Spot | None, limit: int, document: str | None) -> Placed:
        for spot, held in pages.after(
            self._known().records, Conflict, start, most=limit + 1, document=document
        ):
            yield spot, conflict_record(held)
        yield from self._between(document)

    def _between(self, document: str | None) -> Placed:
        """What several reports tell differently; found once, until something changes."""
        known = self._known()
        with self._lock:
            if self._disputes[0] is not known:
                told = (
                    (Spot(each.identity.id, number, ACROSS), record)
                    for each in stories(known)
                    for number, record in enumerate(dispute_records([each]))
                )
                self._disputes = (known, tuple(told))
        for spot, record in self._disputes[1]:
            if document is None or document in _reports(record):
                yield spot, record


def _placed(known: Known, document: str | None) -> Iterator[tuple[Spot, Case | Identity]]:
    """Each case where it stands; one over several reports where the first of them stands."""
    told: set[str] = set()
    for id in known.inventory.holdings if document is None else (document,):
        for number, case in enumerate(known.inventory.cases.get(id, ())):
            who = _over_reports(case, known)
            if who is None:
                yield Spot(id, number), case
            elif who.id not in told:
                told.add(who.id)
                yield Spot(id, number), who


def _over_reports(case: Case, known: Known) -> Identity | None:
    """Whose case it is, where several reports tell of the person."""
    who = known.identities.of.get(case.entity)
    return who if who is not None and _told_by_several(who) else None


def _told_by_several(one: Identity) -> bool:
    return one.type == "person" and len(one.documents) > 1


def _record(each: Case | Identity, known: Known) -> Record:
    if isinstance(each, Case):
        return case_record(each)
    return story_record(story(each, known, told_in(each, known)))


def _reports(record: Record) -> set[str]:
    """The reports that a conflict between reports rests on."""
    passages = record["passages"]
    held = passages if isinstance(passages, list) else []
    return {str(each["document"]) for each in held if isinstance(each, dict)}
