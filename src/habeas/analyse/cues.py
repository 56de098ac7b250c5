"""Cues compiled against parses: which words stand in which relation to a head."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from habeas.analyse.phrases import is_human, is_time
from habeas.vocabulary.inflect import any_forms, spellings
from habeas.vocabulary.load import Condition, words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "attr", "oprd", "acomp"})
MODIFIERS = frozenset(
    {"amod", "compound", "advmod", "poss", "nmod", "nummod", "det", "prt", "npadvmod", "neg", "acomp"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """A set of surface forms, with the parts of speech that belong to it."""

    forms: frozenset[str]
    parts_of_speech: frozenset[str]
    anything: bool
    things: bool

    def hold(self, token: Token) -> bool:
        """Whether the token is one of the words."""
        return (
            self.anything
            or token.lower_ in self.forms
            or (bool(self.parts_of_speech) and token.pos_ in self.parts_of_speech)
            or (self.things and _is_thing(token))
        )


def _is_thing(token: Token) -> bool:
    """True for a noun or gerund that stands for nobody and no time."""
    return (token.pos_ == "NOUN" or token.tag_ == "VBG") and not (is_human(token) or is_time(token))


@functools.cache
def word_set(wanted: tuple[str, ...]) -> Words:
    """The words of a condition with every form and both spellings; `<name>` brings in a word list."""
    known = words()
    plain = [s for w in wanted if not w.startswith("<") for s in spellings(w)]
    parts: frozenset[str] = frozenset()
    for word in wanted:
        if word.startswith("<"):
            listed = known.lists[word.strip("<>")]
            plain.extend(s for w in listed.words for s in spellings(w))
            parts |= listed.parts_of_speech
    return Words(any_forms(plain, known.irregular), parts, "any" in wanted, THINGS in wanted)


def named(name: str) -> Words:
    """The word list of that name."""
    return word_set((f"<{name}>",))


def fulfilled(condition: Condition, head: Token) -> list[Token] | None:
    """The tokens by which the condition holds of the head (maybe none to show), or None where it does not."""
    wanted = word_set(condition.words)
    if condition.relation == "voice":
        return [] if ("passive" if is_passive(head) else "active") in condition.words else None
    if condition.relation == "negated":
        return [] if is_negated(head) else None
    related = RELATED.get(condition.relation)
    candidates = related(head) if related else prepositional(head, condition.relation)
    for token in candidates:
        if wanted.hold(token):
            return [] if condition.relation in UNSEEN or wanted.anything else [token]
    return None


def subjects(head: Token) -> Iterator[Token]:
    """Who does it: the verb's own subject or agent, or the one it shares with the verb it hangs on."""
    verb = head
    if is_passive(head):
        for child in head.children:
            if child.dep_ == "agent":
                yield from child.children
        return
    for _ in range(4):
        own = [t for t in verb.children if t.dep_ in SUBJECTS]
        if own:
            for token in own:
                yield from with_conjuncts(_antecedent(token, verb))
            return
        if verb.dep_ == "acl":
            yield verb.head
            return
        if verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "relcl"}:
            return
        verb = verb.head


def objects(head: Token) -> Iterator[Token]:
    """To whom or what: object, passive subject, or the noun that a participle stands at."""
    found = False
    for token in head.children:
        if token.dep_ in OBJECTS:
            found = True
            yield from with_conjuncts(_antecedent(token, head))
    if found:
        return
    if head.dep_ == "acl" and head.tag_ == "VBN":
        yield from with_conjuncts(head.head)
    elif head.dep_ == "amod":
        yield head.head
    elif head.dep_ == "conj" and head.tag_ in {"VBN", "VBD"}:
        if head.head.tag_ == "VBN" or is_passive(head.head):
            yield from objects(head.head)
    elif head.dep_ == "xcomp" and is_passive(head):
        yield from subjects(head.head)
    for other in head.conjuncts:
        for token in other.children:
            if token.dep_ == "dobj" and other.i > head.i and not is_passive(head):
                yield from with_conjuncts(token)


def prepositional(head: Token, preposition: str) -> Iterator[Token]:
    """Objects of a preposition at the head, at its object, or in the same run of phrases."""
    level = [head]
    for _ in range(3):
        level = [child for token in level for child in token.children if child.dep_ not in OTHER_CLAUSES]
        for token in level:
            if token.lower_ != preposition:
                continue
            complements = [t for t in token.children if t.dep_ in {"pobj", "pcomp", "amod"}]
            for complement in complements:
                yield from with_conjuncts(complement)
            if not complements:
                yield token


