"""Deaths are in custody only where the text has come to custody."""

import numpy as np
import pytest

from habeas.analyse import setting
from habeas.analyse.language import parse
from habeas.analyse.learned import encoder
from tests.analyse.test_weigh import scores
from tests.factory import doc


@pytest.mark.parametrize(
    ("trap", "text", "possible"),
    [
        ("a natural death", "The old minister died in exile in May.", False),
        ("shot in the street", "Ivo Maren was shot by guards and died in the night.", False),
        ("held in the same sentence", "Ivo Maren, held since March, died in the night.", True),
        ("held in the sentence before", "Ivo Maren was detained in March. He died in the night.", True),
        ("held only in the next sentence", "Ivo Maren died in May. His brother was detained.", False),
        ("held in another paragraph", "Ivo Maren was detained in March.\n\nTwo men died in May.", False),
        ("a word that only ends alike", "Ivo Maren excelled, was upheld and died in May.", False),
    ],
)
def test_a_death_in_custody_needs_custody(trap: str, text: str, possible: bool) -> None:
    document = doc(text + "\n")
    parsed = next(p for p in parse(document, document.sentences) if any(t.lower_ == "died" for t in p.doc))
    (died,) = (t.i for t in parsed.doc if t.lower_ == "died")
    before = scores(len(parsed.doc), **{f"w{died}": ("death_in_custody/killing", 0.8)})
    after = setting.possible(before, parsed)
    custody, killing = (encoder().index[name] for name in ("death_in_custody", "killing"))
    assert bool(after.types[died, custody] > 0) is possible, trap
    assert np.allclose(after.types.sum(axis=1), 1.0)
    if not possible:
        assert after.types[died, killing] == pytest.approx(0.4 / 0.6)
