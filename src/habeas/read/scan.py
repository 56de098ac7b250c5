"""Scanned pages, within a PDF or as pictures, read by tesseract where it is installed."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import groupby
from statistics import median

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from habeas.model.document import Raw
from habeas.read.printed.glyphs import Piece, Sheet
from habeas.read.printed.layout import laid_out
from habeas.read.source import File, Reader, Unreadable

MEDIA_TYPE = "image/tiff"
HOW_TO = "reading scans needs tesseract and habeas[ocr]"
SECONDS_A_PAGE = 60
MAX_PAGES = 500
MAX_PICTURES = 50
MAX_DOTS = 100_000_000

_SIGNS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_INCH = 72
_DOTS = 300
_LONGEST_EDGE = 6_000
_SURE = 30

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as seen: the line it stands in, its characters, and its box in dots from the upper left."""

    line: tuple[int, int, int]
    text: str
    left: int
    top: int
    right: int
    bottom: int


def is_installed() -> bool:
    """Whether tesseract is there, and the package that calls it."""
    return shutil.which("tesseract") is not None and find_spec("pytesseract") is not None


def recognises(file: File) -> bool:
    """Whether the file is a picture as scanners write them."""
    return file.content.startswith(_SIGNS)


def read(file: File) -> Raw:
    """The words on a picture's pages; `Unreadable` where tesseract is missing, or sees none."""
    if not is_installed():
        raise Unreadable(file.path, f"a picture: {HOW_TO}")
    pictures = list(_pictures(file))
    sheets = list(recognised(file, range(len(pictures)), pictures.__getitem__).values())
    laid = laid_out(sheets, [""] * len(sheets))
    if not laid.text:
        raise Unreadable(file.path, "a picture on which no words are seen")
    return Raw(
        file.name,
        file.sha256,
        MEDIA_TYPE,
        "tesseract",
        laid.text,
        laid.blocks,
        pages=laid.pages,
        remarks=laid.remarks,
    )


def picture(document: pdfium.PdfDocument, number: int) -> Picture:
    """A page of a PDF drawn in greys, 300 dots an inch."""
    page = document[number]
    try:
        scale = min(_DOTS / _INCH, _LONGEST_EDGE / max(*page.get_size(), 1))
        drawn: Picture = page.render(scale=scale, grayscale=True).to_numpy().copy()
        return drawn[..., 0] if drawn.ndim == 3 else drawn
    finally:
        page.close()


def recognised(file: File, numbers: Sequence[int], drawn: Callable[[int], Picture]) -> dict[int, Sheet]:
    """Pages with the words that tesseract sees on them, as many at once as there are processors.

    `Unreadable` where it fails, or where they are too many.
    """
    if len(numbers) > MAX_PAGES:
        raise Unreadable(file.path, f"a scan of {len(numbers)} pages; the limit is {MAX_PAGES}")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    at_once = os.cpu_count() or 1
    with ThreadPoolExecutor(at_once) as pool:
        return {
            page.number: page
            for first in range(0, len(numbers), at_once)
            for page in pool.map(
                partial(_recognised, file),
                [drawn(number) for number in numbers[first : first + at_once]],
                numbers[first : first + at_once],
            )
        }


def _recognised(file: File, drawn: Picture, number: int) -> Sheet:
    import pytesseract
    from PIL import Image

    try:
        found: Mapping[str, list[int | str]] = pytesseract.image_to_data(
            Image.fromarray(drawn), output_type=pytesseract.Output.DICT, timeout=SECONDS_A_PAGE
        )
    except (RuntimeError, pytesseract.TesseractError) as error:
        reason = f"tesseract could not read page {number + 1}: {' '.join(str(error).split())[:120]}"
        raise Unreadable(file.path, reason) from error
    height, width = drawn.shape
    return _sheet(number, width, height, list(_words(found)))


def _pictures(file: File) -> Iterator[Picture]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(file.content)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number == MAX_PICTURES or frame.width * frame.height > MAX_DOTS:
                    raise Unreadable(file.path, "a picture of too many pages, or too large")
                yield np.asarray(frame.convert("L"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable(file.path, "a damaged picture") from error


def _words(found: Mapping[str, list[int | str]]) -> Iterator[_Word]:
    columns = ("block_num", "par_num", "line_num", "left", "top", "width", "height")
    places = zip(*(map(int, found[name]) for name in columns), strict=True)
    for text, sure, place in zip(found["text"], found["conf"], places, strict=True):
        block, part, line, left, top, width, height = place
        if str(text).strip() and float(sure) >= _SURE:
            yield _Word((block, part, line), str(text).strip(), left, top, left + width, top + height)


def _sheet(number: int, width: int, height: int, words: list[_Word]) -> Sheet:
    """Words as a page in points: each line is a piece, a word's box is shared out among its characters."""
    scale = _INCH / _DOTS
    usual = median([word.bottom - word.top for word in words]) if words else 0
    characters, boxes, pieces = "", list[tuple[float, float, float, float]](), list[Piece]()
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        first = len(characters)
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        size = (
            usual
            if 0.7 * usual < median(word.bottom - word.top for word in line) < 1.4 * usual
            else bottom - top
        )
        for word in line:
            if len(characters) > first:
                characters += " "
                boxes.append(boxes[-1])
            step = (word.right - word.left) / len(word.text)
            for place in range(len(word.text)):
                left = word.left + step * place
                boxes.append(
                    (left * scale, (height - top) * scale, (left + step) * scale, (height - bottom) * scale)
                )
            characters += word.text
        left, right = line[0].left * scale, line[-1].right * scale
        low = (height - bottom) * scale
        pieces.append(
            Piece(first, len(characters), left, right, low, size * scale, characters[first:], False, False)
        )
    shape = np.array(boxes, dtype=np.float32).reshape(-1, 4)
    return Sheet(number, width * scale, height * scale, characters, tuple(pieces), frozenset(), shape)


READER = Reader(MEDIA_TYPE, recognises, read)
