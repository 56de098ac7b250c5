"""Who took part in an act: its slots ranked by the act's type, each with the entity that fills it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from habeas.analyse.entities import Cast
from habeas.analyse.language import Act, Parsed
from habeas.analyse.phrases import (
    conjuncts,
    count_of,
    hyphened,
    included,
    is_human,
    is_time,
    listed,
    name_of,
    phrase,
)
from habeas.analyse.trigger import fillers, points_back
from habeas.model.case import Entity
from habeas.model.record import Participant
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.load import VocabularyError, acts
from habeas.vocabulary.persons import institution, persons

# What a file's `roles` may name: the slots of `slots.py`, `earlier` for whom the text was about before, and
# the prepositions.
SLOTS = frozenset(
    "subject object lone recipient second told owner modifier bearer doer struck around whose topic earlier "
    "sender by of against on at in into for from to with between before regarding".split()
)
AFFECTED = ("object", "against", "of", "whose", "struck", "recipient", "bearer", "lone", "owner", "topic")
ACTOR = ("subject", "by", "doer", "around", "modifier")

# Slots after which the verb's own "including …" names some of the same people.
_MANY = frozenset({"object", "lone", "bearer"})
# Slots that tie somebody to an act loosely, and institutions that do not suffer what they are so tied to.
_LOOSE = frozenset({"topic", "subject", "doer", "owner", "around", "whose", "lone+with", "modifier"})
_AUTHORITIES = frozenset(
    "court prosecution police army security_forces security_service government ministry head_of_state "
    "local_authority parliament un_body intergovernmental commission ombudsman".split()
)
_PEOPLE_ONLY = frozenset({"around", "lone", "modifier", "topic", "bearer"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The slots that hold each role of an act type, best first; `things`: what is affected need be nobody;
    `works`: a report or a statement can be the actor; `same`: the one affected can be the actor too;
    `authorities`: a court, the police or a government can be affected however loosely the act is tied to it.
    """

    affected: tuple[str, ...]
    actor: tuple[str, ...]
    things: bool
    works: bool
    same: bool
    authorities: bool


@functools.cache
def roles(act_type: str) -> Roles:
    """The `roles` of an act type's file, the defaults where it is silent."""
    found = acts().get(act_type)
    given: Mapping[str, object] = found.roles if found else {}
    return Roles(
        _names(act_type, given.get("affected"), AFFECTED),
        _names(act_type, given.get("actor"), ACTOR),
        things=bool(given.get("things")),
        works=bool(given.get("works")),
        same=bool(given.get("same")),
        authorities=bool(given.get("authorities")),
    )


def _names(act_type: str, given: object, default: tuple[str, ...]) -> tuple[str, ...]:
    if given is None:
        return default
    names = tuple(str(name) for name in given) if isinstance(given, list) else ("",)
    unknown = {part for name in names for part in name.split("+")} - SLOTS
    if unknown:
        raise VocabularyError(f"{act_type}.yml: roles: no such slots: {', '.join(sorted(unknown)) or given}")
    return names


