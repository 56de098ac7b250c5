"""Words run together in print ("InMaytheywere") to words, for the parse alone: the text stays as it is.

Where old volumes were set tightly, whole lines come out of a PDF without blanks. A border stands
where a small letter meets a capital or a digit; between borders the cheapest row of known words is
taken (Viterbi over word ranks), a stretch that no words fill staying whole as a name.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from importlib.resources import files

from spacy.tokens import Doc
from spacy.vocab import Vocab

SUSPECT = re.compile(
    r"\b(?:In|On|At|He|By|It|An|To)[A-Z][a-z]|[a-z]{2}[A-Z][a-z]|[^\W\d_]{15,}|[a-z]{2}\d|\d[A-Z][a-z]"
)
BORDER = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Za-z]{3})|(?<=[^\W\d_]‘)(?=,)|(?<=[^\W\d_])(?=‘?,[^\W\d_])|(?<=,)(?=[^\W\d_])"
)
SHORT = frozenset("an as at be by he in is it no of on or so to up us we".split())
FUNCTION = SHORT | frozenset(
    "and the was were had has who his her that for from with not but they their".split()
)
UNKNOWN = 9.0  # cost of a stretch that is no word, and of each of its letters
LETTER = 1.1
SINGLE = 6.0  # what a word of one letter costs more


def suspect(text: str) -> bool:
    """True where some words of the text may be run together."""
    return SUSPECT.search(text) is not None


def split(word: str) -> list[str]:
    """The words that a printed word is made of; itself alone where it is one word."""
    if not SUSPECT.search(word):
        return [word]
    joined = BORDER.sub("\x1f", word).split("\x1f")
    if len(joined) == 1:
        pieces = _known_words(word)
        return pieces if FUNCTION & set(pieces) and _ranks().keys() >= set(pieces) else [word]
    return [piece for stretch in joined for piece in _of_stretch(stretch)]


def _of_stretch(stretch: str) -> list[str]:
    """The words between two borders; a capitalised stretch that holds no small word is one name."""
    if len(stretch) <= 5:
        return [stretch]
    pieces = _known_words(stretch)
    name = stretch[:1].isupper() and not FUNCTION & {piece.lower() for piece in pieces}
    return [stretch] if name else pieces


def unglue(doc: Doc, vocab: Vocab) -> Doc:
    """The same text with glued tokens cut; offsets are unchanged."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        pieces = split(token.text)
        words.extend(pieces)
        spaces.extend([False] * (len(pieces) - 1))
        spaces.append(bool(token.whitespace_))
    return Doc(vocab, words, spaces) if len(words) > len(doc) else doc


@functools.cache
def _ranks() -> Mapping[str, float]:
    """The cost of each known word: the logarithm of its rank by frequency."""
    text = (files("habeas.analyse") / "weights" / "vocab.txt").read_text(encoding="utf-8")
    known = [w for w in text.split("\n") if w.isalpha() and (len(w) > 2 or w in SHORT)]
    known += ["a", "i"]
    return {
        w: math.log(rank + 2) + (SINGLE if len(w) == 1 else 0) for rank, w in enumerate(dict.fromkeys(known))
    }


@functools.lru_cache(maxsize=4096)
def _cheapest(stretch: str) -> tuple[int, ...]:
    """The ends of the cheapest row of words over a stretch in small letters."""
    ranks, n = _ranks(), len(stretch)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, n + 1):
        options = []
        for start in range(max(0, end - 22), end):
            cost = ranks.get(stretch[start:end], UNKNOWN + LETTER * (end - start))
            options.append((best[start][0] + cost, start))
        best.append(min(options))
    ends, at = [], n
    while at > 0:
        ends.append(at)
        at = best[at][1]
    return tuple(reversed(ends))


def _known_words(stretch: str) -> list[str]:
    if not stretch.isalpha() or stretch.lower() in _ranks():
        return [stretch]
    pieces, last = [], 0
    for end in _cheapest(stretch.lower()):
        pieces.append(stretch[last:end])
        last = end
    return pieces
