"""What one report tells of each person that can tell whether another report means the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from habeas.model.anchor import Anchor
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.identity import Figure
from habeas.model.record import Event
from habeas.resolve import stories
from habeas.resolve.names import Name, folded, name
from habeas.resolve.surroundings import Surroundings
from habeas.vocabulary.identity import identity_words
from habeas.vocabulary.persons import institution, persons


@dataclass(frozen=True, slots=True)
class Dated:
    """An act that befell a person: its type, and the days between which it happened."""

    type: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days the interval has."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Profile:
    """A person of one report, with what can tell whether another report means the same one.

    `names` stand fullest first, none for somebody nameless; the sets hold folded words; `covers` is the last
    day that the report is about, `died` the last on which the person can have died.
    """

    figure: Figure
    names: tuple[Name, ...]
    countries: frozenset[str]
    covers: date | None
    sex: str | None
    offices: frozenset[str]
    role: frozenset[str]
    acts: tuple[Dated, ...]
    places: frozenset[str]
    charges: frozenset[str]
    terms: frozenset[str]
    company: frozenset[str]
    bodies: frozenset[str]
    died: date | None

    @property
    def id(self) -> str:
        """The id of the entity."""
        return self.figure.id

    @property
    def document(self) -> str:
        """The id of the report."""
        return self.figure.document

    @property
    def printed(self) -> str:
        """The fullest name, as printed."""
        return self.figure.name


def profiles(document: Document, entities: Sequence[Entity], events: Iterable[Event]) -> tuple[Profile, ...]:
    """The profile of every person of a report, in the order in which they were read."""
    around = Surroundings(document, entities)
    befallen = _befallen(events)
    people = {e.id: e for e in entities if e.type == "person" and e.mentions}
    also = _also_known(document, people.values())
    return tuple(
        _profile(document, person, befallen.get(id, ()), around, [people[other] for other in also[id]])
        for id, person in people.items()
    )


def _profile(
    document: Document, person: Entity, acts: Sequence[Event], around: Surroundings, also: Sequence[Entity]
) -> Profile:
    names = _names(document, person)
    names += tuple(n for other in also for n in _names(document, other) if n not in names)
    offices = _offices(document, person, names)
    if offices and not any(n.full for n in names):
        names += _in_fact_box(document, names)
    covers = document.meta.covers
    figure = Figure(
        id=person.id,
        type=person.type,
        document=document.id,
        name=person.name,
        aliases=person.aliases,
        words=tuple(n.words for n in names),
        mention=_first(person),
        places=tuple((m.start, m.end) for m in person.mentions),
        also=tuple(sorted(other.id for other in also)),
    )
    return Profile(
        figure=figure,
        names=names,
        countries=frozenset(document.meta.countries),
        covers=covers[1] if covers else None,
        sex=_sex(person),
        offices=offices,
        role=_telling(person.description or ("" if names else person.name)),
        acts=tuple(dated for event in acts if (dated := _dated(event))),
        places=frozenset(folded(event.place.name) for event in acts if event.place),
        charges=frozenset(w for event in acts for charge in event.charges for w in _telling(charge.text)),
        terms=frozenset(e.penalty.duration for e in acts if e.penalty and e.penalty.duration),
        company=around.people(person, {n.key for n in names}),
        bodies=around.bodies(person),
        died=_died(acts),
    )


def _has_name(person: Entity) -> bool:
    """True for a person's own name: no office ("UN Secretary-General"), no law, no relative of a name."""
    words = persons()
    last = folded(person.name).split()[-1:]
    called = words.human | words.offices | words.impersonal_words | {"secretary-general"}
    return (
        stories.is_named(person)
        and not identity_words().of_another.search(person.name)
        and called.isdisjoint(last)
        and institution(person.name) is None
    )


def _names(document: Document, person: Entity) -> tuple[Name, ...]:
    """The person's names, the fullest first, without those that are part of one before."""
    if not _has_name(person):
        return ()
    given = {m.quote for m in person.mentions if _given(document, m)}
    aliases = (alias for alias in person.aliases if alias in given or _is_name(alias, person))
    every = [name(person.name), *map(name, aliases)]
    kept: list[Name] = []
    for one in sorted(every, key=lambda n: -len(n.words)):
        if one.words and not any(set(one.words) <= set(other.words) for other in kept):
            kept.append(one)
    return tuple(kept)


