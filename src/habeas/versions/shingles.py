"""Shingles: runs of three words, by which texts are known to share words, and signatures of them.

A signature is a MinHash (Broder 1997): two texts agree in as many of its numbers as they share of all
their shingles. Texts that agree in a whole band of numbers are worth comparing (locality-sensitive
hashing): any pair that shares a third of its shingles does so nearly always, a pair that shares a
twentieth nearly never, so that the time grows with the number of texts and not with that of their pairs.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

WIDTH = 3
BANDS, ROWS = 80, 3
CROWD = 40  # texts in one band of which not every pair is looked at

Hashes = NDArray[np.uint64]
Signature = NDArray[np.uint32]

_WORD = re.compile(r"\w+")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_NUMBERS = np.random.Generator(np.random.PCG64(20030523))
_FACTORS = _NUMBERS.integers(0, 2**64, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
_SUMMANDS = _NUMBERS.integers(0, 2**64, BANDS * ROWS, dtype=np.uint64)


def words(text: str) -> list[str]:
    """The words of a text without what printing changes: case, accents, apostrophes, ligatures."""
    return [word if word.isascii() else _plain(word) for word in _WORD.findall(text.casefold())]


@functools.lru_cache(1 << 16)
def _plain(word: str) -> str:
    signs = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def shingles(words: Sequence[str]) -> Hashes:
    """A hash for each run of three words, in order; one for all words where they are fewer."""
    if not words:
        return np.zeros(0, np.uint64)
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    runs = np.zeros(max(len(words) - WIDTH, 0) + 1, np.uint64)
    for place in range(min(WIDTH, len(words))):
        runs = runs * _ODD + codes[place : place + len(runs)]
    runs ^= runs >> np.uint64(29)
    return runs * _ODD


def signature(hashes: Hashes) -> Signature | None:
    """The signature of a text's shingles; None where it has none."""
    if not len(hashes):
        return None
    unlike = np.unique(hashes)
    least = [(unlike * factor + summand).min() for factor, summand in zip(_FACTORS, _SUMMANDS, strict=True)]
    return (np.array(least, np.uint64) >> np.uint64(32)).astype(np.uint32)


def candidates(signatures: Mapping[str, Signature]) -> set[tuple[str, str]]:
    """The pairs of texts, by their ids in order, that may share a good part of their words."""
    alike: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for id in sorted(signatures):
        for band, rows in enumerate(signatures[id].reshape(BANDS, ROWS)):
            alike[band, rows.tobytes()].append(id)
    return {pair for ids in alike.values() for pair in _pairs(ids)}


def _pairs(ids: list[str]) -> Iterator[tuple[str, str]]:
    """Every pair; in a crowd each with the next and with the first, which holds it together."""
    if len(ids) <= CROWD:
        yield from combinations(ids, 2)
    else:
        yield from pairwise(ids)
        yield from ((ids[0], other) for other in ids[1:])
