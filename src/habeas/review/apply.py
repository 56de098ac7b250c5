"""What people decided, applied to what the machine read of one report: the records as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from habeas.issues import Issue
from habeas.model.anchor import content_id
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.judgement import Json, Mark, Of
from habeas.model.record import Attribution, Event, Participant
from habeas.reading import Reading
from habeas.resolve import cases, conflicts
from habeas.resolve.stories import is_named
from habeas.review import fields
from habeas.review.decisions import Decision
from habeas.review.place import entity_of, event_of, stands
from habeas.search.facets import fold

LOST = "lost-decision"
REJECTED = "rejected"
ADDED = "review/added"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report's records as they are shown, and the marks of what was decided, by the id of the record.

    `issues` tell of records that were rejected and of decisions whose record is gone.
    """

    reading: Reading
    marks: Mapping[str, tuple[Mark, ...]]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Work:
    """The records of a report while decisions are applied to them, by id, beside those that were read."""

    read: Reading
    entities: dict[str, Entity]
    events: dict[str, Event]
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    issues: list[Issue] = field(default_factory=list)

    def lost(self, decision: Decision, why: str) -> None:
        """Notes a decision that could not be applied."""
        self.issues.append(lost(decision, self.read.document.place, why))


def apply(reading: Reading, decided: Iterable[Decision]) -> Reviewed:
    """The records of a report with decisions about them; what nobody judged stays exactly as it was.

    Cases and conflicts are made anew from the acts where any act or entity is another than was read.
    """
    work = _Work(reading, {e.id: e for e in reading.entities}, {e.id: e for e in reading.events})
    for decision in sorted(decided, key=_rank):
        subject = decision.last.subject
        here = stands(reading.document, subject) if isinstance(subject, Of) else None
        try:
            if here is None:
                raise ValueError("its sentence is gone")
            (_to_entity if here.kind == "entity" else _to_event)(work, here, decision)
        except ValueError as error:
            work.lost(decision, str(error))
    shown = _resolved(work)
    return Reviewed(shown, {id: tuple(marks) for id, marks in work.marks.items()}, tuple(work.issues))


def lost(decision: Decision, place: str, why: str) -> Issue:
    """The issue of a decision that could not be applied."""
    last = decision.last
    subject = last.subject
    what = subject.type if isinstance(subject, Of) else "pair"
    words = subject.words.quote if isinstance(subject, Of) else ""
    told = f"{last.what} of {what} “{words}” by {last.by} ({last.at:%Y-%m-%d}, {last.id}): {why}"
    return Issue("review", LOST, told, place)


def mark(decision: Decision, field: str | None, machine: Json, value: Json) -> Mark:
    """The mark that a decision leaves on a record."""
    last = decision.last
    return Mark(
        field=field,
        what=last.what,
        machine=machine,
        value=value,
        by=tuple(judgement.by for judgement in decision.agreed),
        at=last.at,
        judgement=last.id,
        settled=decision.settled,
        disputed=decision.disputed,
        why=last.why,
    )


def _rank(decision: Decision) -> tuple[int, int, str, str]:
    """Entities before acts; of acts those added, fields, then whole records: an order of content alone."""
    subject = decision.last.subject
    if not isinstance(subject, Of):
        return 4, 0, "", ""
    whole = 1 if decision.last.what == "add" else 3
    stage = 0 if subject.kind == "entity" else 2 if subject.field else whole
    return stage, subject.words.start, subject.type, subject.field or ""


def _resolved(work: _Work) -> Reading:
    read, entities, events = work.read, tuple(work.entities.values()), tuple(work.events.values())
    marks = {id: tuple(held) for id, held in work.marks.items()}
    shown = replace(
        read,
        entities=tuple(replace(each, review=marks.get(each.id, ())) for each in entities),
        events=tuple(replace(each, review=marks.get(each.id, ())) for each in events),
    )
    if entities == read.entities and events == read.events:
        return shown
    told = cases.read(read.document, entities, events)
    return replace(shown, cases=told, conflicts=conflicts.read(events))


