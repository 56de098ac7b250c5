"""Whose story an act belongs to: those it names, the members of a group, and whom its paragraph tells of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.record import Event, Participant
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.persons import persons

Who = frozenset[str]
Words = frozenset[str]
NOBODY: Who = frozenset()

# What ties an act to a person: it names the person, or a group of which the text names the person as a
# member; or it names nobody, and befalls or comes from the person's family or lawyer, is about an act of the
# same sentence that names the person, tells again what was told, goes on with the paragraph's story, or sums
# up beforehand what the text tells in full later; or the encoder reads it as going on with a story.
NAMED, MEMBER = "stories/named", "stories/member"
AGAIN, FOLLOWED, FORETOLD = "stories/again", "stories/followed", "stories/foretold"
RECALLED = "stories/recalled"
KIN, ABOUT = "stories/kin", "stories/about"

# The first letter of a name's word is a capital, or the first after its article: "al-Devak", "‘Orlan".
_CAPITAL = re.compile(r"\W*(?:[a-z]{1,4}[-’'‘])?\W*[^\W\d_a-zß-ÿ]")
_LINKED_AT_MOST = 15  # how large a counted group may be and still be known again by its number


@dataclass(frozen=True, slots=True)
class Link:
    """An act of a person's story, and the name of the rule that ties it to the person."""

    event: Event
    rule: str


def about(
    document: Document, people: Sequence[Entity], *, entities: Sequence[Entity], events: Sequence[Event]
) -> Mapping[str, Sequence[Link]]:
    """The acts of each named person's story in text order, by the person's id."""
    block_at = {sentence.start: sentence.block for sentence in document.sentences}
    who = _who_is(people, entities)
    named = {event.id: _named(event, who) for event in events}
    blocks: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        blocks[block_at[event.sentence.start]].append(event)
    joined = dict(named)
    kin = _kin_of(people, entities)
    of_kin = {e.id: _named(e, kin) for e in events if not named[e.id] and _named(e, kin)}
    joined.update(of_kin)
    rules = dict.fromkeys(of_kin, KIN)
    for event, act in pairwise(events):
        if not joined[event.id] and _is_about(event, act) and (befallen := _undergoing(act, who)):
            joined[event.id], rules[event.id] = befallen, ABOUT
    for told in blocks.values():
        for told_id, (people_told, rule) in _followed(told, named).items():
            if told_id not in rules:
                joined[told_id], rules[told_id] = people_told, rule
    section = {event.id: document.blocks[block_at[event.sentence.start]].section for event in events}
    summary = [event for event in events if section[event.id] is None]
    told_in_full = [event for event in events if section[event.id] is not None]
    foretold = _foretold(summary, told_in_full, joined, entities)
    joined.update(foretold)
    rules.update(dict.fromkeys(foretold, FORETOLD))
    for event in events:
        if not joined[event.id] and (recalled := _recalled(event, who)):
            joined[event.id], rules[event.id] = recalled, RECALLED
    found: dict[str, list[Link]] = defaultdict(list)
    for event in events:
        taking_part = {p.entity for p in event.participants}
        for person in sorted(joined[event.id]):
            rule = rules.get(event.id) or (NAMED if person in taking_part else MEMBER)
            found[person].append(Link(event, rule))
    return found


def is_named(person: Entity) -> bool:
    """True for a name as printed ("Ivo Maren", "Maren"), for no phrase and no office ("The President")."""
    words = person.name.split()
    known = persons()
    common = known.human | known.titles | known.impersonal_words | {"of", "the", "for"}
    if {word.lower() for word in words} <= common:
        return False
    capitals = [word for word in words if _CAPITAL.match(word)]
    return len(capitals) >= min(2, len(words))


def _who_is(people: Iterable[Entity], entities: Iterable[Entity]) -> Mapping[str, Who]:
    """The named persons that an entity stands for: itself, or the members that the text names for a group."""
    persons = {person.id for person in people}
    who = {person: frozenset({person}) for person in persons}
    return who | {e.id: frozenset(e.members) & persons for e in entities if e.members}


def _kin_of(people: Iterable[Entity], entities: Iterable[Entity]) -> Mapping[str, Who]:
    """The named persons whose family or lawyers unnamed ones are: "his parents", "the lawyer of Ivo Maren".

    One relative alone has a story of their own.
    """
    words = persons()
    printed = sorted((a.start, a.end, person.id) for person in people for a in person.mentions)
    found: dict[str, Who] = {}
    for entity in entities:
        nouns = set(entity.name.lower().split(" of ")[0].split()[-1:])
        close = words.relatives | words.speaking_for if entity.type == "group" else words.speaking_for
        if not close.isdisjoint(_singular(nouns)):
            of = {p for a in entity.mentions for start, end, p in printed if a.start <= start < end <= a.end}
            if of and entity.id not in of:
                found[entity.id] = frozenset(of)
    return found


def _singular(nouns: Iterable[str]) -> set[str]:
    endings = (("", ""), ("s", ""), ("ies", "y"), ("men", "man"))
    return {noun.removesuffix(many) + one for noun in nouns for many, one in endings if noun.endswith(many)}


def _named(event: Event, who: Mapping[str, Who]) -> Who:
    return frozenset(name for p in event.participants for name in who.get(p.entity or "", ()))


def _affected(event: Event) -> list[Participant]:
    return [p for p in event.participants if p.role == "affected"]


def _undergoing(event: Event, who: Mapping[str, Who]) -> Who:
    return frozenset(name for p in _affected(event) for name in who.get(p.entity or "", ()))


