"""Which entry each line of a volume belongs to, also on pages where columns have come out of order.

A page on which one entry ends and others begin may give their heads first and their texts after, in any
order. Each line of such a page goes to one of the entries on it: by the countries that it names, by names
that one of them has on its other pages, and by staying with the line before unless the text breaks there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from habeas.read.volumes.heads import Head
from habeas.read.volumes.leaves import Layout
from habeas.read.volumes.mentions import naming
from habeas.vocabulary.volume_words import volume_words

_NAMED_AT_MOST = 2
_NAMED = 1.0
_FAMILIAR = 0.5
_COMMON = 2
_NAME = re.compile(r"\b(?:[A-Z][^\W\d_]{3,}|[A-Z]{3,})\b")
_AS_PRINTED = 0.5
_SWITCH = 3.0
_SWITCH_AT_BREAK = 1.2
_OPENS_LOWER = re.compile(r"[a-z]")
_UNFINISHED = re.compile(r"(?:[^\W\d_]|,|-)$")
_HEADING_LENGTH = 60
_MANY = 8  # entries on one page: then pages were not told apart
_BOX_LENGTH = 250
_VALUES = re.compile(r"\b(?:abolitionist|retentionist)\b|\d per (?:1,000|cent)")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with heads on it: its lines of text, the entries that share it, where each may begin."""

    lines: tuple[int, ...]
    entries: tuple[int, ...]
    openings: dict[int, int]


class _Names:
    """How much a line names of each entry: its country, and the names that its own other pages hold."""

    def __init__(self, layout: Layout, heads: Sequence[Head], alone: Sequence[Sequence[int]]) -> None:
        self._layout = layout
        self._heads = heads
        words = [
            {word for line in lines for word in _NAME.findall(layout.lines[line].text)} for lines in alone
        ]
        common = Counter(word for own in words for word in own)
        self._own = [{word for word in own if common[word] <= _COMMON} for own in words]

    def score(self, line: int, entries: Sequence[int]) -> list[float]:
        """For each of some entries the weight of what names it."""
        text = self._layout.lines[line].text
        words = set(_NAME.findall(text))
        return [
            _NAMED * min(len(naming(self._heads[place].codes).findall(text)), _NAMED_AT_MOST)
            + _FAMILIAR * min(len(words & self._own[place]), _NAMED_AT_MOST)
            for place in entries
        ]


def one_by_one(layout: Layout, heads: Sequence[Head], left_out: Set[int], end: int) -> list[list[int]]:
    """The lines from each head to the next, for a text whose columns are in order."""
    ends = [*(head.line for head in heads[1:]), min(end, len(layout.lines))]
    return [
        [line for line in range(head.last + 1, until) if line not in left_out]
        for head, until in zip(heads, ends, strict=True)
    ]


def shares(layout: Layout, heads: Sequence[Head], left_out: Set[int], end: int) -> list[list[int]]:
    """The lines of each head's entry, in the order in which they stand; `left_out` are nobody's."""
    taken = left_out | {line for head in heads for line in head.lines}
    owned: list[list[int]] = [[] for _ in heads]
    pages: list[_Page] = []
    running: int | None = None
    for leaf in layout.leaves[layout.leaf_of(heads[0].line) :]:
        lines = tuple(line for line in range(leaf.first, min(leaf.last, end)) if line not in taken)
        beginning = [
            place for place, head in enumerate(heads) if leaf.first <= head.line < min(leaf.last, end)
        ]
        if running is None:
            lines = tuple(line for line in lines if line > heads[0].line)
        elif not beginning:
            owned[running].extend(lines)
            continue
        pages.append(_page(layout, heads, lines, [*([] if running is None else [running]), *beginning]))
        running = max(beginning, key=lambda place: heads[place].order[0], default=running)
    names = _Names(layout, heads, owned)
    for page in pages:
        for line, place in zip(page.lines, _best(layout, heads, page, names), strict=True):
            owned[place].append(line)
    return [sorted(lines) for lines in owned]


def _page(layout: Layout, heads: Sequence[Head], lines: tuple[int, ...], entries: list[int]) -> _Page:
    """The page with the first line after each head's own fact box."""
    openings = {}
    for place in entries:
        after = [line for line in lines if line > heads[place].last]
        if heads[place].line < (lines[0] if lines else 0) and place == entries[0]:
            continue
        opening = next((line for line in after if not _boxed(layout, line)), None)
        if opening is not None:
            openings[opening] = place
    return _Page(lines, tuple(entries), openings)


def _boxed(layout: Layout, line: int) -> bool:
    """Whether a line is one of a fact box, or the official name above it."""
    text = layout.lines[line].text
    if volume_words().fact_label.search(text):
        return True
    return text.isupper() or (len(text) < _BOX_LENGTH and len(_VALUES.findall(text)) > 1)


def _best(layout: Layout, heads: Sequence[Head], page: _Page, names: _Names) -> list[int]:
    """The entry of each line: the row with the most names in the right place for the fewest switches."""
    if len(page.entries) == 1 or not page.lines:
        return [page.entries[0]] * len(page.lines)
    if len(page.entries) > _MANY:
        return [page.entries[_head_before(heads, page, line)] for line in page.lines]
    sums = [0.0 if number == 0 else -_SWITCH_AT_BREAK for number in range(len(page.entries))]
    backs: list[list[int]] = []
    given = 0
    for place, line in enumerate(page.lines):
        head = _head_before(heads, page, line)
        switched = head != given
        given = head
        broken = switched or (place > 0 and _broken(layout, page, page.lines[place - 1], line))
        boxed = _boxed(layout, line)
        named = [0.0] * len(page.entries) if boxed else names.score(line, page.entries)
        fresh, back = [], []
        for own in range(len(page.entries)):
            costs = [
                sums[before] - _cost(before, own, head if switched else None, broken=broken)
                for before in range(len(page.entries))
            ]
            best = max(range(len(costs)), key=costs.__getitem__)
            as_printed = (_SWITCH if boxed else _AS_PRINTED) if own == head else 0.0
            fresh.append(costs[best] + 2 * named[own] - sum(named) + as_printed)
            back.append(best)
        sums = fresh
        backs.append(back)
    at = max(range(len(sums)), key=sums.__getitem__)
    row = []
    for back in reversed(backs):
        row.append(page.entries[at])
        at = back[at]
    return row[::-1]


def _head_before(heads: Sequence[Head], page: _Page, line: int) -> int:
    """Which of the page's entries a line would belong to if columns were in order."""
    before = [number for number, place in enumerate(page.entries) if heads[place].line <= line]
    return max(before, key=lambda number: heads[page.entries[number]].line, default=0)


def _cost(before: int, own: int, head: int | None, *, broken: bool) -> float:
    if head is not None:
        return 0.0 if own == head else _SWITCH_AT_BREAK
    if before == own:
        return 0.0
    return _SWITCH_AT_BREAK if broken else _SWITCH


def _broken(layout: Layout, page: _Page, before: int, line: int) -> bool:
    """Whether the text breaks between two lines: cut off, begun amid a sentence, or a box ended."""
    if line in page.openings:
        return True
    earlier, later = layout.lines[before].text, layout.lines[line].text
    unfinished = len(earlier) > _HEADING_LENGTH and _UNFINISHED.search(earlier) is not None
    return unfinished != (_OPENS_LOWER.match(later) is not None) or line - before > 1
