"""The order in which a page is read: columns from left to right, cut where something crosses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from habeas.read.printed.glyphs import Piece

_GUTTER = 0.6
_CELL = 12
_FILLED = 0.7
_ALIGNED = 0.8
_CANDIDATES = 6
_TITLE = 1.35


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that stand side by side, within a column from `edge` to `margin`.

    `gap` is the distance of its base line from that of the line above in the same column; None for
    the column's first. `row` says that the pieces are cells of a table. `size` is the height of the
    characters of its longest piece.
    """

    sheet: int
    pieces: tuple[Piece, ...]
    edge: float
    margin: float
    gap: float | None
    row: bool
    right: float
    size: float
    text: str

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.pieces[0].left

    @property
    def bottom(self) -> float:
        """The lower edge of its characters."""
        return self.pieces[0].bottom

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)


def columns(pages: Sequence[Sequence[Piece]]) -> list[list[list[Line]]]:
    """Of each page the columns, or parts of them, in the order in which they are read; each its lines.

    Where a page alone does not show them, as with a last column of one line, those of other pages do.
    """
    seen: Counter[int] = Counter()
    regions = []
    for pieces in pages:
        here: set[float] = set()
        regions.append(_regions(pieces, here))
        seen.update({round(gutter) for gutter in here})
    usual = [gutter for gutter, times in seen.items() if times > 1]
    return [
        [
            _lines(number, part, row=row)
            for region, row in page
            for part in ([region] if row else _parted(region, usual))
        ]
        for number, page in enumerate(regions)
    ]


def _parted(pieces: Sequence[Piece], gutters: Sequence[float]) -> list[Sequence[Piece]]:
    """A region parted at the gutters of other pages, where nothing in it crosses them."""
    for gutter in gutters:
        left = [piece for piece in pieces if piece.right <= gutter]
        right = [piece for piece in pieces if piece.left >= gutter]
        if left and right and len(left) + len(right) == len(pieces):
            return _parted(left, gutters) + _parted(right, gutters)
    return [pieces] if pieces else []


def _regions(pieces: Sequence[Piece], gutters: set[float]) -> list[tuple[Sequence[Piece], bool]]:
    """Stretches of the page that are read from top to bottom, and whether each is a table."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [(pieces, False)] if pieces else []
    across = {piece for piece in pieces if piece.left < gutter < piece.right} | _titles(pieces)
    if across and len(across) < len(pieces):
        return [found for band in _bands(pieces, across) for found in _regions(band, gutters)]
    left = [piece for piece in pieces if piece.right <= gutter]
    right = [piece for piece in pieces if piece.left >= gutter]
    if _is_table(left, right):
        return [(pieces, True)]
    gutters.add(gutter)
    return _regions(left, gutters) + _regions(right, gutters)


def _titles(pieces: Sequence[Piece]) -> set[Piece]:
    """Large print beside which nothing stands, with text above and below: it heads all columns."""
    size = median(piece.size for piece in pieces)
    large = [piece for piece in pieces if piece.size >= _TITLE * size]
    found = {
        title
        for title in large
        if not any(
            piece.bottom < title.top and piece.top > title.bottom
            for piece in pieces
            if piece.size < _TITLE * size
        )
    }
    lowest, highest = min(piece.bottom for piece in pieces), max(piece.top for piece in pieces)
    return {title for title in found if title.bottom > lowest + size and title.top < highest - size}


def _bands(pieces: Sequence[Piece], across: set[Piece]) -> list[list[Piece]]:
    """The page from top to bottom, cut where what stands across all columns begins and ends."""
    bands: list[list[Piece]] = []
    crossed: bool | None = None
    for piece in sorted(pieces, key=lambda piece: -piece.bottom):
        crosses = piece in across
        if crosses is not crossed:
            bands.append([])
            crossed = crosses
        bands[-1].append(piece)
    return bands


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of the gap that parts most pieces and is crossed by the fewest; None where none does."""
    if len(pieces) < 4:
        return None
    left = np.array([piece.left for piece in pieces])
    right = np.array([piece.right for piece in pieces])
    size = median(piece.size for piece in pieces)
    places = np.unique(np.round(left)) - 1.0
    before = np.searchsorted(np.sort(right), places, side="right")
    after = len(pieces) - np.searchsorted(np.sort(left), places, side="left")
    parted, crossing = np.minimum(before, after), len(pieces) - before - after
    worth = np.where((parted >= 2) & (crossing <= 2 * parted), parted - crossing, -len(pieces))
    for candidate in np.argsort(-worth, kind="stable")[:_CANDIDATES].tolist():
        if worth[candidate] == -len(pieces):
            return None
        place = float(places[candidate])
        start, end = float(right[right <= place].max()), float(left[left >= place].min())
        if end - start >= _GUTTER * size and _side_by_side(pieces, place, size):
            return (start + end) / 2
    return None


def _side_by_side(pieces: Sequence[Piece], place: float, size: float) -> bool:
    """Whether what stands left of the place and what stands right of it share a part of the height."""
    sides = (
        [piece for piece in pieces if piece.right <= place],
        [piece for piece in pieces if piece.left >= place],
    )
    highest = min(max(piece.top for piece in side) for side in sides)
    lowest = max(min(piece.bottom for piece in side) for side in sides)
    return highest - lowest > 1.5 * size


def _is_table(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two sides are cells of rows: they stand on one line, and are short."""
    fewer, more = sorted((left, right), key=len)
    bottoms = np.array([piece.bottom for piece in more])
    aligned = sum(bool((abs(bottoms - piece.bottom) < 0.3 * piece.size).any()) for piece in fewer)
    if aligned < _ALIGNED * len(fewer):
        return False
    if min(median(len(piece.text) for piece in side) for side in (left, right)) <= _CELL:
        return True
    return max(map(_filled, (left, right))) < _FILLED


def _filled(side: Sequence[Piece]) -> float:
    width = max(piece.right for piece in side) - min(piece.left for piece in side)
    return median(piece.right - piece.left for piece in side) / max(width, 1.0)


def _lines(sheet: int, pieces: Sequence[Piece], *, row: bool) -> list[Line]:
    grouped: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.bottom):
        base = grouped[-1][0] if grouped else None
        if base and base.bottom - piece.bottom < 0.4 * min(base.size, piece.size):
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    if not grouped:
        return []
    edge, margin = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    lines: list[Line] = []
    for group in grouped:
        gap = lines[-1].bottom - group[0].bottom if lines else None
        lines.append(_line(sheet, group, (edge, margin), gap, row=row))
    return lines


def _line(
    sheet: int, group: Sequence[Piece], column: tuple[float, float], gap: float | None, *, row: bool
) -> Line:
    if len(group) == 1:
        (piece,) = group
        return Line(sheet, (piece,), *column, gap, False, piece.right, piece.size, piece.text)
    pieces = tuple(sorted(group, key=lambda piece: piece.left))
    longest = max(pieces, key=lambda piece: piece.last - piece.first)
    text = " ".join(piece.text for piece in pieces)
    return Line(sheet, pieces, *column, gap, row, max(p.right for p in pieces), longest.size, text)
