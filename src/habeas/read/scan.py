"""Scanned pages, read by tesseract where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from habeas.read.printed.glyphs import Piece, Sheet
from habeas.read.source import File, Unreadable

HOW_TO = "reading scans needs tesseract and habeas[ocr]"
SECONDS_A_PAGE = 60

_INCH = 72
_DOTS = 300
_SURE = 30

Picture = npt.NDArray[np.uint8]
_Word = tuple[tuple[str, ...], str, tuple[int, int, int, int]]


def is_installed() -> bool:
    """Whether tesseract is there, and the package that calls it."""
    return shutil.which("tesseract") is not None and find_spec("pytesseract") is not None


def picture(document: pdfium.PdfDocument, number: int) -> Picture:
    """A page drawn in greys, 300 dots an inch."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(_DOTS / _INCH, 6_000 / max(width, height, 1))
        drawn: Picture = page.render(scale=scale, grayscale=True).to_numpy().copy()
        return drawn[..., 0] if drawn.ndim == 3 else drawn
    finally:
        page.close()


def recognised(file: File, drawn: Picture, number: int) -> Sheet:
    """A page with the words that tesseract sees on it; `Unreadable` where it fails."""
    import pytesseract
    from PIL import Image

    try:
        found: Mapping[str, list[str]] = pytesseract.image_to_data(
            Image.fromarray(drawn), output_type=pytesseract.Output.DICT, timeout=SECONDS_A_PAGE
        )
    except (RuntimeError, pytesseract.TesseractError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else "it gave no reason"
        raise Unreadable(file.path, f"tesseract could not read page {number + 1}: {reason}") from error
    height, width = drawn.shape
    return _sheet(number, width, height, list(_words(found)))


def _words(found: Mapping[str, list[str]]) -> Iterator[_Word]:
    """The words seen: the line each stands in, its characters, and its left, top, width and height."""
    columns = ("block_num", "par_num", "line_num", "text", "conf", "left", "top", "width", "height")
    for block, part, line, text, sure, *box in zip(*(found[name] for name in columns), strict=True):
        if str(text).strip() and float(sure) >= _SURE:
            left, top, width, height = map(int, box)
            yield (str(block), str(part), str(line)), str(text).strip(), (left, top, width, height)


def _sheet(number: int, width: int, height: int, words: list[_Word]) -> Sheet:
    """Words as a page: in points, each line a piece, a word's box shared out among its characters."""
    scale = _INCH / _DOTS
    lines: dict[tuple[str, ...], list[tuple[str, tuple[int, int, int, int]]]] = {}
    for line, text, box in words:
        lines.setdefault(line, []).append((text, box))
    characters, boxes, pieces = "", list[tuple[float, float, float, float]](), list[Piece]()
    for held in lines.values():
        first = len(characters)
        top = min(box[1] for _, box in held)
        bottom = max(box[1] + box[3] for _, box in held)
        for text, (left, _, wide, _) in held:
            if len(characters) > first:
                characters += " "
                boxes.append(boxes[-1])
            for place in range(len(text)):
                start, end = (left + wide * (place + side) / len(text) for side in (0, 1))
                edges = (start, height - top, end, height - bottom)
                boxes.append((edges[0] * scale, edges[1] * scale, edges[2] * scale, edges[3] * scale))
            characters += text
        pieces.append(
            Piece(
                first,
                len(characters),
                held[0][1][0] * scale,
                (held[-1][1][0] + held[-1][1][2]) * scale,
                (height - bottom) * scale,
                (bottom - top) * scale,
                characters[first:],
                False,
                False,
            )
        )
    shape = np.array(boxes, dtype=np.float32).reshape(-1, 4)
    return Sheet(number, width * scale, height * scale, characters, tuple(pieces), frozenset(), shape)
