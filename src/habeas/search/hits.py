"""What a search gives: passages with the words that were found, opened at their place in the report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model.record import Event
from habeas.search.query import Term
from habeas.search.text import placed, words

ROOM = 240


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `start` and `end` are the block's offsets (code points) into the document's text, `found` those of
    the words that were looked for; `snippet` is a part of the passage, `marks` the found words' offsets
    within it. `address` is `DOC#section/paragraph`, which `cite` and `show` open; `acts` are the ids of
    the acts told in the passage that fulfil the filters, `records` the acts, with how surely and by whom.
    """

    document: str
    file: str
    title: str
    section: str | None
    kind: str
    start: int
    end: int
    text: str
    found: tuple[tuple[int, int], ...]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    address: str
    paragraph: int | None
    acts: tuple[str, ...]
    records: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The passages found: `total` all of them, `hits` the ones asked for, best first."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the passages found have a value of a field, as it is most often printed."""

    value: str
    passages: int


def with_acts(
    hits: Sequence[Hit], by_id: Callable[[Collection[str]], Mapping[str, Event]]
) -> tuple[Hit, ...]:
    """Passages with the acts that they name by id."""
    events = by_id({act for hit in hits for act in hit.acts})
    return tuple(
        replace(hit, records=tuple(events[act] for act in hit.acts if act in events)) for hit in hits
    )


def tallied(counted: Sequence[tuple[str, int]]) -> Iterator[Tally]:
    """The tallies of printed values, most frequent first; those that differ in case or accents are one."""
    forms: dict[str, list[tuple[str, int]]] = {}
    for value, passages in counted:
        forms.setdefault(" ".join(words(value)), []).append((value, passages))
    sums = [Tally(held[0][0], sum(passages for _, passages in held)) for held in forms.values()]
    yield from sorted(sums, key=lambda tally: (-tally.passages, tally.value))


def found(text: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in a text, in order, each as offsets; what overlaps is one stretch."""
    standing = list(placed(text)) if terms else []
    there = [word for word, _, _ in standing]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(place for term in terms for place in _places(term, there)):
        start, end = standing[first][1], standing[last][2]
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _places(term: Term, there: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of the first and last word, wherever the term stands among words."""
    *before, last = term.words
    for number, word in enumerate(there):
        if (word.startswith(last) if term.open else word == last) and number >= len(before):
            first = number - len(before)
            if there[first:number] == before:
                yield first, number


def snippet(text: str, found: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About 240 characters around the first found word, cut between words, and the marks within them."""
    first = found[0][0] if found else 0
    start = max(0, min(first - ROOM // 3, len(text) - ROOM))
    end = min(len(text), start + ROOM)
    if start > 0:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in found if a >= start and b <= end)
    return before + text[start:end].replace("\n", " ") + after, marks
