"""PDF: its pages as running text, and where on them each passage stands."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import RLock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from habeas.model.document import Raw, Remark
from habeas.read import scan
from habeas.read.printed.glyphs import Boxes, Sheet, TooManyCharacters, measured, sheet
from habeas.read.printed.layout import Laid, laid_out
from habeas.read.source import File, Reader, Unreadable

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 5_000
MAX_STREAM = 250_000_000

_SIGN = b"%PDF-"
_START = 1024
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
_PACKED_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\s*[/\]]")
_HIGHEST_RATIO = 1_032
_NAMELESS = re.compile("[\x01\x03-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_ENOUGH = 40
_GARBLED = 0.3
_AROUND = (500, 100, 0)
_ALONE = RLock()  # PDFium knows no threads
_WHY = {
    pdfium_c.FPDF_ERR_PASSWORD: "an encrypted PDF: it needs a password",
    pdfium_c.FPDF_ERR_SECURITY: "an encrypted PDF, in a way that is not known here",
    pdfium_c.FPDF_ERR_FORMAT: "a damaged PDF: its parts cannot be found",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, counted from 0, in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def recognises(file: File) -> bool:
    """Whether a PDF's sign stands near the start of the file."""
    return _SIGN in file.content[:_START]


def read(file: File) -> Raw:
    """The text of its pages; `Unreadable` where it is encrypted, damaged or a bomb.

    Pages that are scanned are read by tesseract; `Unreadable` where all are and it is not installed.
    """
    _refuse_bombs(file)
    with _opened(file) as document:
        sheets, remarks = _pages(file, document)
        laid = laid_out(sheets, [document.get_page_label(number) for number in range(len(sheets))])
    remarks = (*laid.remarks, *remarks)
    return Raw(
        file.name, file.sha256, MEDIA_TYPE, "pdf", laid.text, laid.blocks, pages=laid.pages, remarks=remarks
    )


def boxes(file: File, text: str, start: int, end: int) -> tuple[Box, ...]:
    """Where on the pages `text[start:end]` stands, a box a line of print.

    `text` is what `read` made of the file, or a part of it, as an entry of a volume is; LookupError
    where the stretch is not found with what stands around it, or more than once. Text that was read
    from a scan has the boxes of its words.
    """
    with _opened(file) as document:
        sheets, _ = _pages(file, document)
        laid = laid_out(sheets, [""] * len(sheets))
        first = _found(laid.text, text, start, end)
        if first is None:
            raise LookupError(f"{file.name}: these words are not on its pages, or more than once")
        places = range(first, first + end - start)
        numbers = {laid.places.place(offset)[0] for offset in places}
        held = {number: _measured(document, sheets[number]) for number in numbers}
    return tuple(_boxes(laid, held, places))


def _found(whole: str, text: str, start: int, end: int) -> int | None:
    """Where `text[start:end]` stands in the whole, by as much around it as is the same in both."""
    for margin in (len(text), *_AROUND):
        before = max(0, start - margin)
        words = text[before : end + margin]
        if whole.count(words) == 1:
            return whole.index(words) + start - before
    return None


def _measured(document: pdfium.PdfDocument, page: Sheet) -> Boxes:
    return measured(document, page.number) if page.boxes is None else page.boxes


def _boxes(laid: Laid, held: Mapping[int, Boxes], places: Iterable[int]) -> Iterator[Box]:
    """The characters' boxes, joined as long as they stand side by side."""
    joined: Box | None = None
    seen: tuple[int, int] | None = None
    for offset in places:
        place = laid.places.place(offset)
        if place == seen or laid.text[offset].isspace():
            continue
        seen = place
        left, top, right, bottom = map(float, held[place[0]][place[1]])
        box = Box(place[0], left, bottom, right, top)
        if joined and _side_by_side(joined, box):
            joined = _around(joined, box)
            continue
        if joined:
            yield joined
        joined = box
    if joined:
        yield joined


def _side_by_side(box: Box, other: Box) -> bool:
    level = min(box.top, other.top) > max(box.bottom, other.bottom)
    return box.page == other.page and level and other.left >= box.left


