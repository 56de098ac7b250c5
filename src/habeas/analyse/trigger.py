"""Triggers: from the words that tell of an act to the heads whose slots say who took part."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from habeas.analyse.phrases import is_human
from habeas.analyse.senses import is_thing
from habeas.analyse.slots import (
    Slot,
    adjective_slots,
    antecedent,
    could_act,
    holders,
    is_verbal,
    noun_slots,
    topic_of,
    verb_slots,
)

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
_HANDED = frozenset(
    {"dobj", "xcomp", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "ccomp", "conj", "pobj", "pcomp"}
)
_THINGS = frozenset({"object", "struck", "on", "at", "into", "against", "lone"})


def fillers(span: Span) -> list[Slot]:
    """Every slot about a trigger, those of its root first; what the root fills, words inside it do not."""
    found: dict[tuple[str, int], Slot] = {}
    heads = _heads(span)
    inside = {head.i for head in heads}
    filled: set[str] = set()
    for head in heads:
        here: dict[tuple[str, int], Slot] = {}
        for name, token in _of_head(head):
            if token.i not in inside and name not in filled:
                here.setdefault((name, token.i), (name, token))
        filled.update(name for name, token in here.values() if could_act(token))
        found.update((key, slot) for key, slot in here.items() if key not in found)
    if span.root.pos_ in ("NOUN", "PROPN") and is_human(span.root):
        found["bearer", span.root.i] = ("bearer", span.root)
    for name, token in [*found.values()]:
        if (name in _THINGS or is_thing(token)) and not could_act(token):
            for holder in holders(token):
                found.setdefault(("whose", holder.i), ("whose", holder))
    topic = topic_of(span.root)
    if topic is not None and not any((name, topic.i) in found for name in ("subject", "doer", "by")):
        found.setdefault(("topic", topic.i), ("topic", topic))
    return list(found.values())


def _of_head(head: Token) -> Iterator[Slot]:
    if is_verbal(head):
        return verb_slots(head)
    return adjective_slots(head) if head.pos_ == "ADJ" else noun_slots(head)


def _heads(span: Span) -> list[Token]:
    """The root of a trigger, and the nouns and verbs inside it that a light root hands the act to."""
    root = _joined(span)
    first, last = span.start, span.end
    if root.pos_ in ("NOUN", "PROPN"):
        return [root, *_carried(root, first, last)]
    found = [root]
    reached = {root.i}
    for token in sorted(span, key=lambda t: t.dep_ not in ("xcomp", "ccomp", "conj")):
        if token.i == root.i or token.pos_ not in _CONTENT or is_human(token):
            continue
        up = token.head.head if token.dep_ in ("pobj", "pcomp") else token.head
        if up.i in reached and token.dep_ in _HANDED:
            reached.add(token.i)
            found.append(token)
    return [*found, *(t for head in found[1:] for t in _carried(head, first, last))]


def _joined(span: Span) -> Token:
    """The root, or the verb after its hyphen: "ill-treated" is parsed in three."""
    root = span.root
    if root.i + 2 < span.end and root.nbor().text == "-" and is_verbal(root.nbor(2)):
        return root.nbor(2)
    return root


def _carried(noun: Token, first: int, last: int) -> Iterator[Token]:
    """The noun after `of` that a word for cases, numbers or reports only counts."""
    for child in noun.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            yield from (
                inner
                for inner in child.rights
                if inner.dep_ == "pobj"
                and first <= inner.i < last
                and inner.pos_ == "NOUN"
                and not is_human(inner)
            )


def points_back(span: Span) -> bool:
    """True for a trigger that names an act already told: "the trial", "these charges", "both sentences"."""
    head = span.root
    subject = (
        next((antecedent(c) for c in head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if is_verbal(head)
        else head
    )
    if subject is None or subject.pos_ != "NOUN" or is_human(subject):
        return False
    if any(c.dep_ == "prep" and c.lower_ in ("of", "against", "for") for c in subject.rights):
        return False
    return any(c.lower_ in ("the", "this", "these", "both") for c in subject.lefts)
