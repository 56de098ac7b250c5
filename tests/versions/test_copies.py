"""Copies, near copies and newer texts told from other reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bench import copies
from habeas.model.document import Document
from habeas.versions.copies import Own, compare
from tests.factory import doc

FIRST = "Ivo Maren was arrested in March by men in uniform and taken to the prison of Vesht."
SECOND = "His wife told Lantern Watch that nobody had shown her a warrant or named a charge."
THIRD = "In June the Supreme Court rejected the appeal that Lena Tarsk, his lawyer, had lodged."
FOURTH = "Four men were executed in November; their families were told of it three weeks later."
TEXT = f"{FIRST} {SECOND}\n{THIRD}\n{FOURTH}\n"
OTHER = "A law against violence in the home was adopted; there was one shelter in the country.\n"


def dated(document: Document, *, updated: int | None = None, accessed: int | None = None) -> Document:
    meta = replace(
        document.meta,
        updated=datetime(2005, 1, updated, tzinfo=UTC) if updated else None,
        accessed=date(2006, 1, accessed) if accessed else None,
    )
    return replace(document, meta=meta, id=f"{document.id}{updated}{accessed}")


def kind(one: Document, other: Document) -> str | None:
    there, back = compare(Own(one), Own(other)), compare(Own(other), Own(one))
    assert (there and (there.kind, there.overlap)) == (back and (back.kind, back.overlap))
    return there.kind if there else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(TEXT.replace(" ", "  ").upper(), "copy", id="blanks and case"),
        pytest.param(TEXT.replace("appeal", "ap- peal"), "copy", id="a word divided"),
        pytest.param(f"Home\nBrowse by country\n{TEXT}Back to top\n", "copy", id="navigation around it"),
        pytest.param(f"{TEXT}We use cookies; read our privacy policy.\n", "copy", id="a notice behind it"),
        pytest.param(TEXT.replace(f"\n{THIRD}", f"\nPrint this\n{THIRD}"), "copy", id="a button within it"),
        pytest.param(f"Tell a friend:\n{TEXT}", "copy", id="a label before it"),
        pytest.param(f"{FIRST} {SECOND}\n# The courts, and the appeals of prisoners\n{THIRD}\n{FOURTH}\n", "copy", id="a heading"),
        pytest.param(TEXT.replace("four", "five").replace("Four", "Five"), "near", id="a number changed"),
        pytest.param(TEXT.replace(f"{THIRD}\n", ""), "near", id="a paragraph left out"),
        pytest.param(f"{TEXT}Lena Tarsk was freed in May, her family said by telephone.\n", "near", id="a sentence added"),
        pytest.param(f"{THIRD}\n{FOURTH}\n{FIRST} {SECOND}\n", "near", id="another order"),
        pytest.param(f"{FIRST}\n{OTHER * 3}", None, id="a sentence quoted"),
        pytest.param(OTHER, None, id="nothing in common"),
    ],
)  # fmt: skip
def test_the_kinds(text: str, found: str | None) -> None:
    assert kind(doc(TEXT), doc(text, title="Elsewhere", publisher=None)) == found


@pytest.mark.parametrize(
    ("years", "country", "found"),
    [
        pytest.param((2003, 2003), ("KLD", "Kaldria"), "copy", id="the same"),
        pytest.param(None, None, "copy", id="not printed"),
        pytest.param((2003, 2004), ("KLD", "Kaldria"), "copy", id="a period that holds the other"),
        pytest.param((2004, 2004), ("KLD", "Kaldria"), None, id="another year"),
        pytest.param((2003, 2003), ("OST", "Ostrim"), None, id="another country"),
    ],
)
def test_reports_on_other_years_or_countries_are_no_copies(
    years: tuple[int, int] | None, country: tuple[str, str] | None, found: str | None
) -> None:
    assert kind(doc(TEXT), doc(f"Home\n{TEXT}", years=years, country=country)) == found


CHANGED = TEXT.replace("four", "five").replace("Four", "Five")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(dated(doc(TEXT), updated=3), dated(doc(CHANGED), updated=9), "newer", id="updated later"),
        pytest.param(dated(doc(TEXT), accessed=3), dated(doc(CHANGED), accessed=9), "newer", id="seen later"),
        pytest.param(dated(doc(TEXT)), dated(doc(CHANGED), accessed=9), "near", id="no dates to compare"),
        pytest.param(
            dated(doc(TEXT), updated=3), dated(doc(f"Home\n{TEXT}"), updated=9), "copy", id="the words are the same"
        ),
        pytest.param(
            dated(doc(TEXT), updated=3), dated(doc(CHANGED, title="Kaldria"), updated=9), "near", id="another title"
        ),
        pytest.param(
            dated(doc(TEXT), updated=3), dated(doc(CHANGED, publisher="Host"), updated=9), "near", id="another publisher"
        ),
    ],
)  # fmt: skip
def test_a_newer_text_is_of_the_same_entry_and_dated(old: Document, new: Document, found: str) -> None:
    assert kind(old, new) == found
    if found == "newer":
        link = compare(Own(new), Own(old))
        assert link and (link.one, link.other) == (old.id, new.id)


@pytest.mark.parametrize("text", ["", "= Death penalty: retentionist", "# Torture"])
def test_little_or_no_text_is_no_trouble(text: str) -> None:
    assert kind(doc(text, file="a"), doc(TEXT)) is None


def test_planted_pairs_are_told_apart() -> None:
    told = Counter((planted, got) for planted, got, _ in copies.outcomes(32))
    assert [pair for pair in told if pair[0] != pair[1]] == []
    assert set(told.values()) == {8}