def _recalled(event: Event, who: Mapping[str, Who]) -> Who:
    if _affected(event) or event.type not in case_words().follow_the_story:
        return NOBODY
    return frozenset(name for topic in event.topics for name in who.get(topic.entity, ()))


def _is_about(event: Event, act: Event) -> bool:
    """True for an act about the act told right after it: "no inquiry was opened into the torture of …"."""
    told_after = act.sentence == event.sentence and event.trigger.start < act.trigger.start
    return event.type in case_words().about_an_act and told_after


def _followed(told: Sequence[Event], named: Mapping[str, Who]) -> Mapping[str, tuple[Who, str]]:
    """The acts of one paragraph that name nobody of its story and belong to it all the same."""
    words = case_words()
    carrying = [
        named[e.id] for e in told if named[e.id] and (e.type in words.status or e.type in words.carrying)
    ]
    story = frozenset().union(*carrying)
    alone = bool(story) and all(each == story for each in carrying)
    found: dict[str, tuple[Who, str]] = {}
    before: list[Event] = []
    for event in told:
        if not named[event.id] and not _in_general(event):
            same = next((e for e in reversed(before) if words.alike(e.type, event.type)), None)
            if same is not None and not _affected(event) and len(_affected(same)) == len(named[same.id]):
                found[event.id] = named[same.id], AGAIN
            elif event.type in words.follow_the_story and alone and before and not _anothers(event):
                found[event.id] = story, FOLLOWED
        elif named[event.id] and _affected(event):
            before.append(event)
    return found


def _in_general(event: Event) -> bool:
    return case_words().in_general(event.sentence.quote, event.trigger.start - event.sentence.start)


def _anothers(event: Event) -> bool:
    """True for a step against others than officials: "two men were charged" in a victim's paragraph."""
    nouns = {form for p in _affected(event) for form in _singular(p.name.lower().replace("-", " ").split())}
    against_others = event.type in case_words().anothers_story and bool(nouns)
    return against_others and nouns.isdisjoint(persons().in_office)


def _foretold(
    summary: Sequence[Event],
    told_in_full: Sequence[Event],
    joined: Mapping[str, Who],
    entities: Sequence[Entity],
) -> Mapping[str, Who]:
    """The acts that the summary before the first heading tells of those whom the text names below."""
    by_id = {entity.id: entity for entity in entities}
    said = _said_of(entities)
    later = [e for e in told_in_full if _affected(e)]
    found: dict[str, Who] = {}
    for place, event in enumerate(summary):
        affected = _affected(event)
        if len(affected) != 1 or joined[event.id] or (entity := by_id.get(affected[0].entity or "")) is None:
            continue
        told = {joined[e.id] for e in later if joined[e.id] and case_words().foretells(event.type, e.type)}
        if entity.type == "person":
            told = {frozenset({person}) for people in told for person in people}
        fitting = {people for people in told if _fits(entity, people, said)}
        if entity.name.startswith("another "):
            fitting -= {found.get(e.id, NOBODY) for e in summary[:place] if e.sentence == event.sentence}
        elif entity.type == "person":
            fitting = _best(entity, fitting, said) or _only(event, entity, later, joined)
        if len(fitting) == 1:
            (found[event.id],) = fitting
    return {**found, **_of_the_same(summary, found, joined)}


def _said_of(entities: Iterable[Entity]) -> Mapping[str, Words]:
    """What a text calls somebody: the words of the description, and of the groups that name them a member."""
    said: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        said[entity.id].update((entity.description or "").lower().split())
        for member in entity.members:
            said[member].update(entity.name.lower().split())
    return {name: frozenset(words) for name, words in said.items()}


def _best(entity: Entity, fitting: set[Who], said: Mapping[str, Words]) -> set[Who]:
    """Those of several fitting ones of whom most of the same words are said: "a Kaldrian national"."""
    words = frozenset(entity.name.lower().split())
    shared = {people: max(len(words & said[person]) for person in people) for people in fitting}
    return {people for people in fitting if shared[people] == max(shared.values())}


def _only(event: Event, entity: Entity, later: Iterable[Event], joined: Mapping[str, Who]) -> set[Who]:
    """The one person of whose death alone the text below tells; no officer, who can be another."""
    words = case_words()
    if event.type not in words.final or not persons().in_office.isdisjoint(entity.name.lower().split()):
        return set()
    told = {joined[e.id] for e in later if words.alike(event.type, e.type)}
    return told if all(len(people) == 1 for people in told) else set()


def _of_the_same(
    summary: Sequence[Event], found: Mapping[str, Who], joined: Mapping[str, Who]
) -> Mapping[str, Who]:
    """The summary's other acts of those who were found for one: "two were jailed after a trial"."""
    known = {p.entity: found[event.id] for event in summary if event.id in found for p in _affected(event)}
    alone = ((event, _affected(event)) for event in summary if not joined[event.id])
    return {
        event.id: known[only[0].entity]
        for event, only in alone
        if len(only) == 1 and only[0].entity in known and event.id not in found
    }


def _fits(entity: Entity, people: Who, said: Mapping[str, Words]) -> bool:
    """True where an unnamed one can be the named: as many as it counts, or described by the same words."""
    if entity.type == "group":
        if not persons().in_office.isdisjoint(_singular(entity.name.lower().split())):
            return False  # two officials are as likely those who did it
        size = entity.count.max if entity.count and entity.count.min == entity.count.max else None
        return size is not None and 1 < size <= _LINKED_AT_MOST and size == len(people)
    if entity.type != "person" or len(people) != 1:
        return False
    (person,) = people
    noun = entity.name.lower().split(" of ")[0].split()[-1]
    return noun in said[person] or f"{noun}s" in said[person]
