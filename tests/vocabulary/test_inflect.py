"""Forms of words as they stand in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.vocabulary.inflect import any_forms, noun_forms, spellings, verb_forms

IRREGULAR = {"take": ("took", "taken"), "man": ("men",), "try": ("tried", "tries")}


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("arrest", {"arrests", "arrested", "arresting"}),
        ("release", {"releases", "released", "releasing"}),
        ("deny", {"denies", "denied", "denying"}),
        ("beg", {"begged", "begging"}),
        ("take", {"takes", "took", "taken", "taking"}),
        ("flee", {"flees", "fleeing"}),
    ],
)
def test_verbs(word: str, printed: set[str]) -> None:
    assert printed <= verb_forms(word, IRREGULAR)


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("killing", "killings"),
        ("inquiry", "inquiries"),
        ("man", "men"),
        ("church", "churches"),
        ("day", "days"),
    ],
)
def test_nouns(word: str, plural: str) -> None:
    assert noun_forms(word, IRREGULAR) >= {word, plural}


def test_both_spellings() -> None:
    assert spellings("criticize") == ("criticize", "criticise")


@given(st.text(alphabet="abcdeghiknorstuy", min_size=2, max_size=12))
def test_the_word_itself_is_always_a_form(word: str) -> None:
    assert word in any_forms([word], {})
