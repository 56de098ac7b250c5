"""What passages are filtered by, as tokens beside their words (1.5 ms where a join takes 20).

A facet is a field and a printed value, folded; its token is a letter and a hash of both.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import zip_longest
from typing import TypedDict

from habeas.model.document import Block, Document
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.search.text import words
from habeas.vocabulary.countries import names_of
from habeas.vocabulary.persons import institution

BY_WORDS = frozenset({"country", "publisher", "section", "person", "institution"})
AUTHOR, SOMEBODY = "author", "somebody"
PASSAGES = frozenset({"paragraph", "bullet", "fact"})
APOSTROPHES = str.maketrans("", "", "'’‘`ʻʼʽʾʿ")


class Narrowing(TypedDict, total=False):
    """The filters as keyword arguments."""

    country: str | None
    year: int | None
    publisher: str | None
    section: str | None
    type: str | None
    person: str | None
    institution: str | None
    certainty: str | None
    source: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must also be: values as printed, or some whole words of them; None for any.

    `country` is an ISO 3166-1 alpha-3 code or a name, as printed or any other, `year` one that the report
    covers, `type` and `certainty` those of an act told in the passage (of the same act where both are given).
    `institution` takes part in such an act; `source` is the kind of who tells of it: `author` where nobody
    but the report does, a kind of `institutions.yml`, or `somebody`.
    """

    country: str | None = None
    year: int | None = None
    publisher: str | None = None
    section: str | None = None
    type: str | None = None
    person: str | None = None
    institution: str | None = None
    certainty: str | None = None
    source: str | None = None
    document: str | None = None

    def given(self) -> dict[str, str]:
        """The filters that are set, by field."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: str(value) for name, value in values if value is not None}

    def fulfilled_by(self, type: str, certainty: str) -> bool:
        """Whether an act of this type and certainty is one that is asked for."""
        return fold(self.type or type) == fold(type) and (self.certainty or certainty) == certainty


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A folded value that passages can be filtered by; `token` stands in the index.

    `counted` is the value as it is shown where passages are counted by it, None where they are not: a
    country is counted by its code and found by all its names. The same value is the same object, so that
    sets of them cost little.
    """

    field: str
    value: str
    token: str
    counted: str | None


@lru_cache(maxsize=1 << 18)
def facet(field: str, value: str, *, same_as: str | None = None, counted: bool = True) -> Facet:
    """The facet of a printed value; two values that are the `same_as` a third share its token."""
    key = f"{field}\x1f{fold(same_as or value)}"
    token = "f" + hashlib.sha256(key.encode()).hexdigest()[:12]
    return Facet(field, fold(value), token, value if counted else None)


@lru_cache(maxsize=1 << 16)
def fold(value: str) -> str:
    """A value without regard to case, accents, apostrophes, punctuation and spacing."""
    return " ".join(words(value.translate(APOSTROPHES)))


def passages(reading: Reading) -> Iterator[tuple[int, list[Facet]]]:
    """The numbers of the blocks that are searched, each with its facets in a fixed order."""
    document = reading.document
    common = list(_of_document(document))
    told, named = _told(reading), _named(reading)
    for number, block in enumerate(document.blocks):
        if block.kind in PASSAGES and document.text[block.start : block.end].strip():
            found = [*common, *_of_section(document, block), *_of_events(told[number])]
            found += named[number]
            yield (
                number,
                sorted(dict.fromkeys(found), key=lambda f: (f.field, f.token, f.value, f.counted or "")),
            )


def tokens(values: Iterable[Facet]) -> str:
    """The tokens of facets as the index holds them."""
    return " ".join(dict.fromkeys(value.token for value in values))


