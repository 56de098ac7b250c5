"""What is said beside a name, or before a pronoun, of who a person is: "a former teacher"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from habeas.analyse.names import Run, behind_body, behind_post
from habeas.analyse.phrases import of_what, phrase_short
from habeas.vocabulary.persons import institution, persons

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_CALLED = frozenset({"called", "named"})
_KNOWN_AS = frozenset({"known", "identified", "named"})
_ALIAS = frozenset({"alias", "aka", "a.k.a."})
_PLURAL = frozenset({"were", "are", "have"})
_FRONT = 14  # tokens of a description that stands before its pronoun


def described(token: Token, run: Run, human: frozenset[str]) -> Token | None:
    """The noun that says what a named person is: an apposition, or a noun right before the name."""
    for child in token.children:
        if child.dep_ == "appos" and child.i >= run.last:
            if child.lemma_.lower() in human:
                return child
            many = of_what(child) if child.lower_ == "one" else None
            if many is not None and many.lemma_.lower() in human:
                return child
    if (beside := _beside(run, human)) is not None:
        return beside
    if (noun := called(run)) is not None:
        return noun
    if (noun := behind_post(run)) is not None:
        return noun
    head = token.head
    if token.dep_ == "appos" and (head.tag_ == "NN" or head.lower_ in persons().offices):
        person = head.lemma_.lower() in human or institution(phrase_short(head)) is None
        if person:
            return head
    if token.dep_ == "pobj" and behind_body(run) and head.head.lemma_.lower() in human:
        return head.head
    for child in token.lefts:
        if (
            child.dep_ in ("compound", "nmod")
            and child.i < run.first
            and child.pos_ == "NOUN"
            and child.lemma_.lower() in human
        ):
            return child
    before = run.doc[run.first - 1] if run.first else token
    twice = before.tag_ == "NN" and before.head == token.head and before.dep_ == token.dep_ in _SUBJECTS
    return before if twice and before.lemma_.lower() in human else None


def titles_before(noun: Token, run: Run) -> Iterator[Token]:
    """The nouns that a post before a name is coordinated with: "former chief and member of parliament Ivo".

    A verb in the plural tells of two: "the mayor and minister Ivo Maren were held".
    """
    if noun.i > run.first or not _is_bare(noun):
        return
    joint = noun if noun.dep_ == "conj" else noun.head
    while joint.dep_ == "conj" and joint.head.tag_ == "NN" and joint.head.i < noun.i:
        joint = joint.head
        one = joint.lemma_.lower() in persons().persons and not _PLURAL & {c.lower_ for c in joint.head.lefts}
        if not one or any(child.lower_ in ("a", "an") for child in joint.lefts):
            return
        yield joint


def _is_bare(noun: Token) -> bool:
    return not any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)


def _beside(run: Run, human: frozenset[str]) -> Token | None:
    """The noun of "a former teacher" right behind a name and a comma, whatever the parse hangs it on."""
    doc, at = run.doc, run.last + 1
    if at >= len(doc) or doc[at - 1].text != "," or doc[at].lower_ not in ("a", "an"):
        return None
    while at + 1 < len(doc) and (doc[at + 1].pos_ in _INSIDE or doc[at + 1].text == "-"):
        at += 1
    return doc[at] if doc[at].tag_ == "NN" and doc[at].lemma_.lower() in human else None


def called(run: Run) -> Token | None:
    """The noun for a person that a name is given to: "a woman called Amra", "a man known only as Ivo"."""
    at = run.first - 1
    while at > 0 and run.doc[at].lower_ in ("as", "only", "simply"):
        at -= 1
    as_one = at < run.first - 1
    verb = run.doc[at] if at > 0 else None
    if (
        verb is None
        or verb.lower_ not in (_KNOWN_AS if as_one else _CALLED)
        or verb.tag_ not in ("VBN", "VBD")
    ):
        return None
    noun = verb.nbor(-1)
    if noun.text == "," and noun.i:
        noun = noun.nbor(-1)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.lemma_.lower() not in persons().persons:
        noun = noun.head.head
    return noun if noun.tag_ == "NN" and noun.lemma_.lower() in persons().human else None


def other_name_of(run: Run) -> Token | None:
    """The word of whom a name is another one: "Ivo Maren, a blogger known as Old Pipe", "Ivo, alias Pipe"."""
    doc, at = run.doc, run.first - 1
    if at >= 1 and doc[at].lower_ == "as" and doc[at - 1].lower_ in _KNOWN_AS:
        at -= 1
    elif at < 0 or doc[at].lower_ not in _ALIAS:
        return None
    while at > 0 and doc[at - 1].tag_ in ("RB", "RBR"):
        at -= 1
    before = doc[at - 1] if at > 0 else None
    while before is not None and before.i > 0 and before.text in (",", "("):
        before = before.nbor(-1)
    if before is None or before.pos_ == "PROPN":
        return before
    noun = called(run)
    return noun.head if noun == before and before.dep_ == "appos" else None


def aged(run: Run) -> bool:
    """True for a name right behind an age: "three-year-old Lena"."""
    return run.doc[max(0, run.first - 2) : run.first].text.lower() == "-old"


def of_conscience(run: Run) -> Token | None:
    """The noun of "prisoner of conscience" right before a name."""
    before = run.doc[max(0, run.first - 3) : run.first]
    return before[0] if before.text.lower() in ("prisoner of conscience", "prisoners of conscience") else None


def fronted(token: Token) -> Token | None:
    """The pronoun that a noun at the head of a sentence describes: "A former teacher, he was held"."""
    doc = token.doc
    if token.tag_ not in ("NN", "NNP", "NNS") or doc[0].pos_ not in ("DET", "NOUN", "ADJ", "ADV", "PROPN"):
        return None
    comma = next((t for t in doc[1:_FRONT] if t.text == ","), None)
    if comma is None or comma.i <= token.i or comma.i + 1 >= len(doc):
        return None
    pronoun = comma.nbor()
    said = doc[: comma.i]
    plain = not any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in said)
    opens = token == said.root or not any(t.pos_ in ("NOUN", "ADP") for t in said[: token.i])
    return (
        pronoun
        if plain and opens and pronoun.lower_ in ("he", "she", "they") and said[0].pos_ != "ADP"
        else None
    )
