"""Volumes into entries: what opens one, what belongs to the page and what to none."""

from __future__ import annotations

import hashlib
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import pdf
from habeas.read.source import File
from habeas.read.volumes import divide, entries
from tests.read.press import Piece, Press
from tests.read.press import entry as printed_entry
from tests.read.volume import BOX, COUNTRIES, body, contents, entry, paged, raw


def made(text: str) -> tuple[Raw, ...]:
    found = entries(raw(text))
    assert found is not None
    return found[0]


def issues(text: str) -> list[Issue]:
    found = entries(raw(text))
    assert found is not None
    return list(found[1])


def headings(text: str) -> list[str]:
    return [document.entry.heading for document in made(text) if document.entry]


PLAIN = paged(entry(name) for name in COUNTRIES)


def test_each_entry_knows_its_place() -> None:
    third = made(PLAIN)[2]
    assert third.entry is not None
    assert (third.entry.heading, third.entry.order) == ("CHAD", 3)
    assert (third.entry.first_page, third.entry.last_page) == ("43", "43")
    assert third.entry.volume == "Lantern Watch Report 2011"


def test_ids_are_of_the_volume_and_the_place() -> None:
    assert len({document.id for document in made(PLAIN)}) == len(COUNTRIES)


@pytest.mark.parametrize(
    ("name", "pages", "heads"),
    [
        pytest.param("plain", [entry(n) for n in COUNTRIES], list(COUNTRIES), id="a box under each head"),
        pytest.param(
            "runs on",
            [page for n in COUNTRIES for page in (entry(n), body(n))],
            list(COUNTRIES),
            id="an entry of two pages",
        ),
        pytest.param(
            "tabs",
            [f"{n[:3].upper()}\n\ufffc{entry(n)}" for n in COUNTRIES],
            list(COUNTRIES),
            id="thumb tabs and what pictures leave",
        ),
        pytest.param(
            "names of two lines",
            [*(entry(n) for n in COUNTRIES), entry("SAUDI\nARABIA", official="KINGDOM OF SAUDI ARABIA")],
            [*COUNTRIES, "Saudi Arabia"],
            id="a head that is broken over two lines",
        ),
        pytest.param(
            "spaced",
            [*(entry(n) for n in COUNTRIES), entry("ICEL AND", official="REPUBLIC OF ICELAND")],
            [*COUNTRIES, "Iceland"],
            id="a blank in the middle of a name",
        ),
        pytest.param(
            "unknown",
            [*(entry(n) for n in COUNTRIES), entry("ZEMBLA", official="KINGDOM OF ZEMBLA")],
            [*COUNTRIES, "Zembla"],
            id="a name that no country has is still a head",
        ),
        pytest.param(
            "mention",
            [
                *(entry(n) for n in COUNTRIES[:-1]),
                entry("Haiti", text=f"{body('Haiti')}\nCHAD\n{body('Haiti')}"),
            ],
            list(COUNTRIES),
            id="a country's name alone in a line, out of order",
        ),
    ],
)
def test_heads(name: str, pages: list[str], heads: list[str]) -> None:
    assert headings(paged(pages)) == [head.upper() for head in heads], name


def test_heads_without_fact_boxes_go_by_the_alphabet() -> None:
    names = [*COUNTRIES, "Iceland", "Jamaica", "Kenya", "Latvia", "Mali", "Nepal"]
    assert headings(paged(entry(name, box=None) for name in names)) == [name.upper() for name in names]


def test_regions_begin_the_alphabet_anew() -> None:
    pages = [
        f"AFRICA\n{body('the region')}",
        *(entry(n, box=None) for n in ("Angola", "Chad", "Ghana", "Mali")),
    ]
    pages += [f"AMERICAS\n{body('it')}", *(entry(n, box=None) for n in ("Belize", "Brazil", "Cuba", "Haiti"))]
    heads = headings(paged(pages))
    assert heads == ["ANGOLA", "CHAD", "GHANA", "MALI", "BELIZE", "BRAZIL", "CUBA", "HAITI"]
    overviews = [issue.detail for issue in issues(paged(pages)) if issue.kind == "non-entry-part"]
    assert any(detail.startswith("regional overview: Americas") for detail in overviews)


def test_the_table_of_contents_is_evidence() -> None:
    named = [*COUNTRIES, "Iceland"]
    found = [i for i in issues(f"{contents(named)}\n\n{PLAIN}") if i.kind == "entry-not-found"]
    assert [issue.detail for issue in found] == [
        "the table of contents names Iceland, page 49: no such entry was found"
    ]


def test_parts_that_are_no_entries_are_told() -> None:
    front = f"FOREWORD\n{body('the world')}"
    back = "PART THREE: SELECTED TREATIES\nStates that have signed\n" + body("the world")
    told = issues(f"{front}\n\n{PLAIN}\n\n{back}")
    assert [issue.kind for issue in told] == ["non-entry-part"] * 2
    assert told[0].detail.startswith("foreword: ")
    assert told[1].detail.startswith("PART THREE: SELECTED TREATIES: ")


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        pytest.param("\U0010fc00 In May a boat sank.", "• In May a boat sank.", id="a symbol font's bullet"),
        pytest.param(
            "They left.\ue001In May a boat sank.", "They left.\n• In May a boat sank.", id="inside a line"
        ),
        pytest.param(
            "They were ill- treated there.", "They were ill-treated there.", id="a hyphen of its own"
        ),
        pytest.param("The har- bour was shut.", "The harbour was shut.", id="a hyphen of the line's end"),
        pytest.param("The har-\nbour was shut.", "The harbour\nwas shut.", id="over two lines"),
        pytest.param("Both pre- and post-war.", "Both pre- and post-war.", id="a hyphen that hangs"),
        pytest.param("From 1999- 2001.", "From 1999-2001.", id="a range of years"),
        pytest.param(
            "The weavers of the old town were arrested on\n19 May at noon.",
            "The weavers of the old town were arrested on 19 May at noon.",
            id="a date broken from its preposition",
        ),
    ],
)
def test_an_entry_s_text_is_clean(printed: str, cleaned: str) -> None:
    hint = "Some were ill-treated in the harbour."
    pages = [*(entry(n) for n in COUNTRIES[:-1]), entry("Haiti", text=f"{hint}\n{printed}\n{body('Haiti')}")]
    text = made(paged(pages))[-1].text
    assert f"{hint}\n{cleaned}\n" in text


