"""Pages that are pictures: read where tesseract is installed, told where it is not."""

from __future__ import annotations

import io
import random

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from habeas.read import pdf, scan
from habeas.read.source import Unreadable
from tests.read.press import Press, entry
from tests.read.test_pdf import taken

HERE = pytest.mark.skipif(not scan.is_installed(), reason="tesseract or habeas[ocr] is not installed")


def photographed(content: bytes, *, pages: int | None = None, typed: bytes = b"") -> bytes:
    """The pages of a PDF as pictures in another, behind pages that are typed."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    if typed:
        canvas.drawString(60, 700, typed.decode())
        canvas.showPage()
    document = pdfium.PdfDocument(content)
    for number in range(pages or len(document)):
        image = document[number].render(scale=200 / 72, grayscale=True).to_pil()
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        canvas.showPage()
    document.close()
    canvas.save()
    return stream.getvalue()


def printed() -> bytes:
    press = Press(columns=2)
    press.set(list(entry(random.Random(8), "Kaldria", 6)), "Kaldria")
    return press.done()


def test_a_scan_without_tesseract_is_told_with_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match=r"a scan without text \(1 pages\): .*tesseract and habeas\[ocr\]"):
        pdf.read(taken(photographed(printed(), pages=1)))


def test_scanned_pages_among_others_are_told_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    raw = pdf.read(taken(photographed(printed(), pages=1, typed=b"She was held in Verrin.")))
    assert raw.text == "She was held in Verrin."
    (remark,) = raw.remarks
    assert remark.kind == "scanned-pages"
    assert "counted from 1: 2;" in remark.detail


@HERE
def test_a_scan_is_read_like_the_page_that_it_shows() -> None:
    file = taken(photographed(printed()))
    scanned, typed = pdf.read(file), pdf.read(taken(printed()))
    seen, meant = set(scanned.text.split()), set(typed.text.split())
    assert len(seen & meant) >= 0.9 * len(meant)
    assert len(scanned.pages) == len(typed.pages)
    start = scanned.text.index("incommunicado")
    assert pdf.boxes(file, scanned.text, start, start + 9)


def picture(form: str = "PNG") -> bytes:
    document = pdfium.PdfDocument(printed())
    stream = io.BytesIO()
    document[0].render(scale=200 / 72, grayscale=True).to_pil().save(stream, form)
    document.close()
    return stream.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_without_tesseract_is_told(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("PATH", "")
    assert scan.recognises(taken(picture(form)))
    with pytest.raises(Unreadable, match=r"a picture: .*tesseract and habeas\[ocr\]"):
        scan.read(taken(picture(form)))


@HERE
def test_a_picture_is_read_with_its_columns() -> None:
    raw = scan.read(taken(picture()))
    assert "international campaign" in raw.text


@HERE
@pytest.mark.parametrize("content", [picture()[:900], b"\x89PNG\r\n", b"II*\x00" + bytes(90)])
def test_a_damaged_picture_is_told(content: bytes) -> None:
    with pytest.raises(Unreadable, match="picture"):
        scan.read(taken(content))
