"""Documents and records in the form of the record format, version 1: plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol, TypeAlias

from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document, Entry
from habeas.model.identity import Identity
from habeas.model.judgement import Json, Mark
from habeas.model.record import Count, Event, Participant, Source, Topic, When

Value: TypeAlias = "str | int | list[Value] | dict[str, Value] | None"
Record: TypeAlias = dict[str, Value]
KINDS = ("document", "entity", "event", "case", "conflict")


class View(Protocol):
    """What is exported: each call starts from the beginning, in an order that content decides."""

    def documents(self) -> Iterable[Document]:
        """All documents."""

    def entities(self) -> Iterable[Entity]:
        """All entities."""

    def events(self) -> Iterable[Event]:
        """All events."""

    def cases(self) -> Iterable[Case]:
        """All cases."""

    def conflicts(self) -> Iterable[Conflict]:
        """All conflicts."""


def read_records(
    view: View, *, kind: str | None = None, identities: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Record]:
    """Documents, entities and events, in this order, or one kind of them.

    `identities` gives the id of who an entity is across reports.
    """
    if kind in (None, "document"):
        yield from map(document_record, view.documents())
    if kind in (None, "entity"):
        yield from (entity_record(each, identity=identities.get(each.id)) for each in view.entities())
    if kind in (None, "event"):
        sections = {document.id: document.sections for document in view.documents()}
        for event in view.events():
            title = None if event.section is None else sections[event.document][event.section].title
            yield event_record(event, section=title)


def document_record(document: Document) -> Record:
    """A document without its text."""
    meta = document.meta
    covers = meta.covers
    return {
        "kind": "document",
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "title": meta.title,
        "publisher": meta.publisher,
        "authors": list(meta.authors),
        "published": meta.published,
        "updated": _instant(meta.updated),
        "accessed": _day(meta.accessed),
        "covers": {"from": _day(covers[0]), "to": _day(covers[1])} if covers else None,
        "countries": list(meta.countries),
        "country_names": list(meta.country_names),
        "language": meta.language,
        "document_type": meta.document_type,
        "symbol": meta.symbol,
        "url": meta.url,
        "archive_url": meta.archive_url,
        "citation": meta.citation,
        "disclaimer": meta.disclaimer,
        "rights": meta.rights,
        "facts": dict(meta.facts),
        "source": meta.source,
        "member": document.member,
        "within": document.within,
        "entry": _entry(document.entry),
        "pages": [{"label": p.label, "start": p.start, "end": p.end} for p in document.pages],
        "sections": [
            {"title": s.title, "path": list(s.path), "start": s.start, "end": s.end}
            for s in document.sections
        ],
    }


def entity_record(entity: Entity, *, identity: str | None = None) -> Record:
    """Somebody or something named, with every mention; `identity` is who it is across reports."""
    return {
        "kind": "entity",
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "description": entity.description,
        "count": _count(entity.count),
        "identity": identity,
        "mentions": [
            {"document": m.document, "start": m.start, "end": m.end, "text": m.quote} for m in entity.mentions
        ],
        "review": [review_record(mark) for mark in entity.review],
    }


def event_record(event: Event, *, section: str | None) -> Record:
    """An act with all its fields; `section` is the title of the one it stands in."""
    told = event.attribution
    return {
        "kind": "event",
        "id": event.id,
        "document": event.document,
        "section": section,
        "type": event.type,
        "start": event.sentence.start,
        "end": event.sentence.end,
        "quote": event.sentence.quote,
        "trigger": event.trigger.quote,
        "trigger_offset": event.trigger.start - event.sentence.start,
        "when": _when(event.when),
        "place": {"country": event.place.country, "name": event.place.name} if event.place else None,
        "participants": [_participant(participant) for participant in event.participants],
        "charges": [{"text": c.text, "law": c.law, "article": c.article} for c in event.charges],
        "sentence": {
            "text": event.penalty.anchor.quote,
            "kind": event.penalty.kind,
            "duration": event.penalty.duration,
        }
        if event.penalty
        else None,
        "outcome": event.outcome,
        "certainty": told.certainty,
        "polarity": told.polarity,
        "sources": [_source(source) for source in told.sources],
        "rule": event.rule,
        "attribution_rules": list(told.rules),
        "topics": [_topic(topic) for topic in event.topics],
        "review": [review_record(mark) for mark in event.review],
    }


def _topic(topic: Topic) -> Record:
    return {
        "entity": topic.entity,
        "mention": topic.mention.quote,
        "start": topic.mention.start,
        "percent": topic.percent,
    }


def case_record(case: Case) -> Record:
    """A person's or group's events in time order, and what it had come to."""
    status = case.status
    return {
        "kind": "case",
        "id": case.id,
        "name": case.name,
        "aliases": list(case.aliases),
        "entity": case.entity,
        "events": list(case.events),
        "rules": list(case.rules),
        "status": {"value": status.value, "as_of": _day(status.as_of), "event": status.event}
        if status
        else None,
    }


def conflict_record(conflict: Conflict) -> Record:
    """Events that cannot all be true."""
    return {
        "kind": "conflict",
        "id": conflict.id,
        "events": list(conflict.events),
        "reason": conflict.reason,
        "rule": conflict.rule,
    }


def identity_record(identity: Identity) -> Record:
    """Who several entities are across reports, and what joined them; beside the records, not one of them."""
    return {
        "kind": "identity",
        "id": identity.id,
        "type": identity.type,
        "name": identity.name,
        "aliases": list(identity.aliases),
        "entities": list(identity.entities),
        "documents": list(identity.documents),
        "links": [
            {
                "entities": [link.one, link.other],
                "judgement": link.judgement,
                "reasons": [reason.words for reason in link.reasons],
            }
            for link in identity.links
        ],
    }


def issue_record(issue: Issue) -> Record:
    """Something that was not understood; beside the records, not one of them."""
    at = issue.anchor
    return {
        "stage": issue.stage,
        "kind": issue.kind,
        "detail": issue.detail,
        "file": issue.file,
        "anchor": {"document": at.document, "start": at.start, "end": at.end, "quote": at.quote}
        if at
        else None,
    }


def review_record(mark: Mark) -> Record:
    """That people decided on a field: what the machine read, what is shown, who decided and when."""
    return {
        "field": mark.field,
        "what": mark.what,
        "machine": _value(mark.machine),
        "value": _value(mark.value),
        "by": list(mark.by),
        "at": _instant(mark.at),
        "settled": mark.settled,
        "disputed": mark.disputed,
        "judgement": mark.judgement,
        "why": mark.why or None,
    }


def _value(value: Json) -> Value:
    """A plain value as a record holds it."""
    if isinstance(value, dict):
        return {name: _value(part) for name, part in value.items()}
    return value if isinstance(value, str | int) else None


def _when(when: When | None) -> Record | None:
    if when is None:
        return None
    words = when.anchor.quote if when.anchor else None
    return {
        "from": _day(when.start),
        "to": _day(when.end),
        "edtf": when.edtf,
        "basis": when.basis,
        "text": words,
    }


def _participant(participant: Participant) -> Record:
    return {
        "role": participant.role,
        "entity": participant.entity,
        "name": participant.name,
        "mention": participant.mention.quote,
        "mention_start": participant.mention.start,
        "count": _count(participant.count),
        "description": participant.description,
        "rule": participant.rule,
    }


def _source(source: Source) -> Record:
    return {
        "name": source.name,
        "entity": source.entity,
        "mention": source.mention.quote,
        "cue": source.cue.quote,
    }


def _entry(entry: Entry | None) -> Record | None:
    if entry is None:
        return None
    return {
        "volume": entry.volume,
        "order": entry.order,
        "first_page": entry.first_page,
        "last_page": entry.last_page,
        "heading": entry.heading,
    }


def _count(count: Count | None) -> Record | None:
    return {"min": count.min, "max": count.max} if count else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(moment: datetime | None) -> str | None:
    """A time in UTC as `2022-01-18T07:55:00Z`."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
