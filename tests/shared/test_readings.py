"""Our own readings point at whole words of the texts that they were made of: only where ../shared lies."""

from pathlib import Path

import pytest

from train.readings import FOLDER, SHARED, load

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared beside the checkout"),
]


def cuts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: Path(path).stem)
def test_hardly_a_trigger_cuts_a_word(path: Path) -> None:
    text, events, no_act = load(path)
    words = [*(event["trigger"] for event in events), *no_act]
    cut = sum(cuts_a_word(text, at) for word in words for at in word)
    assert cut <= max(2, 0.15 * len(words)), "offsets of a text that is not in NFC?"
