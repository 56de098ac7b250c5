"""The reviewer's desk: judgements made of what people say about records, and taken back."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from itertools import groupby
from threading import Lock

from habeas.errors import NotFound, ReviewError
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.judgement import Json, Judgement, Mark, Of, judgement
from habeas.model.outline import Sketch
from habeas.model.record import Event
from habeas.review import fields, values
from habeas.review.apply import blank
from habeas.review.place import of_entity, of_event
from habeas.review.progress import Progress, progress
from habeas.review.queue import Waiting, waiting
from habeas.review.step import reviewed_in_step
from habeas.store.custody import custodian
from habeas.store.store import Store


def reviewer(name: str | None, *, editor: bool = False) -> Reviewer:
    """Who judges: the one named, or whom the machine knows its user by."""
    return Reviewer(name or custodian().operator, "editor" if editor else "reviewer")


@dataclass(frozen=True, slots=True)
class Rejection:
    """An act that people rejected, as the machine read it, with the mark of it."""

    event: Event
    mark: Mark


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for review: `total` all of it, `acts` those asked for, the first to review first."""

    total: int
    acts: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges, and as what: `reviewer`, or `editor`, who needs nobody to agree."""

    name: str
    role: str = "reviewer"


class Desk:
    """What people decide about the records of an archive.

    Raises NotFound for a record or judgement that there is none of, ReviewError, one line, for a value
    or judgement that makes no sense, and NotStored where nothing can be written.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._waiting: dict[str, tuple[str, list[Waiting]]] = {}

    def queue(
        self,
        *,
        by: str | None = None,
        documents: Collection[str] | None = None,
        skipped: Collection[str] = (),
        limit: int = 20,
        offset: int = 0,
    ) -> Queue:
        """The acts that wait for review, the most doubtful and weighty first: all, or those of some reports.

        With `by`, none that this person has judged already, and none of the acts that are `skipped`. After
        a change only the reports that are new or different are looked through.
        """
        held = self._in_step()
        found = [
            waiting
            for document, (_, listed) in held.items()
            if documents is None or document in documents
            for waiting in listed
            if (by is None or by not in waiting.by) and waiting.event not in skipped
        ]
        best = nsmallest(offset + limit, found, key=lambda waiting: (-waiting.score, waiting.event))
        return Queue(len(found), tuple(best[offset:]))

    def progress(self) -> Progress:
        """How far the review is, and how well the reviewers agree."""
        return progress(self.store.judgements.all(), records=self.store.records.counts()["events"])

    def _in_step(self) -> dict[str, tuple[str, list[Waiting]]]:
        records = self.store.records
        with self._lock:
            prints = records.fingerprints()
            for gone in self._waiting.keys() - prints.keys():
                del self._waiting[gone]
            fresh = {id for id, print in prints.items() if self._waiting.get(id, ("", ()))[0] != print}
            cases = records.cases_by_document(fresh)
            told = {id: list(acts) for id, acts in groupby(records.sketches(fresh), key=_document)}
            for id in fresh:
                listed = waiting(told.get(id, ()), cases.get(id, ()), records.conflicts(id))
                self._waiting[id] = prints[id], listed
            return dict(self._waiting)

    def decide(
        self,
        id: str,
        what: str,
        *,
        by: Reviewer,
        field: str | None = None,
        value: str | None = None,
        why: str = "",
        at: datetime | None = None,
    ) -> Judgement:
        """Accepts, corrects or rejects an act or entity, or a field of it, or adds a field of many.

        The value is as a person writes it (`habeas.review.values`); it is wanted for `correct` and `add`
        alone, and empty for a field that the text tells nothing of. A field of many that is added is
        named by its kind: `affected`. To accept a whole record is to accept, each by a judgement of its own,
        what others corrected in it too.
        """
        record, read = self._record(id)
        if what == "add" and isinstance(record, Event) and field in fields.MANY:
            field = _spot(record, field, value or "")
        if what == "accept" and field is None:
            for mark in record.review:
                if mark.field and not mark.settled and by.name not in mark.by:
                    self.decide(id, what, field=mark.field, by=by, why=why, at=at)
        held = _values(record)
        if (what in ("correct", "add")) != (value is not None) or (what == "correct" and field is None):
            raise ReviewError("to correct or add takes a field and its value, and nothing else does")
        before = held.get(field) if field else _values(read)
        try:
            after = values.read(field, value, before=before) if field and value is not None else None
            _try(record, field, what, before=before, after=after)
            told = judgement(
                what,
                _subject(read, self._document(read), field),
                by=by.name,
                role=by.role,
                at=at,
                before=before,
                after=after,
                why=why,
            )
        except ValueError as error:
            raise ReviewError(str(error)) from error
        return self._keep(told)

    def add(
        self,
        document: Document,
        place: tuple[int, int],
        type: str,
        told: Mapping[str, str],
        *,
        by: Reviewer,
        why: str = "",
        at: datetime | None = None,
    ) -> Judgement:
        """Adds an act that the words at a place of a report tell of, its fields as a person writes them."""
        try:
            subject, after = _missed(document, place, type, told)
        except ValueError as error:
            raise ReviewError(str(error)) from error
        known = (e for e in self.store.records.events(document.id) if e.trigger == subject.words)
        if subject.type in {event.type for event in known}:
            raise ReviewError(f"these words tell of the act {subject.type} already")
        return self._keep(judgement("add", subject, by=by.name, role=by.role, at=at, after=after, why=why))

    def withdraw(self, id: str, *, by: Reviewer, why: str = "", at: datetime | None = None) -> Judgement:
        """Takes a judgement back, by its id or the beginning of it: one's own, or as an editor anybody's."""
        found = [told for told in self.store.judgements.all() if id and told.id.startswith(id)]
        if len(found) != 1:
            several = "several judgements begin" if found else "there is no judgement that begins"
            raise NotFound(f"{several} with {id!r}: `habeas review log` lists them")
        (taken,) = found
        if taken.by != by.name and by.role != "editor":
            raise ReviewError(f"{taken.id} is a judgement of {taken.by}: only an editor takes it back")
        told = judgement(
            "withdraw", taken.subject, by=by.name, role=by.role, at=at, why=why, withdraws=taken.id
        )
        return self._keep(told)

    def marks(self, document: str) -> Mapping[str, tuple[Mark, ...]]:
        """What was decided about the records of a report, those that were rejected too, by record."""
        return self.store.reviewed.marks(document=document)

    def rejections(self, document: str, place: tuple[int, int] | None = None) -> list[Rejection]:
        """The acts of a report that people rejected, as the machine read them: all, or those of a stretch."""
        marks = {
            id: mark
            for id, held in self.marks(document).items()
            for mark in held
            if mark.field is None and mark.what == "reject"
        }
        events = self.store.records.machine().events_by_id(marks).values() if marks else ()
        found = sorted(events, key=lambda event: event.trigger.start)
        start, end = place or (0, sys.maxsize)
        return [Rejection(e, marks[e.id]) for e in found if e.trigger.start < end and start < e.trigger.end]

    def _keep(self, told: Judgement) -> Judgement:
        self.store.whole.judgements.add(told)
        reviewed_in_step(self.store)
        return told

    def _record(self, id: str) -> tuple[Event | Entity, Event | Entity]:
        """A record as it is shown, and as the machine read it; a rejected one is as it was read.

        The beginning of an act's id will do.
        """
        shown, machine = self.store.records, self.store.records.machine()
        begun = [*shown.events_like(id), *machine.events_like(id)] if id else []
        if len({event.id for event in begun}) == 1:
            id = begun[0].id
        read = machine.events_by_id([id]).get(id) or machine.entity(id)
        now = shown.events_by_id([id]).get(id) or shown.entity(id)
        if now is not None:
            return now, read or now
        if read is not None:
            return read, read
        raise NotFound(f"no act or entity {id!r}: `habeas show DOC --records` prints the id of each")

    def _document(self, record: Event | Entity) -> Document:
        id = record.document if isinstance(record, Event) else record.mentions[0].document
        return next(self.store.records.documents([id]))