def test_a_letter_that_stands_for_a_bullet() -> None:
    text = "\n".join(f"b In week {number} a boat sank." for number in range(14))
    pages = [*(entry(n) for n in COUNTRIES[:-1]), entry("Haiti", text=f"{body('Haiti')}\n{text}")]
    assert "• In week 3 a boat sank." in made(paged(pages))[-1].text


def test_nothing_of_the_page_is_in_the_text() -> None:
    assert not any("Lantern Watch" in document.text or "\n43" in document.text for document in made(PLAIN))


def test_pages_point_into_the_text() -> None:
    pages = [page for n in COUNTRIES for page in (entry(n), body(n))]
    for document in made(paged(pages)):
        assert [document.text[page.start : page.end][:4] for page in document.pages][1:] == ["The "]


def test_columns_out_of_order_go_to_the_country_they_name() -> None:
    heads = f"GHANA\nREPUBLIC OF GHANA\n{BOX}\nHAITI\nREPUBLIC OF HAITI\n{BOX}"
    ghana, haiti = (
        "\n".join(f"In {name} {line}" for line in body("it").split("\n")) for name in ("Ghana", "Haiti")
    )
    pages = [*(entry(n) for n in COUNTRIES[:-2]), f"{heads}\n{ghana}\n{haiti}"]
    ghana, haiti = (document.text for document in made(paged(pages))[-2:])
    assert ("In Ghana" in ghana, "In Haiti" in ghana) == (True, False)
    assert ("In Haiti" in haiti, "In Ghana" in haiti) == (True, False)


def test_what_a_reader_has_put_in_order_stays_a_stretch_of_it() -> None:
    text = "\n".join(entry(name) for name in COUNTRIES)
    blocks = (("paragraph", 0, len(text)),)
    found = entries(Raw("volume.pdf", "0" * 64, "application/pdf", "pdf", text, blocks))
    assert found is not None
    assert "\n".join(document.text for document in found[0]) == text
    assert all(document.blocks == (("paragraph", 0, len(document.text)),) for document in found[0])


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_printed_volume_comes_apart_into_stretches_with_their_pages(columns: int) -> None:
    press, chance = Press(columns=columns), random.Random(columns)
    press.set([Piece("heading1", "LANTERN WATCH REPORT 2011")], "")
    for name in COUNTRIES:
        press.set(list(printed_entry(chance, name)), name)
    content = press.done()
    whole = pdf.read(File(Path("volume.pdf"), content, hashlib.sha256(content).hexdigest()))
    found = entries(whole)
    assert found is not None
    assert [document.entry.heading for document in found[0] if document.entry] == [
        n.upper() for n in COUNTRIES
    ]
    for document in found[0]:
        assert document.text in whole.text
        assert document.text[: document.blocks[0][2]] == (document.entry and document.entry.heading)
        assert document.entry is not None
        assert (document.entry.volume, document.entry.first_page) == (
            "Lantern Watch Report 2011",
            document.pages[0].label,
        )


def test_the_imprint_is_the_entries_too() -> None:
    imprint = (
        "First published in 2011 by Lantern Watch International Secretariat\n"
        "This report covers the period January to December 2010."
    )
    place = made(f"{imprint}\n\n{PLAIN}")[0].entry
    assert place is not None
    assert (place.covers, place.publisher) == (
        (date(2010, 1, 1), date(2010, 12, 31)),
        "Lantern Watch",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(entry("Chad", text=body("Chad", 60)), id="one country"),
        pytest.param("\n".join(COUNTRIES * 400), id="a list of names"),
        pytest.param(paged(f"{name}\n{body('it', 6)}" for name in "abcdefgh"), id="no country"),
        pytest.param("", id="empty"),
    ],
)
def test_no_volume(text: str) -> None:
    assert entries(raw(text)) is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(COUNTRIES), min_size=6, unique=True),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)
def test_every_line_is_in_one_place(names: list[str], times: int, tabs: bool, front: bool) -> None:
    pages = [
        page if not tabs else f"{name[:3].upper()}\n{page}"
        for name in sorted(names)
        for page in (entry(name), *([body(name, 4)] * times))
    ]
    divided = divide(raw(("FOREWORD\n" + body("it") + "\n\n" if front else "") + paged(pages)))
    assert divided is not None
    homes = [line for piece in divided.pieces for line in (*piece.head.lines, *piece.lines)]
    homes += [line for part in divided.parts for line in range(part.first, part.last)]
    of_the_page = divided.layout.furniture | divided.tabs
    homes = [line for line in homes if line not in of_the_page]
    assert sorted([*homes, *of_the_page]) == list(range(len(divided.layout.lines)))
    assert [piece.head.printed.title() for piece in divided.pieces] == sorted(names)
