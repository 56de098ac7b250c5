"""The entries of a divided volume as documents, and what of it is in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from habeas.issues import Issue
from habeas.model.document import Entry, Page, Raw, Remark
from habeas.read.volumes.divide import TAB, Division, Piece, divide
from habeas.read.volumes.heads import Head
from habeas.read.volumes.imprint import covers, publisher, title
from habeas.read.volumes.leaves import Layout
from habeas.read.volumes.matter import Part
from habeas.read.volumes.tidy import Tidier, paged, tidier

_NO_HEAD = Remark("entry-without-head", "its head is not in the text: a page is missing before it")
_FIRST_WORDS = 8


def entries(raw: Raw) -> tuple[tuple[Raw, ...], tuple[Issue, ...]] | None:
    """The country entries of a yearly volume as documents, and what belongs to none; None for any other text.

    Running heads, page numbers, bullets of symbol fonts and hyphens at line ends are cleaned from an entry's
    text before it is frozen; where the format's own reader has done that, the entry is a stretch of its text.
    What the table of contents names and is not found is an issue.
    """
    divided = divide(raw)
    if divided is None:
        return None
    tidy = tidier(divided.layout)
    before = divided.layout.lines[: divided.first]
    printed = divided.layout.title or title(before) or raw.file
    volume = Entry(printed, 0, None, None, "", covers(before), publisher(before))
    made = tuple(
        _placed(_stretch(raw, divided, piece) if raw.blocks else _cleaned(raw, divided, piece, tidy), entry)
        for order, piece in enumerate(divided.pieces, start=1)
        for entry in (replace(volume, order=order, heading=piece.head.printed),)
    )
    return made, tuple(_issues(raw, divided))


def _placed(raw: Raw, entry: Entry) -> Raw:
    """An entry with its place in the volume and its pages, as their labels tell."""
    labels = [page.label for page in raw.pages if page.label]
    first, last = (labels[0], labels[-1]) if labels else (None, None)
    return replace(raw, entry=replace(entry, first_page=first, last_page=last))


def _cleaned(raw: Raw, divided: Division, piece: Piece, tidy: Tidier) -> Raw:
    """An entry as the lines that are its own, cleaned."""
    pages, head = divided.layout, piece.head
    first = pages.leaves[pages.leaf_of(head.line)].label
    texts = [(first, head.printed)] if head.lines else []
    texts += [(first, text) for text in _head_rest(pages, head)]
    texts += [(pages.leaves[pages.leaf_of(line)].label, _words(pages, line)) for line in piece.lines]
    text, stretches = paged(texts, tidy)
    remarks = raw.remarks if head.lines else (*raw.remarks, _NO_HEAD)
    return replace(raw, text=text, pages=tuple(Page(*stretch) for stretch in stretches), remarks=remarks)


def _stretch(raw: Raw, divided: Division, piece: Piece) -> Raw:
    """An entry as a stretch of a text that its reader has put in order."""
    lines = divided.layout.lines
    start = lines[piece.head.line].start
    end = lines[piece.lines[-1]].end if piece.lines else lines[piece.head.last].end
    return replace(
        raw,
        text=raw.text[start:end],
        blocks=tuple(
            (kind, max(first, start) - start, min(last, end) - start)
            for kind, first, last in raw.blocks
            if first < end and start < last
        ),
        pages=tuple(
            Page(page.label, max(page.start, start) - start, min(page.end, end) - start)
            for page in raw.pages
            if page.start < end and start < page.end
        ),
        remarks=tuple(
            replace(remark, start=remark.start - start, end=remark.end - start)
            for remark in raw.remarks
            if remark.start is not None and remark.end is not None
            if start <= remark.start and remark.end <= end
        ),
    )


def _head_rest(pages: Layout, head: Head) -> Iterator[str]:
    """The lines of a head that say more than the name it is known by."""
    own = set(re.findall(r"\w+", head.printed))
    for line in head.lines:
        text = pages.lines[line].text
        if (
            line not in pages.furniture
            and not TAB.fullmatch(text)
            and not own >= set(re.findall(r"\w+", text))
        ):
            yield text


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
            opening = " ".join(pages.lines[part.first].text.split()[:_FIRST_WORDS])
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