def governors(head: Token) -> Iterator[Token]:
    """The word that governs the head, through a preposition or "allegations of" if that stands between."""
    while head.dep_ == "conj":
        head = head.head
    for _ in range(3):
        governor = head.head
        yield governor
        if governor.dep_ in {"prep", "agent"} or governor.pos_ == "ADP":
            governor = governor.head
            yield governor
        if not named("wrappers").hold(governor):
            return
        head = governor


def unrecorded(head: Token) -> Iterator[Token]:
    """The nouns over the head that are said not to be: "no information on the number of executions"."""
    for _ in range(RECORDED):
        above = head.head
        if head.dep_ == "pobj":
            above = above.head
        elif head.dep_ not in {"conj", "prep", "appos"}:
            return
        verb = above if above.pos_ in {"VERB", "AUX"} else above.head
        if any(t.dep_ == "det" and named("negations").hold(t) for t in above.lefts):
            yield above
        if is_negated(verb) or (verb.dep_ == "xcomp" and named("denials").hold(verb.head)):
            yield from (t for t in verb.children if t.dep_ in SUBJECTS | OBJECTS)
        head = above


def modifiers(head: Token) -> Iterator[Token]:
    """Adjectives, adverbs, compounds and possessors of the head."""
    for token in head.children:
        if token.dep_ in MODIFIERS:
            yield token
            yield from token.conjuncts
            yield from (t for t in token.children if t.dep_ in MODIFIERS)


def governed(head: Token) -> Iterator[Token]:
    """The verbs that the head governs: to do, doing, that it does."""
    for token in head.children:
        if token.dep_ in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
            yield token
            yield from token.conjuncts
        elif token.dep_ == "prep":
            yield from (t for t in token.children if t.dep_ == "pcomp")


def before(head: Token) -> Iterator[Token]:
    """The three words before."""
    return iter(head.doc[max(0, head.i - 3) : head.i])


def after(head: Token) -> Iterator[Token]:
    """The four words after."""
    return iter(head.doc[head.i + 1 : head.i + 5])


def anywhere(head: Token) -> Iterator[Token]:
    """The words of the sentence, but for the head."""
    return (t for t in head.doc if t.i != head.i)


def with_conjuncts(token: Token) -> Iterator[Token]:
    """The token, what is coordinated with it, and what "one of …" is one of."""
    yield token
    yield from token.conjuncts
    if token.pos_ in {"NUM", "DET", "PRON"} or named("amounts").hold(token):
        for child in token.children:
            if child.lower_ == "of":
                yield from child.children


def is_passive(head: Token) -> bool:
    """Whether the verb is passive: with an auxiliary, or a participle at a noun."""
    if any(t.dep_ in {"auxpass", "nsubjpass", "agent"} for t in head.children):
        return True
    if head.tag_ != "VBN":
        return False
    if head.dep_ in {"acl", "amod"}:
        return True
    return head.dep_ == "conj" and is_passive(head.head) and not any(t.dep_ == "nsubj" for t in head.children)


def is_negated(head: Token) -> bool:
    """Whether a negation stands at the head, its arguments, or the verb that governs it."""

    denials = named("negations")

    def denies(tokens: Iterable[Token]) -> bool:
        return any(t.dep_ == "neg" or denials.hold(t) for t in tokens)

    if denies(head.children):
        return True
    for child in head.children:
        if child.dep_ in SUBJECTS | OBJECTS and (denials.hold(child) or denies(child.children)):
            return True
    return head.dep_ in {"xcomp", "conj"} and denies(head.head.children)


def _antecedent(token: Token, verb: Token) -> Token:
    return verb.head if token.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" else token


OTHER_CLAUSES = frozenset({"conj", "relcl", "advcl", "ccomp", "nsubj", "nsubjpass", "parataxis"})
UNSEEN = frozenset({"anywhere", "before", "after", "governor", "unrecorded"})
THINGS = "<things>"
RECORDED = 7  # steps from what is recorded up to the word for the records
RELATED: dict[str, Callable[[Token], Iterator[Token]]] = {
    "object": objects,
    "subject": subjects,
    "doing": governed,
    "modifier": modifiers,
    "governor": governors,
    "unrecorded": unrecorded,
    "before": before,
    "after": after,
    "anywhere": anywhere,
}
