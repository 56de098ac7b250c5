"""The characters of a PDF's page with their boxes, in pieces that stand on one line without a wide gap."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Boxes = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.int64]

MAX_CHARACTERS = 400_000
_WORD = re.compile("[^\\s\x00\ufffe\x02]+[\ufffe\x02]?")
_NOTED = re.compile(r"(?<=[^\d\s])(\d{1,3}|[*†‡§]+)(?=[^\w\s]*$)")
_WIDE_GAP = 0.9
_SAME_LINE = 0.5
_NAME_BYTES = 128
_FORCED_BOLD = 1 << 18
_HEAVY = (b"bold", b"black", b"heavy", b"semibold", b"demi")
_SIGNS = (b"symbol", b"dingbat", b"wingding", b"webding", b"bullet")

_WORDS_OF_ONE = frozenset("AIOaàeoyéÉ")

_pointer = ctypes.c_void_p
_loose_box = ctypes.CFUNCTYPE(ctypes.c_int, _pointer, ctypes.c_int, _pointer)(
    ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, _pointer).value or 0
)


class TooManyCharacters(ValueError):
    """A page with more characters than a page can show."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `first` to `last` (exclusive) of a page, and their box in points, `y` upwards.

    `size` is the height of its characters, `bold` whether all are, `sign` whether it begins with one
    character of another font, as bullets do.
    """

    first: int
    last: int
    left: float
    right: float
    bottom: float
    size: float
    text: str
    bold: bool
    sign: bool

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.size


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 0, its size in points, its characters, its pieces.

    `marks` are the places of characters that stand small and raised, as the numbers of footnotes do.
    `boxes` holds left, top, right and bottom of each character; None where `measured` gives them.
    """

    number: int
    width: float
    height: float
    characters: str
    pieces: tuple[Piece, ...]
    marks: frozenset[int]
    boxes: Boxes | None = None


@dataclass(frozen=True, slots=True)
class _Edges:
    """Places of characters, the words that they belong to, and their boxes; those without height left out."""

    places: Indexes
    words: Indexes
    boxes: Boxes


def sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    """One page of an open document; `TooManyCharacters` where it holds over `MAX_CHARACTERS`."""
    with _page(document, number) as (page, text):
        characters = _characters(text)
        width, height = page.get_size()
        turned = _turned(text, characters)
        if turned % 2 and page.get_rotation() % 180 == 0:
            width, height = height, width
        edges = _edges(text, characters, turned)
        pieces, marks = _pieces(text, characters, edges, turned)
    return Sheet(number, width, height, characters, tuple(pieces), marks)


def measured(document: pdfium.PdfDocument, number: int) -> Boxes:
    """Left, top, right and bottom of every character of a page, in points."""
    with _page(document, number) as (_, text):
        return _measured(text, range(text.count_chars()))


@contextmanager
def _page(document: pdfium.PdfDocument, number: int) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage]]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            yield page, text
        finally:
            text.close()
    finally:
        page.close()


