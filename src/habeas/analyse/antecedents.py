"""Antecedents: whom a pronoun or a definite phrase points back at, among those mentioned before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from habeas.analyse.phrases import conjuncts, count_of, first_of, is_behind_month, is_human, of_what
from habeas.analyse.slots import is_verbal, subject_of
from habeas.model.anchor import Anchor
from habeas.vocabulary.persons import Pronoun, persons

_REACH = 4  # sentences that a pronoun looks back
_BACK = 60  # mentions that it looks back
_APART = 4  # sentences back in which "both" finds people named apart
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = frozenset({"compound", "nmod", "amod"})


@dataclass(slots=True, eq=False)
class Bearer:
    """An entity while it is being gathered; `number` is `one`, `many` or `thing`.

    `words` are the folded words of a name, empty for a nominal; `office` tells that "he" can mean it
    although it is an institution ("the Special Rapporteur"), `official` that a person's title is an office.
    """

    kind: str
    name: str
    number: str
    sex: str | None = None
    lemma: str = ""
    description: str | None = None
    head: Token | None = None
    sentence: int = 0
    words: frozenset[str] = frozenset()
    office: bool = False
    official: bool = False
    mentions: list[Anchor] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that later words can point back at; `sentence` and `block` count from 0.

    `row` holds the heads of the names that are printed in one list with it.
    """

    bearers: tuple[Bearer, ...]
    sentence: int
    block: int
    token: Token
    number: str
    row: tuple[Token, ...] = ()

    @property
    def subject(self) -> bool:
        """True where it is the subject of its clause, or stands beside it: "her father, Ivo Maren, …"."""
        beside = self.token.dep_ == "appos" and self.token.head.dep_ in SUBJECTS
        return beside or self.token.dep_ in SUBJECTS or is_behind_month(self.token)


At = Callable[[int, Token], tuple[Bearer, ...]]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points back, and where it stands."""

    token: Token
    sentence: int
    block: int

    def nearest(self, seen: Sequence[Seen], reach: int = _REACH) -> Iterator[tuple[int, Seen]]:
        """The mentions within reach, last first, with how many stand between."""
        for back, one in enumerate(reversed(seen)):
            if self.sentence - one.sentence > reach or self.block - one.block > 1 or back > _BACK:
                return
            yield back, one


def of_pronoun(pointer: Pointer, wanted: Pronoun, seen: Sequence[Seen], at: At) -> tuple[Bearer, ...]:
    """Whom a pronoun means: the best fitting of those near before it, several for a coordinated "they"."""
    best: tuple[float, tuple[Bearer, ...]] | None = None
    if (again := _again(pointer, seen)) is not None:
        return again.bearers
    barred, undergoing = _barred(pointer.token), _undergoes(pointer.token)
    for back, one in pointer.nearest(seen):
        here = one.sentence == pointer.sentence
        if here and (one.token.i in barred or one.token.i >= pointer.token.i):
            continue
        if one.token.dep_ in _WITHIN or (here and _orders(one, pointer.token)):
            continue
        if _is_dead(one.token) and pointer.token.head.lemma_ in persons().court_verbs:
            continue
        weight = _weight(pointer, back, one)
        if _fits(one, wanted):
            score = weight + _liking(one, wanted, undergoing)
            if best is None or score > best[0]:
                best = score, one.bearers
        if wanted.number == "many" and (several := joined(one, at)):
            score = weight + 0.8
            if best is None or score > best[0]:
                best = score, several
        elif wanted.number == "many" and best is not None and best[1] is one.bearers:
            best = best[0], _all_joined(one, at) or one.bearers
    found = best[1] if best else ()
    if wanted.number == "many" and (not found or (len(found) == 1 and found[0].kind == "organisation")):
        return _subjects_apart(pointer, seen) or found
    return found


def _is_dead(mention: Token) -> bool:
    """True for the victim of a killing, whom no later arrest or trial befalls: "the murder of Ivo Maren"."""
    of = mention.head
    return mention.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in persons().deaths


def _orders(one: Seen, pronoun: Token) -> bool:
    """True for a body that decides on what befalls others: "a board ordered [their] release"."""
    act = pronoun.head
    return (
        pronoun.lower_ == "their"
        and act.lemma_ in persons().personal_nouns
        and one.bearers[0].kind == "organisation"
        and one.token.dep_ in SUBJECTS
        and act.dep_ == "dobj"
        and one.token.head == act.head
    )


def _again(pointer: Pointer, seen: Sequence[Seen]) -> Seen | None:
    """The same pronoun as object before it: "beat them, kicked them and threatened [them]"."""
    token = pointer.token
    if token.dep_ != "dobj":
        return None
    for one in reversed(seen):
        if one.sentence != pointer.sentence:
            return None
        if one.token.lower_ == token.lower_ and one.token.dep_ == "dobj":
            return one
    return None


def _subjects_apart(pointer: Pointer, seen: Sequence[Seen]) -> tuple[Bearer, ...]:
    """The two named persons whom the paragraph's last sentences told of in turn: "X was held. Y fled."."""
    found = dict.fromkeys(
        one.bearers[0]
        for _, one in pointer.nearest(seen)
        if one.subject
        and one.block == pointer.block
        and one.bearers[0].words
        and one.bearers[0].kind == "person"
    )
    return tuple(reversed(found)) if len(found) == 2 else ()


