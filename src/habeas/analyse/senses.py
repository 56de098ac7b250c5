"""Senses: nouns that are somebody in one sense and a thing in the other, "the prosecution", "her head"."""

from __future__ import annotations

from spacy.tokens import Token

from habeas.vocabulary.persons import persons

_OF_A_PERSON = frozenset({"his", "her"})
_STRUCK_AT = frozenset({"in", "on", "to", "over", "around", "at"})
_AGENT = frozenset({"nsubj", "poss", "agent"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "prep"})


def is_thing(noun: Token) -> bool:
    """True for a noun for people or a body that here is an act, "the prosecution of two men", or a limb."""
    words, lemma = persons(), noun.lemma_.lower()
    if lemma in words.limbs:
        return _is_limb(noun)
    return lemma in words.bodies_or_acts and noun.is_lower and _is_act(noun)


def _is_limb(noun: Token) -> bool:
    """True for "her head", "shot in the head"; not for "the head of the union", "its head"."""
    if any(child.lower_ == "of" for child in noun.rights):
        return False
    return any(child.lower_ in _OF_A_PERSON for child in noun.lefts) or (
        noun.dep_ == "pobj" and noun.head.lower_ in _STRUCK_AT and noun.head.head.pos_ == "VERB"
    )


def _is_act(noun: Token) -> bool:
    """True for what is done to somebody, starts or collapses; not for who appeals, calls or objects."""
    if any(child.lower_ in ("of", "against") for child in noun.rights):
        return True
    clause = next((child for child in noun.rights if child.dep_ == "relcl"), None)
    if clause is not None and any(c.dep_ == "nsubjpass" and c.tag_ == "WDT" for c in clause.lefts):
        return True
    if noun.dep_ == "nsubjpass":
        return not any(child.dep_ == "xcomp" for child in noun.head.rights)
    if noun.dep_ in _AGENT:
        return noun.head.lemma_ in persons().running and not _COMPLEMENTS & {c.dep_ for c in noun.head.rights}
    return not any(child.dep_ in ("det", "amod") for child in noun.lefts) and noun.dep_ in ("dobj", "pobj")
