"""Where paragraphs and bullets stand: lines, hard wraps, marks; no meaning yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from habeas.model.document import Raw

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARK = re.compile(r"(?:[•●▪■◦‣∙·*○◆►▶➢➤✓§\ue000-\uf8ff]+\s*|[-–—]\s+|b (?=[A-Z“‘\"]))+")
_INNER_MARK = re.compile(r"(?<=\S)\s+[•●▪■◦‣\ue000-\uf8ff]\s*(?=\S)|(?<=[.!?”’)])\s+b (?=[A-Z“‘\"])")
_STOP = re.compile(r"[.!?…:;][\"”’')\]]*$")
_MAX_WRAPPED = 132
_MIN_WRAPPED = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block before it has its meaning: `kind` is the format's hint, or paragraph or bullet."""

    kind: str
    start: int
    end: int


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of a part of the text that hold anything, without the blanks around them."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match[0]
        yield match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())


def wrap_width(raw: Raw) -> int | None:
    """The width at which the text's lines were broken; None where a line is a whole paragraph."""
    if raw.blocks and not any("\n" in raw.text[start:end] for _, start, end in raw.blocks):
        return None
    spans = list(lines(raw.text))
    lengths = sorted(end - start for start, end in spans)
    if not lengths or lengths[min(len(lengths) - 1, len(lengths) * 19 // 20)] > _MAX_WRAPPED:
        return None
    width = lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)]
    runs_on = sum(_runs_on(raw.text, line, following, width) for line, following in pairwise(spans))
    return width if width >= _MIN_WRAPPED and runs_on * 3 >= len(spans) else None


def stretches(raw: Raw, taken: Iterable[Span], width: int | None) -> list[Stretch]:
    """The paragraphs, bullets and hinted blocks of what is not taken, in order, without bullet marks."""
    hinted = raw.blocks or (("paragraph", 0, len(raw.text)),)
    gaps = sorted(taken)
    found: list[Stretch] = []
    for kind, start, end in hinted:
        pieces = _free(raw.text, start, end, gaps)
        for first, last in _joined(raw.text, pieces, width, wrapped_hint=kind != "row" and bool(raw.blocks)):
            found.extend(_marked(raw.text, kind, first, last))
    return found


def _free(text: str, start: int, end: int, gaps: list[Span]) -> list[Span]:
    """The lines, or parts of lines, that are not taken."""
    pieces: list[Span] = []
    at = start
    for first, last in [gap for gap in gaps if gap[0] < end and gap[1] > start] + [(end, end)]:
        if first > at:
            pieces.extend(lines(text, at, first))
        at = max(at, last)
    return pieces


def _joined(text: str, pieces: list[Span], width: int | None, *, wrapped_hint: bool) -> Iterator[Span]:
    """Lines joined to paragraphs where a line runs on in the next."""
    if not pieces:
        return
    start, before = pieces[0][0], pieces[0]
    for piece in pieces[1:]:
        if not _continues(text, before, piece, width or (_MAX_WRAPPED if wrapped_hint else None)):
            yield start, before[1]
            start = piece[0]
        before = piece
    yield start, before[1]


def _continues(text: str, line: Span, following: Span, width: int | None) -> bool:
    if text.count("\n", line[1], following[0]) != 1 or _MARK.match(text, following[0]):
        return False
    if text[following[0]].islower() and not _STOP.search(text[line[0] : line[1]]):
        return True
    return width is not None and _runs_on(text, line, following, width)


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the line ends only because the next word would not have fitted."""
    if text.count("\n", line[1], following[0]) != 1:
        return False
    first_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    left = line[0] - (text.rfind("\n", 0, line[0]) + 1)
    return left + (line[1] - line[0]) + 1 + len(first_word) > width - 4


def _marked(text: str, kind: str, start: int, end: int) -> Iterator[Stretch]:
    """A paragraph as it is, or cut at the bullets inside it, each without its mark."""
    if kind == "row":
        yield from _cells(text, start, end)
        return
    if kind not in ("paragraph", "bullet"):
        yield Stretch(kind, start, end)
        return
    borders = [start, *(match.start() for match in _INNER_MARK.finditer(text, start, end)), end]
    for number, (first, last) in enumerate(pairwise(borders)):
        first += len(text[first:last]) - len(text[first:last].lstrip())
        mark = _MARK.match(text, first, last)
        inner = mark.end() if mark else first
        if text[inner:last].strip():
            yield Stretch("bullet" if mark or number else kind, inner, last)


def _cells(text: str, start: int, end: int) -> Iterator[Stretch]:
    for match in re.finditer(r"[^\t]+", text[start:end]):
        cell = match[0].strip()
        if cell:
            first = start + match.start() + len(match[0]) - len(match[0].lstrip())
            prose = _STOP.search(cell) is not None and " " in cell
            yield Stretch("paragraph" if prose else "fact", first, first + len(cell))