def _all_joined(one: Seen, at: At) -> tuple[Bearer, ...]:
    """Everybody in the coordination that a mention ends: "Ivo Maren and three other writers"."""
    first = first_of(one.token)
    if first == one.token:
        return ()
    found = tuple(dict.fromkeys(bearer for head in conjuncts(first) for bearer in at(one.sentence, head)))
    return found if len(found) > 1 and set(one.bearers) <= set(found) else ()


def _weight(pointer: Pointer, back: int, one: Seen) -> float:
    weight = -1.2 * (pointer.sentence - one.sentence) - 0.02 * back
    if one.subject:
        weight += 1.0 if _leading(one.token) else 0.6
    if one.block != pointer.block:
        weight -= 1.5
    if one.sentence != pointer.sentence and _is_some(one.bearers[0]):
        weight -= 1.0
    if one.token.dep_ == "poss":
        holder = one.token.head
        weight += 0.5 if holder.dep_ in SUBJECTS and not is_human(holder) else -0.3
    return weight


def _is_some(bearer: Bearer) -> bool:
    """True for a bare number or "some", which tell of a part of those told of before."""
    head = bearer.head
    if head is None or head.lower_.endswith("others"):
        return False
    return head.pos_ == "NUM" or head.lower_ in persons().pronominal


def _leading(subject: Token) -> bool:
    """True for the subject of a main clause, or of what is said in one."""
    verb = subject.head
    while verb.dep_ in ("conj", "ccomp"):
        verb = verb.head
    return verb.dep_ == "ROOT"


def _fits(one: Seen, wanted: Pronoun) -> bool:
    bearer = one.bearers[0]
    if wanted.number == "many":
        return bearer.kind != "place" and (one.number == "many" or bearer.kind == "organisation")
    if wanted.number == "thing":
        return bearer.kind in ("organisation", "place") and len(one.bearers) == 1 and not bearer.office
    return (one.number == "one" or bearer.office) and (bearer.sex in (None, wanted.sex) or wanted.sex is None)


def _undergoes(mention: Token) -> bool:
    """True for whom an act befalls: "he was held", "beat him", "his arrest"."""
    if mention.dep_ == "poss":
        return mention.head.lemma_ in persons().personal_nouns
    return mention.dep_ in ("nsubjpass", "dobj")


