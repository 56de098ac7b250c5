"""Permalinks lead to the same characters, whatever became of the text around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.cite import PassageError, cite, find, parse, resolve
from habeas.cite.permalink import permalink
from habeas.errors import NotFound
from habeas.model.document import Document, Entry, Sentence
from tests.factory import KALDRIA, doc

DOCUMENT = doc()
WORDS = "Ivo Maren was arrested in March."
START = KALDRIA.index(WORDS)
LINK = permalink(DOCUMENT, START, START + len(WORDS))


def entry(order: int, text: str = KALDRIA) -> Document:
    return doc(text, entry=Entry("Lantern Watch Report 2004", order, None, None, f"Entry {order}"))


def read_again(text: str) -> Document:
    """The same bytes, of which another reader made this text."""
    return replace(doc(text), id=DOCUMENT.id, sha256=DOCUMENT.sha256)


@given(st.data())
def test_every_stretch_is_found_by_its_printed_link(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(KALDRIA) - 1))
    end = data.draw(st.integers(start + 1, len(KALDRIA)))
    link = parse(str(permalink(DOCUMENT, start, end)))
    assert resolve(link, [DOCUMENT]) == (DOCUMENT, start, end)


@given(st.sampled_from(DOCUMENT.sentences), st.sampled_from(["Kaldria: ", "Ä" * 40, ""]))
def test_a_cited_sentence_is_found_where_it_has_moved_to(sentence: Sentence, before: str) -> None:
    passage = find(DOCUMENT, f"char={sentence.start},{sentence.end}")
    citation = cite(DOCUMENT, passage, accessed=date(2026, 11, 3))
    document, start, end = resolve(parse(citation.permalink), [read_again(before + KALDRIA)])
    assert (document.text[start:end], start) == (citation.quote, sentence.start + len(before))


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        pytest.param([read_again(KALDRIA)], START, id="unchanged"),
        pytest.param(
            [read_again(KALDRIA.replace("in brief", "in short, once more"))], START + 11, id="moved on"
        ),
        pytest.param([read_again(KALDRIA.replace("in brief: ", ""))], START - 10, id="moved back"),
        pytest.param([read_again(f"{WORDS}\n{KALDRIA}")], START + len(WORDS) + 1, id="the nearest of two"),
        pytest.param([entry(1, "Other words."), entry(2)], START, id="now in an entry of a volume"),
    ],
)
def test_the_words_are_found_again(documents: list[Document], found: int) -> None:
    document, start, end = resolve(LINK, documents)
    assert (document.text[start:end], start) == (WORDS, found)


@pytest.mark.parametrize(
    ("link", "documents", "says"),
    [
        pytest.param(str(LINK), [], "the archive holds nothing with the hash", id="other bytes"),
        pytest.param(
            str(LINK),
            [read_again(KALDRIA.replace("March", "May"))],
            "has changed: the words",
            id="words changed",
        ),
        pytest.param(
            f"habeas://sha256{'a' * 64}", [entry(1), entry(2)], "none of the 2 entries", id="a volume"
        ),
        pytest.param(
            f"habeas://sha256{'a' * 64}/3", [entry(1), entry(2)], "none of the 2 entries", id="no such entry"
        ),
        pytest.param(
            f"habeas://sha256{'a' * 64}#char=3,9999", [DOCUMENT], "lies outside", id="beyond the end"
        ),
        pytest.param(f"habeas://sha256{'a' * 64}#char=9,3", [DOCUMENT], "lies outside", id="backwards"),
    ],
)
def test_what_is_gone_is_told_in_one_line(link: str, documents: list[Document], says: str) -> None:
    with pytest.raises(NotFound, match=says) as told:
        resolve(parse(link), documents)
    assert "\n" not in str(told.value)


def test_an_entry_is_told_from_the_volume_and_from_the_others() -> None:
    one, two = entry(1), entry(2)
    assert str(permalink(two)).endswith("/2")
    assert resolve(permalink(two, 0, 7), [one, two]) == (two, 0, 7)
    assert resolve(permalink(two), [one, two]) == (two, 0, len(KALDRIA))


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("habeas://", id="nothing"),
        pytest.param("habeas://sha256abc", id="short hash"),
        pytest.param(f"habeas://md5{'a' * 64}", id="another hash"),
        pytest.param(f"habeas://sha256{'a' * 64}#char=1", id="one offset"),
        pytest.param(f"habeas://sha256{'a' * 64}#char=1,2;quote=xyz", id="no hash of a quote"),
    ],
)
def test_what_is_no_permalink_is_refused(link: str) -> None:
    with pytest.raises(PassageError, match="is no permalink"):
        parse(link)