def resolve(act: Act, parsed: Parsed, cast: Cast) -> tuple[Participant, ...]:
    """The participants of an act, affected first; empty where the sentence names nobody."""
    filled: dict[str, list[Token]] = {}
    for name, token in fillers(act.span):
        filled.setdefault(name, []).append(token)
    wanted = roles(act.type)
    reading = _Reading(filled, parsed, cast)
    judged = reading if wanted.authorities else _Reading(filled, parsed, cast, spared=True)
    heads = judged.first(wanted.affected, wanted.things, ())
    if wanted.same:
        heads = [(slot, spoken_for(head)) for slot, head in heads]
    affected = list(_unique(_made("affected", heads, parsed, cast)))
    in_general = case_words().in_general(parsed.text, act.span.start_char)
    if not affected and "earlier" in wanted.affected and points_back(act.span) and not in_general:
        affected = [_earlier(entity, parsed) for entity in cast.earlier(parsed)]
    taken = [] if wanted.same else [p.entity or p.name for p in affected]
    actor = _made("actor", reading.first(wanted.actor, wanted.works, taken), parsed, cast)
    return tuple(_unique([*affected, *actor]))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The filled slots of one act."""

    filled: Mapping[str, list[Token]]
    parsed: Parsed
    cast: Cast
    spared: bool = False

    def first(self, names: tuple[str, ...], things: bool, taken: Sequence[str]) -> list[tuple[str, Token]]:
        """The heads in the first slot that holds somebody (else something), coordinated ones apart."""
        for name in names:
            people = [h for h in self._heads(name, taken) if self._somebody(h)]
            if people and name.partition("+")[0] in _MANY:
                many = (h for token in self.filled.get("including", ()) for h in conjuncts(token))
                people += [h for h in many if self._somebody(h)]
            if people:
                return [(name, head) for head in people]
        for name in names if things else ():
            found = [h for h in self._heads(name, taken) if not is_time(h)]
            if found and name not in _PEOPLE_ONLY:
                return [(name, head) for head in found]
        return []

    def _heads(self, name: str, taken: Sequence[str]) -> list[Token]:
        tokens = [token for part in name.split("+") for token in self.filled.get(part, ())]
        heads = [h for token in tokens for h in self._all(token) if not self._is(h, taken)]
        if name == "modifier":  # "the Arvel bombing" was not Arvel's
            heads = [h for h in heads if not self._place(h)]
        if self.spared and name in _LOOSE:
            return [h for h in heads if not self._authority(h)]
        return heads

    def _place(self, head: Token) -> bool:
        return any(entity.type == "place" for entity in self.cast.of(self.parsed, head))

    def _authority(self, head: Token) -> bool:
        found = self.cast.of(self.parsed, head)
        if found and found[0].type != "organisation":
            return False
        kind = institution(found[0].name if found else name_of(phrase(head)))
        return kind is not None and kind.kind in _AUTHORITIES

    def _somebody(self, head: Token) -> bool:
        if head.lower_ in persons().impersonal:
            return False
        return is_human(head) or bool(self.cast.of(self.parsed, head))

    def _is(self, head: Token, taken: Sequence[str]) -> bool:
        if not taken:
            return False
        found = self.cast.of(self.parsed, head)
        return any(e.id in taken for e in found) if found else name_of(phrase(head)) in taken

    def _all(self, token: Token) -> Iterator[Token]:
        for head in map(hyphened, conjuncts(token)):
            yield from self.cast.row(self.parsed, head) or listed(head) or (head,)
            yield from included(head)


def spoken_for(head: Token) -> Token:
    """Whom a lawyer speaks for, "his lawyers" or "lawyers for five men"; anybody else for themselves."""
    if head.lemma_.lower() not in persons().speaking_for:
        return head
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            return next((inner for inner in child.rights if inner.dep_ == "pobj"), head)
    return head


def at_heads(role: str, heads: Iterable[Token], parsed: Parsed, cast: Cast) -> tuple[Participant, ...]:
    """Those who stand at the given head words, in that role; `rule` says that they were seen, not slotted."""
    return tuple(_unique(_made(role, [("seen", head) for head in heads], parsed, cast)))


def _made(role: str, heads: list[tuple[str, Token]], parsed: Parsed, cast: Cast) -> Iterator[Participant]:
    for slot, head in heads:
        span = phrase(head)
        if role == "actor" and span.text.isdigit():  # "3391": nobody can tell who that is
            continue
        found = cast.of(parsed, head)
        rule = f"participants/{slot}"
        if not found:
            yield Participant(role, name_of(span), parsed.anchor(span), None, count_of(head), None, rule)
        for entity in found:
            yield _of_entity(role, entity, parsed, head, rule)


def _of_entity(role: str, entity: Entity, parsed: Parsed, head: Token, rule: str) -> Participant:
    pronoun = head.lower_ in persons().pronouns
    span = head.doc[head.i : head.i + 1] if pronoun else phrase(head)
    count = None if entity.type == "person" else entity.count if pronoun else count_of(head)
    return Participant(role, entity.name, parsed.anchor(span), entity.id, count, entity.description, rule)


def _earlier(entity: Entity, parsed: Parsed) -> Participant:
    """One whom "the trial" or "the charges" is about, named in the sentences before."""
    mention = max((a for a in entity.mentions if a.end <= parsed.sentence.start), key=lambda a: a.start)
    return Participant(
        "affected", entity.name, mention, entity.id, entity.count, entity.description, "participants/earlier"
    )


def _unique(made: Iterable[Participant]) -> Iterator[Participant]:
    seen: set[tuple[str, str]] = set()
    for participant in made:
        key = (participant.role, participant.entity or participant.name)
        if key not in seen:
            seen.add(key)
            yield participant
