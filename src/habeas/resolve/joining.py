"""Figures joined into identities: the surest pairs first, and never two whom something tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from habeas.model.anchor import Anchor, content_id
from habeas.model.identity import Comparison, Figure, Identities, Identity, Reason
from habeas.model.judgement import Judgement, Pair
from habeas.resolve.likeness import alike

LEAD = 4.0  # bits by which a pair must be surer than another to win where both cannot be

Answers = Mapping[tuple[str, str], Comparison]


def joined(
    figures: Sequence[Figure], compared: Iterable[Comparison], judgements: Iterable[Judgement] = ()
) -> Identities:
    """The identities that comparisons come to, and judgements, the latest of a pair.

    Whom a human told apart are never brought together by what is computed; whom one made one come with all
    whom each of them had come to.
    """
    decided, lost = _decided(figures, judgements)
    answers = {(c.one, c.other): c for c in compared} | decided
    groups = _Groups(figures, answers)
    same = sorted((c for c in answers.values() if c.answer == "same"), key=_surest)
    for found in sorted((c for c in same if not _shorter(c)), key=lambda c: c.judgement is not None):
        groups.join(found)
    groups.join_shorter([found for found in same if _shorter(found)])
    waiting = [c for c in answers.values() if c.answer == "unsure" and not c.judgement]
    unsure = (c for c in (*waiting, *groups.refused) if not groups.one(c))
    return Identities(
        all=tuple(sorted(groups.identities(), key=lambda identity: identity.id)),
        unsure=tuple(sorted(unsure, key=_surest)),
        decided=tuple(answer for _, answer in sorted(decided.items())),
        lost=lost,
    )


def _surest(found: Comparison) -> tuple[bool, float, str, str]:
    return found.judgement is None, -found.score, found.one, found.other


def _decided(
    figures: Iterable[Figure], judgements: Iterable[Judgement]
) -> tuple[dict[tuple[str, str], Comparison], tuple[str, ...]]:
    """The humans' answers by pair, and the ids of those whose words no figure has."""
    judged = [(one, one.subject) for one in judgements if isinstance(one.subject, Pair)]
    told = {anchor.document for _, pair in judged for anchor in (pair.one, pair.other)}
    held: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.document in told:
            held[figure.document].append(figure)
    found: dict[tuple[str, str], Comparison] = {}
    lost = []
    for judgement, pair in judged:
        sides = {side for a in (pair.one, pair.other) if (side := _at(a, held[a.document]))}
        if len(sides) != 2:
            lost.append(judgement.id)
            continue
        one, other = sorted(sides)
        reason = Reason("judgement", 0.0, ": ".join(filter(None, (judgement.by, judgement.why))))
        found[one, other] = Comparison(one, other, judgement.what, 0.0, (reason,), judgement.id)
    return found, tuple(lost)


def _at(wanted: Anchor, figures: Iterable[Figure]) -> str | None:
    """The figure of whose mentions one shares most with these words; of like ones the shortest mention."""
    shared = [
        (min(end, wanted.end) - max(start, wanted.start), start - end, figure.id)
        for figure in figures
        for start, end in figure.places
        if start < wanted.end and wanted.start < end
    ]
    return max(shared)[2] if shared else None


