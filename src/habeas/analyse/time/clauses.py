"""What the parse says of the clause of an act: its verb, tense, subject and negation."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from habeas.analyse.glued import suspect
from habeas.analyse.language import Parsed
from habeas.vocabulary.time_words import time_words

_PRONOUNS = frozenset({"he", "she", "they", "it"})
_NEGATIONS = frozenset(
    {"no", "not", "nobody", "none", "never", "neither", "few", "little", "n't", "n’t", "without"}
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def is_verb(token: Token) -> bool:
    """True of a verb, and of "be" where it is the predicate."""
    return token.pos_ in ("VERB", "AUX")


def clause_verb(token: Token) -> Token:
    """The verb of the clause that the token stands in (the token itself where it is one)."""
    node = token
    while not is_verb(node) and node.head.i != node.i:
        node = node.head
    return node


def subject(verb: Token) -> Token | None:
    """The subject of a verb, through coordination and the verb that governs it."""
    node = verb
    while True:
        for child in node.children:
            if child.dep_ in _SUBJECTS:
                return child
        if node.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
        node = node.head


def subject_is_pronoun(verb: Token) -> bool:
    """True where the clause goes on about somebody just named: "He was released"."""
    found = subject(verb)
    return found is not None and found.lower_ in _PRONOUNS


def main_verb(doc: Doc) -> Token:
    """The root of the sentence."""
    return doc[:].root


def speakers(verb: Token) -> tuple[str, ...]:
    """The words by which the subject may be called again: its head and its initials ("the Council (CPX)")."""
    found = subject(verb)
    if found is None or found.pos_ == "PRON":
        return ()
    initials = (t.text for t in found.subtree if t.text.isupper() and 2 <= len(t) <= 6)
    return (found.lemma_.lower(), *initials)


def is_negated(token: Token) -> bool:
    """True where the clause says that something was not done: "no inquiry was opened", "nobody was tried"."""
    verb = clause_verb(token)
    for node in (token, verb):
        if node.lemma_ == "fail":
            return True
        for child in node.children:
            if child.lower_ in _NEGATIONS and child.dep_ != "prep":
                return True
            if child.pos_ in ("NOUN", "PROPN", "PRON") and any(
                c.lower_ in _NEGATIONS for c in child.children
            ):
                return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "fail"


def past_perfect(token: Token) -> bool:
    """True where the clause stands in the past perfect: told as lying before the story."""
    return any(
        child.dep_ in ("aux", "auxpass") and child.lower_ == "had" for child in clause_verb(token).children
    )


def perfect(verb: Token) -> bool:
    """True of a verb in the perfect: what it tells has gone on up to then."""
    return any(child.dep_ in ("aux", "auxpass") and child.lemma_ == "have" for child in verb.children)


def subjectless(verb: Token) -> bool:
    """True where a verb shares the subject of the one it is joined to."""
    return not any(child.dep_ in (*_SUBJECTS, "auxpass") for child in verb.children)


def gapped(verb: Token) -> bool:
    """True of a joined participle whose auxiliary is left out: "two were killed and forty injured"."""
    return verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def opens_anew(verb: Token) -> bool:
    """True where the subject is new or a tally: "A shop was burned", "At least 20 were hurt"."""
    found = subject(verb)
    if found is None:
        return False
    if found.dep_ == "expl" or any(child.lower_ in ("a", "an") for child in found.children):
        return True
    return any(token.lower_ == "least" for token in found.subtree)


def goes_onward(verb: Token) -> bool:
    """True where an adverb carries the story on: "was later released"."""
    return any(child.dep_ == "advmod" and child.lower_ in time_words().onward for child in verb.children)


def spaced(parsed: Parsed) -> tuple[str, tuple[int, ...]]:
    """The sentence with a blank between words that are printed run together, and where blanks were put in."""
    text, out, inserted, length = parsed.text, [], [], 0
    if not suspect(text):
        return text, ()
    before = None
    for token in parsed.doc:
        if (
            before is not None
            and not before.whitespace_
            and text[token.idx].isalnum()
            and text[token.idx - 1].isalnum()
        ):
            inserted.append(length)
            out.append(" ")
            length += 1
        out.append(token.text_with_ws)
        length += len(token.text_with_ws)
        before = token
    return ("".join(out), tuple(inserted)) if inserted else (text, ())