def _to_entity(work: _Work, subject: Of, decision: Decision) -> None:
    found = entity_of(subject, work.read.entities)
    if found is None or subject.field is None:
        raise ValueError("the analysis no longer finds whom it is about")
    machine = fields.of_entity(found)[subject.field]
    value = _value(decision)
    told = fields.put_entity(work.entities[found.id], subject.field, value)
    work.marks[found.id].append(mark(decision, subject.field, machine, value))
    work.entities[found.id] = told
    work.events = {id: _renamed(event, told) for id, event in work.events.items()}


def _renamed(event: Event, entity: Entity) -> Event:
    """An act in which an entity has the name that it has now."""
    told = event.attribution
    people = tuple(replace(p, name=entity.name) if p.entity == entity.id else p for p in event.participants)
    sources = tuple(replace(s, name=entity.name) if s.entity == entity.id else s for s in told.sources)
    return replace(event, participants=people, attribution=replace(told, sources=sources))


def _to_event(work: _Work, subject: Of, decision: Decision) -> None:
    added = [event for event in work.events.values() if event.rule == ADDED]
    found = event_of(subject, (*work.read.events, *added))
    if found is None and decision.last.what == "add" and subject.field is None:
        _add(work, subject, decision)
    elif found is None:
        raise ValueError("the analysis no longer finds the act")
    elif subject.field is None:
        _to_whole(work, found, decision)
    else:
        value, machine = _value(decision), fields.of_event(found).get(subject.field)
        told = fields.put(work.events[found.id], subject.field, value)
        work.events[found.id] = _linked(work, told)
        work.marks[found.id].append(mark(decision, subject.field, machine, value))


def _to_whole(work: _Work, found: Event, decision: Decision) -> None:
    last, machine = decision.last, fields.of_event(found)
    if last.what == "reject":
        del work.events[found.id]
        told = (
            f"{found.type} “{found.trigger.quote}” was rejected by {last.by} ({last.at:%Y-%m-%d}, {last.id})"
        )
        why = f"{told}: {last.why}" if last.why else told
        work.issues.append(Issue("review", REJECTED, why, work.read.document.place, found.trigger))
    elif last.what == "accept" and last.before != machine:
        raise ValueError("the analysis reads it otherwise than when it was accepted")
    work.marks[found.id].append(mark(decision, None, machine, None if last.what == "reject" else machine))


def blank(document: Document, subject: Of) -> Event:
    """An act with nothing but its type and words, stated; ValueError where no sentence holds the words."""
    block = next((s.block for s in document.sentences if s.start == subject.sentence.start), None)
    if block is None:
        raise ValueError("its words are no longer in one sentence")
    return Event(
        id=content_id("e", document.id, subject.type, subject.words.start, subject.words.end),
        document=document.id,
        section=document.blocks[block].section,
        type=subject.type,
        sentence=subject.sentence,
        trigger=subject.words,
        when=None,
        place=None,
        participants=(),
        charges=(),
        penalty=None,
        outcome=None,
        attribution=Attribution("stated", "affirmed", (), (ADDED,)),
        rule=ADDED,
    )


def _add(work: _Work, subject: Of, decision: Decision) -> None:
    """Puts in an act that the machine did not find, out of the values that a person gave."""
    event, given = blank(work.read.document, subject), _value(decision)
    for name, value in given.items() if isinstance(given, dict) else ():
        event = fields.put(event, name, value)
    work.events[event.id] = _linked(work, event)
    work.marks[event.id].append(mark(decision, None, None, given))


def _value(decision: Decision) -> Json:
    """The value that a decision comes to."""
    last = decision.last
    return last.before if last.what == "accept" else None if last.what == "reject" else last.after


def _linked(work: _Work, event: Event) -> Event:
    """An act whose corrected participants are the entities of their names; a new name makes a person."""
    people = []
    for person in event.participants:
        if person.rule == fields.RULE and person.entity is None:
            person = replace(person, entity=_entity(work, person))
        people.append(person)
    return replace(event, participants=tuple(people))


def _entity(work: _Work, person: Participant) -> str | None:
    wanted = fold(person.name)
    for entity in work.entities.values():
        if wanted in map(fold, (entity.name, *entity.aliases)):
            return entity.id
    document, mention = work.read.document, person.mention
    id = content_id("n", document.id, "person", mention.start, person.name)
    made = Entity(id, "person", person.name, (), person.description, person.count, (mention,))
    if person.role != "affected" or not is_named(made):
        return None
    work.entities[id] = made
    return id
