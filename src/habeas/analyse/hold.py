"""A hedge on an act, and where in a trigger the act is read from."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from habeas.vocabulary.attribution_words import AttributionWords

SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
_HEADS = frozenset(["VERB", "NOUN", "PROPN", "ADJ", "AUX", "PRON"])


@dataclass(frozen=True, slots=True)
class Hold:
    """One hedge on an act: its level, the rule, the cue word, and who speaks (heads of their names)."""

    level: str
    rule: str
    cue: Token
    speakers: tuple[Token, ...]
    denies: bool = False


def level_by(noun: Token, level: str, words: AttributionWords) -> str:
    """The level that a reporting noun gives; `unconfirmed` where that is what it is called."""
    return "unconfirmed" if any(child.lower_ in words.unconfirmed for child in noun.lefts) else level


def head_of(span: Span) -> Token:
    """The content word of a trigger that depends on something outside it."""
    outer = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.head == t]
    return next((t for t in outer if t.pos_ in _HEADS), span.root)


def own_subject(token: Token) -> bool:
    """True where a verb has a subject of its own before it."""
    return any(child.dep_ in SUBJECTS for child in token.lefts)
