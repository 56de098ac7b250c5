"""Where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.structure.sentences import MAX_PIECES, MAX_SENTENCE, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He was held.| She was not.", id="plain"),
        pytest.param("Dr. Arlind met Mr. J. K. Ostrel.| Gen. Vashko did not.", id="titles and initials"),
        pytest.param("He lives in St. Orlo.| The U.S. Embassy and U.N. Staff wrote.", id="dotted capitals"),
        pytest.param("He fled to the U.S. |In March he returned.", id="a dotted word ends a sentence"),
        pytest.param("She got 3.5 years under Art. 70 and No. 5 of the law.| Both fell.", id="numbers"),
        pytest.param("Was he held? |No.| He was not.", id="no is a word as well"),
        pytest.param("It is torture (see section 1.g.).| Police denied it.", id="a section's number"),
        pytest.param("It was “political.”| He said “Why?” and left.", id="quotes after the stop"),
        pytest.param("It was ‘political’.| ‘Ali Zarn was held.", id="a name that opens with a mark"),
        pytest.param("He was held. |al-Zarn was not.", id="a name that opens small"),
        pytest.param("(He was held.)| [She was not.]| It ended.", id="brackets"),
        pytest.param("He waited...| Nothing came… |Then it did.", id="ellipsis"),
        pytest.param("They said that it was … used to silence them.", id="ellipsis inside"),
        pytest.param("Stop!| Who is there?!| Nobody.", id="marks"),
        pytest.param("He was held e.g. in Verrin, i.e. The North, etc. and freed.", id="small abbreviations"),
        pytest.param("At 5 p.m. |Police came.", id="an hour ends a sentence"),
        pytest.param(
            "It came into force in 2005.| 12 people were held.", id="a sentence opens with a figure"
        ),
        pytest.param("The state held him.12 |The court freed him.", id="a note's figure"),
        pytest.param("He left the prison.|The court had freed him.", id="a blank was lost"),
        pytest.param("b. Disappearance of the editor", id="a letter that numbers"),
        pytest.param("1. Executions went on.| 2 men were shot.", id="a figure that numbers"),
        pytest.param("He was held\nin Verrin.\n|She was\nnot.", id="lines"),
        pytest.param("President N. said so.| Article V. |The law changed.", id="one letter"),
    ],
)
def test_borders(text: str) -> None:
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@given(st.text(alphabet="aAbN. !?…”’“(1\n\t", max_size=400))
def test_sentences_are_ordered_disjoint_and_cover_all_that_is_not_blank(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


@given(st.text(alphabet="aA. ”", max_size=60), st.integers(0, 30), st.integers(0, 30))
def test_a_block_is_never_left(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    assert all(start <= a < b <= end for a, b in sentences(text, start, end) if start < end)


def test_a_sentence_without_end_is_cut() -> None:
    parts = split("word " * 5000)
    assert max(map(len, parts)) <= MAX_SENTENCE
    assert sum(len(part.split()) for part in parts) == 5000


def test_what_goes_on_and_on_is_left_and_the_next_sentence_read() -> None:
    parts = split("word " * 50_000 + "word. In May he was held.")
    assert len(parts) == MAX_PIECES + 1
    assert parts[-1] == "In May he was held."


def test_a_hundred_thousand_words_take_less_than_a_second() -> None:
    text = "In May Dr. Arlind was held by the police of Verrin for 3.5 days. " * 7500
    start = time.perf_counter()
    assert len(sentences(text, 0, len(text))) == 7500
    assert time.perf_counter() - start < 1
