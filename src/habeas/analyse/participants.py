"""Who took part in an act: its slots ranked by the act's type, each with the entity that fills it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from habeas.analyse.entities import Cast
from habeas.analyse.language import Act, Parsed
from habeas.analyse.phrases import conjuncts, count_of, is_human, name_of, phrase
from habeas.analyse.slots import slots
from habeas.model.case import Entity
from habeas.model.record import Participant
from habeas.vocabulary.load import acts
from habeas.vocabulary.persons import persons

AFFECTED = ("object", "against", "of", "struck", "bearer", "lone", "owner", "recipient", "doer")
ACTOR = ("subject", "by", "doer", "around", "owner", "modifier")


@dataclass(frozen=True, slots=True)
class Roles:
    """The slots that hold each role of an act type, best first; `things`: what is affected need be nobody."""

    affected: tuple[str, ...]
    actor: tuple[str, ...]
    things: bool


@functools.cache
def roles(act_type: str) -> Roles:
    """The `roles` of an act type's file, the defaults where it is silent."""
    found = acts().get(act_type)
    given: Mapping[str, object] = found.roles if found else {}
    return Roles(
        _names(given.get("affected"), AFFECTED), _names(given.get("actor"), ACTOR), bool(given.get("things"))
    )


def _names(given: object, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(name) for name in given) if isinstance(given, list) else default


def resolve(act: Act, parsed: Parsed, cast: Cast) -> tuple[Participant, ...]:
    """The participants of an act, affected first; empty where the sentence names nobody."""
    filled: dict[str, list[Token]] = {}
    for name, token in slots(act.span):
        filled.setdefault(name, []).append(token)
    wanted = roles(act.type)
    affected = _first(filled, wanted.affected, wanted.things, frozenset())
    taken = frozenset(token.i for _, token in affected)
    actor = _first(filled, wanted.actor, False, taken)
    return tuple(_unique([*_made("affected", affected, parsed, cast), *_made("actor", actor, parsed, cast)]))


def _first(
    filled: Mapping[str, list[Token]], names: tuple[str, ...], things: bool, taken: frozenset[int]
) -> list[tuple[str, Token]]:
    """The heads in the first slot of `names` that holds somebody, coordinated ones apart."""
    for name in names:
        heads = [h for token in filled.get(name, ()) for h in conjuncts(token) if h.i not in taken]
        people = [h for h in heads if is_human(h) and h.lower_ not in persons().impersonal]
        if people or (things and heads):
            return [(name, head) for head in (people or heads)]
    return []


def _made(role: str, heads: list[tuple[str, Token]], parsed: Parsed, cast: Cast) -> Iterator[Participant]:
    for slot, head in heads:
        span = phrase(head)
        found = cast.of(parsed, head)
        rule = f"participants/{slot}"
        if not found:
            yield Participant(role, name_of(span), parsed.anchor(span), None, count_of(head), None, rule)
        for entity in found:
            yield _of_entity(role, entity, parsed, head, rule)


def _of_entity(role: str, entity: Entity, parsed: Parsed, head: Token, rule: str) -> Participant:
    pronoun = head.lower_ in persons().pronouns
    span = head.doc[head.i : head.i + 1] if pronoun else phrase(head)
    count = entity.count if pronoun else count_of(head)
    return Participant(role, entity.name, parsed.anchor(span), entity.id, count, entity.description, rule)


def _unique(made: list[Participant]) -> Iterator[Participant]:
    seen: set[tuple[str, str]] = set()
    for participant in made:
        key = (participant.role, participant.entity or participant.name)
        if key not in seen:
            seen.add(key)
            yield participant
