"""The reporting verbs and nouns over an act, met on the way up the parse from its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from habeas.analyse.hold import Hold, level_by, own_subject
from habeas.analyse.speakers import members, speakers_of_noun, speakers_of_verb, subject_of
from habeas.vocabulary.attribution_words import AttributionWords, Cue

_VERBAL = frozenset(["VERB", "AUX", "ADJ"])
_WH = frozenset(["WP", "WDT", "WRB", "WP$"])
_STEPS = 14


@dataclass(frozen=True, slots=True)
class Way:
    """What has been passed on the way up.

    A clause of its own; a word that takes the act as done; a noun whose bearer the act only tells apart
    ("the torture of people [detained] in May").
    """

    crossed: bool = False
    presupposed: bool = False
    beside: bool = False


def governors(root: Token, span: Span, kind: str, words: AttributionWords) -> Iterator[Hold]:
    """Reporting verbs and nouns over the act, from the inside out."""
    yield from _scheduled(root, words)
    if kind not in words.speech_acts:
        yield from _within(root, kind, words)
    node, way = root, Way()
    for _ in range(_STEPS):
        head = node.head
        if head == node:
            return
        relation = _relation(node)
        if relation == "preposition":
            head, relation = _governor(node)
            if relation in words.concessive or head == node:
                return
        elif node.dep_ == "conj" and _leaves_infinitive(node, head):
            node = head.head
            continue
        elif node.dep_ == "conj" and _contrasts(node, head):
            return
        if _parted(node, head):
            return
        yield from _raised(node, way, words)
        if relation == "of" and not way.crossed:
            yield from _qualified(head, words)
        if not (span.start <= head.i < span.end and kind in words.speech_acts):
            yield from _held_by(head, node, relation, way, words)
        way = _onward(way, head, node, relation, words)
        node = head


def _onward(way: Way, head: Token, node: Token, relation: str, words: AttributionWords) -> Way:
    """What the way has passed once the step to `head` is taken."""
    crossed = way.crossed or relation == "relative" or (relation == "participle" and way.presupposed)
    if relation == "adverbial":
        crossed = crossed or node.tag_ != "VBG" or any(c.dep_ == "mark" for c in node.lefts)
    lexical = head.lemma_ not in words.light_verbs and head.pos_ in ("VERB", "NOUN")
    done = relation not in ("same", "infinitive", "clause", "that", "adverbial") and lexical
    beside = way.beside or (node.dep_ in ("acl", "amod", "relcl") and head.lemma_ not in words.nouns)
    return Way(crossed, way.presupposed or done or crossed, beside)


def _parted(node: Token, head: Token) -> bool:
    """True where a semicolon or a full stop stands between: the parse has joined two statements."""
    low, high = sorted((node.i, head.i))
    between = node.doc[low:high]
    if any(t.text == "." and t.i + 1 < high for t in between):
        return True
    return own_subject(node) and any(t.text == ";" for t in between)


def _leaves_infinitive(node: Token, head: Token) -> bool:
    """True for "threatened to close it and drugged him": the finite verb is no part of the infinitive."""
    return node.tag_ in ("VBD", "VBZ", "VBP") and head.tag_ == "VB" and head.dep_ in ("xcomp", "advcl", "acl")


def _contrasts(node: Token, head: Token) -> bool:
    """True for "said that he was free, but she was held": the second statement is the author's."""
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in node.lefts):
        return False
    return own_subject(node) and any(t.lower_ == "but" for t in node.doc[head.i : node.i])


def _qualified(noun: Token, words: AttributionWords) -> Iterator[Hold]:
    """ "Reported cases of rape": the adjective stands on the noun that counts the acts."""
    for child in noun.lefts:
        if child.dep_ == "amod" and child.lower_ in words.adjectives:
            yield Hold(words.adjectives[child.lower_], "adjective", child, ())


def _within(root: Token, kind: str, words: AttributionWords) -> Iterator[Hold]:
    """A trigger that is itself headed by the cue: "complained of beatings", "torture was reported"."""
    if root.pos_ in ("VERB", "AUX") and root.lemma_ not in words.negation.withholding:
        for cue in words.verbs.get(root.lemma_, ()):
            if _heads(cue, root) or (cue.rule == "appeared" and any(c.dep_ == "xcomp" for c in root.rights)):
                yield Hold(cue.level, cue.rule, root, speakers_of_verb(root, cue, words), cue.denies)
        yield from _carried(root, words)
    elif root.lemma_ in words.negation.withholding and kind not in words.negation.absence_types:
        if not _is_passive(root) and not any(c.dep_ == "dative" for c in root.rights):
            cue = words.verbs[root.lemma_][0]
            yield Hold(cue.level, cue.rule, root, speakers_of_verb(root, cue, words), cue.denies)
    elif root.pos_ == "NOUN":
        for cue in words.nouns.get(root.lemma_, ()):
            if cue.heads_trigger and any(
                c.lower_ in cue.takes or c.dep_ in ("acl", "relcl") for c in root.rights
            ):
                yield Hold(
                    level_by(root, cue.level, words), cue.rule, root, speakers_of_noun(root, cue, words)
                )


def _heads(cue: Cue, root: Token) -> bool:
    """True where the cue may head the trigger and its complement is there."""
    if not cue.heads_trigger:
        return False
    if cue.takes <= {"passive"}:
        return any(c.dep_ == "xcomp" for c in root.rights) and _is_passive(root)
    return bool(cue.takes & {"clause", "object"}) or any(c.lower_ in cue.takes for c in root.rights)


