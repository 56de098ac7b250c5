"""A yearly volume divided: which lines are the entry of which country, and which are in no entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from habeas.model.document import Raw
from habeas.read.volumes.contents import Contents, contents
from habeas.read.volumes.heads import Head, heads
from habeas.read.volumes.leaves import Layout, layout
from habeas.read.volumes.lost import lost
from habeas.read.volumes.matter import Mark, Part, end_of_entries, marks, named_parts
from habeas.read.volumes.shares import one_by_one, shares
from habeas.vocabulary.countries import resolve

_LEAST_WORDS = 500
_LEAST_ENTRIES = 5
_MOST_ENTRIES = 1000
_NAME_LENGTH = 50
_TYPICAL_ENTRY = 100
_SHARE = 0.35
_FRONT = 3000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TAB = re.compile(r"[^\W\d_]{1,4}")
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry before it is a document: its head and the numbers of its lines."""

    head: Head
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A volume divided: its entries, the other parts, and what its table of contents names.

    `tabs` are lines of the page as the layout's furniture is, known by the names of the entries.
    """

    layout: Layout
    contents: Contents | None
    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]
    tabs: frozenset[int]

    @property
    def first(self) -> int:
        """The line with which the first entry begins."""
        return min(piece.head.line for piece in self.pieces)


def divide(raw: Raw) -> Division | None:
    """The entries and parts of a volume as lines of its layout; None where the text is no volume."""
    if raw.text.count(" ") < _LEAST_WORDS:
        return None
    pages = layout(raw)
    if not _names_countries(pages):
        return None
    year = _year(pages, raw)
    table = contents(pages, year=year)
    if not _LEAST_ENTRIES <= len(heads(pages, table, (), year=year)) <= _MOST_ENTRIES:
        return None
    openings = marks(pages, table)
    found = heads(pages, table, [mark.line for mark in openings if mark.strong], year=year)
    end = end_of_entries(pages, table, found[-1], openings)
    if table is None:
        found = sorted([*found, *lost(pages, found, year, end)], key=lambda head: head.line)
    tabs = _tabs(pages, found)
    pieces, between = _pieces(pages, found, openings, end=end, tabs=tabs, in_order=bool(raw.blocks))
    if not _is_volume(pages, pieces):
        return None
    parts = [
        *named_parts(openings, 0, found[0].line, opening=_opening(pages, openings, found[0].line)),
        *between,
        *named_parts(openings, end, len(pages.lines), opening=_following(openings, end)),
    ]
    return Division(pages, table, _in_order(pages, pieces), tuple(parts), tabs)


def _names_countries(pages: Layout) -> bool:
    """Whether enough lines, and not most, are the name of a country alone; other texts are soon put aside."""
    named: Counter[tuple[str, ...]] = Counter()
    for line in pages.lines:
        if len(line.text) <= _NAME_LENGTH and line.text[0].isupper() and line.text[-1] not in ".:;,":
            named[resolve(line.text)] += 1
    del named[()]
    return len(named) >= _LEAST_ENTRIES and named.total() * 2 < len(pages.lines)


def _in_order(pages: Layout, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The entries as printed: those that begin on one page by the alphabet, however its columns stand."""
    return tuple(sorted(pieces, key=lambda piece: (pages.leaf_of(piece.head.line), piece.head.order[0])))


def _year(pages: Layout, raw: Raw) -> int | None:
    printed = _YEAR.search(pages.title or "") or _YEAR.search(raw.text[:_FRONT])
    return int(printed[0]) if printed else None


def _opening(pages: Layout, openings: Sequence[Mark], first: int) -> str | None:
    """What stands before the first heading of a volume are its title pages, where they are short."""
    until = min((mark.line for mark in openings), default=first)
    words = sum(len(line.text.split()) for line in pages.lines[: min(until, first)])
    return "title pages" if words < _FRONT else None


def _following(openings: Sequence[Mark], end: int) -> str | None:
    """Plates before the first part after the entries belong to that part."""
    return next((mark.name for mark in openings if mark.line >= end), None)


def _pieces(
    pages: Layout,
    found: Sequence[Head],
    openings: Sequence[Mark],
    *,
    end: int,
    tabs: frozenset[int],
    in_order: bool,
) -> tuple[tuple[Piece, ...], list[Part]]:
    """The lines of each entry, and the parts between entries; `in_order`: columns are."""
    between: list[Part] = []
    for head, until in zip(found, [*(head.line for head in found[1:]), end], strict=False):
        part = next((mark for mark in openings if mark.strong and head.last < mark.line < until), None)
        if part:
            between += named_parts(openings, part.line, until, opening=part.name)
    nobodys = {line for part in between for line in range(part.first, part.last)}
    left_out = nobodys | pages.furniture | tabs
    owned = (one_by_one if in_order else shares)(pages, found, left_out, end)
    return tuple(Piece(head, tuple(lines)) for head, lines in zip(found, owned, strict=True)), between


def _tabs(pages: Layout, found: Sequence[Head]) -> frozenset[int]:
    """Thumb tabs (the first letters of a name alone in a line) and running heads that repeat a name."""
    names = {re.sub(r"[\W\d_]", "", head.printed).casefold() for head in found}
    printed = {head.printed.casefold() for head in found}
    heading = {line for head in found for line in head.lines}
    tabs = set()
    for number, line in enumerate(pages.lines):
        text = line.text.casefold()
        if TAB.fullmatch(line.text) and line.text.isupper():
            if any(name.startswith(text) for name in names):
                tabs.add(number)
        elif text in printed and number not in heading:
            leaf = pages.leaves[pages.leaf_of(number)]
            if min(number - leaf.first, leaf.last - 1 - number) < _EDGE:
                tabs.add(number)
    return frozenset(tabs)


def _is_volume(pages: Layout, pieces: Sequence[Piece]) -> bool:
    """Many entries, of some length, that make up a good part of the text."""
    sizes = [sum(len(pages.lines[line].text.split()) for line in piece.lines) for piece in pieces]
    whole = sum(len(line.text.split()) for line in pages.lines)
    return len(sizes) >= _LEAST_ENTRIES and median(sizes) >= _TYPICAL_ENTRY and sum(sizes) >= _SHARE * whole
