"""Cues beside the act's clause: "according to the widow", ", he alleged,", "there were reports that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from habeas.analyse.hold import Hold, level_by
from habeas.analyse.speakers import members, speakers_of_noun, speakers_of_verb
from habeas.vocabulary.attribution_words import AttributionWords

_TURNS = frozenset(["but", "although", "however", "though", "whereas"])


def asides(root: Token, words: AttributionWords, found: list[Hold]) -> Iterator[Hold]:
    """Cues beside the clause: "according to the widow", ", he alleged,", "there were reports that"."""
    doc = root.doc
    known = {hold.cue.i for hold in found}
    for token in doc:
        word = token.lower_
        if word in words.according and token.i + 1 < len(doc) and token.nbor().lower_ == "to":
            if not _divided(token, root):
                yield Hold("reported", "according-to", token, _named_by(token.nbor(), words))
        elif token.dep_ == "parataxis" and token.i < len(doc) - 1 and token.nbor().is_punct:
            for cue in words.verbs.get(token.lemma_, ()):
                over = token.head == root or token.head.is_ancestor(root) or token.i < root.i
                if "clause" in cue.takes and over and not _divided(token, root):
                    yield Hold(cue.level, cue.rule, token, speakers_of_verb(token, cue, words))
        elif (
            token.pos_ == "NOUN" and token.lemma_ in words.nouns and token.i < root.i and token.i not in known
        ):
            yield from _opening(token, root, words)


def _named_by(to: Token, words: AttributionWords) -> tuple[Token, ...]:
    """Whom "according to" names."""
    return tuple(m for c in to.children if c.dep_ == "pobj" for m in members(c, words))


def _opening(noun: Token, root: Token, words: AttributionWords) -> Iterator[Hold]:
    """A reporting noun that opens a list: what follows is under it, wherever the parse has hung it.

    "There were reports that guards beat him, took his clothes and left him outside"; "expressed concern
    at the arrests; the lack of lawyers; and the closures".
    """
    doc, cue = noun.doc, words.nouns[noun.lemma_][0]
    between = doc[noun.i + 1 : root.i]
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.lefts) and noun.head.i < 4
    if there and doc[noun.i + 1].lower_ == "that" and "that" in cue.takes:
        if not any(t.text == ";" or t.lower_ in _TURNS for t in between):
            yield Hold(level_by(noun, cue.impersonal or cue.level, words), cue.rule, noun, ())
    elif noun.dep_ == "dobj" and noun.head.lemma_ in words.voicing and any(t.text == ";" for t in between):
        last = max(t.i for t in between if t.text == ";")
        if not any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[last : root.i]):
            yield Hold(cue.level, cue.rule, noun, speakers_of_noun(noun, cue, words))


def _divided(cue: Token, root: Token) -> bool:
    low, high = sorted((cue.i, root.i))
    return any(t.text == ";" for t in cue.doc[low:high])
