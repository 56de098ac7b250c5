"""Names printed in a row: which belong to one list, whatever the parse makes of them."""

from __future__ import annotations

import pytest

from habeas.analyse.language import model
from habeas.analyse.lists import chains
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
