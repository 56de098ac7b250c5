"""The words of charges, penalties and outcomes: `languages/<language>/charges.yml`, loaded once and typed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from habeas.model.record import OUTCOMES, PENALTIES

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNIT = "years?|months?|weeks?|days?|hours?"


@dataclass(frozen=True, slots=True)
class ChargeWords:
    """Which lemma leads by which preposition to an accusation, and what is none.

    `law` and `article` find the law and the article in running text; `compounds` and `named` are nouns
    that an accusation precedes ("theft charges", "a theft trial").
    """

    leads: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    compounds: frozenset[str]
    named: frozenset[str]
    article_words: frozenset[str]
    phrases: re.Pattern[str]
    not_after_for: frozenset[str]
    never: frozenset[str]
    types: frozenset[str]
    crimes: frozenset[str]
    relational: frozenset[str]
    reasoned: frozenset[str]
    law: re.Pattern[str]
    article: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PenaltyWords:
    """Patterns of the kinds of penalty, of lengths of time, and the values of number words and units."""

    types: frozenset[str]
    kinds: Mapping[str, re.Pattern[str]]
    custody: re.Pattern[str]
    length: re.Pattern[str]
    replaced: re.Pattern[str]
    imposing: re.Pattern[str]
    killing: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Which lemma or phrase gives which outcome, and which types of acts have one."""

    lemmas: Mapping[str, str]
    phrases: Mapping[str, str]
    types: frozenset[str]
    pending_only: frozenset[str]

    def outcome(self, token: Token) -> str | None:
        """The outcome that a word gives by itself, by its lemma or as printed."""
        return self.lemmas.get(token.lemma_.lower()) or self.lemmas.get(token.lower_)


@functools.cache
def _raw(language: str) -> Mapping[str, Any]:
    path = files("habeas.vocabulary") / "languages" / language / "charges.yml"
    raw: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw


@functools.cache
def charge_words(language: str = "en") -> ChargeWords:
    """The words that lead to an accusation, a law or an article."""
    raw = _raw(language)
    leads: dict[str, frozenset[str]] = {}
    for entry in raw["accusing"]:
        for word in entry["words"]:
            leads[word] = leads.get(word, frozenset()) | frozenset(entry["prepositions"])
    for word in raw["accusations"]["words"]:
        leads[word] = leads.get(word, frozenset()) | frozenset(raw["accusations"]["prepositions"])
    for word in raw["accusations"]["cases"]:
        leads[word] = frozenset(["of"])
    articles = "|".join(raw["articles"])
    laws = "|".join(sorted(raw["laws"], key=len, reverse=True))
    return ChargeWords(
        leads=leads,
        nouns=frozenset(raw["accusations"]["words"]),
        compounds=frozenset(raw["accusations"]["compounds"]),
        named=frozenset(raw["accusations"]["named"]),
        article_words=frozenset(word.lower() for word in (*raw["articles"], *raw["laws"])),
        phrases=re.compile("|".join(map(re.escape, raw["phrases"])), re.IGNORECASE),
        not_after_for=frozenset(raw["not_after_for"]),
        never=frozenset(raw["never"]),
        types=frozenset(raw["types"]),
        crimes=frozenset(raw["crimes"]),
        relational=frozenset(raw["relational"]),
        reasoned=frozenset(raw["reasoned"]),
        law=re.compile(
            rf"(?:[A-Z][\w’'-]*(?: (?:of|and|on|for|the|against|to|in) | |-))*(?:[A-Z][\w’'-]* )?(?:{laws})\b"
        ),
        article=re.compile(
            rf"\b(?:{articles})\.? \d+[A-Z]?\w*(?:\(\w+\))*(?:(?:,| and| or| to|-) ?\d+[A-Z]?(?:\(\w+\))*)*"
        ),
    )


@functools.cache
def penalty_words(language: str = "en") -> PenaltyWords:
    """The words of punishments and of their lengths."""
    raw = _raw(language)
    penalties = raw["penalties"]
    numbers = raw["numbers"]
    small = "|".join(sorted(numbers, key=len, reverse=True))
    number = rf"(?:\d+(?:\.\d+)?|(?:{small})(?:-(?:{small}))?)"
    half = r"(?:[ -]and[ -]a[ -]half)?"
    one = rf"(?P<n{{0}}>{number})(?P<h{{0}}>{half})[ -]?(?P<u{{0}}>{_UNIT})\b(?P<t{{0}}> and a half)?"
    first, second = one.format(1), one.format(2)
    return PenaltyWords(
        types=frozenset(penalties["types"]),
        kinds={
            kind: re.compile(r"\b(?:" + "|".join(penalties[kind]) + r")\b", re.IGNORECASE)
            for kind in PENALTIES
            if kind in penalties
        },
        custody=re.compile(r"\b(?:" + "|".join(penalties["custody"]) + r")\b", re.IGNORECASE),
        length=re.compile(rf"\b{first}(?:[’']?s?(?:,| and) {second})?", re.IGNORECASE),
        replaced=re.compile(raw["replaced"], re.IGNORECASE),
        imposing=re.compile(raw["imposing"], re.IGNORECASE),
        killing=re.compile(raw["killing"], re.IGNORECASE),
        numbers=numbers,
        units=raw["units"],
    )


@functools.cache
def outcome_words(language: str = "en") -> OutcomeWords:
    """The words that say how a ruling or a request ended; ValueError for an outcome that does not exist."""
    raw = _raw(language)
    unknown = (set(raw["outcomes"]) | set(raw["outcome_phrases"])) - set(OUTCOMES)
    if unknown:
        raise ValueError(f"charges.yml: unknown outcomes: {sorted(unknown)}")
    return OutcomeWords(
        lemmas={word: outcome for outcome, words in raw["outcomes"].items() for word in words},
        phrases={
            phrase: outcome for outcome, phrases in raw["outcome_phrases"].items() for phrase in phrases
        },
        types=frozenset(raw["outcome_types"]),
        pending_only=frozenset(raw["pending_only"]),
    )
