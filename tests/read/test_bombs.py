"""Files made to exhaust their reader: one line each, at once, and nothing of them is kept."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from habeas.model.document import Raw
from habeas.read import Part, Unreadable, packed, page, pdf, read, warc
from tests.read import made
from tests.read.press import volume


def parts(folder: Path, content: bytes) -> list[Part]:
    path = folder / "report.txt"
    path.write_bytes(content)
    start = time.perf_counter()
    found = list(read(path))
    assert time.perf_counter() - start < 10
    return found


def refused(folder: Path, content: bytes) -> str:
    (part,) = parts(folder, content)
    assert not isinstance(part, Raw)
    assert "\n" not in str(part)
    return str(part)


def locked(*, user: str, owner: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption(user, ownerPassword=owner, strength=128))
    canvas.drawString(60, 700, made.WORDS)
    canvas.save()
    return stream.getvalue()


def laughs() -> str:
    kinds = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10)]
    return f"<!DOCTYPE x [{''.join(kinds)}]>"


def word(body: str, **more: str) -> bytes:
    return made.packed({**made.unpacked(made.docx()), "word/document.xml": body, **more})


def quoted(name: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:body></w:document>'
    )


def stream_of(size: int) -> bytes:
    squeezed = zlib.compress(b"0" * size, 9)
    return b"%PDF-1.4\n1 0 obj<</Length 9/Filter/FlateDecode>>stream\n" + squeezed + b"\nendstream endobj"


def lying_zip() -> bytes:
    content = bytearray(made.packed({"a.txt": b"held " * 9_000}))
    real = (45_000).to_bytes(4, "little")
    return bytes(content.replace(real, (4_000_000_000).to_bytes(4, "little")))


def secret_zip() -> bytes:
    content = bytearray(made.packed({"a.txt": made.WORDS}, method=zipfile.ZIP_STORED))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + at] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(locked(user="x", owner="y"), "needs a password", id="encrypted PDF"),
        pytest.param(
            b"%PDF-1.4\n<</Filter[/FlateDecode /FlateDecode]>>", "packed twice", id="PDF bomb in a bomb"
        ),
        pytest.param(b"%PDF-1.7\n" + bytes(9_000), "damaged PDF", id="PDF without a table of parts"),
        pytest.param(b"PK\x03\x04" + bytes(900), "damaged ZIP", id="damaged ZIP"),
        pytest.param(made.packed({}), "without files", id="empty ZIP"),
        pytest.param(
            made.packed({f"{n}": "" for n in range(packed.MAX_MEMBERS + 1)}),
            "20001 members",
            id="many members",
        ),
        pytest.param(lying_zip(), "unpacks to 4.0 GB", id="ZIP that says it is huge"),
        pytest.param(made.packed({"../a.txt": made.WORDS}), "leads out", id="path upwards"),
        pytest.param(made.packed({"/etc/a.txt": made.WORDS}), "leads out", id="path from the root"),
        pytest.param(made.packed({"C:\\a.txt": made.WORDS}), "leads out", id="path with a drive"),
        pytest.param(secret_zip(), "needs a password", id="encrypted ZIP"),
        pytest.param(made.packed({"xl/workbook.xml": "<a/>"}), "a spreadsheet", id="spreadsheet"),
        pytest.param(word(laughs() + quoted("&a9;")), "declares entities", id="a billion laughs"),
        pytest.param(word(quoted("held")[:-9]), "damaged XML", id="XML that is not closed"),
        pytest.param(word("<a>" * 9_000), "damaged XML", id="XML without end of depth"),
        pytest.param(
            made.epub(META_INF__x="", OEBPS__book_opf=laughs() + "<a/>"), "entities", id="book of laughs"
        ),
        pytest.param(b"WARC/1.0\r\nheld", "it is cut", id="damaged web archive"),
    ],
)
def test_content_made_to_harm(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refused(tmp_path, content)


def test_a_pdf_that_unpacks_to_too_much_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_STREAM", 2_000_000)
    assert "unpacks to over 2 MB" in refused(tmp_path, stream_of(9_000_000))


def test_a_web_archive_without_end_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_RECORDS", 500)
    one = gzip.compress(made.record("resource", "https://h.example/", b"held", "text/plain"), mtime=0)
    assert "over 500 records" in refused(tmp_path, one * 501)
    assert len(parts(tmp_path, one * 500)) == 500


def test_a_web_archive_that_unpacks_to_too_much_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MAX_UNPACKED", 2_000_000)
    one = gzip.compress(made.record("resource", "https://h.example/", bytes(1_500_000), "text/plain"))
    assert "unpacks to over 0.002 GB" in refused(tmp_path, one * 2)


ROW = "<w:p><w:r><w:t>Verrin</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<table>" + b"<tr><td>Verrin<td>9" * 1_001, id="HTML"),
        pytest.param(word(quoted(f"</w:t></w:r></w:p>{ROW * 1_001}<w:p><w:r><w:t>")), id="Word"),
    ],
)
def test_a_table_without_end_is_no_report(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MAX_BLOCKS", 1_000)
    assert "rows and paragraphs" in refused(tmp_path, content)


def test_a_text_without_end_is_no_report(tmp_path: Path) -> None:
    reason = refused(tmp_path, b"Verrin;held;9;days\n" * 600_000)
    assert "a text of 11.4 million characters; the limit is 10 million" in reason


@pytest.mark.parametrize(("packs", "cut"), [(True, 40), (True, 300), (False, 30), (False, 160)])
def test_a_web_archive_that_broke_off_gives_what_is_whole(tmp_path: Path, packs: bool, cut: int) -> None:
    pages = {"https://h.example/a": made.PAGE, "https://h.example/b": made.PAGE.replace("nine", "ten")}
    first, *rest = parts(tmp_path, made.warc(pages, packs=packs)[:-cut])
    assert isinstance(first, Raw) and made.WORDS in first.text
    assert not any(isinstance(part, Raw) for part in rest)


@pytest.mark.parametrize("packs", [True, False])
def test_wherever_a_web_archive_broke_off_it_is_told(tmp_path: Path, packs: bool) -> None:
    whole = made.warc({"https://h.example/a": made.PAGE}, packs=packs)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + made.PAGE.encode()
    last = made.record("response", "https://h.example/b", answer)
    last = gzip.compress(last) if packs else last
    for end in range(1, len(last) - 20, 7):
        first, *rest = parts(tmp_path, whole + last[:end])
        assert isinstance(first, Raw)
        assert [type(part) for part in rest] == [Unreadable], end


def test_zips_within_zips_are_opened_to_a_depth(tmp_path: Path) -> None:
    content: bytes | str = made.WORDS
    for _ in range(9):
        content = made.packed({"a": content, "b.txt": made.WORDS})
    found = parts(tmp_path, bytes(content))  # type: ignore[arg-type]
    assert [isinstance(part, Raw) for part in found].count(True) == 3
    assert any("within 3 others" in str(part) for part in found)


def test_a_member_that_fails_stops_no_other(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "a.txt": made.WORDS,
        "../b.txt": made.WORDS,
        "c.pdf": b"%PDF-",
        "d.txt": made.WORDS,
    }
    found = parts(tmp_path, made.packed(members))
    assert [isinstance(part, Raw) for part in found] == [True, False, False, True]
    assert "report.txt!/c.pdf: a damaged PDF" in str(found[2])


def test_a_pdf_that_may_be_read_but_not_changed_is_read(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, locked(user="", owner="y"))
    assert isinstance(part, Raw) and part.text == made.WORDS


def test_a_pdf_with_a_broken_table_of_parts_is_mended(tmp_path: Path) -> None:
    whole = volume(entries=1).content
    (part,) = parts(tmp_path, whole[: whole.rindex(b"xref") - 4] + b"xref\n0 0\ntrailer")
    (read_whole,) = parts(tmp_path, whole)
    assert isinstance(part, Raw) and isinstance(read_whole, Raw)
    assert part.text == read_whole.text