def _liking(one: Seen, wanted: Pronoun, undergoing: bool) -> float:
    bearer = one.bearers[0]
    if wanted.number == "many":
        several = len(one.bearers) > 1
        liking = 0.6 if several or bearer.kind == "group" else -0.5 if bearer.number == "many" else -1.2
        if _is_somebodys(bearer) or (undergoing and bearer.kind == "organisation"):
            liking -= 1.0
        return liking + (0.4 if one.token.pos_ == "PRON" else 0.0)
    if wanted.number == "thing":
        return -0.6 if bearer.kind == "place" else 0.0
    liking = 1.3 if bearer.words and bearer.kind == "person" else 0.0
    if bearer.lemma in persons().bystanders and not bearer.words:
        liking -= 0.8 if _undergoes(one.token) else 1.5
    in_office = bearer.official or bearer.lemma in persons().in_office
    if undergoing and in_office and one.subject and not _undergoes(one.token):
        liking -= 1.5
    if one.token.dep_ == "pobj" and not one.subject:
        liking -= 1.0 if bearer.official else 0.3
    return liking


def _is_somebodys(bearer: Bearer) -> bool:
    """True for "their families", told of for the sake of those whose they are."""
    head = bearer.head
    near = persons().relatives | persons().bystanders
    return head is not None and bearer.lemma in near and any(c.dep_ == "poss" for c in head.lefts)


def joined(one: Seen, at: At) -> tuple[Bearer, ...]:
    """The two or more that a mention heads a coordination of."""
    heads = one.row or tuple(conjuncts(one.token))
    if len(heads) < 2 or one.bearers[0].kind == "place":
        return ()
    found = tuple(dict.fromkeys(bearer for head in heads for bearer in at(one.sentence, head)))
    return found if len(found) > 1 else ()


def _barred(pronoun: Token) -> frozenset[int]:
    """The tokens that a pronoun cannot mean: the subject of its own verb, unless it is a subject itself."""
    if pronoun.dep_ in SUBJECTS or pronoun.dep_ == "poss":
        return frozenset()
    verb = pronoun.head
    while not is_verbal(verb) and verb.head != verb:
        verb = verb.head
    subject = subject_of(verb) if is_verbal(verb) else None
    return frozenset(head.i for head in conjuncts(subject)) if subject is not None else frozenset()


def of_whole(pointer: Pointer, seen: Sequence[Seen], at: At) -> tuple[Bearer, ...]:
    """Whom "both", "neither", "all" or "none of them" means; empty where what is counted stands beside it."""
    token, counted = pointer.token, of_what(pointer.token)
    if counted is not None:
        if (wanted := persons().pronouns.get(counted.lower_)) is None:
            return ()
        return of_pronoun(replace(pointer, token=counted), wanted, seen, at)
    count = count_of(token)
    if count is not None and count.max == 2:
        return of_definite(pointer, True, None, seen, at)
    return of_pronoun(pointer, persons().pronouns["they"], seen, at)


def of_definite(
    pointer: Pointer, plural: bool, sex: str | None, seen: Sequence[Seen], at: At
) -> tuple[Bearer, ...]:
    """Whom "the man", "both men" or "the two journalists" means; empty where it names somebody new."""
    token = pointer.token
    lemma = token.lemma_.lower()
    if lemma == "latter":
        return next((one.bearers for _, one in pointer.nearest(seen) if one.bearers[0].kind != "place"), ())
    count = count_of(token) if plural else None
    many = count.max if count else None
    if _is_told_of(token, counted=many is not None):
        return ()
    met: Seen | None = None
    found: tuple[Bearer, ...] = ()
    for _, met in pointer.nearest(seen, _REACH + 2):
        if met.bearers[0].kind not in ("person", "group"):
            continue
        if not plural:
            if met.number == "one" and _same_person(met.bearers[0], lemma, sex):
                found = met.bearers
        else:
            found = _same_people(pointer, met, lemma, many, at)
        if found:
            break
    if plural and not found and lemma not in persons().in_office and _all_of_them(token):
        return _told_of_here(pointer, seen)
    if many is None or many < 2 or lemma in persons().in_office:
        return found
    by_them = met is not None and met.token.dep_ == "pobj"  # "beaten by two officers": nobody's "both men"
    in_office = by_them and len(found) == 1 and found[0].lemma in persons().in_office
    return _apart(pointer, many, seen, met.sentence + 1 if met and found and not in_office else 0) or found