def _scheduled(root: Token, words: AttributionWords) -> Iterator[Hold]:
    """ "Was due to resume", "is expected to open"."""
    for token in (root, *(c for c in root.rights if c.dep_ == "acomp")):
        put_off = token.lemma_ in words.scheduled and any(c.dep_ == "xcomp" for c in token.rights)
        if put_off and (token.pos_ == "ADJ" or _is_passive(token)):
            yield Hold("intended", "scheduled", token, ())


def _governor(node: Token) -> tuple[Token, str]:
    """What a prepositional phrase depends on, and the preposition."""
    if node.dep_ == "prep":
        return node.head, node.lower_
    preposition = node.head
    while preposition.dep_ == "prep" and preposition.head.dep_ == "prep" and preposition.head.pos_ == "ADP":
        preposition = preposition.head
    return preposition.head, preposition.lower_


def _relation(node: Token) -> str:
    """How a node depends on its head, in the words of the vocabulary's `takes`."""
    dep = node.dep_
    if dep in ("pobj", "pcomp", "prep"):
        return "preposition"
    if dep == "ccomp":
        return _complement(node)
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        return "object"
    if dep in ("conj", "appos", "compound", "amod", "poss", "nmod"):
        return "same"
    if dep == "relcl":
        return "relative" if any(t.tag_ in _WH for t in node.doc[node.left_edge.i : node.i]) else "that"
    if dep in ("xcomp", "acl", "advcl"):
        return _clausal(node)
    return "other"


def _complement(node: Token) -> str:
    """ "Said that he was held" is a clause; "reported being held" an object; a stray participle neither."""
    if own_subject(node) or any(c.dep_ == "mark" for c in node.lefts):
        return "clause"
    if node.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in node.lefts):
        return "clause"
    gerund = node.i == node.head.i + 1 or any(c.lower_ in ("being", "having") for c in node.lefts)
    return "object" if gerund else "other"


def _clausal(node: Token) -> str:
    if node.dep_ == "xcomp" or any(c.lower_ == "to" and c.dep_ == "aux" for c in node.lefts):
        return "infinitive"
    if node.dep_ == "advcl":
        return "adverbial"
    return "that" if own_subject(node) or any(c.lower_ == "that" for c in node.lefts) else "participle"


def _raised(node: Token, way: Way, words: AttributionWords) -> Iterator[Hold]:
    """A subject whose verb only carries it to a passive of reporting: "beatings continued to be reported"."""
    if node.dep_ not in ("nsubj", "nsubjpass") or way.crossed:
        return
    yield from _carried(node.head, words)


def _carried(verb: Token, words: AttributionWords) -> Iterator[Hold]:
    """A passive of reporting under a verb that only carries it on."""
    if verb.lemma_ not in words.carrying:
        return
    for under in verb.rights:
        if under.dep_ == "xcomp" and under.lemma_ not in words.negation.withholding and _is_passive(under):
            for cue in words.verbs.get(under.lemma_, ()):
                if "passive" in cue.takes and cue.level != "intended":
                    yield Hold(cue.level, cue.rule, under, speakers_of_verb(under, cue, words))


def _held_by(head: Token, node: Token, relation: str, way: Way, words: AttributionWords) -> Iterator[Hold]:
    """The hold of a reporting word over what depends on it."""
    if head.pos_ == "NOUN":
        yield from _held_by_noun(head, relation, way, words)
        return
    if head.pos_ not in _VERBAL or not (head.is_lower or head.i == 0):
        return
    if relation == "clause" and any(c.dep_ == "mark" and c.lower_ in words.doubts for c in node.lefts):
        subject = subject_of(head)
        yield Hold("unconfirmed", "doubt", head, tuple(members(subject, words)) if subject else ())
        return
    for cue in words.verbs.get(head.lemma_, ()):
        if _takes(cue, head, relation) and _open(cue, relation, way) and not _withheld(cue, head):
            yield Hold(cue.level, cue.rule, head, speakers_of_verb(head, cue, words), cue.denies)
            return
    if relation in ("clause", "at", "about", "over", "for"):
        for child in head.children:
            if child.dep_ in ("dobj", "nsubjpass") and child != node and child.pos_ == "NOUN":
                yield from _held_by_noun(child, relation, way, words)


def _withheld(cue: Cue, head: Token) -> bool:
    """True for "denied him a lawyer", "was denied a lawyer": nothing is disputed there."""
    return cue.denies and (_is_passive(head) or any(c.dep_ == "dative" for c in head.rights))


def _takes(cue: Cue, head: Token, relation: str) -> bool:
    if relation in cue.takes:
        return True
    return (
        "passive" in cue.takes
        and relation in ("clause", "infinitive")
        and (_is_passive(head) or (relation == "infinitive" and "clause" in cue.takes))
    )


def _open(cue: Cue, relation: str, way: Way) -> bool:
    """True where what was passed on the way lets the cue through."""
    if (way.presupposed and cue.level == "intended") or (way.beside and cue.denies):
        return False
    return relation == "clause" or not way.crossed


def _held_by_noun(head: Token, relation: str, way: Way, words: AttributionWords) -> Iterator[Hold]:
    for cue in words.nouns.get(head.lemma_, ()):
        takes = (
            relation in cue.takes
            or (relation in ("clause", "that") and "that" in cue.takes)
            or (relation == "infinitive" and "to" in cue.takes)
        )
        if takes and _open(cue, relation, way):
            found = speakers_of_noun(head, cue, words)
            level = cue.level if found or cue.impersonal is None else cue.impersonal
            yield Hold(level_by(head, level, words), cue.rule, head, found)
            return


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ == "auxpass" for child in verb.lefts):
        return True
    return verb.tag_ == "VBN" and not any(child.lower_ in ("have", "has", "had") for child in verb.lefts)
