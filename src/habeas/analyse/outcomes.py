"""How a ruling or a request ended."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from habeas.vocabulary.charge_words import OutcomeWords


def outcome_of(span: Span, kind: str, words: OutcomeWords) -> str | None:
    """The outcome by the act's own words, its verb, the phrases beside it, what the sentence says is open."""
    if kind not in words.types:
        return None
    found = _by_phrase(span.text, words)
    if found is None:
        found = next((o for t in _near(span) if (o := _of_word(t, words)) is not None), None)
    if found is None:
        start, end = max(0, span.start - 4), min(len(span.doc), span.end + 8)
        found = _by_phrase(span.doc[start:end].text, words)
    if found is None and _by_phrase(span.doc[span.end :].text, words) == "pending":
        found = "pending"
    if found is not None and found != "pending" and kind in words.pending_only:
        return None
    return found


def _of_word(token: Token, words: OutcomeWords) -> str | None:
    """The outcome that a word gives; what is not granted is refused."""
    found = words.outcome(token)
    if found == "granted" and any(child.dep_ == "neg" for child in token.children):
        return "refused"
    return found


def _near(span: Span) -> Iterator[Token]:
    """The act's own words, then what they complete, then what is said of them."""
    root = span.root
    yield root
    yield from span
    yield from _above(root)
    for token in (root, root.head):
        yield from (c for c in token.children if c.dep_ in ("acomp", "xcomp", "ccomp", "prep", "amod"))
    for clause in root.rights:
        if clause.dep_ == "ccomp":
            yield from (c for c in clause.children if c.dep_ in ("acomp", "attr"))


def _above(root: Token) -> Iterator[Token]:
    """What a noun, or an infinitive, is said of: "lost his appeal", "refused to free her"."""
    token = root
    for _ in range(2):
        if token.pos_ == "VERB" and token.dep_ not in ("xcomp", "acl", "amod"):
            return
        token = token.head
        yield token


def _by_phrase(text: str, words: OutcomeWords) -> str | None:
    small = text.lower()
    return next((outcome for phrase, outcome in words.phrases.items() if phrase in small), None)