def _is_told_of(token: Token, *, counted: bool) -> bool:
    """True for a phrase that says itself whom it means: "the men who …", "the leaders of the party"."""
    loose = counted or token.lemma_.lower() in persons().relatives  # "complaints by the brothers of threats"
    return any(
        child.i > token.i
        and child.dep_ in ("prep", "relcl", "acl", "poss")
        and not (child.lower_ == "of" and loose and not any(map(is_human, child.rights)))
        for child in token.children
    )


def _all_of_them(token: Token) -> bool:
    """True for "all the journalists", "all three": everybody told of before."""
    return any(child.lower_ == "all" for child in token.lefts)


def _told_of_here(pointer: Pointer, seen: Sequence[Seen]) -> tuple[Bearer, ...]:
    """The named persons of the paragraph so far, where they are several."""
    here = dict.fromkeys(
        bearer
        for one in seen
        if one.block == pointer.block
        for bearer in one.bearers
        if bearer.kind == "person" and bearer.words and not bearer.official
    )
    return tuple(here) if len(here) > 1 else ()


def _apart(pointer: Pointer, many: int, seen: Sequence[Seen], first: int) -> tuple[Bearer, ...]:
    """The persons, as many as are counted, whom the last sentences name apart: "X was held and Y beaten"."""
    for sentence in range(pointer.sentence, max(first, pointer.sentence - _APART) - 1, -1):
        named = dict.fromkeys(
            bearer
            for one in seen
            if one.sentence >= sentence and pointer.block - one.block <= 1
            for bearer in one.bearers
            if bearer.kind == "person" and bearer.words and not bearer.official
        )
        if len(named) >= many:
            return tuple(named) if len(named) == many else ()
    return ()


def _same_people(pointer: Pointer, one: Seen, lemma: str, many: int | None, at: At) -> tuple[Bearer, ...]:
    """A mention of several that "the miners", "the four" or "both men" means; empty where it is not."""
    bearer = one.bearers[0]
    if one.number == "many" and len(one.bearers) == 1:
        size = _size(bearer)
        if bearer.lemma == lemma and (many is None or size is None or size == many):
            return one.bearers
        if many is not None and many > 1 and size == many:
            return one.bearers
    people = one.bearers if len(one.bearers) > 1 else joined(one, at)
    sizes = [_size(person) for person in people]
    if len(people) < 2 or None in sizes or not _can_be_called(people, lemma):
        return ()
    near = one.block == pointer.block and pointer.sentence - one.sentence <= 2
    together = sum(size for size in sizes if size)
    return people if together == many or (many is None and near and lemma in persons().generic) else ()


def _can_be_called(people: Iterable[Bearer], lemma: str) -> bool:
    """False for "the two officers" where nobody of them is said to be an officer."""
    return lemma not in persons().in_office or any(person.lemma == lemma for person in people)


def _size(bearer: Bearer) -> int | None:
    """How many a bearer is; None where the text does not say."""
    if bearer.kind == "person":
        return 1
    count = count_of(bearer.head) if bearer.kind == "group" and bearer.head is not None else None
    return count.max if count else None


def _same_person(bearer: Bearer, lemma: str, sex: str | None) -> bool:
    if sex and bearer.sex and sex != bearer.sex:
        return False
    return bearer.lemma == lemma or (
        lemma in persons().generic and bearer.kind == "person" and not bearer.lemma
    )
