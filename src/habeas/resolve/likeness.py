"""How alike two names are, word by word: what of them matches, how it is written, what is left over."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from habeas.resolve.names import Name, heard, skeleton, spoken

SHORT = 6  # shorter words are another word with every vowel that changes
LONG = 8  # longer ones may differ by two letters and be one
SHORTEST = 4  # words no longer than this are less surely one where a consonant is printed otherwise
JOINED = 2
MUCH = 0.6
RUN_ON = 4  # so many letters more are another word run together with it


_NO_VOWELS = {ord(vowel): "" for vowel in "aeiouy"} | {ord("w"): "v", ord("q"): "k"}
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Match:
    """A word of each name, and how they match: `exact`, `spelling`, `drift`, `near`, `glued` or `initial`."""

    one: str
    other: str
    how: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two names laid beside each other: their matches, the words left over, whether the order is kept."""

    matches: tuple[Match, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    ordered: bool

    @property
    def crossed(self) -> bool:
        """True where each name has a word that the other lacks."""
        return bool(self.left and self.right)

    @property
    def nearly(self) -> bool:
        """True where the words that are left over have much in common: "Mario" and "Mariano"."""
        return all(
            any(Levenshtein.normalized_similarity(a, b) >= MUCH for b in self.right) for a in self.left
        )

    @property
    def firm(self) -> int:
        """How many words match by more than a letter."""
        return sum(match.how != "initial" for match in self.matches)


@functools.lru_cache(maxsize=500_000)
def alike(one: str, other: str) -> str | None:
    """How two words are one, or None where they are two."""
    if one == other:
        return "exact"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else None
    shorter = min(len(one), len(other))
    if spoken(one) == spoken(other) or _one_vowel(heard(one), heard(other)):
        return "spelling" if shorter > SHORTEST or _consonants(one) == _consonants(other) else "drift"
    if shorter < SHORT:
        return None
    distance = Levenshtein.distance(spoken(one), spoken(other))
    if skeleton(one) == skeleton(other) and distance <= shorter // 3:
        return "drift"
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) >= RUN_ON and (long.startswith(short) or long.endswith(short)):
        return "glued"
    return "near" if distance <= (1 if shorter < LONG else 2) else None


def _consonants(word: str) -> str:
    """The consonants as printed, doubles once: in a short word each counts, "Shwe" may not be "Swe"."""
    return _DOUBLE.sub(r"\1", word.translate(_NO_VOWELS))


def _one_vowel(one: str, other: str) -> bool:
    """True for words that differ in nothing but an e for an a or an i: "Sadeq" and "Sadiq"."""
    alike = all(a == b or {a, b} in ({"e", "a"}, {"e", "i"}) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and alike


def likeness(one: Name, other: Name) -> Likeness:
    """The best that the two names can be laid beside each other, in order where that matches as much."""
    return min((_laid(one.words, other.words, skip) for skip in (False, True)), key=_cost)


_RANK = {"exact": 0, "spelling": 1, "drift": 2, "near": 3, "glued": 4, "initial": 5}


def _cost(found: Likeness) -> tuple[int, int]:
    return (-found.firm, len(found.left) + len(found.right))


def _laid(one: tuple[str, ...], other: tuple[str, ...], parted: bool) -> Likeness:
    """Greedily the surest matches first; with `parted`, words that the other name writes as one count so."""
    left = list(_units(one, other) if parted else one)
    right = list(_units(other, one) if parted else other)
    every = sorted(
        (_RANK[how], abs(i - j), i, j, how)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (how := alike(a, b))
    )
    used_left: dict[int, int] = {}
    used_right: set[int] = set()
    matches = []
    for _, _, i, j, how in every:
        if i not in used_left and j not in used_right:
            used_left[i] = j
            used_right.add(j)
            matches.append(Match(left[i], right[j], how))
    places = [used_left[i] for i in sorted(used_left)]
    return Likeness(
        tuple(matches),
        tuple(word for i, word in enumerate(left) if i not in used_left),
        tuple(word for j, word in enumerate(right) if j not in used_right),
        places == sorted(places),
    )


def _units(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The words, two neighbours joined where the other name writes them as one: "nur din" for "nurdin"."""
    heard = {spoken(word) for word in other}
    for place in range(len(words) - 1):
        joined = words[place] + words[place + 1]
        if spoken(joined) in heard:
            return (*words[:place], joined, *words[place + JOINED :])
    return words
