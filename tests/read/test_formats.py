"""What the readers of documents and containers make of their files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habeas.model.document import Raw
from habeas.read import CONTAINERS, READERS, read
from tests.read.made import MARKDOWN, PAGE, WORDS, docx, epub, mhtml, packed, unpacked, warc

ROOT = Path(__file__).resolve().parents[2]


def raws(folder: Path, content: bytes, name: str = "report.txt") -> list[Raw]:
    path = folder / name
    path.write_bytes(content)
    parts = list(read(path))
    assert all(isinstance(part, Raw) for part in parts), parts
    return [part for part in parts if isinstance(part, Raw)]


def blocks(raw: Raw) -> list[tuple[str, str]]:
    return [(kind, raw.text[start:end]) for kind, start, end in raw.blocks]


REPORT = [
    ("heading1", "Kaldria"),
    ("heading2", "Death penalty"),
    ("paragraph", WORDS),
    ("bullet", "Two farmers were fined."),
    ("row", "Head of state\tIvo Brandel"),
    ("row", "Population\t4 million"),
]


def test_a_word_document_gives_headings_lists_and_tables(tmp_path: Path) -> None:
    (raw,) = raws(tmp_path, docx())
    assert blocks(raw) == REPORT
    assert raw.media_type.endswith("wordprocessingml.document")


def test_a_word_documents_notes_stand_last_and_what_was_struck_out_nowhere(tmp_path: Path) -> None:
    members = unpacked(docx("Held@ in Verrin."))
    body = members["word/document.xml"].decode()
    space = body[body.index("<w:document ") : body.index("<w:body>")].replace("w:document", "w:footnotes")
    struck = '</w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t xml:space="preserve">'
    members["word/document.xml"] = body.replace("@", struck).encode()
    members["word/footnotes.xml"] = (
        f"{space}<w:footnote w:id='1'><w:p><w:r><w:t>Interview.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    (raw,) = raws(tmp_path, packed(members))
    assert ("paragraph", "Held in Verrin.") in blocks(raw)
    assert blocks(raw)[-1] == ("notice", "Interview.")


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    (raw,) = raws(tmp_path, MARKDOWN.encode())
    assert raw.media_type == "text/markdown"
    expected = [(kind, f"{text} See the report." if text == WORDS else text) for kind, text in REPORT]
    assert blocks(raw) == [*expected[:4], ("bullet", "Her brother was not."), *expected[4:]]


@pytest.mark.parametrize(
    "text",
    [
        "- Document source:\n- Date:\n# 4 of 5\nHe was held.",
        "Cell #4\n\n* He was held.\n* She was not.\n\n1. One\n2. Two",
    ],
)
def test_plain_text_with_a_mark_or_two_stays_plain_text(tmp_path: Path, text: str) -> None:
    (raw,) = raws(tmp_path, text.encode())
    assert (raw.media_type, raw.text) == ("text/plain", text)


def test_a_page_saved_in_one_file_gives_the_page_and_its_address(tmp_path: Path) -> None:
    (raw,) = raws(tmp_path, mhtml())
    assert blocks(raw) == [("heading1", "Kaldria"), ("paragraph", WORDS)]
    assert (raw.media_type, raw.url) == ("multipart/related", "https://host.example/report.html")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='https://host.example/a?b=1&amp;c=2'>", "https://host.example/a?b=1&c=2"),
        ("<link href=https://host.example/a rel='canonical'>", "https://host.example/a"),
        ("<link rel=stylesheet href=https://host.example/a.css>", None),
        ("<!-- saved from url=(0022)https://host.example/a -->", "https://host.example/a"),
    ],
)
def test_a_page_names_its_own_address(tmp_path: Path, head: str, url: str | None) -> None:
    (raw,) = raws(tmp_path, f"<html><head>{head}</head><body><p>{WORDS}</p></body></html>".encode())
    assert raw.url == url


def test_a_book_is_one_text_in_the_order_of_its_spine(tmp_path: Path) -> None:
    (raw,) = raws(tmp_path, epub())
    assert blocks(raw) == [
        ("heading1", "Kaldria"),
        ("paragraph", WORDS),
        ("heading1", "Velmark"),
        ("paragraph", WORDS),
    ]


@pytest.mark.parametrize("packs", [True, False])
def test_a_web_archive_gives_each_page_with_its_address_and_day(tmp_path: Path, packs: bool) -> None:
    pages = {"https://host.example/a": PAGE, "https://host.example/b": PAGE.replace("nine", "ten")}
    first, second = raws(tmp_path, warc(pages, packs=packs))
    assert (first.member, first.url) == ("https://host.example/a", "https://host.example/a")
    assert first.accessed == date(2016, 3, 15)
    assert "ten days" in second.text
    assert first.within == second.within != first.sha256


@pytest.mark.parametrize(
    ("media", "status"), [("text/css", "200 OK"), ("text/html", "404 Not Found"), ("image/png", "200 OK")]
)
def test_other_media_and_failed_fetches_are_passed_over(tmp_path: Path, media: str, status: str) -> None:
    path = tmp_path / "report"
    path.write_bytes(warc({"https://host.example/a": PAGE}, media=media, status=status))
    assert [str(part) for part in read(path)] == [f"{path}: a web archive without a page or a document"]


def test_a_zip_gives_each_file_as_if_it_lay_alone(tmp_path: Path) -> None:
    inner = packed({"a/deep.md": MARKDOWN, "b.docx": docx()})
    members: dict[str, str | bytes] = {
        "c.htm": PAGE,
        "__MACOSX/c.htm": "x",
        ".DS_Store": "x",
        "inner.zip": inner,
        "d.warc.gz": warc({"https://h.example/": PAGE}),
    }
    found = raws(tmp_path, packed(members), "reports.zip")
    assert [raw.member for raw in found] == [
        "c.htm",
        "inner.zip!/a/deep.md",
        "inner.zip!/b.docx",
        "d.warc.gz!/https://h.example/",
    ]
    assert {raw.file for raw in found} == {"reports.zip"}


def test_a_wacz_gives_the_pages_of_its_web_archives(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"title": "words"}',
        "archive/data.warc.gz": warc({"https://h.example/": PAGE}),
    }
    (raw,) = raws(tmp_path, packed(members))
    assert raw.url == "https://h.example/"


def test_table_folder_and_page_of_the_documents_agree() -> None:
    folder = ROOT / "src" / "habeas" / "read"
    held = {
        path.stem
        for path in folder.glob("*.py")
        if "\nREADER = " in path.read_text("utf-8") or "\nCONTAINER = " in path.read_text("utf-8")
    }
    listed = [each.read.__module__ for each in READERS] + [each.members.__module__ for each in CONTAINERS]
    assert sorted(name.rpartition(".")[2] for name in listed) == sorted(held)
    told = (ROOT / "docs" / "add-a-reader.md").read_text("utf-8").rstrip().rpartition("\n\n")[2]
    assert {name for name in held if f"`{name}`" in told} == held
