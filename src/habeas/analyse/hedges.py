"""What holds an act: modals, adverbs and adjectives near it, reporting words above and beside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from habeas.analyse.asides import asides
from habeas.analyse.governors import governors
from habeas.analyse.hold import Hold, head_of, own_subject
from habeas.vocabulary.attribution_words import AttributionWords

STOPPED = "stopped"
# From an act up to what stops it.
_UNDER = frozenset("dobj dative oprd attr nsubjpass pobj prep compound acl amod pcomp poss".split())
_BARRIERS = frozenset(
    "that which who whom whose when while after before because where although though".split()
) | {"since", "until", "if", "as", "but"}


def holds(span: Span, kind: str, words: AttributionWords) -> list[Hold]:
    """Every hedge on the act with this trigger, innermost first."""
    root = head_of(span)
    found = [
        *_near(root, span, kind, words),
        *_adverbs(root, span, words),
        *_papers(root, span, kind, words),
        *_stopped(root, kind, words),
        *governors(root, span, kind, words),
    ]
    return [*found, *asides(root, words, found)]


def _near(root: Token, span: Span, kind: str, words: AttributionWords) -> Iterator[Hold]:
    """Adjectives of the trigger's noun, modals and conditionals of its clause."""
    speech = kind in words.speech_acts
    for token in _coordinated(root):
        for child in token.lefts:
            word = child.lower_
            if child.dep_ in ("amod", "compound") and word in words.adjectives and not speech:
                yield Hold(words.adjectives[word], "adjective", child, ())
            elif child.dep_ == "aux" and child.tag_ == "MD" and word in words.modals:
                if child.text.islower() or child.i == 0:
                    yield from _modal(token, child, words)
            elif child.dep_ == "mark" and word in words.conditionals:
                yield Hold(words.conditionals[word], "conditional", child, ())
    for token in span if root.pos_ == "NOUN" else span.doc[span.start : root.i]:
        if token.dep_ == "amod" and token.head != root and token.lower_ in words.adjectives and not speech:
            yield Hold(words.adjectives[token.lower_], "adjective", token, ())


def _papers(root: Token, span: Span, kind: str, words: AttributionWords) -> Iterator[Hold]:
    """A warrant for an act is not the act, until somebody carries it out."""
    if kind not in words.warranted:
        return
    for token in span.doc:
        if token.lemma_.lower() not in words.papers or token.head.lemma_ in words.executing:
            continue
        of_its_own = token.head == root and token.dep_ in ("nsubj", "nsubjpass", "dobj")
        if token in span or of_its_own or token in (root.head, root.head.head):
            yield Hold("intended", "warrant", token, ())


def _stopped(root: Token, kind: str, words: AttributionWords) -> Iterator[Hold]:
    """What stops an act, or the order for it: "stayed the execution", "overruled the decision to deport"."""
    if kind not in words.stoppable:
        return
    node = root
    while node.dep_ in _UNDER and node.head.i != node.i:
        node = node.head
        if node.lemma_.lower() in words.stopping:
            missed = any(child.dep_ == "neg" for child in node.children)
            if not (missed or node.head.lemma_ in words.negation.verbs):
                yield Hold("intended", STOPPED, node, ())
            return
        if node.pos_ in ("NOUN", "VERB") and node.lemma_.lower() not in words.courses:
            return


def _modal(verb: Token, modal: Token, words: AttributionWords) -> Iterator[Hold]:
    """A modal hedges; "could not" tells of what did not happen."""
    if modal.lower_ in words.ability and any(child.dep_ == "neg" for child in verb.lefts):
        return
    yield Hold(words.modals[modal.lower_], "modal", modal, ())


def _coordinated(token: Token) -> Iterator[Token]:
    """The token and the earlier members of its coordination that share its subject and form."""
    yield token
    while token.dep_ == "conj" and token.head.tag_ == token.tag_ and not own_subject(token):
        token = token.head
        yield token


def _adverbs(root: Token, span: Span, words: AttributionWords) -> Iterator[Hold]:
    """Hedging adverbs that stand before the trigger's head in the same clause, or close it."""
    for token in span.doc:
        level = words.adverbs.get(token.lower_)
        if level is None:
            continue
        if token.i < root.i:
            if token.i >= span.start or _reaches(token, root, words):
                yield Hold(level, "adverb", token, ())
        elif token.head == root and token.i + 1 < len(span.doc) and token.nbor().is_punct:
            yield Hold(level, "adverb", token, ())


def _reaches(adverb: Token, root: Token, words: AttributionWords) -> bool:
    """True where no other clause begins between the adverb and the root."""
    doc, clause = root.doc, adverb.head
    if adverb.i == 0 and doc[1].text == ",":
        return not any(t.text == ";" for t in doc[: root.i])
    if clause.dep_ in ("acl", "relcl", "pcomp") and clause != root and not clause.is_ancestor(root):
        return False
    if root.pos_ == "NOUN" and root.dep_ == "pobj" and root.head.lower_ in words.circumstantial:
        return False
    if root.dep_ == "acl" and root.head.pos_ != "VERB" and adverb.i < root.head.i:
        return False
    for i in range(adverb.i + 1, root.i):
        token = doc[i]
        if token.lower_ in _BARRIERS or token.text in ";:":
            return False
        if token.dep_ in ("nsubj", "nsubjpass") and token.i < token.head.i <= root.i:
            own = token.head in (adverb.head, adverb.head.head) and adverb.i <= 1
            if not own:
                return False
    return True