class _Groups:
    """Figures in groups that grow pair by pair; what is computed never joins two of one report or told apart.

    Whom a human told apart from one is apart from all whom humans made one with it.
    """

    def __init__(self, figures: Iterable[Figure], answers: Answers) -> None:
        self._answers = answers
        self._known = {figure.id: figure for figure in figures}
        self._group = {id: id for id in self._known}
        self._members = {id: [id] for id in self._known}
        self._links: dict[str, list[Comparison]] = defaultdict(list)
        self._apart: dict[str, dict[str, Comparison]] = defaultdict(dict)
        by_hand = _made_one(answers.values())
        for (one, other), answer in answers.items():
            if answer.answer == "different":
                ends = [by_hand.get(id, {id}) if answer.judgement else {id} for id in (one, other)]
                for a, b in product(*ends) if ends[0].isdisjoint(ends[1]) else [(one, other)]:
                    self._apart[a][b] = self._apart[b][a] = answer
        self.refused: list[Comparison] = []

    def one(self, found: Comparison) -> bool:
        """True where the two are joined."""
        return self._group[found.one] == self._group[found.other]

    def join(self, found: Comparison) -> None:
        """Joins the groups of a pair, unless something tells a member of one from a member of the other.

        A pair that is kept apart is left to a human, but for one whose names are spelled otherwise than
        those of a group that is spelled alike.
        """
        one, other = self._group[found.one], self._group[found.other]
        if one == other:
            self._links[one].append(found)
            return
        if why := self._told_apart(one, other, by_hand=found.judgement is not None):
            rivals = any(map(_exact, self._links[one] + self._links[other]))
            if found.judgement or _exact(found) or not rivals:
                kept = (*found.reasons, Reason("apart", 0.0, why))
                self.refused.append(replace(found, answer="unsure", reasons=kept))
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for id in self._members[other]:
            self._group[id] = one
        self._members[one] += self._members.pop(other)
        self._links[one] += [*self._links.pop(other, ()), found]

    def join_shorter(self, found: Sequence[Comparison]) -> None:
        """Joins those of whom one has words of a name that the other lacks, unless it may be another as well.

        "President Belmar" may be the father or the son; a pair that is surer by `LEAD` is no rival's.
        """
        beside: dict[str, list[Comparison]] = defaultdict(list)
        for one in found:
            for end in (one.one, one.other):
                beside[self._group[end]].append(one)
        for one in found:
            rival = next(
                (name for end in (one.one, one.other) if (name := self._rival(one, end, beside))), None
            )
            if rival is None:
                self.join(one)
            else:
                kept = (*one.reasons, Reason("rival", 0.0, f"it may be {rival} as well"))
                self.refused.append(replace(one, answer="unsure", reasons=kept))

    def _rival(self, found: Comparison, end: str, beside: Mapping[str, Sequence[Comparison]]) -> str | None:
        """Somebody else, as likely, whom this end of a pair may be; None where there is nobody."""
        here = self._group[end]
        other = self._group[found.other if end == found.one else found.one]
        for rival in beside.get(here, ()):
            ends = {self._group[rival.one], self._group[rival.other]} - {here}
            for group in ends - {other}:
                if rival.score > found.score - LEAD and self._told_apart(group, other, by_hand=False):
                    return max((self._known[id].name for id in self._members[group]), key=len)
        return None

    def _told_apart(self, one: str, other: str, *, by_hand: bool) -> str | None:
        """Why two groups cannot be one; a human's word is held up by nothing but a human's."""
        fewer, more = sorted((self._members[one], self._members[other]), key=len)
        group = self._group[more[0]]
        for id in fewer:
            for apart, answer in self._apart[id].items() if id in self._apart else ():
                if self._group[apart] == group and (answer.judgement or not by_hand):
                    return f"{self._known[id].name} and {self._known[apart].name} are told apart"
        if by_hand:
            return None
        for figure in (self._known[id] for id in fewer):
            for beside in (self._known[id] for id in more):
                if beside.document == figure.document and _told_apart_by_one(figure, beside):
                    return f"one report tells {figure.name} from {beside.name}"
                if not self._compared(figure.id, beside.id) and _crossed(figure, beside):
                    return f"{figure.name} and {beside.name} are two names"
        return None

    def _compared(self, one: str, other: str) -> bool:
        return ((one, other) if one < other else (other, one)) in self._answers

    def identities(self) -> Iterable[Identity]:
        """What the groups come to."""
        for group, ids in self._members.items():
            members = [self._known[id] for id in sorted(ids)]
            fullest = max((f.name for f in members), key=lambda name: (len(name), name))
            names = {n for f in members for n in (f.name, *f.aliases)} - {fullest}
            yield Identity(
                id=content_id("i", members[0].id),
                type=members[0].type,
                name=fullest,
                aliases=tuple(sorted(names)),
                figures=tuple(members),
                links=tuple(self._links.get(group, ())),
            )


def _made_one(answers: Iterable[Comparison]) -> Mapping[str, set[str]]:
    """With whom each figure that a human made one with another is one, itself among them."""
    found: dict[str, set[str]] = {}
    for answer in answers:
        if answer.judgement and answer.answer == "same":
            both = found.get(answer.one, {answer.one}) | found.get(answer.other, {answer.other})
            found.update(dict.fromkeys(both, both))
    return found


def _shorter(found: Comparison) -> bool:
    """True where one has words of a name that the other lacks, and no human says what it is."""
    return found.judgement is None and any(reason.rule == "name/missing" for reason in found.reasons)


def _exact(found: Comparison) -> bool:
    """True where the names are spelled alike: nothing that is spelled otherwise comes between such."""
    return any(reason.rule == "whole" for reason in found.reasons)


def _crossed(one: Figure, other: Figure) -> bool:
    """True for two full names, each with a word that the other lacks, where neither has another name."""
    if one.type != "person" or len(one.words) != 1 or len(other.words) != 1:
        return False
    mine, yours = one.words[0], other.words[0]
    return min(len(mine), len(yours)) > 1 and _lacks(mine, yours) and _lacks(yours, mine)


def _lacks(some: Iterable[str], words: Iterable[str]) -> bool:
    """True where one of the words is not among some."""
    return any(not any(alike(word, held) for held in some) for word in words)


def _told_apart_by_one(one: Figure, other: Figure) -> bool:
    """True for two persons of one report, unless it says they are one or their names hold one another."""
    if one.type != "person" or other.id in one.also:
        return False
    words = [(set(a), set(b)) for a in one.words for b in other.words]
    return not any(a <= b or b <= a for a, b in words)