def narrow(filters: Filters, known: Callable[[str, str], Iterable[tuple[str, str]]]) -> list[list[str]]:
    """The tokens that satisfy each filter; an empty list is a filter that nothing satisfies.

    `known(field, key)` gives the index's (value, token) pairs of the values with one of their `keys`. A
    value in full counts before one that merely has the words asked for.
    """
    given = filters.given()
    if filters.type and filters.certainty:
        given["act"] = f"{given.pop('type')} {given.pop('certainty')}"
    groups = []
    for field, value in given.items():
        asked = fold(value)
        pairs = list(known(field, max(keys(field, asked), key=len, default="")))
        found = {token for held, token in pairs if held == asked}
        if not found and field in BY_WORDS:
            found = {token for held, token in pairs if set(asked.split()) <= set(held.split())}
        groups.append(sorted(found))
    return groups


def keys(field: str, value: str) -> list[str]:
    """What a folded value is looked up by: its words where some of them may be asked for, else itself."""
    return value.split() if field in BY_WORDS else [value]


def _of_document(document: Document) -> Iterator[Facet]:
    meta = document.meta
    yield facet("document", document.id, counted=False)
    for code, printed in zip_longest(meta.countries, meta.country_names[: len(meta.countries)]):
        for name in (code, printed or code, *names_of(code)):
            yield facet("country", name, same_as=code, counted=name == code)
    if meta.publisher:
        yield facet("publisher", meta.publisher)
    if meta.covers:
        for year in range(meta.covers[0].year, meta.covers[1].year + 1):
            yield facet("year", str(year))


def _of_section(document: Document, block: Block) -> Iterator[Facet]:
    if block.section is not None:
        for title in document.sections[block.section].path:
            yield facet("section", title)


def _of_events(events: Sequence[Event]) -> Iterator[Facet]:
    for event in events:
        yield facet("type", event.type)
        yield facet("certainty", event.attribution.certainty)
        yield facet("act", f"{event.type} {event.attribution.certainty}", counted=False)
        yield facet("source", source_kind(event))
        for participant in event.participants:
            if institution_kind(participant.name):
                yield facet("institution", participant.name)
        if event.place and event.place.country:
            yield facet("country", event.place.country)
            yield facet("country", event.place.name, same_as=event.place.country, counted=False)


def source_kind(event: Event) -> str:
    """The kind of the innermost speaker of an act, as `Filters.source` asks for it."""
    if not event.attribution.sources:
        return AUTHOR
    return institution_kind(event.attribution.sources[-1].name) or SOMEBODY


@lru_cache(maxsize=1 << 16)
def institution_kind(name: str) -> str | None:
    """The kind of an institution by its name; None where the name is none's."""
    known = institution(name)
    return known.kind if known else None


def _told(reading: Reading) -> Mapping[int, list[Event]]:
    """The events told in each block, by the number of the block."""
    told: dict[int, list[Event]] = defaultdict(list)
    starts = [block.start for block in reading.document.blocks]
    for event in reading.events:
        told[_block(starts, event.sentence.start)].append(event)
    return told


def _named(reading: Reading) -> Mapping[int, list[Facet]]:
    """The names of the persons named, or meant by a pronoun, in each block; the fullest is counted."""
    named: dict[int, list[Facet]] = defaultdict(list)
    starts = [block.start for block in reading.document.blocks]
    people = {entity.id: entity for entity in reading.entities if entity.type == "person"}
    for person in people.values():
        for mention in person.mentions:
            block = _block(starts, mention.start)
            named[block].append(facet("person", person.name, counted=_is_name(person.name)))
            named[block] += (facet("person", alias, counted=False) for alias in person.aliases)
    for event in reading.events:
        named[_block(starts, event.sentence.start)] += (
            facet("person", p.name, counted=_is_name(p.name))
            for p in event.participants
            if p.entity in people
        )
    return named


def _is_name(words: str) -> bool:
    """Whether words name one person, as "Ivo Maren" does; "the lawyer" and "President" may be anybody."""
    return sum(word[:1].isupper() for word in words.split()) > 1


def _block(starts: Sequence[int], offset: int) -> int:
    """The number of the block that an offset stands in or after."""
    return bisect_right(starts, offset) - 1