def _document(act: Sketch) -> str:
    return act.document


def _values(record: Event | Entity) -> dict[str, Json]:
    return fields.of_event(record) if isinstance(record, Event) else fields.of_entity(record)


def _subject(read: Event | Entity, document: Document, field: str | None) -> Of:
    return of_event(read, field) if isinstance(read, Event) else of_entity(read, document, field)


def _missed(
    document: Document, place: tuple[int, int], type: str, told: Mapping[str, str]
) -> tuple[Of, dict[str, Json]]:
    """An act that was missed, as a subject, and its values by field; ValueError for one that cannot be."""
    words = document.anchor(*place)
    held = (s for s in document.sentences if s.start <= words.start and words.end <= s.end)
    sentence = next((document.anchor(s.start, s.end) for s in held), None)
    if sentence is None:
        raise ValueError("name words of one sentence")
    subject = Of("event", str(values.read("type", type)), words, sentence)
    event, after = blank(document, subject), dict[str, Json]()
    for name, value in told.items():
        field = _spot(event, name, value) if name in fields.MANY else name
        after[field] = values.read(field, value)
        event = fields.put(event, field, after[field])
    return subject, after


def _spot(event: Event, kind: str, words: str) -> str:
    """The name of a new field of many: by its words where they stand in the sentence, else by the trigger."""
    start = event.sentence.quote.find(words) if words else -1
    if start < 0:
        return fields.name_of(kind, event.trigger, event.sentence)
    return f"{kind}/{start}:{start + len(words)}"


def _try(record: Event | Entity, field: str | None, what: str, *, before: Json, after: Json) -> None:
    """ValueError where a value cannot be put into a record."""
    if field is None:
        return
    value = before if what == "accept" else after
    if isinstance(record, Event):
        fields.put(record, field, value)
    else:
        fields.put_entity(record, field, value)
