"""What the readers make of bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from habeas.read import READERS
from tests.parts import only

ENGLISH = "The café’s owner was held in Verrin – for nine days.\n"


def file(folder: Path, content: bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(ENGLISH.encode(), "utf-8", id="utf-8"),
        pytest.param(ENGLISH.encode("utf-8-sig"), "utf-8-sig", id="utf-8 with a mark"),
        pytest.param(ENGLISH.encode("utf-16"), "utf-16", id="utf-16 with a mark"),
        pytest.param(ENGLISH.encode("utf-16-le"), "utf-16-le", id="utf-16 without a mark"),
        pytest.param(ENGLISH.encode("utf-16-be"), "utf-16-be", id="utf-16, other order"),
        pytest.param(ENGLISH.encode("cp1252"), "cp1252", id="windows"),
    ],
)
def test_encodings_give_the_same_text(tmp_path: Path, content: bytes, encoding: str) -> None:
    raw = only(file(tmp_path, content))
    assert raw.text == ENGLISH
    assert raw.encoding == encoding
    assert raw.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"He was\r\nheld.\rShe\x0cwas not.", "He was\nheld.\nShe\nwas not.", id="newlines"),
        pytest.param(
            "Zarne\u0301 was\u00a0held".encode(), "Zarn\u00e9 was held", id="composed, plain blanks"
        ),
        pytest.param("im\u00adprison\u200bed".encode(), "imprisoned", id="soft hyphen, no-width blank"),
    ],
)
def test_text_is_frozen_in_one_form(tmp_path: Path, content: bytes, text: str) -> None:
    assert only(file(tmp_path, content)).text == text


def test_a_damaged_byte_does_not_cost_the_encoding(tmp_path: Path) -> None:
    raw = only(file(tmp_path, ("Zarné’s owner was held – again. " * 20).encode() + b"\xff end"))
    assert raw.text.startswith("Zarné’s owner was held – again.")
    assert raw.text.count("\ufffd") == 1


PAGE = """<!DOCTYPE html><html><head><title>Host</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav><div class="menu x">Menu</div><h1>A report</h1>
<table><tr><td>Publisher</td><td>Amity <b>Watch</b></td></tr><tr><td>Date</td><td>3 May</td></tr></table>
<h2>Death &amp; penalty</h2><p>In March<br>he was <i>held</i>.<br><br>So was she.</p>
<ul><li><p>One.</p></li><li>Two.</li></ul><script>var a = "<p>no</p>"</script><p hidden>no</p>
<footer>The host</footer></body></html>"""


def test_a_page_gives_its_blocks(tmp_path: Path) -> None:
    raw = only(file(tmp_path, PAGE.encode(), "report.txt"))
    assert raw.media_type == "text/html"
    assert [(kind, raw.text[start:end]) for kind, start, end in raw.blocks] == [
        ("heading1", "A report"),
        ("row", "Publisher\tAmity Watch"),
        ("row", "Date\t3 May"),
        ("heading2", "Death & penalty"),
        ("paragraph", "In March\nhe was held."),
        ("paragraph", "So was she."),
        ("bullet", "One."),
        ("bullet", "Two."),
        ("notice", "The host"),
    ]


def test_the_windows_title_heads_a_page_without_a_heading(tmp_path: Path) -> None:
    page = b"<html><head><title>Host | Report 2010 - Kaldria</title></head><body><p>He was held.</p></body>"
    assert only(file(tmp_path, page)).text == "Report 2010 - Kaldria\n\nHe was held."


def test_navigation_that_is_never_closed_does_not_swallow_the_page(tmp_path: Path) -> None:
    page = b"<html><body><nav>Home<p>He was held in Verrin for nine days.</p></body></html>"
    assert "held in Verrin" in only(file(tmp_path, page)).text


WORDS = "Mirela Dasko was held in Verrin for nine days, and the court gave no reason for it."
LINKS = "".join(
    f"<li><a href='/{name}'>{name} and more</a></li>" for name in ("News", "Reports", "Countries", "About")
)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param(f"<ul>{LINKS}</ul><p>{WORDS}</p>", WORDS, id="a list of links without a name"),
        pytest.param(f"<div class='siteMenu-top'>A<p>B</p></div><p>{WORDS}</p>", WORDS, id="a name in parts"),
        pytest.param(
            f"<div class='page has-menu'><p>{WORDS * 6}</p></div><p>More.</p>",
            f"{WORDS * 6}\n\nMore.",
            id="a name that means the page",
        ),
        pytest.param(
            f"<div>Cookies!</div><main><h1>Kaldria</h1><p>{WORDS}</p></main><div>Latest<p>Read on</p></div>",
            f"Kaldria\n\n{WORDS}",
            id="what stands beside the main part",
        ),
        pytest.param(
            f"<main><p>{WORDS}</p></main><footer>© Amity Watch</footer>",
            f"{WORDS}\n\n© Amity Watch",
            id="a notice below the main part",
        ),
        pytest.param(
            f"<h1>Kaldria</h1><div role=main><p>{WORDS}</p></div><div>Latest</div>",
            f"Kaldria\n\n{WORDS}",
            id="a title above the main part",
        ),
        pytest.param(
            f"<main><p>Menu</p></main><p>{WORDS}</p>", f"Menu\n\n{WORDS}", id="a main part that is none"
        ),
        pytest.param(
            f"<p>{WORDS} See <a href='/a'>a report</a>.</p><ul><li><a href='/b'>Another</a></li></ul>",
            f"{WORDS} See a report.\n\nAnother",
            id="a link or two",
        ),
        pytest.param(f"<ul>{LINKS}</ul>", "News and more", id="a page of links alone"),
        pytest.param(
            f"<div id=cookie-banner><p>We use cookies.</p></div><p>{WORDS}</p>", WORDS, id="cookies"
        ),
        pytest.param(f"<div id=economic-social-rights><p>{WORDS}</p></div>", WORDS, id="social rights"),
    ],
)
def test_navigation_is_left_out_and_nothing_else(tmp_path: Path, page: str, text: str) -> None:
    assert only(file(tmp_path, f"<html><body>{page}</body></html>".encode())).text.startswith(text)


def test_a_page_declares_its_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Она held</p></body></html>'
    assert only(file(tmp_path, page.encode("cp1251"))).text == "Она held"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param("iso-8859-1", "cp1252", id="Latin-1 named, Windows meant"),
        pytest.param("utf-8", "cp1252", id="UTF-8 named, Windows written"),
        pytest.param("windows-1251", "utf-8", id="Cyrillic named, UTF-8 written"),
        pytest.param("utf-16", "utf-8", id="UTF-16 named, UTF-8 written"),
        pytest.param("no-such", "cp1252", id="no encoding named"),
    ],
)
def test_a_page_that_names_another_encoding_is_read_by_its_bytes(
    tmp_path: Path, head: str, encoding: str
) -> None:
    page = f'<html><head><meta charset="{head}"></head><body><p>{ENGLISH * 9}</p></body></html>'
    raw = only(file(tmp_path, page.encode(encoding)))
    assert (raw.text, raw.encoding) == ((ENGLISH * 9).replace("\n", " ").strip(), encoding)


def test_text_that_was_encoded_twice_is_decoded_twice(tmp_path: Path) -> None:
    words = "“The café’s owner was held,” she said – again. “He was.”"
    twice = "".join(
        byte.decode("cp1252", "ignore") or byte.decode("latin-1")
        for byte in (bytes([value]) for value in words.encode())
    )
    assert only(file(tmp_path, twice.encode())).text == words


def test_the_table_lists_every_format_once() -> None:
    assert len({reader.media_type for reader in READERS}) == len(READERS)
