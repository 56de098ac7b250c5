"""The records of an archive one by one and a page at a time, for whoever reads them from afar."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Generic, TypeVar, Unpack

from habeas.errors import CursorError, NotFound, NotStored
from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document, Metadata
from habeas.model.record import Event
from habeas.search.checked import checked
from habeas.search.facets import Filters, Narrowing, fold
from habeas.search.index import Index
from habeas.step import in_step
from habeas.store import originals, pages
from habeas.store.pages import Acquisition
from habeas.store.pages import Spot as Spot
from habeas.store.records import Records
from habeas.store.store import Store
from habeas.vocabulary.countries import resolve

T = TypeVar("T")
FAILURES, LEFTOVERS, OF_REPORTS = range(3)
COUNTED = ("documents", "entities", "events", "issues")
AT_ONCE = 100
FURTHEST = 100_000
FORM = re.compile(r"([0-2])\.(\d{1,7})\.(.*)", re.DOTALL)
NAMES = {Document: "report", Entity: "entity", Event: "act", Case: "case", Conflict: "conflict"}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of records; `next` is the cursor from which the page after it goes on, None on the last."""

    records: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all reports at one revision of the archive."""

    revision: int
    metadata: Mapping[str, Metadata]
    acquisitions: Sequence[Acquisition]


class Pages:
    """The records of an archive by id and by page.

    Records come by report and in their order there, as they are exported. A page goes on from a
    cursor, whatever was read into the archive in between: nothing comes twice, and nothing is left out
    that was there. Raises CursorError for a cursor that is none of ours.
    """

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index
        self._known = Known(-1, {}, ())

    @property
    def _records(self) -> Records:
        return self._store.records

    def revision(self) -> int:
        """A number that moves on with every change."""
        return self._records.revision()

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are, and of what was not understood."""
        counted = self._records.counts()
        return {kind: counted[kind] for kind in COUNTED}

    def one(self, kind: type[T], id: str) -> T:
        """The record of a kind with this id; NotFound where there is none."""
        found: Iterable[object]
        if kind is Document:
            found = self._records.documents([id])
        else:
            found = (record for _, record in pages.with_ids(self._records, kind, [id]))
        for record in found:
            if isinstance(record, kind):
                return record
        raise NotFound(f"the archive holds no {NAMES[kind]} {id!r}")

    def metadata(self) -> Mapping[str, Metadata]:
        """What the page of each report prints about it, by id in order."""
        return self._now().metadata

    def acquisitions(self) -> Sequence[Acquisition]:
        """Each report that is or was held, by when it was last read into the archive or taken out."""
        return self._now().acquisitions

    def _now(self) -> Known:
        revision, engine = self.revision(), self._store.engine
        if self._known.revision != revision:
            self._known = Known(revision, pages.metadata(engine), pages.acquisitions(engine))
        return self._known

    def reports(self, ids: Collection[str]) -> dict[str, Document]:
        """The reports with these ids, as far as there are any."""
        return {document.id: document for document in self._records.documents(ids)}

    def documents(
        self,
        *,
        after: str | None = None,
        limit: int,
        country: str | None = None,
        year: int | None = None,
        publisher: str | None = None,
    ) -> Page[Document]:
        """Reports on a country (code or name), covering a year, by a publisher (its words), by id."""
        start, found = spot_of(after), _fitting(self.metadata(), country, year, publisher)
        ids = list(islice((id for id in found if start is None or id > start.place), limit + 1))
        documents = tuple(self._records.documents(ids[:limit]))
        return Page(documents, cursor_of(Spot(ids[limit - 1])) if len(ids) > limit else None)

    def events(self, *, after: str | None = None, limit: int, **filters: Unpack[Narrowing]) -> Page[Event]:
        """Acts; with filters those that `Archive.events` gives."""
        narrowing = checked(Filters(**filters))
        if narrowing.given().keys() <= {"document"}:
            return self.standing(Event, after=after, limit=limit, document=narrowing.document)
        return _page(self.told(narrowing, spot_of(after)), limit)

    def told(self, narrowing: Filters, after: Spot | None = None) -> Iterator[tuple[Spot, Event]]:
        """Acts told in the passages that fulfil filters, in order and as they are asked for.

        `person` asks that the person takes part in the act.
        """
        asked = set(fold(narrowing.person or "").split())
        passages = in_step(self._index, self._records).acts(narrowing, after=after.place if after else None)
        for ids in _together(passages):
            for spot, event in sorted(pages.with_ids(self._records, Event, ids), key=lambda each: each[0]):
                takes_part = any(asked <= set(fold(p.name).split()) for p in event.participants)
                if (after is None or spot > after) and (not asked or takes_part):
                    yield spot, event

    def standing(
        self, kind: type[T], *, after: str | None = None, limit: int, document: str | None = None
    ) -> Page[T]:
        """Entities, acts, cases or conflicts: of all reports, or of the one with this id."""
        most, start = limit + 1, spot_of(after)
        return _page(pages.after(self._records, kind, start, most=most, document=document), limit)

    def issues(self, *, after: str | None = None, limit: int) -> Page[Issue]:
        """What was not understood, as `Archive.issues` lists it."""
        start, most, engine = spot_of(after), limit + 1, self._store.engine
        first = start.part if start else FAILURES
        parts: dict[int, Callable[[Spot | None], Iterator[tuple[Spot, Issue]]]] = {
            FAILURES: self._failures,
            LEFTOVERS: partial(pages.leftovers, engine, most=most),
            OF_REPORTS: partial(pages.after, self._records, Issue, most=most),
        }
        found = (
            (spot._replace(part=part), issue)
            for part, listed in parts.items()
            if part >= first
            for spot, issue in listed(start if part == first else None)
        )
        return _page(found, limit)

    def _failures(self, after: Spot | None) -> Iterator[tuple[Spot, Issue]]:
        for path, reason in self._records.failures():
            if after is None or path > after.place:
                yield Spot(path), Issue("read", "unreadable", reason, path)

    def sections(self, events: Iterable[Event]) -> dict[str, str | None]:
        """The title of the section that each act stands in, by the id of the act."""
        told = list(events)
        titles = pages.sections(self._store.engine, {event.document for event in told})
        return {
            event.id: None if event.section is None else titles[event.document][event.section].title
            for event in told
        }

    def original(self, document: Document) -> Path:
        """The file of a report's original bytes, or of the container that holds them; NotStored if gone."""
        path = originals.place(self._store.originals, document.within or document.sha256)
        if not path.is_file():
            raise NotStored(f"the original of {document.file} is missing: `habeas verify` says what is wrong")
        return path


