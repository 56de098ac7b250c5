"""Which language a text is in: English, by the share of its function words, or not known."""

from __future__ import annotations

import re

from habeas.structure.wording import wording

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 12_000
_ENOUGH_WORDS = 20
_SHARE = 0.22


def is_english(text: str) -> bool | None:
    """True from 22 % of function words on (English prose has some 40 %); None for under 20 words."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _ENOUGH_WORDS:
        return None
    known = wording().function_words
    return sum(word in known for word in words) >= _SHARE * len(words)
