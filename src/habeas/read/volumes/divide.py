"""A yearly volume as its country entries, each a document of its own that knows its place in the volume."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from habeas.issues import Issue
from habeas.model.document import Entry, Page, Raw, Remark
from habeas.read.volumes.contents import Contents, contents
from habeas.read.volumes.heads import Head, heads
from habeas.read.volumes.leaves import Layout, layout
from habeas.read.volumes.lost import lost
from habeas.read.volumes.matter import Mark, Part, end_of_entries, marks, named_parts
from habeas.read.volumes.shares import shares
from habeas.read.volumes.tidy import Tidier, paged, tidier

_LEAST_WORDS = 2500
_LEAST_ENTRIES = 5
_TYPICAL_ENTRY = 100
_SHARE = 0.35
_FRONT = 3000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TAB = re.compile(r"[^\W\d_]{1,4}")
_EDGE = 3


_NO_HEAD = Remark("entry-without-head", "its head is not in the text: a page is missing before it")


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


def entries(raw: Raw) -> tuple[tuple[Raw, ...], tuple[Issue, ...]] | None:
    """The country entries of a yearly volume as documents, and what belongs to none; None for any other text.

    Running heads, page numbers, bullets of symbol fonts and hyphens at line ends are cleaned from an entry's
    text before it is frozen. What the table of contents names and is not found is an issue.
    """
    divided = divide(raw)
    if divided is None:
        return None
    tidy = tidier(divided.layout)
    title = divided.layout.title or raw.file
    made = tuple(
        _document(raw, divided, piece, tidy, title=title, order=order)
        for order, piece in enumerate(divided.pieces, start=1)
    )
    return made, tuple(_issues(raw, divided))


def divide(raw: Raw) -> Division | None:
    """The entries and parts of a volume as lines of its layout; None where the text is no volume."""
    if raw.text.count(" ") < _LEAST_WORDS:
        return None
    pages = layout(raw)
    year = _year(pages, raw)
    table = contents(pages, year=year)
    if len(heads(pages, table, (), year=year)) < _LEAST_ENTRIES:
        return None
    openings = marks(pages, table)
    found = heads(pages, table, [mark.line for mark in openings if mark.strong], year=year)
    end = end_of_entries(pages, table, found[-1], openings)
    if table is None:
        found = sorted([*found, *lost(pages, found, year, end)], key=lambda head: head.line)
    tabs = _tabs(pages, found)
    pieces, between = _pieces(pages, found, openings, end=end, tabs=tabs)
    if not _is_volume(pages, pieces):
        return None
    parts = [
        *named_parts(openings, 0, found[0].line, opening=_opening(pages, openings, found[0].line)),
        *between,
        *named_parts(openings, end, len(pages.lines), opening=_following(openings, end)),
    ]
    return Division(pages, table, _in_order(pages, pieces), tuple(parts), tabs)


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
    pages: Layout, found: Sequence[Head], openings: Sequence[Mark], *, end: int, tabs: frozenset[int]
) -> tuple[tuple[Piece, ...], list[Part]]:
    """The lines of each entry, and the parts that stand between entries."""
    between: list[Part] = []
    for head, until in zip(found, [*(head.line for head in found[1:]), end], strict=False):
        part = next((mark for mark in openings if mark.strong and head.last < mark.line < until), None)
        if part:
            between += named_parts(openings, part.line, until, opening=part.name)
    nobodys = {line for part in between for line in range(part.first, part.last)}
    owned = shares(pages, found, nobodys | pages.furniture | tabs, end)
    return tuple(Piece(head, tuple(lines)) for head, lines in zip(found, owned, strict=True)), between


def _tabs(pages: Layout, found: Sequence[Head]) -> frozenset[int]:
    """Thumb tabs (the first letters of a name alone in a line) and running heads that repeat a name."""
    names = {re.sub(r"[\W\d_]", "", head.printed).casefold() for head in found}
    printed = {head.printed.casefold() for head in found}
    heading = {line for head in found for line in head.lines}
    tabs = set()
    for number, line in enumerate(pages.lines):
        text = line.text.casefold()
        if _TAB.fullmatch(line.text) and line.text.isupper():
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


def _document(raw: Raw, divided: Division, piece: Piece, tidy: Tidier, *, title: str, order: int) -> Raw:
    pages = divided.layout
    first = pages.leaves[pages.leaf_of(piece.head.line)].label
    printed = bool(piece.head.lines)
    texts = [(first, piece.head.printed)] if printed else []
    texts += _head_rest(pages, piece.head, first)
    texts += [(pages.leaves[pages.leaf_of(line)].label, _words(pages, line)) for line in piece.lines]
    text, stretches = paged(texts, tidy)
    labels = [label for label, _, _ in stretches]
    place = Entry(
        title, order, labels[0] if labels else None, labels[-1] if labels else None, piece.head.printed
    )
    return replace(
        raw,
        text=text,
        blocks=(),
        pages=tuple(Page(*stretch) for stretch in stretches),
        remarks=(*raw.remarks, *(() if printed else (_NO_HEAD,))),
        entry=place,
    )


def _head_rest(pages: Layout, head: Head, label: str | None) -> Iterator[tuple[str | None, str]]:
    """The lines of a head that say more than the name it is known by."""
    own = set(re.findall(r"\w+", head.printed))
    for line in head.lines:
        words = set(re.findall(r"\w+", pages.lines[line].text))
        if not words <= own and not _TAB.fullmatch(pages.lines[line].text) and line not in pages.furniture:
            yield label, pages.lines[line].text


def _words(pages: Layout, line: int) -> str:
    text = pages.lines[line].text
    if line in pages.glued:
        start, end = pages.glued[line]
        return (text[:start] + text[end:]).strip()
    return text


def _issues(raw: Raw, divided: Division) -> Iterator[Issue]:
    """What belongs to no entry, and what the table of contents names that was not found."""
    pages = divided.layout
    for part in divided.parts:
        words = sum(len(line.text.split()) for line in pages.lines[part.first : part.last])
        where = _range(pages, part)
        if part.name is None:
            opening = " ".join(pages.lines[part.first].text.split()[:8])
            detail = f"{words} words{where} belong to no entry and no part with a name: “{opening} …”"
            yield Issue("read", "text-of-no-entry", detail, raw.file)
        else:
            yield Issue("read", "non-entry-part", f"{part.name}: {words} words{where}", raw.file)
    known = {code for piece in divided.pieces for code in piece.head.codes}
    for item in divided.contents.countries if divided.contents else ():
        if not known & set(item.codes):
            detail = f"the table of contents names {item.name}, page {item.page}: no such entry was found"
            yield Issue("read", "entry-not-found", detail, raw.file)


def _range(pages: Layout, part: Part) -> str:
    labels = [
        leaf.label
        for leaf in pages.leaves
        if leaf.first < part.last and part.first < leaf.last and leaf.label
    ]
    if not labels:
        return ""
    return f" on page {labels[0]}" if len(labels) == 1 else f" on pages {labels[0]}–{labels[-1]}"
