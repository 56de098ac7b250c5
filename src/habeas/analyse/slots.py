"""Slots: who stands where about the verb or noun of an act, whatever the construction.

A slot is named for what it says in an active clause: the passive subject is an `object`, the by-agent a
`subject`. Nouns have the prepositions as slots (`of`, `against`, …), `owner` for the possessor, `modifier`
for a word before them, and what the verb that carries them gives: `bearer` ("received a sentence"), `doer`
("carried out arrests"), `struck` ("the attack killed two men"). `lone` is a verb's subject without object,
`told` the subject of what is said, `whose` the holder of a thing, `topic` the subject of the clause above,
`sender` who sent what is ruled on.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from habeas.analyse.phrases import behind_month, is_human, is_time
from habeas.vocabulary.attribution_words import attribution_words
from habeas.vocabulary.persons import persons

Slot = tuple[str, Token]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_REDUCED = frozenset({"acl", "amod", "advcl", "oprd", "ccomp", "xcomp", "dep", "ROOT", "pcomp", "acomp"})
_CLAUSES = frozenset("conj xcomp advcl ccomp pcomp dep acl relcl parataxis acomp oprd".split())
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_DEEP = 6


def is_verbal(token: Token) -> bool:
    """True for what can have a subject: verb, auxiliary or participle."""
    return token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBG")


def is_passive(verb: Token) -> bool:
    """True where the verb's grammatical subject is its logical object."""
    have = False
    for child in verb.lefts:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
        have = have or (child.dep_ == "aux" and child.lemma_ == "have")
    if verb.tag_ not in ("VBN", "VBD") or have:
        return False
    own = any(child.dep_ == "nsubj" for child in verb.lefts)
    if verb.dep_ == "conj":
        if own or (verb.tag_ == "VBD" and verb.head.tag_ == "VBD" and not is_passive(verb.head)):
            return False
        return is_verbal(verb.head) and is_passive(verb.head)
    if own:
        return False
    if verb.tag_ == "VBD":
        return verb.dep_ in ("acl", "amod")
    return verb.dep_ in _REDUCED


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in _RELATIVE:
        return token
    up = token.head
    for _ in range(_DEEP):
        if up.dep_ in ("relcl", "acl"):
            noun = _person(up.head) if token.lower_ in ("who", "whom") else up.head
            return _first_of_list(noun, token, up)
        if up.head == up:
            break
        up = up.head
    return token


def _first_of_list(noun: Token, pronoun: Token, verb: Token) -> Token:
    """The first of the names that a clause after a comma is about: "X, Y and Z, who were held"."""
    single = any(c.lower_ in ("was", "is", "has") for c in verb.lefts) or verb.lower_ in ("was", "is", "has")
    if pronoun.i == 0 or pronoun.nbor(-1).text != "," or single:
        return noun
    while noun.dep_ == "conj" and noun.pos_ == "PROPN" and noun.head.pos_ in ("PROPN", "NOUN"):
        noun = noun.head
    return noun


def _person(noun: Token) -> Token:
    """The noun that `who` means: "members of a Movement who …" are the members."""
    preposition = noun.head
    if (
        noun.lemma_.lower() not in persons().human
        and preposition.dep_ == "prep"
        and preposition.head.pos_ == "NOUN"
    ):
        return preposition.head if is_human(preposition.head) else noun
    return noun


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at the verb itself, relative pronouns resolved."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return antecedent(child)
    return next((name for child in verb.lefts if (name := behind_month(child)) is not None), None)


def subject_of(verb: Token, deep: int = 0) -> Token | None:
    """The grammatical subject: the verb's own, or the one it leaves out (shared, controlled, reduced)."""
    own = own_subject(verb)
    if own is not None or deep > _DEEP:
        return own
    head, dep = verb.head, verb.dep_
    if dep in ("acl", "relcl"):
        return _modified(verb, deep)
    if dep == "amod":
        return head
    if dep == "pcomp" and head.dep_ == "prep":
        return _from_preposition(head, deep)
    if head == verb or dep not in _CLAUSES:
        return None
    if not is_verbal(head):
        if head.pos_ in ("NOUN", "PROPN") and dep == "conj":
            return None
        return subject_of(head, deep + 1) if head.pos_ == "ADJ" else None
    if dep == "xcomp" or (dep == "ccomp" and verb.tag_ in ("VBG", "VB")):
        controlled = _object(head)
        if controlled is not None and head.lemma_ in persons().object_control:
            return controlled
        if controlled is not None and dep == "xcomp" and verb.tag_ in ("VBG", "VBN"):
            return controlled
    return subject_of(head, deep + 1)


