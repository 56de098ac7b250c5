"""Which steps are told of a country, and not of somebody's case."""

from __future__ import annotations

import pytest

from habeas.vocabulary.cases import case_words

GENERAL = [
    ("in the plural, of nobody", "[Death sentences] continued to be imposed.", True),
    ("after the verb", "Military courts [continued to impose death sentences].", True),
    ("a law in use, before the verb", "Use of the death penalty [continued].", True),
    ("a law, for all its article", "The death penalty [remained] in force.", True),
    ("courts at large", "Courts continued to [impose] the death penalty.", True),
    ("one court", "The court [imposed] the death penalty.", False),
    ("those told of before", "The [sentences] were upheld.", False),
    ("both of two", "The court upheld [both long sentences].", False),
    ("one", "He [appealed] against the sentence.", False),
    (
        "a word further on in the sentence",
        "An [appeal] was lodged while elsewhere in the country trials went on.",
        False,
    ),
]


@pytest.mark.parametrize(("trap", "marked", "general"), GENERAL, ids=[row[0] for row in GENERAL])
def test_in_general(trap: str, marked: str, general: bool) -> None:
    sentence = marked.replace("[", "").replace("]", "")
    assert case_words().in_general(sentence, marked.index("[")) is general, trap
