"""A PDF's pages laid out as running text, and where on the pages each of its characters stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model.document import Page, Remark
from habeas.read.printed.columns import Line, columns
from habeas.read.printed.furniture import furniture, labels
from habeas.read.printed.glyphs import Piece, Sheet, body_size
from habeas.read.printed.notes import foot, footnotes
from habeas.read.printed.prose import paragraphs, style_of
from habeas.read.printed.text import Text, written

_LISTED = 20


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of printed pages as it is frozen; `places` tells the page and index of each character."""

    text: str
    blocks: tuple[tuple[str, int, int], ...]
    places: Text
    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...]


def laid_out(sheets: Sequence[Sheet], named: Sequence[str]) -> Laid:
    """Pages as running text: columns in order, without heads, numbers and footnotes.

    `named` are the labels that the file gives its pages, empty where it gives none.
    """
    taken = furniture(sheets)
    kept = [
        [piece for piece in page.pieces if piece not in out] for page, out in zip(sheets, taken, strict=True)
    ]
    size = body_size(piece for page in kept for piece in page)
    body, noted = _without_notes(kept, size)
    places = written(paragraphs(body, style_of(body, size)), sheets)
    text, names = str(places), labels(taken, named)
    return Laid(text, tuple(places.blocks), places, _pages(places, names, len(text)), _remarks(noted, names))


def _without_notes(pages: Sequence[Sequence[Piece]], size: float) -> tuple[list[Sequence[Line]], list[int]]:
    """The columns of all pages without their footnotes, and the pages that have any."""
    body: list[Sequence[Line]] = []
    noted: list[int] = []
    feet = [foot(pieces, size) for pieces in pages]
    kept = [[p for p in pieces if p not in notes] for pieces, notes in zip(pages, feet, strict=True)]
    for number, (page, notes) in enumerate(zip(columns(kept), feet, strict=True)):
        found = len(notes)
        for column in page:
            below = footnotes(column, size, follows=found > 0 or noted[-1:] == [number - 1])
            found += below
            body.append(column[: len(column) - below])
        if found:
            noted.append(number)
    return body, noted


def _remarks(noted: Sequence[int], names: Sequence[str]) -> tuple[Remark, ...]:
    if not noted:
        return ()
    listed = ", ".join(names[number] for number in noted[:_LISTED]) + (", …" if len(noted) > _LISTED else "")
    return (Remark("footnotes", f"footnotes are left out of the text; they stand on pages {listed}"),)


def _pages(places: Text, names: Sequence[str], end: int) -> tuple[Page, ...]:
    """Each page's stretch of the text; a page without any begins where the next one does."""
    starts: dict[int, int] = {}
    for _, start, stop in places.blocks:
        if places.place(start)[0] == places.place(stop - 1)[0]:
            starts.setdefault(places.place(start)[0], start)
        else:
            for offset in range(start, stop):
                starts.setdefault(places.place(offset)[0], offset)
    borders = [end]
    for number in range(len(names) - 1, -1, -1):
        borders.append(min(starts.get(number, end), borders[-1]))
    borders.reverse()
    if borders:
        borders[0] = 0
    return tuple(Page(name, borders[number], borders[number + 1]) for number, name in enumerate(names))