def _characters(text: pdfium.PdfTextPage) -> str:
    count = text.count_chars()
    if count > MAX_CHARACTERS:
        raise TooManyCharacters(f"{count} characters")
    characters: str = text.get_text_range(0, count) if count else ""
    if len(characters) == count:
        return characters
    codes = (pdfium_c.FPDFText_GetUnicode(text.raw, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _measured(text: pdfium.PdfTextPage, indexes: Sequence[int]) -> Boxes:
    held = (pdfium_c.FS_RECTF * max(len(indexes), 1))()
    handle = ctypes.cast(text.raw, _pointer).value
    address, step, box = ctypes.addressof(held), ctypes.sizeof(pdfium_c.FS_RECTF), _loose_box
    for index in indexes:
        box(handle, index, address)
        address += step
    return np.frombuffer(held, dtype=np.float32).reshape(-1, 4)[: len(indexes)].copy()


def _turned(text: pdfium.PdfTextPage, characters: str) -> int:
    """By how many quarters, against the clock, most of the page's text is turned."""
    words = [match.start() for match in islice(_WORD.finditer(characters), 200)]
    quarters = [
        round(-pdfium_c.FPDFText_GetCharAngle(text.raw, index) / (math.pi / 2)) % 4
        for index in words[:: max(1, len(words) // 9)]
    ]
    return max(set(quarters), key=quarters.count) if quarters else 0


def _edges(text: pdfium.PdfTextPage, characters: str, turned: int) -> _Edges:
    """The first and last character of each word, and what may be a note's number, with their boxes.

    That is enough to see where lines break; only a word that is broken itself is measured whole.
    """
    words = [match.span() for match in _WORD.finditer(characters)]
    wanted: set[int] = set()
    for start, end in words:
        wanted.update((start, end - 1))
        if not characters[start:end].isalpha() and (note := _NOTED.search(characters, start, end)):
            wanted.update(range(*note.span(1)))
    starts = np.array([start for start, _ in words], dtype=np.int64)
    edges = _at(text, wanted, starts, turned)
    inner = edges.words[1:] == edges.words[:-1]
    broken = set(edges.words[1:][_broken(edges.boxes) & inner].tolist())
    for number in broken:
        wanted.update(range(*words[number - 1]))
    return _at(text, wanted, starts, turned) if broken else edges


def _at(text: pdfium.PdfTextPage, wanted: set[int], starts: Indexes, turned: int) -> _Edges:
    places = np.array(sorted(wanted), dtype=np.int64)
    boxes = _upright(_measured(text, places.tolist()), turned)
    tall = boxes[:, 1] - boxes[:, 3] > 0.5
    return _Edges(places[tall], np.searchsorted(starts, places, side="right")[tall], boxes[tall])


def _broken(boxes: Boxes) -> npt.NDArray[np.bool_]:
    """Whether neighbours stand on different lines, or one far behind the other."""
    left, top, right, bottom = boxes.T
    smaller = np.minimum((top - bottom)[1:], (top - bottom)[:-1])
    shared = np.minimum(top[1:], top[:-1]) - np.maximum(bottom[1:], bottom[:-1])
    found: npt.NDArray[np.bool_] = (shared < _SAME_LINE * smaller) | (left[1:] - right[:-1] < -1.5 * smaller)
    return found


def _parted(edges: _Edges) -> npt.NDArray[np.bool_]:
    """Whether neighbours of different words stand on different lines, or too far apart for one."""
    left, top, right, bottom = edges.boxes.T
    smaller = np.minimum((top - bottom)[1:], (top - bottom)[:-1])
    far = left[1:] - right[:-1] > _WIDE_GAP * smaller
    found: npt.NDArray[np.bool_] = _broken(edges.boxes) | (far & (edges.words[1:] != edges.words[:-1]))
    return found


def _upright(boxes: Boxes, quarters: int) -> Boxes:
    left, top, right, bottom = boxes.T
    if quarters == 1:
        return np.stack([bottom, -left, top, -right], axis=1)
    if quarters == 2:
        return np.stack([-right, -bottom, -left, -top], axis=1)
    if quarters == 3:
        return np.stack([-top, right, -bottom, left], axis=1)
    return boxes


def _pieces(
    text: pdfium.PdfTextPage, characters: str, edges: _Edges, turned: int
) -> tuple[list[Piece], frozenset[int]]:
    inked = edges.places
    if not len(inked):
        return [], frozenset()
    left, top, right, bottom = edges.boxes.T
    size = top - bottom
    starts = np.concatenate([[0], np.flatnonzero(_parted(edges)) + 1])
    ends = np.concatenate([starts[1:], [len(inked)]])
    probes = np.stack([starts + (ends - 1 - starts) * part // 4 for part in (1, 2, 3)])
    sizes, bottoms = np.median(size[probes], axis=0), np.median(bottom[probes], axis=0)
    lefts, rights = np.minimum.reduceat(left, starts), np.maximum.reduceat(right, starts)
    own = np.repeat(np.arange(len(starts)), ends - starts)
    raised = (size < 0.8 * sizes[own]) & (bottom > bottoms[own] + 0.15 * sizes[own])
    fonts = _Fonts(text, turned)
    pieces = []
    for begin, end, *box in zip(
        starts.tolist(),
        ends.tolist(),
        lefts.tolist(),
        rights.tolist(),
        bottoms.tolist(),
        sizes.tolist(),
        strict=True,
    ):
        first, last = int(inked[begin]), int(inked[end - 1])
        if end - begin < 3 and fonts.slanted(first):
            continue
        words = characters[first : last + 1]
        bold, sign = fonts.of(first, last, words)
        pieces.append(Piece(first, last + 1, box[0], box[1], box[2], box[3], words, bold, sign))
    return pieces, frozenset(inked[raised].tolist())


class _Fonts:
    """What the fonts of a page say of its pieces; `turned` in quarters is how its text stands."""

    def __init__(self, text: pdfium.PdfTextPage, turned: int) -> None:
        self._text = text
        self._angle = -turned * math.pi / 2
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()

    def of(self, first: int, last: int, words: str) -> tuple[bool, bool]:
        """Whether a piece is bold at both ends, and whether its first character is a sign."""
        name, bold = self._font(first)
        alone = len(words) == 1 or words[1].isspace()
        if not alone and not bold:
            return False, False
        last_name, last_bold = (name, bold) if first == last else self._font(last)
        other = name != last_name and not (words[0].isdigit() or words[0] in _WORDS_OF_ONE)
        sign = alone and (other or any(part in name for part in _SIGNS))
        return bold and last_bold, sign

    def slanted(self, index: int) -> bool:
        """Whether a character stands otherwise than the page's text, as along a margin."""
        apart = pdfium_c.FPDFText_GetCharAngle(self._text.raw, index) - self._angle
        return abs(math.remainder(apart, 2 * math.pi)) > 0.1

    def _font(self, index: int) -> tuple[bytes, bool]:
        pdfium_c.FPDFText_GetFontInfo(self._text.raw, index, self._name, _NAME_BYTES, self._flags)
        name = self._name.value.lower()
        return name, bool(self._flags.value & _FORCED_BOLD) or any(part in name for part in _HEAVY)


def body_size(pieces: Iterable[Piece]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size * 2) / 2] += piece.last - piece.first
    return sizes.most_common(1)[0][0] if sizes else 1.0
