"""Signatures: texts that share words are found, and only they are looked at."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from habeas.versions.shingles import CROWD, candidates, shingles, signature, words

CHANCE = random.Random(3)
VOCABULARY = [f"word{number}" for number in range(4000)]


def some_text(count: int = 400) -> list[str]:
    return CHANCE.choices(VOCABULARY, k=count)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("It’s the PRISON’S", "it's the prison's", id="case and apostrophes"),
        pytest.param("Kaczyñski’s ofﬁce", "Kaczynski's office", id="accents and ligatures"),
        pytest.param("three  men\n— released", "three men - released", id="blanks and dashes"),
    ],
)
def test_printing_changes_no_word(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("count", "runs"), [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (9, 7)])
def test_a_run_begins_at_each_word_but_the_last_two(count: int, runs: int) -> None:
    assert len(shingles(VOCABULARY[:count])) == runs


def test_no_words_no_signature() -> None:
    assert signature(shingles([])) is None


def test_signatures_are_the_same_on_every_machine() -> None:
    signed = signature(shingles("the men were held in vesht".split()))
    assert signed is not None
    assert (str(signed.dtype), signed[:3].tolist()) == ("uint32", [13139146, 650508606, 1218856786])


def test_texts_that_share_a_third_are_found_and_others_are_not() -> None:
    texts = {}
    for number in range(60):
        text = some_text()
        texts[f"{number}a"], texts[f"{number}b"] = text, text[:300] + some_text(100)
    signed = {id: s for id, text in texts.items() if (s := signature(shingles(text))) is not None}
    wanted = {(f"{number}a", f"{number}b") for number in range(60)}
    assert candidates(signed) == wanted


def test_a_crowd_of_one_text_is_held_together_without_every_pair() -> None:
    one = signature(shingles(some_text()))
    assert one is not None
    crowd = {f"{number:03}": one for number in range(5 * CROWD)}
    pairs = candidates(crowd)
    assert len(pairs) < 2 * len(crowd)
    assert {id for pair in pairs for id in pair} == set(crowd)
    assert len(candidates(dict(list(crowd.items())[:9]))) == len(list(combinations(range(9), 2)))
