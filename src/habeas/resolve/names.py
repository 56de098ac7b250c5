"""Names of people as words that can be compared: folded, without titles, with how they are spoken."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from anyascii import anyascii

from habeas.vocabulary.identity import identity_words

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘ʻʼ`´]")
_OWN = re.compile(r"['’]s?$")
GLUED, GLUED_AMONG = 18, 2  # a longer word among more than two is several run together, and no name

_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name that tell who is meant, in the order printed."""

    words: tuple[str, ...]

    @property
    def full(self) -> bool:
        """True where more than one word tells who is meant, and one of them is more than a letter."""
        return len(self.words) > 1 and any(len(word) > 1 for word in self.words)

    @property
    def key(self) -> str:
        """The name's words as they are spoken, whatever their order: what a printed name is counted by."""
        return " ".join(sorted(map(spoken, self.words)))


@functools.lru_cache(maxsize=200_000)
def name(printed: str) -> Name:
    """The name in a printed form: no titles, no particles, "Abd al-" joined to what it belongs to."""
    table = identity_words()
    words = _joined(_WORD.findall(folded(printed)))
    first = next((i for i, word in enumerate(words) if word not in table.address | table.particles), 0)
    telling = [word for word in words[first:] if word not in table.particles]
    if len(telling) > GLUED_AMONG:
        telling = [word for word in telling if len(word) <= GLUED]
    return Name(tuple(telling or words))


def folded(printed: str) -> str:
    """Small Latin letters for any script; apostrophes are left out, an owner's "s" with them."""
    plain = _APOSTROPHES.sub("", _OWN.sub("", printed.strip()))
    return anyascii(plain).lower().replace("'", "").replace("`", "")


@functools.lru_cache(maxsize=200_000)
def heard(word: str) -> str:
    """A word written by one habit of transliteration for all: "Husseinov" and "Hüseynov" are alike."""
    for written, sound in identity_words().spellings:
        word = written.sub(sound, word)
    return _DOUBLE.sub(r"\1", word)


@functools.lru_cache(maxsize=200_000)
def spoken(word: str) -> str:
    """A word as it is heard, its e an a: what words are counted by."""
    return _DOUBLE.sub(r"\1", heard(word).replace("e", "a"))


@functools.lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A word's consonants by class, doubles once; of a word without any, its first letter.

    An h within a word comes and goes from one spelling to the next; at its beginning it stays.
    """
    sounds = spoken(word)
    classes = identity_words().classes
    first = classes.get(sounds[:1], "")
    rest = "".join(classes.get(letter, "") for letter in sounds[1:] if letter != "h")
    return _DOUBLE.sub(r"\1", first + rest) or sounds[:1]


def _joined(words: list[str]) -> list[str]:
    """ "abd al karim", "abdel karim" and "abdulkarim" as "abdkarim"."""
    made: list[str] = []
    place = 0
    while place < len(words):
        for begin in identity_words().joined:
            end = place + len(begin)
            if tuple(words[place:end]) == begin and end < len(words):
                made.append("abd" + words[end])
                place = end + 1
                break
        else:
            made.append(_abd(words[place]))
            place += 1
    return made


def _abd(word: str) -> str:
    """A word that begins joined: "abdulkarim"; "abdullah" is left with what follows too."""
    for begin, *more in identity_words().joined:
        if not more and len(begin) > 3 and word.startswith(begin) and len(word) > len(begin) + 1:
            return "abd" + word.removeprefix(begin)
    return word
