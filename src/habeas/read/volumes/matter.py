"""The parts of a volume that are no country entry, by their headings: foreword, overviews, appendices …"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.read.volumes.contents import Contents
from habeas.read.volumes.heads import Head
from habeas.read.volumes.leaves import Layout
from habeas.vocabulary.countries import normalised
from habeas.vocabulary.volume_words import volume_words

_HEADING_LENGTH = 90
_WRAPPED = 3
_REPEATED = 3
_PLATES = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines that belongs to no entry; `name` None where no heading says what it is."""

    name: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that opens a part: `strong` where it can be nothing else, even amid the entries."""

    line: int
    name: str
    strong: bool


def marks(layout: Layout, contents: Contents | None) -> list[Mark]:
    """The headings of parts, in order; one that is repeated as a running head opens its part only once."""
    named = {normalised(item.name): item.name for item in contents.parts} if contents else {}
    found = [mark for number in range(len(layout.lines)) if (mark := _mark(layout, number, contents, named))]
    times = Counter(mark.name for mark in found)
    known: set[str] = set()
    opening = []
    for mark in found:
        if times[mark.name] <= _REPEATED or mark.name not in known:
            opening.append(Mark(mark.line, mark.name, mark.strong and times[mark.name] <= _REPEATED))
        known.add(mark.name)
    return opening


def _mark(layout: Layout, number: int, contents: Contents | None, named: dict[str, str]) -> Mark | None:
    words, text = volume_words(), layout.lines[number].text
    if (
        number in layout.furniture
        or len(text) > _HEADING_LENGTH
        or not text[0].isupper()
        or text[-1] in ".,;"
    ):
        return None
    if contents and contents.first <= number <= contents.last:
        return Mark(number, "contents", False)
    if words.divider.match(text) and (text.isupper() or words.divider.fullmatch(text)):
        return Mark(number, text, True)
    for count in range(_WRAPPED, 0, -1):
        pieces = [line.text for line in layout.lines[number : number + count]]
        key = normalised(" ".join(pieces))
        capitals = all(piece.isupper() for piece in pieces)
        if key in words.parts and (capitals or count == 1):
            return Mark(number, words.parts[key], capitals and key in named)
        if key in words.regions and capitals:
            return Mark(number, f"regional overview: {' '.join(pieces).title()}", True)
        if key in named and (capitals or count == 1):
            return Mark(number, named[key], capitals)
    return None


def end_of_entries(layout: Layout, contents: Contents | None, last: Head, found: Sequence[Mark]) -> int:
    """The line at which the last entry ends: where its page is left for a part that follows the entries."""
    ends = [mark.line for mark in found if mark.line > last.last and _opens(layout, mark)][:1]
    ends += [layout.leaves[leaf].first for leaf in _after_countries(layout, contents, last)][:1]
    end = min(ends, default=len(layout.lines))
    if end == len(layout.lines):
        return end
    leaf = layout.leaves[layout.leaf_of(end)]
    plates = sum(len(line.text.split()) for line in layout.lines[leaf.first : end])
    return leaf.first if plates < _PLATES and leaf.first > last.last else end


def _opens(layout: Layout, mark: Mark) -> bool:
    leaf = layout.leaves[layout.leaf_of(mark.line)]
    capitals = layout.lines[mark.line].text.isupper()
    return mark.strong or (capitals and mark.line <= leaf.first + _WRAPPED)


def _after_countries(layout: Layout, contents: Contents | None, last: Head) -> Iterator[int]:
    """The pages from that on which the table of contents gives for the first part after the countries."""
    if contents is None:
        return
    end = contents.countries[-1].page
    page = min((item.page for item in contents.parts if item.page > end), default=None)
    first = layout.leaf_of(last.line) + 1
    for leaf in range(first, len(layout.leaves)):
        label = layout.leaves[leaf].label
        if page is not None and label is not None and label.isdigit() and int(label) >= page:
            yield leaf


def named_parts(found: Sequence[Mark], first: int, last: int, *, opening: str | None) -> list[Part]:
    """The lines from `first` to before `last`, divided at headings; `opening` names what is before them."""
    starts = found[bisect.bisect_left(found, first, key=lambda mark: mark.line) :]
    borders = [(first, opening), *((mark.line, mark.name) for mark in starts if mark.line < last)]
    divided: list[Part] = []
    for place, (line, name) in enumerate(borders):
        end = borders[place + 1][0] if place + 1 < len(borders) else last
        if divided and name and (divided[-1].name or "").startswith(name):
            divided[-1] = Part(name, divided[-1].first, end)
        elif line < end:
            divided.append(Part(name, line, end))
    return divided
