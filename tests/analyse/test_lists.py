"""Names printed in a row: which belong to one list, whatever the parse makes of them."""

from __future__ import annotations

import pytest

from habeas.analyse.language import model
from habeas.analyse.lists import chains, level
from habeas.analyse.names import runs

ROWS = [
    ("four and a comma", "Ivo Maren, Lena Tarsk, Orlan Devak and Sera Brin were held.", [4]),
    ("ages between", "Ivo Maren, aged 14, Lena Tarsk, aged 17, and Sera Brin were shot.", [3]),
    ("what they are between", "Ivo Maren, editor of the Courier, and reporter Sera Brin were held.", [2]),
    ("a name inside what is said", "Ivo Maren, a priest from Oldport, and Sera Anne Brin were held.", [2]),
    ("a nickname", "Ivo Maren, driver Orlan Devak “Tick” and Sera Brin were held.", [3]),
    ("a short form before", "Ivo Maren, envoy to Kaldria, and a fellow UN official Sera Brin fled.", [2]),
    ("no list without an and", "Ivo Maren, Lena Tarsk said, was held.", []),
    ("another clause", "Police held Ivo Maren, and Lena Tarsk was tried.", []),
]


@pytest.mark.parametrize(("trap", "text", "sizes"), ROWS, ids=[row[0] for row in ROWS])
def test_rows(trap: str, text: str, sizes: list[int]) -> None:
    assert [len(row) for row in chains(list(runs(model()(text), 0)))] == sizes, trap


@pytest.mark.parametrize(
    ("trap", "text", "word", "row"),
    [
        ("nouns", "They spied on rights defenders, opposition politicians, judges and monks.", "judges",
         ["defenders", "politicians", "judges", "monks"]),
        ("from the last", "Editors and monks were held.", "monks", ["Editors", "monks"]),
        ("no and", "In the north, monks were held.", "monks", []),
        ("more than commas between", "Monks in the north and editors from Oldport were held.", "Monks", []),
        ("no noun", "Editors and monks were held.", "held", []),
    ],
)  # fmt: skip
def test_level(trap: str, text: str, word: str, row: list[str]) -> None:
    sentence = model()(text)
    at = next(token.i for token in sentence if token.text == word)
    assert [head.text for head in level(sentence, {at})] == row, trap