def listed(ordered: Iterable[tuple[Spot, T]], *, after: str | None, limit: int) -> Page[T]:
    """A page of what is at hand in the order of where it stands."""
    start = spot_of(after)
    return _page((each for each in ordered if start is None or _behind(each[0], start)), limit)


def _behind(spot: Spot, start: Spot) -> bool:
    """Whether a spot comes after another, parts before places."""
    return (spot.part, spot.place, spot.position) > (start.part, start.place, start.position)


def _together(passages: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[set[str]]:
    """The acts of passages, those of a document never apart, and as many at once as it pays to ask for."""
    ids: set[str] = set()
    for _, found in groupby(passages, key=lambda passage: passage[0]):
        ids.update(act for _, acts in found for act in acts)
        if len(ids) >= AT_ONCE:
            yield ids
            ids = set()
    if ids:
        yield ids


def _fitting(
    known: Mapping[str, Metadata], country: str | None, year: int | None, publisher: str | None
) -> Iterator[str]:
    """The reports that fulfil filters; a publisher in full counts before one that has the words."""
    named, by = fold(country or ""), fold(publisher or "")
    codes = {(country or "").upper(), *resolve(country or "")}
    whole = any(by == fold(meta.publisher or "") for meta in known.values())
    for id, meta in known.items():
        printed = fold(meta.publisher or "")
        on = country is None or codes & set(meta.countries) or named in map(fold, meta.country_names)
        when = year is None or (meta.covers and meta.covers[0].year <= year <= meta.covers[1].year)
        who = publisher is None or (by == printed if whole else set(by.split()) <= set(printed.split()))
        if on and when and who:
            yield id


def _page(found: Iterable[tuple[Spot, T]], limit: int) -> Page[T]:
    taken = list(islice(found, limit + 1))
    records = tuple(record for _, record in taken[:limit])
    return Page(records, cursor_of(taken[limit - 1][0]) if len(taken) > limit else None)


def cursor_of(spot: Spot) -> str:
    """A spot as a cursor: a word that only says where to go on."""
    told = f"{spot.part}.{spot.position}.{spot.place}"
    return base64.urlsafe_b64encode(told.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def spot_of(cursor: str | None) -> Spot | None:
    """The spot that a cursor names, None for no cursor; CursorError where it is none of ours."""
    if cursor is None:
        return None
    try:
        told = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8", "surrogatepass")
    except ValueError:
        told = ""
    found = FORM.fullmatch(told)
    if not found:
        raise CursorError(f"{cursor[:80]!r} is no cursor: take it from the page before")
    return Spot(found[3], int(found[2]), int(found[1]))


def cursor_at(position: int) -> str:
    """The cursor of a list that is only ordered by how well it fits: how many came before."""
    return cursor_of(Spot("", position))


def position_of(cursor: str | None) -> int:
    """How many came before, by a cursor that `cursor_at` gave; CursorError where there cannot be so many."""
    spot = spot_of(cursor) or Spot("")
    if spot.position > FURTHEST or spot.place:
        raise CursorError(f"{cursor!r} leads too far: narrow the search")
    return spot.position