def _also_known(document: Document, people: Iterable[Entity]) -> Mapping[str, set[str]]:
    """Who a report says is somebody else of its persons: "X, also known as Y", "X (Y)"."""
    placed = sorted(
        (m.start, m.end, p.id)
        for p in people
        if stories.is_named(p)
        for m in p.mentions
        if m.quote[:1].isupper()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for (_, end, one), (start, last, other) in pairwise(placed):
        between = document.text[end:start]
        beside = between.endswith("(") and document.text[last : last + 1] != ")"
        if one != other and between and not beside and identity_words().also_known.fullmatch(between):
            found[one].add(other)
            found[other].add(one)
    return found


def _given(document: Document, mention: Anchor) -> bool:
    """True for a name that the text gives somebody as another one: "a blogger known as Old Pipe"."""
    before = document.text[max(0, mention.start - _KNOWN) : mention.start]
    return identity_words().behind_known.search(before) is not None


def _is_name(alias: str, person: Entity) -> bool:
    """True for a printed form that holds nothing but names: no phrase that calls the person something."""
    own = set(name(person.name).words)
    words = alias.split()
    return words[0][:1].isupper() and words[-1][:1].isupper() and bool(own & set(name(alias).words))


def _first(person: Entity) -> Anchor:
    """The mention by the fullest name, else the first."""
    return next((m for m in person.mentions if m.quote == person.name), person.mentions[0])


def _sex(person: Entity) -> str | None:
    words = persons()
    told = [words.pronouns[q].sex for m in person.mentions if (q := m.quote.lower()) in words.pronouns]
    said = set((person.description or "").lower().split())
    told += ["female"] * bool(said & words.female) + ["male"] * bool(said & words.male)
    male, female = told.count("male"), told.count("female")
    return "male" if male > 1 and not female else "female" if female > 1 and not male else None


_TITLE = re.compile(r"(?:[A-Z][\w-]+ ){1,3}$")
_KNOWN = 30  # characters before a name in which it is said to be one


def _offices(document: Document, person: Entity, names: Sequence[Name]) -> frozenset[str]:
    """The offices that stand as titles before the person's name, "Prime Minister" as one word.

    A surname alone tells nothing of one who has a full name: whose wife is "President Belmar" said near?
    """
    full = any(n.full for n in names)
    titles = [person.name] if names else []
    for mention in person.mentions:
        if not full or len(mention.quote.split()) > 1:
            found = _TITLE.search(document.text, max(0, mention.start - 40), mention.start)
            titles += [mention.quote] + ([found[0]] if found else [])
    words = {w for t in titles for w in t.lower().replace("prime minister", "prime-minister").split()}
    return frozenset(words & identity_words().sole_offices)


def _in_fact_box(document: Document, names: Sequence[Name]) -> tuple[Name, ...]:
    """The full name in the report's fact box of one who has an office and a part of that name."""
    boxed = (
        name(v.partition("(")[0]) for fact, v in document.meta.facts.items() if fact.startswith("head_of_")
    )
    return tuple(full for full in boxed if full.full and any(set(n.words) < set(full.words) for n in names))


def _telling(words: str) -> frozenset[str]:
    return frozenset(w for w in folded(words).replace("-", " ").split() if len(w) > 3)


def _befallen(events: Iterable[Event]) -> Mapping[str, Sequence[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for person in {p.entity for p in event.participants if p.role == "affected" and p.entity}:
            found[person].append(event)
    return found


def _dated(event: Event) -> Dated | None:
    when = event.when
    told = event.attribution
    if (
        event.type not in identity_words().telling
        or told.polarity != "affirmed"
        or told.certainty == "intended"
        or when is None
        or when.basis == "coverage"
        or not (when.start and when.end)
    ):
        return None
    return Dated(event.type, when.start, when.end)


def _died(acts: Iterable[Event]) -> date | None:
    """The last day on which the person can have died, where the report says so in its own voice."""
    days = [
        event.when.end
        for event in acts
        if event.type in identity_words().death
        and event.attribution.polarity == "affirmed"
        and event.attribution.certainty in ("stated", "reported")
        and event.when
        and event.when.end
    ]
    return min(days, default=None)
