"""What stands on pages and belongs to no text: running heads, page numbers; and the pages' labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from habeas.read.printed.glyphs import Piece, Sheet, body_size

_ZONE = 0.15
_SAME_PLACE = 4.0
_ISOLATED = 1.45
_LONGEST_HEAD = 90
_NEARLY_ALL = 0.6
_SMALLER = 0.97
_LONGEST_TAB = 16
_TAB_SHARE = 0.3
_EDGE = 0.1
_NUMBER = re.compile(r"\W*(?:page\s+|p\.\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
_DIGITS = re.compile(r"\d+")

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands at one height at the edge of a page; `apart` is its distance from the next inward."""

    page: int
    pieces: tuple[Piece, ...]
    apart: float
    narrow: bool

    @property
    def place(self) -> _Place:
        return round(self.pieces[0].bottom), round(self.pieces[0].size)

    @property
    def isolated(self) -> bool:
        return self.narrow and self.apart >= _ISOLATED * self.pieces[0].size


class _Pages:
    """What the edges of all pages say, and where they say it."""

    def __init__(self, edges: Sequence[Sequence[_Row]], sheets: Sequence[Sheet]) -> None:
        self._size = body_size(piece for sheet in sheets for piece in sheet.pieces)
        self._anywhere = Counter(
            _key(piece)
            for sheet in sheets
            for piece in sheet.pieces
            if piece.last - piece.first <= _LONGEST_HEAD // 2
        )
        self._said: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        rows = [row for edge in edges for row in edge]
        for row in rows:
            for piece in row.pieces:
                self._said[_key(piece)].append((row.page, piece.bottom))
        pages = len({row.page for row in rows})
        held = Counter(
            row.place for row in rows if any(self._others(piece, row.page) for piece in row.pieces)
        )
        outermost = Counter(edge[0].place for edge in edges if edge and edge[0].isolated)
        self._places = [place for place, times in held.items() if times >= 3]
        self._places += [place for place, times in outermost.items() if times >= max(2, _NEARLY_ALL * pages)]

    def repeats(self, row: _Row) -> bool:
        """Whether the row is a head, a foot or a number: by what it says, or by where it stands."""
        counts = [self._others(piece, row.page) for piece in row.pieces]
        if min(counts) > 1 or (max(counts) > 0 and row.isolated):
            return True
        bottom, size = row.place
        placed = row.isolated and any(
            abs(bottom - height) <= 2 and abs(size - other) <= 2 for height, other in self._places
        )
        return placed and all(
            piece.size < _SMALLER * self._size or self._anywhere[_key(piece)] > 1 for piece in row.pieces
        )

    def _others(self, piece: Piece, page: int) -> int:
        """How many other pages, not too far away, say the same at the same height, digits aside."""
        return len(
            {
                number
                for number, bottom in self._said[_key(piece)]
                if 0 < abs(number - page) <= 12 and abs(bottom - piece.bottom) <= _SAME_PLACE
            }
        )


def furniture(sheets: Sequence[Sheet]) -> list[frozenset[Piece]]:
    """The running heads, feet and page numbers of each page.

    They stand outermost on the page, and what they say stands at the same height on other pages; or
    they stand alone where those do.
    """
    tabs = _tabs(sheets)
    edges = [[list(_rows(sheet, inward=inward)) for inward in (-1, 1)] for sheet in sheets]
    pages = _Pages([edge for both in edges for edge in both], sheets)
    return [
        frozenset(
            piece
            for edge in both
            for row in _peeled(edge, pages, alone=len(sheets) < 4)
            for piece in row.pieces
        )
        | tabs[sheet.number]
        for sheet, both in zip(sheets, edges, strict=True)
    ]


def _tabs(sheets: Sequence[Sheet]) -> dict[int, frozenset[Piece]]:
    """The tabs of a page: a word or a code that stands beside the text, as on many other pages."""
    found: dict[int, frozenset[Piece]] = {}
    for sheet in sheets:
        edge = _EDGE * sheet.width
        long = [piece for piece in sheet.pieces if len(piece.text) > _LONGEST_TAB]
        left, right = min((p.left for p in long), default=0.0), max((p.right for p in long), default=0.0)
        beside = (
            p for p in sheet.pieces if p.right < min(left, edge) or p.left > max(right, sheet.width - edge)
        )
        found[sheet.number] = frozenset(p for p in beside if len(p.text) <= _LONGEST_TAB and p.text.isalpha())
    times = sum(bool(tabs) for tabs in found.values())
    return found if times >= max(3, _TAB_SHARE * len(sheets)) else dict.fromkeys(found, frozenset())


def _peeled(edge: Iterable[_Row], pages: _Pages, *, alone: bool) -> Iterator[_Row]:
    for row in edge:
        numbers = alone and row.isolated and all(_NUMBER.fullmatch(piece.text) for piece in row.pieces)
        if not numbers and not pages.repeats(row):
            return
        yield row


def _rows(sheet: Sheet, *, inward: int) -> Iterator[_Row]:
    """The rows of the outer part of a page, from its edge inwards (-1 is down from the top)."""
    border = (1 - _ZONE) * sheet.height if inward < 0 else _ZONE * sheet.height
    ordered = sorted(sheet.pieces, key=lambda piece: piece.bottom * inward)
    row: list[Piece] = []
    for piece in ordered:
        if row and abs(piece.bottom - row[0].bottom) >= 0.4 * min(row[0].size, piece.size):
            yield _row(sheet, row, abs(piece.bottom - row[0].bottom))
            row = []
        if (piece.bottom - border) * inward > 0:
            return
        row.append(piece)
    if row:
        yield _row(sheet, row, sheet.height)


def _row(sheet: Sheet, row: Sequence[Piece], apart: float) -> _Row:
    narrow = all(
        piece.right - piece.left < 0.6 * sheet.width and len(piece.text) <= _LONGEST_HEAD for piece in row
    )
    return _Row(sheet.number, tuple(row), apart, narrow)


def _key(piece: Piece) -> str:
    if _NUMBER.fullmatch(piece.text):
        return "#"
    return " ".join(_DIGITS.sub("#", piece.text).casefold().split())


def labels(taken: Sequence[Iterable[Piece]], named: Sequence[str]) -> list[str]:
    """The label of each page: as printed, as the file names it, or counted from 1."""
    printed: list[str | None] = []
    for pieces in taken:
        ordered = sorted(pieces, key=lambda piece: piece.first)
        numbers = [match[1] for piece in ordered if (match := _NUMBER.fullmatch(piece.text))]
        printed.append(numbers[-1] if numbers else None)
    offsets = Counter(
        int(label) - number for number, label in enumerate(printed) if label and label.isdigit()
    )
    offset, times = offsets.most_common(1)[0] if offsets else (1, 0)
    steady = times * 2 > len(taken)
    result = []
    for number, (label, name) in enumerate(zip(printed, named, strict=True)):
        if label and (not label.isdigit() or int(label) - number == offset or times < 2):
            result.append(label)
        elif steady and number + offset > 0:
            result.append(str(number + offset))
        else:
            result.append(name or label or str(number + 1))
    return result
