"""Addresses of passages and the citations made of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.cite import PassageError, at, cite, find
from habeas.model.document import Document, Sentence
from tests.factory import doc

DOCUMENT = doc(citation="Lantern Watch, Kaldria in 2003 , 26 May 2004, available at: [accessed 1 June 2010]")
DAY = date(2026, 11, 3)
REPORT = "Lantern Watch, Kaldria in 2003, 26 May 2004"
ACCESSED = "[accessed 3 November 2026]"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("opening", "Kaldria in brief: arrests went on.", id="before the first heading"),
        pytest.param("death-penalty/1", "A moratorium was announced in April. Four", id="paragraph"),
        pytest.param("death-penalty/1/2", "Four men were reportedly executed in November.", id="sentence"),
        pytest.param("political-prisoners/2", "Lena Tarsk, a journalist", id="bullet"),
        pytest.param("Death Penalty/1/1", "A moratorium was announced in April.", id="title as printed"),
        pytest.param("pol/1/1", "Ivo Maren was arrested in March.", id="beginning of a title"),
        pytest.param("char=0,7", "Kaldria", id="offsets"),
    ],
)
def test_found(address: str, words: str) -> None:
    passage = find(DOCUMENT, address)
    assert DOCUMENT.text[passage.start : passage.end].startswith(words)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        pytest.param("torture", "there are: opening, death-penalty", id="no such section"),
        pytest.param("death-penalty/9", "has 1 paragraphs", id="no such paragraph"),
        pytest.param("death-penalty/0", "none is number 0", id="counted from one"),
        pytest.param("death-penalty/1/9", "has 2 sentences", id="no such sentence"),
        pytest.param("death-penalty/one", "no address", id="a word for a number"),
        pytest.param("a/1/2/3", "no address", id="too deep"),
        pytest.param("char=9", "wants two offsets", id="one offset"),
        pytest.param("char=7,7", "outside the text", id="nothing between"),
        pytest.param("char=0,99999", "characters", id="beyond the end"),
    ],
)
def test_refused_in_one_line(address: str, says: str) -> None:
    with pytest.raises(PassageError, match=says) as told:
        find(DOCUMENT, address)
    assert "\n" not in str(told.value)


@given(st.sampled_from(DOCUMENT.sentences))
def test_the_address_of_a_sentence_finds_it_again(sentence: Sentence) -> None:

    passage = at(DOCUMENT, sentence.start, sentence.end)
    assert passage.sentence is not None
    assert find(DOCUMENT, passage.address) == passage


def test_a_title_that_comes_again_has_a_number() -> None:
    twice = doc("# Prisons\nOne.\n# Prisons\nTwo.\n")
    assert twice.text[find(twice, "prisons-2/1").start :].startswith("Two.")


@pytest.mark.parametrize(
    ("document", "address", "generated"),
    [
        pytest.param(
            DOCUMENT,
            None,
            f"{REPORT}, {ACCESSED}",
            id="report",
        ),
        pytest.param(
            DOCUMENT,
            "political-prisoners/2",
            f"{REPORT}, Political prisoners, para. 2, {ACCESSED}",
            id="paragraph",
        ),
        pytest.param(
            doc(title=None, publisher=None, published="2004-05", file="k.txt"),
            None,
            "k.txt, May 2004, [accessed 3 November 2026]",
            id="what is absent is left out",
        ),
        pytest.param(
            doc(url="https://lantern.example/k"),
            "opening/1",
            "Lantern Watch, Kaldria in 2003, 26 May 2004, para. 1, available at: https://lantern.example/k"
            " [accessed 3 November 2026]",
            id="with address on the web",
        ),
    ],
)
def test_generated(document: Document, address: str | None, generated: str) -> None:
    passage = find(document, address) if address else None
    assert cite(document, passage, accessed=DAY).generated == generated


def test_the_printed_form_is_left_as_printed() -> None:
    assert cite(DOCUMENT, None, accessed=DAY).printed == DOCUMENT.meta.citation
    assert cite(doc(), None, accessed=DAY).printed is None
