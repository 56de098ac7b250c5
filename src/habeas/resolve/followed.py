"""Counted groups known again from report to report, and the acts that are told of their members thereby."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from habeas.model.identity import Reason
from habeas.model.membership import Membership
from habeas.resolve.closeness import ENOUGH_WORDS, MONTH, SAME_WORDS, YEAR
from habeas.resolve.groups import Group
from habeas.resolve.named import Member
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.group_words import group_words


@dataclass(frozen=True, slots=True)
class Alike:
    """Two groups, by their ids, that can be one, and what speaks for it."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


def memberships(known: Sequence[Group], persons: Mapping[str, str]) -> Iterator[Membership]:
    """Each act of a group told of each person whom any report names as one of it.

    `persons` gives the key of a person by the entity. Of a group with more persons than it counts nobody is.
    """
    for joined, ties in _joined(known, persons):
        said: dict[str, dict[str, Member]] = defaultdict(dict)
        for one in joined:
            for entity, member in one.members.items():
                if entity in persons:
                    said[persons[entity]].setdefault(one.id, member)
        size = joined[0].size
        if size is None or len(said) <= size:
            for one in joined:
                for person, by_group in said.items():
                    own = by_group.get(one.id)
                    member = own or next(iter(by_group.values()))
                    yield from _of(one, person, member, () if own else _why(one.id, ties))


def _of(group: Group, person: str, member: Member, reasons: tuple[Reason, ...]) -> Iterator[Membership]:
    for event in group.events:
        yield Membership(
            event=event,
            person=person,
            group=group.id,
            name=group.name,
            size=group.size,
            said=member.mention,
            rule=member.rule,
            reasons=reasons,
        )


def _why(id: str, ties: Iterable[Alike]) -> tuple[Reason, ...]:
    """What speaks best for a group's being one with the others."""
    mine = [tie for tie in ties if id in (tie.one, tie.other)]
    return max(mine, key=lambda tie: tie.score).reasons if mine else ()


def _joined(known: Sequence[Group], persons: Mapping[str, str]) -> Iterator[tuple[list[Group], list[Alike]]]:
    """Groups that are one, in the order of time, with what made them one: never two of one report."""
    ties = sorted(_ties(known, persons), key=lambda tie: (-tie.score, tie.one, tie.other))
    document = {one.id: one.document for one in known}
    rival = _rivals(ties, document)
    members = {one.id: [one.id] for one in known}
    kept: dict[str, list[Alike]] = defaultdict(list)
    at = {one.id: one.id for one in known}
    for tie in ties:
        one, other = at[tie.one], at[tie.other]
        apart = {document[id] for id in members[one]} & {document[id] for id in members[other]}
        if one != other and not apart and tie not in rival:
            for id in members[other]:
                at[id] = one
            members[one] += members.pop(other)
            kept[one] += [*kept.pop(other, ()), tie]
    group = {one.id: one for one in known}
    for first, ids in members.items():
        yield sorted((group[id] for id in ids), key=lambda one: (one.covers or date.max, one.id)), kept[first]


def _rivals(ties: Sequence[Alike], document: Mapping[str, str]) -> set[Alike]:
    """The ties of a group with two of one other report, neither of which is surer by the lead."""
    to: dict[tuple[str, str], list[Alike]] = defaultdict(list)
    for tie in ties:
        to[tie.one, document[tie.other]].append(tie)
        to[tie.other, document[tie.one]].append(tie)
    found: set[Alike] = set()
    for rivals in to.values():
        best = rivals[0].score
        near = [tie for tie in rivals if best - tie.score < group_words().lead]
        found.update(near if len(near) > 1 else (), rivals[len(near) :])
    return found


def _ties(known: Iterable[Group], persons: Mapping[str, str]) -> Iterator[Alike]:
    """The pairs of groups of different reports on one country that can be one."""
    sized: dict[tuple[str, int | None], list[Group]] = defaultdict(list)
    for group in known:
        for country in group.countries if group.size else ():
            sized[country, group.size].append(group)
    table, seen = group_words(), set[frozenset[str]]()
    for groups in sized.values():
        for one, other in combinations(groups, 2):
            pair = frozenset((one.id, other.id))
            if one.document != other.document and pair not in seen:
                seen.add(pair)
                reasons = tuple(_reasons(one, other, persons))
                score = round(sum(reason.weight for reason in reasons), 2)
                if score >= table.joined and any(reason.rule in table.facts for reason in reasons):
                    yield Alike(one.id, other.id, score, reasons)


def _reasons(one: Group, other: Group, persons: Mapping[str, str]) -> Iterator[Reason]:
    weights = group_words().weights
    size = min(math.log2(one.size or 1) * weights["size"], weights["size_at_most"])
    yield Reason("size", size, f"{one.size} people")
    if one.noun and other.noun:
        same = one.noun == other.noun
        words = one.noun if same else f"{one.noun} against {other.noun}"
        yield Reason("noun" if same else "other_noun", weights["noun" if same else "other_noun"], words)
    if shared := one.described & other.described:
        weight = min(len(shared) * weights["described"], weights["described_at_most"])
        yield Reason("described", weight, ", ".join(sorted(shared)))
    days = list(_days(one, other))
    yield from days
    for rule, mine, yours in (
        ("earlier_year", one.years if not days else frozenset(), other.years),
        ("state", one.states, other.states),
        ("charge", one.charges, other.charges),
        ("place", one.places, other.places),
    ):
        if both := mine & yours:
            yield Reason(rule, weights[rule], ", ".join(sorted(both)[:4]).replace("_", " "))
    if any(_worded(mine, yours) for mine in one.tellings for yours in other.tellings):
        yield Reason("wording", weights["wording"], "most words are the same")
    if both := _people(one, persons) & _people(other, persons):
        yield Reason("member", weights["member"], f"{len(both)} of the same persons named")
    if one.covers and other.covers and (years := abs(one.covers.year - other.covers.year)) > 1:
        yield Reason(
            "years_apart", weights["years_apart"] * (years - 1), f"{years} years between the reports"
        )


def _people(group: Group, persons: Mapping[str, str]) -> frozenset[str]:
    return frozenset(persons[member] for member in group.members if member in persons)


def _days(one: Group, other: Group) -> Iterator[Reason]:
    """The nearest days of one act; where none are shared, what keeps them apart."""
    pairs = [(a, b) for a in one.acts for b in other.acts if case_words().alike(a.type, b.type)]
    shared = [(max(a.days, b.days), a) for a, b in pairs if a.start <= b.end and b.start <= a.end]
    weights = group_words().weights
    if shared:
        days, act = min(shared, key=lambda pair: pair[0])
        words = f"{act.type.replace('_', ' ')}, {act.start}/{act.end}"
        if days <= YEAR:
            rule = "month" if days <= MONTH else "year"
            yield Reason(rule, weights[rule], words)
    elif pairs:
        a, b = pairs[0]
        yield Reason("apart", weights["apart"], f"{a.type.replace('_', ' ')}, {a.start} and {b.start}")


def _worded(mine: frozenset[str], yours: frozenset[str]) -> bool:
    least = min(len(mine), len(yours))
    return least >= ENOUGH_WORDS and len(mine & yours) / least >= SAME_WORDS
