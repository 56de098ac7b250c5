"""The characters of a PDF's page with their boxes, in pieces that stand on one line without a wide gap."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Boxes = npt.NDArray[np.float32]

MAX_CHARACTERS = 400_000
_BLANKS = np.array([0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0], dtype=np.uint32)
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
    """A page: its number from 0, its size in points, its characters with boxes, its pieces.

    `boxes` holds left, top, right and bottom of each character; `marks` the places of characters that
    stand small and raised, as the numbers of footnotes do.
    """

    number: int
    width: float
    height: float
    characters: str
    boxes: Boxes
    pieces: tuple[Piece, ...]
    marks: frozenset[int]


def sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    """One page of an open document; `TooManyCharacters` where it holds over `MAX_CHARACTERS`."""
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            characters, boxes = _characters(text)
            width, height = page.get_size()
            turned = _turned(text, characters)
            if turned % 2 and page.get_rotation() % 180 == 0:
                width, height = height, width
            pieces, marks = _pieces(text, characters, _upright(boxes, turned), turned)
        finally:
            text.close()
    finally:
        page.close()
    return Sheet(number, width, height, characters, boxes, tuple(pieces), marks)


def _characters(text: pdfium.PdfTextPage) -> tuple[str, Boxes]:
    count = text.count_chars()
    if count > MAX_CHARACTERS:
        raise TooManyCharacters(f"{count} characters")
    characters = text.get_text_range(0, count) if count else ""
    if len(characters) != count:
        codes = (pdfium_c.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        characters = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    held = (pdfium_c.FS_RECTF * max(count, 1))()
    handle = ctypes.cast(text.raw, _pointer).value
    address, step, box = ctypes.addressof(held), ctypes.sizeof(pdfium_c.FS_RECTF), _loose_box
    for index in range(count):
        box(handle, index, address + index * step)
    return characters, np.frombuffer(held, dtype=np.float32).reshape(-1, 4)[:count].copy()


def _turned(text: pdfium.PdfTextPage, characters: str) -> int:
    """By how many quarters, against the clock, most of the page's text is turned."""
    inked = [index for index, sign in enumerate(characters) if not sign.isspace()]
    sample = inked[:: max(1, len(inked) // 9)]
    quarters = [
        round(pdfium_c.FPDFText_GetCharAngle(text.raw, index) / (math.pi / 2)) % 4 for index in sample
    ]
    return max(set(quarters), key=quarters.count) if quarters else 0


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
    text: pdfium.PdfTextPage, characters: str, boxes: Boxes, turned: int
) -> tuple[list[Piece], frozenset[int]]:
    codes = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    tall = boxes[:, 1] - boxes[:, 3] > 0.5
    inked = np.flatnonzero(tall & ~np.isin(codes, _BLANKS))
    if not len(inked):
        return [], frozenset()
    left, top, right, bottom = boxes[inked].T
    size = top - bottom
    smaller = np.minimum(size[1:], size[:-1])
    shared = np.minimum(top[1:], top[:-1]) - np.maximum(bottom[1:], bottom[:-1])
    gap = left[1:] - right[:-1]
    apart = (shared < _SAME_LINE * smaller) | (gap > _WIDE_GAP * smaller) | (gap < -1.5 * smaller)
    starts = np.concatenate([[0], np.flatnonzero(apart) + 1])
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
        self._angle = turned * math.pi / 2
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()

    def of(self, first: int, last: int, words: str) -> tuple[bool, bool]:
        """Whether a piece is bold at both ends, and whether its first character is a sign."""
        name, bold = self._font(first)
        last_name, last_bold = (name, bold) if first == last else self._font(last)
        alone = len(words) == 1 or words[1].isspace()
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


def sheets(document: pdfium.PdfDocument) -> Iterator[Sheet]:
    """All pages of an open document in order."""
    for number in range(len(document)):
        yield sheet(document, number)
