import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.analyse.glued import split, unglue
from habeas.analyse.language import model


@pytest.mark.parametrize(
    ("trap", "printed", "words"),
    [
        ("a line without blanks", "InMaythreemenwerearrestedin", "In May three men were arrested in"),
        ("small letters only", "whowasarrestedin", "who was arrested in"),
        ("an age", "aged16", "aged 16"),
        ("a date", "On7September", "On 7 September"),
        ("two names", "OrlanDevakandSeraBrin", "Orlan Devak and Sera Brin"),
        ("a long word is one word", "institutionalization", "institutionalization"),
        ("a long word of two", "misrepresentation", "misrepresentation"),
        ("a short word", "released", "released"),
    ],
)
def test_split(trap: str, printed: str, words: str) -> None:
    assert split(printed) == words.split(), trap


@given(st.text(alphabet="abcdeinostABCDE019é", max_size=40))
def test_no_letter_is_lost(printed: str) -> None:
    assert "".join(split(printed)) == printed


def test_offsets_stay() -> None:
    nlp = model()
    text = "InMaytheywere arrested."
    doc = unglue(nlp.make_doc(text), nlp.vocab)
    assert doc.text == text
    assert [text[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]