def _around(box: Box, other: Box) -> Box:
    bottom, top = min(box.bottom, other.bottom), max(box.top, other.top)
    return Box(box.page, box.left, bottom, max(box.right, other.right), top)


def _sheets(file: File, document: pdfium.PdfDocument) -> list[Sheet]:
    sheets = []
    for number in range(len(document)):
        try:
            sheets.append(sheet(document, number))
        except TooManyCharacters as error:
            reason = f"page {number + 1} holds {error}: more than a page can show"
            raise Unreadable(file.path, reason) from error
        except pdfium.PdfiumError as error:
            raise Unreadable(file.path, f"a damaged PDF: page {number + 1} cannot be read") from error
    return sheets


def _pages(file: File, document: pdfium.PdfDocument) -> tuple[list[Sheet], tuple[Remark, ...]]:
    """All pages, those without letters as tesseract sees them; and which could not be read."""
    sheets = _sheets(file, document)
    bare = [page.number for page in sheets if _is_picture(document, page)]
    if not bare:
        return sheets, ()
    if scan.is_installed():
        seen = scan.recognised(file, bare, lambda number: scan.picture(document, number))
        return [seen.get(page.number, page) for page in sheets], ()
    if not any(page.pieces for page in sheets if page.number not in bare):
        raise Unreadable(file.path, f"a scan without text ({len(bare)} pages): {scan.HOW_TO}")
    listed = ", ".join(str(number + 1) for number in bare[:20]) + (", …" if len(bare) > 20 else "")
    remark = Remark("scanned-pages", f"pages without text, counted from 1: {listed}; {scan.HOW_TO}")
    return [replace(page, pieces=()) if page.number in bare else page for page in sheets], (remark,)


def _is_picture(document: pdfium.PdfDocument, page: Sheet) -> bool:
    """Whether a page shows letters and has none: it is a picture, or its fonts do not name their signs."""
    if page.pieces:
        inked = len(page.characters) - page.characters.count(" ")
        return inked > _ENOUGH and len(_NAMELESS.findall(page.characters)) > _GARBLED * inked
    held = document[page.number]
    try:
        return any(True for _ in held.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        held.close()


@contextmanager
def _opened(file: File) -> Iterator[pdfium.PdfDocument]:
    with _ALONE, _document(file) as document:
        yield document


@contextmanager
def _document(file: File) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(file.content)
    except pdfium.PdfiumError as error:
        reason = _WHY.get(error.err_code or 0, "a damaged PDF: it cannot be opened")
        raise Unreadable(file.path, reason) from error
    try:
        if not 0 < len(document) <= MAX_PAGES:
            reason = "a PDF without pages" if not len(document) else f"a PDF of {len(document)} pages"
            raise Unreadable(file.path, f"{reason}; the limit is {MAX_PAGES}" if len(document) else reason)
        yield document
    finally:
        document.close()


def _refuse_bombs(file: File) -> None:
    """Raises `Unreadable` where a stream unpacks to more than `MAX_STREAM`, or is packed twice."""
    if _PACKED_TWICE.search(file.content):
        raise Unreadable(file.path, "a PDF with a stream that is packed twice, as bombs are")
    starts = [match.end() for match in _STREAM.finditer(file.content)]
    for start, following in pairwise([*starts, len(file.content)]):
        if (following - start) * _HIGHEST_RATIO > MAX_STREAM and _unpacked(file.content, start) > MAX_STREAM:
            raise Unreadable(
                file.path, f"a PDF with a stream that unpacks to over {MAX_STREAM // 1_000_000} MB"
            )


def _unpacked(content: bytes, start: int) -> int:
    """The size of a packed stream, as far as it can be unpacked and does not pass the limit."""
    unpacker, size = zlib.decompressobj(), 0
    packed: bytes = memoryview(content)[start : start + MAX_STREAM].tobytes()
    try:
        while packed and not unpacker.eof and size <= MAX_STREAM:
            size += len(unpacker.decompress(packed, 1 << 22))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size


READER = Reader(MEDIA_TYPE, recognises, read)
