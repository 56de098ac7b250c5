"""The words and weights of `identity.yml`: what binds names, how sounds are written, what speaks for whom."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

from habeas.vocabulary.persons import persons


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The table; words are in small letters, weights in bits. `print` is a hash of all that it says."""

    print: str
    address: frozenset[str]
    generations: frozenset[str]
    also_known: re.Pattern[str]
    behind_known: re.Pattern[str]
    of_another: re.Pattern[str]
    sole_offices: frozenset[str]
    particles: frozenset[str]
    joined: tuple[tuple[str, ...], ...]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    classes: Mapping[str, str]
    weights: Mapping[str, float]
    same: float
    unsure: float
    contradicting: frozenset[str]
    death: frozenset[str]
    living: frozenset[str]
    telling: frozenset[str]
    worldwide_kinds: frozenset[str]
    worldwide_words: re.Pattern[str]


@functools.cache
def identity_words() -> IdentityWords:
    """The table, read once a process."""
    text = (files("habeas.vocabulary") / "identity.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    known_as = "|".join(map(re.escape, table["also_known"]))
    words = persons()
    of_another = sorted({*table["of_another"].split(), *words.relatives})
    called = frozenset(w.rstrip(".") for w in words.titles | words.offices | words.human)
    called |= frozenset(f"{word}s" for word in called)
    joined = sorted((tuple(words.split()) for words in table["joined"]), key=lambda w: (-len(w), w))
    return IdentityWords(
        print=hashlib.sha256(text.encode()).hexdigest(),
        address=frozenset(table["address"].split()) | called,
        generations=frozenset(table["generations"].split()),
        also_known=re.compile(rf"[\s,(–-]*(?:(?:{known_as})[\s(“\"]*|\()", re.IGNORECASE),
        behind_known=re.compile(rf"\b(?:{known_as})[\s(“\"]*$", re.IGNORECASE),
        of_another=re.compile(rf"\b(?:{'|'.join(of_another)}) of (?:the )?[A-Z]|['’]s?\s+[\d(]*[a-z]"),
        sole_offices=frozenset(table["sole_offices"].split()),
        particles=frozenset(table["particles"].split()),
        joined=tuple(joined),
        spellings=tuple((re.compile(pattern), heard) for pattern, heard in table["spellings"]),
        classes={letter: group[0] for group in table["classes"] for letter in group},
        weights=table["weights"],
        same=table["same"],
        unsure=table["unsure"],
        contradicting=frozenset(table["contradicting"]),
        death=frozenset(table["death"]),
        living=frozenset(table["living"]),
        telling=frozenset(table["telling"]),
        worldwide_kinds=frozenset(table["worldwide_kinds"]),
        worldwide_words=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, table['worldwide_words']))})\b", re.IGNORECASE
        ),
    )
