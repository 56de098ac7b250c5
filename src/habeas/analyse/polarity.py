"""Whether the text says that an act happened or that it did not."""

from __future__ import annotations

from spacy.tokens import Token

from habeas.vocabulary.attribution_words import Negation

_RAISING = frozenset(
    ["know", "believe", "report", "think", "say", "appear", "seem", "begin", "allow", "permit", "get"]
)
_SUBJECTS = ("nsubj", "nsubjpass")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_STEPS = 4


def negated(root: Token, kind: str, words: Negation) -> bool:
    """True where a negation has the act in its scope; types that are an absence are affirmed by one."""
    undone = words.undone_by.get(kind)
    if undone is not None and root.lemma_ in undone:
        return not _verb_undone(root, kind, words)
    if kind in words.absence_types:
        return False
    if kind in words.withheld_types:
        return _noun_undone(root, words, kind)
    return _verb_undone(root, kind, words) or _noun_undone(root, words, kind)


def _counts(token: Token, words: Negation) -> bool:
    """True for a negation that is not one of those that only look so ("not only", "no longer")."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.text == "No" and token.i > 0 and not token.is_sent_start and following.isdigit():
        return False
    return following not in words.exempt_next


def _noun_undone(root: Token, words: Negation, kind: str | None = None) -> bool:
    """ "No executions", "none of the men was tried", "without trial"."""
    node = root
    for _ in range(_STEPS):
        if any(
            c.dep_ in ("det", "neg", "preconj") and c.lower_ in words.determiners and _counts(c, words)
            for c in node.lefts
        ):
            return True
        if node.dep_ in ("pobj", "pcomp") and node.head.lower_ in words.prepositions:
            return not _listed_beside(root, node, kind, words)
        if (node.dep_ == "conj" and node.tag_ == node.head.tag_) or (
            node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.dep_ in _SUBJECTS
        ):
            node = node.head if node.dep_ == "conj" else node.head.head
        else:
            break
    return False


def _listed_beside(item: Token, first: Token, kind: str | None, words: Negation) -> bool:
    """True for "detention without charge, [torture] and beatings": listed beside what there was none of."""
    return item != first and first.lemma_ in words.due and kind is not None and kind not in words.due_types


def _verb_undone(root: Token, kind: str, words: Negation) -> bool:
    """A negation of the act's verb, of its subject, or of the verb that carries it."""
    node = root
    if kind in words.ruling_types and node.lemma_ in words.verbs:
        return False
    if _withheld(node, words):
        return True
    if node.lemma_ in words.verbs and any(c.dep_ == "xcomp" for c in node.rights):
        return True
    for _ in range(_STEPS):
        if any(_negates(child, words) for child in node.children):
            return not _only_until(node)
        if _unattempted(node, words):
            return True
        head = node.head
        if node.dep_ == "xcomp" and head.lemma_ in words.verbs:
            return True
        if (
            (node.dep_ == "conj" and _shares(node, head))
            or (node.dep_ == "xcomp" and head.lemma_ in _RAISING)
            or (node.dep_ in _SUBJECTS and node.pos_ == "NOUN" and head.lemma_ in words.happening | _RAISING)
            or (node.dep_ in ("dobj", "attr") and head.lemma_ in words.happening)
        ):
            node = head
        else:
            return False
    return False


def _unattempted(node: Token, words: Negation) -> bool:
    """ "There were no moves to [introduce] it", "took no steps towards a [moratorium]"."""
    if node.dep_ in ("pobj", "pcomp"):
        if node.head.lower_ not in words.towards or (node.head.lower_ == "in" and node.dep_ == "pobj"):
            return False
        above = node.head.head
    elif any(c.dep_ == "aux" and c.lower_ == "to" for c in node.lefts):
        above = node.head
    else:
        return False
    parts = [above, *(c for c in above.children if c.dep_ in _ARGUMENTS and c.i < node.i)]
    return any(part.lemma_ in words.efforts and _not_made(part, words) for part in parts)


def _not_made(effort: Token, words: Negation) -> bool:
    """ "No step", "a step was not taken", "failed to take steps"."""
    verb = effort.head
    if _noun_undone(effort, words) or effort.dep_ not in _ARGUMENTS:
        return _noun_undone(effort, words)
    failed = verb.dep_ == "xcomp" and verb.head.lemma_ in words.verbs
    return failed or any(_negates(child, words) for child in verb.children)


def _withheld(verb: Token, words: Negation) -> bool:
    """ "Was denied compensation", "continued to be denied compensation"."""
    for token in (verb, *(c for c in verb.rights if c.dep_ == "xcomp")):
        if token.lemma_ in words.withholding:
            return any(c.dep_ in ("auxpass", "dative") for c in token.children)
    return False


def _only_until(verb: Token) -> bool:
    """ "Did not open until May" tells that it opened; "would not be sent back until" does not."""
    if any(c.tag_ == "MD" for c in verb.lefts):
        return False
    return any(c.lower_ == "until" or any(g.lower_ == "until" for g in c.lefts) for c in verb.rights)


def _shares(node: Token, head: Token) -> bool:
    """True for "was not arrested or charged": same form, no subject of its own, no "but"."""
    if node.tag_ != head.tag_ or node.tag_ not in ("VB", "VBN", "VBG"):
        return False
    between = node.doc[head.i + 1 : node.i]
    return not any(t.lower_ in ("but", "instead") for t in between) and not any(
        c.dep_ in _SUBJECTS or c.dep_ == "auxpass" for c in node.lefts
    )


def _negates(child: Token, words: Negation) -> bool:
    if child.dep_ == "neg" or (
        child.lower_ in ("neither", "nor") and child.dep_ in ("preconj", "cc", "advmod")
    ):
        return child.lower_ in words.words and _counts(child, words)
    if child.dep_ in _SUBJECTS:
        return (child.lower_ in words.words or _noun_undone(child, words)) and child.i < child.head.i
    if child.dep_ == "dobj" or child.dep_ == "attr":
        return _noun_undone(child, words)
    return False