def _modified(verb: Token, deep: int) -> Token | None:
    noun = verb.head
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    if not infinitive or is_passive(verb) or deep > _DEEP:
        return noun
    for child in noun.lefts:
        if child.dep_ == "poss":
            return antecedent(child)
    return next(
        (token for name, token in governor(noun, deep + 1) if name in ("doer", "bearer", "around")), None
    )


def _from_preposition(preposition: Token, deep: int) -> Token | None:
    head = preposition.head
    if deep > _DEEP:
        return None
    if is_verbal(head):
        target = _object(head)
        charged = head.lemma_ in persons().object_of and preposition.lower_ in ("of", "from", "with", "for")
        if target is not None and charged and not is_passive(head):
            return target
        return subject_of(head, deep + 1)
    if head.pos_ == "ADJ":
        return subject_of(head, deep + 1) or (
            subject_of(head.head, deep + 1) if is_verbal(head.head) else head.head
        )
    if head.pos_ in ("NOUN", "PROPN"):
        return next(
            (t for n, t in noun_slots(head, deep + 1) if n in ("owner", "against", "doer", "bearer")), None
        )
    return None


def _object(verb: Token) -> Token | None:
    return next(
        (antecedent(c) for c in verb.rights if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"), None
    )


def shared_object(verb: Token) -> Token | None:
    """The object that a coordinated verb further on holds for both: "arrested and tortured five men"."""
    for child in verb.rights:
        if child.dep_ == "conj" and is_verbal(child) and own_subject(child) is None:
            return _object(child) or shared_object(child)
    return None


def verb_slots(verb: Token, deep: int = 0) -> Iterator[Slot]:
    """The slots of a verb: `subject`, `object`, `lone`, `recipient`, `second` and its prepositions."""
    passive = is_passive(verb)
    subject = own_subject(verb)
    if subject is None:
        subject = subject_of(verb, deep)
        if subject is not None and verb.dep_ not in ("acl", "relcl", "amod") and not could_act(subject):
            subject = topic_of(verb) or subject
    if subject is None and passive:
        subject = _unattached(verb)
    objects = [antecedent(c) for c in verb.children if c.dep_ == "dobj"]
    if subject is not None and passive:
        yield "object", subject
    if not passive:
        if not objects and (shared := shared_object(verb)) is not None:
            objects = [shared]
        if not objects and verb.dep_ == "relcl" and subject != verb.head:
            objects = [verb.head]
        if subject is not None and subject not in objects:
            yield _active(verb, objects), subject
    for token in objects:
        yield ("second" if passive else "object"), token
    for child in verb.rights:
        if child.dep_ == "ccomp" and (told := own_subject(child)) is not None:
            yield "told", told
    yield from _phrases(verb, passive)
    for token in objects:
        if not could_act(token):
            yield from (slot for slot in _phrases(token) if slot[0] in ("with", "against", "between"))
            yield from _senders(token)
    if verb.dep_ == "conj" and is_verbal(verb.head) and passive and not _has_agent(verb):
        return
    if passive and not _has_agent(verb):
        yield from _later_agent(verb)


def _senders(thing: Token) -> Iterator[Slot]:
    """Who a thing that is ruled on came from: "an appeal filed by her lawyer", "his petition"."""
    for part in thing.subtree:
        if part.dep_ == "poss" and part.head == thing:
            yield "sender", antecedent(part)
        elif part.lower_ == "by" and part.head.dep_ == "acl" and part.i > thing.i:
            yield from (("sender", antecedent(o)) for o in part.rights if o.dep_ == "pobj")


def _active(verb: Token, objects: list[Token]) -> str:
    """What the subject of an active verb is to the act."""
    words = persons()
    if verb.lemma_ in words.suffering and verb.lemma_ not in words.doing and not any(map(could_act, objects)):
        return "bearer"
    return "subject" if objects or any(c.dep_ in ("ccomp", "xcomp") for c in verb.rights) else "lone"


def could_act(token: Token) -> bool:
    """True for a word that can stand for somebody: a name, a pronoun, a noun for people or an institution."""
    return token.pos_ in ("PROPN", "PRON") or is_human(token)


def _unattached(verb: Token) -> Token | None:
    """The noun right before a passive's auxiliary where the parse left the verb without a subject."""
    first = next((c for c in verb.lefts if c.dep_ in ("auxpass", "aux")), None)
    if first is None or first.i == 0:
        return None
    before = first.nbor(-1)
    return before if before.pos_ in ("NOUN", "PROPN", "PRON") else None


def _has_agent(verb: Token) -> bool:
    return any(c.dep_ == "agent" for c in verb.rights)


def _later_agent(verb: Token) -> Iterator[Slot]:
    for child in verb.rights:
        if child.dep_ == "conj" and is_verbal(child) and own_subject(child) is None:
            for inner in child.rights:
                if inner.dep_ == "agent":
                    yield from (("subject", antecedent(o)) for o in inner.rights if o.dep_ == "pobj")
            yield from _later_agent(child)


def _phrases(head: Token, passive: bool = False) -> Iterator[Slot]:
    for child in head.children:
        if child.dep_ == "dative":
            if child.pos_ != "ADP":
                yield "recipient", antecedent(child)
            else:
                yield from (("recipient", antecedent(o)) for o in child.rights if o.dep_ == "pobj")
        elif child.dep_ in ("prep", "agent"):
            name = "subject" if child.dep_ == "agent" and passive else child.lower_
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    yield name, antecedent(inner)
                    yield from _hung(inner)
                elif inner.dep_ in ("prep", "conj") and child.lower_ != "according":
                    yield from ((inner.lower_, antecedent(o)) for o in inner.rights if o.dep_ == "pobj")


def _hung(noun: Token) -> Iterator[Slot]:
    """What the parse hangs on the last noun, not on the act: "by police against men", "in 2002 of them"."""
    hung = ("against", "by", "of") if is_time(noun) else ("against", "by")
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in hung:
            yield from ((child.lower_, antecedent(o)) for o in child.rights if o.dep_ == "pobj")


def noun_slots(noun: Token, deep: int = 0) -> Iterator[Slot]:
    """The slots of a noun that tells of an act, its own ones first, then what its governor gives."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            yield "owner", antecedent(child)
        elif child.dep_ in ("compound", "amod", "nmod") and child.pos_ in ("NOUN", "PROPN"):
            yield "modifier", child
    yield from _phrases(noun)
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and is_verbal(child) and deep < _DEEP:
            yield from _clause_of(noun, child, deep + 1)
    if deep < _DEEP:
        yield from governor(noun, deep + 1)
        yield from _coordinated(noun)


def _clause_of(noun: Token, verb: Token, deep: int) -> Iterator[Slot]:
    for name, token in verb_slots(verb, deep):
        if token == noun or (name in ("subject", "by") and _voiced(noun, verb)):
            continue
        if name == "subject":
            yield ("bearer" if verb.lemma_ in persons().suffering else "by"), token
        elif name == "object":
            yield "struck", token
        else:
            yield name, token


def _voiced(act: Token, verb: Token) -> bool:
    """True for "allegations of torture [made] by him": he told of it, and did not do it."""
    words, told = attribution_words(), act.head.head
    return act.dep_ == "pobj" and told.lemma_ in words.nouns and verb.lemma_ in words.voicing


def _coordinated(noun: Token) -> Iterator[Slot]:
    for child in noun.rights:
        if child.dep_ == "conj" and child.pos_ == "NOUN":
            yield from _phrases(child)
            for verb in child.rights:
                if verb.dep_ == "acl" and is_verbal(verb):
                    yield from _clause_of(child, verb, _DEEP)
            yield from _coordinated(child)


def governor(noun: Token, deep: int = 0) -> Iterator[Slot]:
    """What the word that governs a noun says of who does or bears the noun's act."""
    head, dep = noun.head, noun.dep_
    if deep > _DEEP or head == noun:
        return
    if dep in ("conj", "appos"):
        if is_verbal(head):
            return
        yield from (slot for slot in noun_slots(head, deep + 1) if slot[1] != noun)
    elif dep in ("dobj", "oprd") and is_verbal(head):
        yield from _of_light_verb(noun, head, deep)
    elif dep in ("nsubjpass", "nsubj") and is_verbal(head):
        yield from _of_predicate(noun, head, deep)
    elif dep == "attr" and is_verbal(head):
        subject = subject_of(head, deep + 1)
        if subject is not None:
            yield "around", subject
    elif dep in ("pobj", "pcomp") and (head.pos_ == "ADP" or head.dep_ == "prep"):
        yield from _of_preposition(noun, head, deep)
    elif dep in ("compound", "amod", "nmod"):
        yield from _of_compound(head, deep)


def _of_light_verb(noun: Token, verb: Token, deep: int) -> Iterator[Slot]:
    words = persons()
    passive = is_passive(verb)
    subject = subject_of(verb, deep + 1)
    if subject is not None and (passive or verb.lemma_ not in words.telling):
        if passive or verb.lemma_ in words.suffering:
            yield "bearer", subject
        elif verb.lemma_ in words.doing:
            yield "doer", subject
        else:
            yield "around", subject
    yield from (slot for slot in _phrases(verb, passive) if slot[1] != noun)


def _of_predicate(noun: Token, verb: Token, deep: int) -> Iterator[Slot]:
    passive = is_passive(verb)
    for name, token in _phrases(verb, passive):
        if token != noun and not (name == "subject" and verb.lemma_ in persons().telling):
            yield ("doer" if name == "subject" else name), token
    if not passive and (target := _object(verb)) is not None:
        yield "struck", target
    for child in verb.rights:
        if child.dep_ == "conj" and is_verbal(child) and own_subject(child) is None and deep < 3:
            yield from _of_predicate(noun, child, deep + 1)


def _of_preposition(noun: Token, preposition: Token, deep: int) -> Iterator[Slot]:
    head = preposition.head
    if preposition.dep_ == "prep" and head.dep_ == "prep":
        head = head.head
    if head.lemma_.lower() in persons().answering and preposition.lower_ in ("of", "for", "in", "to", "with"):
        subject = subject_of(head, deep + 1) if is_verbal(head) else _answering(head, deep)
        if is_verbal(head) and not is_passive(head) and (target := _object(head)) is not None:
            subject = target
        if subject is not None:
            yield "doer", subject
    elif is_verbal(head):
        target = _object(head) if not is_passive(head) else None
        subject = subject_of(head, deep + 1)
        if target is not None and target != noun:
            yield "bearer", target
        role = "bearer" if is_passive(head) or target is None else "around"
        if subject is not None and (role == "bearer" or preposition.lower_ not in persons().circumstances):
            yield role, subject
        yield from (slot for slot in _phrases(head, is_passive(head)) if slot[1] != noun)
    elif head.pos_ == "ADJ":
        subject = _holder(head, deep)
        if subject is not None:
            yield "bearer", subject
    elif head.pos_ in ("NOUN", "PROPN", "PRON"):
        yield from _of_compound(head, deep, noun)


def _answering(head: Token, deep: int) -> Token | None:
    if head.pos_ == "NOUN" and head.lemma_.lower() not in persons().human:
        return next(holders(head), None)
    return head if head.pos_ == "NOUN" else _holder(head, deep)


def _of_compound(head: Token, deep: int, noun: Token | None = None) -> Iterator[Slot]:
    if head.lemma_.lower() in persons().human:
        if head.dep_ == "attr" and (subject := subject_of(head.head, deep + 1)) is not None:
            head = subject
        yield "bearer", head
        return
    yield from (slot for slot in noun_slots(head, deep + 1) if slot[1] != noun)


def _holder(adjective: Token, deep: int) -> Token | None:
    head = adjective.head
    if is_verbal(head):
        return subject_of(head, deep + 1)
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None


def holders(thing: Token, deep: int = 0) -> Iterator[Token]:
    """Whose a thing is: its possessor, or the noun of its `of` or `against` phrase, however nested."""
    for child in thing.children:
        if child.dep_ == "poss":
            yield antecedent(child)
        elif child.dep_ == "prep" and child.lower_ in ("of", "belonging", "against", "on"):
            for inner in child.rights:
                if inner.dep_ == "pobj" and could_act(inner):
                    yield inner
                elif inner.dep_ in ("pobj", "pcomp") and deep < 3:
                    yield from holders(inner, deep + 1)


def topic_of(head: Token) -> Token | None:
    """The person nearest above a head that a verb has as subject; None where there is none."""
    up = head
    for _ in range(8):
        if up.head == up:
            break
        up = up.head
        if (
            is_verbal(up)
            and (subject := own_subject(up)) is not None
            and is_human(subject)
            and subject.i != head.i
        ):
            return subject
    return None


def adjective_slots(head: Token) -> Iterator[Slot]:
    """The slots of an adjective: `lone` for the one it is said of, and its prepositions."""
    holder = _holder(head, 0)
    if holder is not None:
        yield "lone", holder
    yield from _phrases(head)
