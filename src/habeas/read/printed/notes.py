"""Footnotes: the small print at the foot of a column, begun by a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.read.printed.columns import Line
from habeas.read.printed.glyphs import Piece

_SMALLER = 0.93
_NOTE = re.compile(r"\s*(?:\d{1,3}\b[.)]?|[*†‡§¶]+)\s*\D")


def foot(pieces: Sequence[Piece], size: float) -> frozenset[Piece]:
    """The footnotes that stand below all running text of a page, over its whole width."""
    lowest = min((piece.bottom for piece in pieces if piece.size >= _SMALLER * size), default=0.0)
    below = [piece for piece in pieces if piece.bottom < lowest]
    noted = [piece.bottom for piece in below if _NOTE.match(piece.text)]
    return frozenset(piece for piece in below if noted and piece.bottom <= max(noted) + 0.5 * piece.size)


def footnotes(column: Sequence[Line], size: float, *, follows: bool) -> int:
    """How many lines at the foot of a column are footnotes.

    They are smaller than the text, and the first begins with a number or a sign, unless it goes on
    with a note of the page before (`follows`).
    """
    small = 0
    while small < len(column) and column[-1 - small].size < _SMALLER * size:
        small += 1
    foot = column[len(column) - small :]
    for skipped, line in enumerate(foot):
        if _NOTE.match(line.text):
            return small if follows and _goes_on(foot[0]) else small - skipped
    return small if follows and foot and _goes_on(foot[0]) else 0


def _goes_on(line: Line) -> bool:
    return line.text[:1].islower()
