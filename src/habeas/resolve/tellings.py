"""Which tellings are of one act: pairs weighed, then joined best first where nothing keeps them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from habeas.model.anchor import content_id
from habeas.model.occurrence import Days, Occurrence, Telling, Tie
from habeas.model.record import Count, Participant
from habeas.resolve import closeness
from habeas.resolve.told import FIRM, Told, told
from habeas.vocabulary.telling_words import telling_words


def occurrences(tellings: Iterable[Telling]) -> tuple[Occurrence, ...]:
    """The acts that the tellings tell of, in time order, the undated last; each telling is of one of them.

    The tellings are those of one person, or of any that may be of one act.
    """
    every = sorted(map(told, tellings), key=_covered)
    ties = _ties(every)
    groups = _Groups(every, ties)
    table = telling_words()
    for tie in ties:
        if tie.score >= table.joined and not groups.torn(tie):
            groups.join(tie)
    for tie in ties:
        if table.alone <= tie.score < table.joined and groups.only(tie):
            groups.join(tie)
    return tuple(sorted((_occurrence(*group) for group in groups.all()), key=in_time))


def _ties(every: Sequence[Told]) -> list[Tie]:
    """All pairs that can be of one act, the surest first."""
    freeing = telling_words().freeing
    freed = [t.days[0] for t in every if t.event.type in freeing and t.surety == FIRM and t.days]
    found = []
    for one, other in combinations(every, 2):
        reasons = closeness.reasons(one, other, freed=freed)
        if reasons is not None:
            score = round(sum(reason.weight for reason in reasons), 2)
            found.append(Tie(one.event.id, other.event.id, score, tuple(reasons)))
    return sorted(found, key=lambda tie: (-tie.score, tie.one, tie.other))


class _Groups:
    """Tellings joined pair by pair; two that stand too far apart never come together."""

    def __init__(self, every: Sequence[Told], ties: Iterable[Tie]) -> None:
        self._told = {t.event.id: t for t in every}
        self._group = {id: id for id in self._told}
        self._members = {id: [id] for id in self._told}
        self._kept: dict[str, list[Tie]] = defaultdict(list)
        self._near: dict[str, dict[str, float]] = defaultdict(dict)
        self._far: dict[str, set[str]] = defaultdict(set)
        table = telling_words()
        for tie in ties:
            for id, other in ((tie.one, tie.other), (tie.other, tie.one)):
                if tie.score >= table.alone:
                    self._near[id][other] = tie.score
                elif tie.score <= table.never:
                    self._far[id].add(other)

    def join(self, tie: Tie) -> None:
        """Joins the groups of two tellings, unless a member of one can be of no act with one of the other."""
        one, other = self._group[tie.one], self._group[tie.other]
        if one != other and not self._apart(one, other):
            for id in self._members[other]:
                self._group[id] = one
            self._members[one] += self._members.pop(other)
            self._far[one] |= self._far.pop(other, set())
            self._kept[one] += [*self._kept.pop(other, ()), tie]

    def torn(self, tie: Tie) -> bool:
        """True where one of the two is tied as well to a group that can be no act with the other's."""
        for id, other in ((tie.one, tie.other), (tie.other, tie.one)):
            if len(self._members[self._group[id]]) == 1:
                theirs = self._group[other]
                rivals = self._choices(id, tie.score) - {theirs}
                if any(self._apart(theirs, rival) for rival in rivals):
                    return True
        return False

    def only(self, tie: Tie) -> bool:
        """True where one side of a weak tie tells little, and all groups that it may be of can be one."""
        return any(self._little(id) and self._alone(id) for id in (tie.one, tie.other))

    def all(self) -> Iterator[tuple[list[Told], list[Tie]]]:
        """Each group with the ties that made it."""
        for group, members in self._members.items():
            yield [self._told[id] for id in members], self._kept[group]

    def _apart(self, one: str, other: str) -> bool:
        return not self._far[one].isdisjoint(self._members[other])

    def _little(self, id: str) -> bool:
        return all(self._told[m].surety < FIRM for m in self._members[self._group[id]])

    def _alone(self, id: str) -> bool:
        choices = sorted(self._choices(id, telling_words().alone))
        return not any(self._apart(one, other) for one, other in combinations(choices, 2))

    def _choices(self, id: str, least: float) -> set[str]:
        """The other groups with which a telling has a tie of at least so much."""
        tied = {self._group[other] for other, score in self._near[id].items() if score >= least}
        return tied - {self._group[id]}


def _occurrence(group: Sequence[Told], ties: Sequence[Tie]) -> Occurrence:
    members = sorted(group, key=_covered)
    best = min((t for t in members if t.days), key=_tightest, default=None)
    days = best.days if best else None
    differing = [
        t.event.id
        for t in members
        if best and days and t.days and t.surety == FIRM and not _share(t.days, days)
    ]
    return Occurrence(
        id=content_id("o", *sorted(t.event.id for t in members)),
        type=_type(members),
        tellings=tuple(t.telling for t in members),
        days=days,
        dated=best.event.id if best else None,
        differing=tuple(differing),
        count=counted(t.telling for t in members),
        ties=tuple(ties),
    )


def counted(tellings: Iterable[Telling]) -> Count | None:
    """How many all tellings of one act say it befell, as a range; None where nobody says.

    Those named are among those counted: "at least 19" and five of their names are at least 19.
    """
    told = list(tellings)
    each = [count for telling in told if (count := _befallen(telling))]
    people = len(frozenset[str]().union(*(telling.people for telling in told)))
    if not each and not people:
        return None
    least = max(people, *(count.min or 0 for count in each), 0)
    ends = [count.max for count in each]
    most = None if None in ends else max((end for end in ends if end is not None), default=people)
    return Count(least, None if most is None else max(most, least))


def _befallen(telling: Telling) -> Count | None:
    """How many one telling says: its greatest number, with those that it counts besides."""
    affected = [p for p in telling.event.participants if p.role == "affected"]
    within = [p.count for p in affected if p.count and not _besides(p)]
    beside = [p.count for p in affected if p.count and _besides(p)]
    named = sum(1 for p in affected if p.count is None and p.entity)
    if not (within or beside):
        return None
    least = max([named, *(count.min or 0 for count in within)]) + sum(count.min or 0 for count in beside)
    ends = [count.max for count in (*within, *beside)]
    if any(end is None for end in ends):
        return Count(least, None)
    most = max([named, *(c.max or 0 for c in within)]) + sum(c.max or 0 for c in beside)
    return Count(least, max(least, most))


def _besides(participant: Participant) -> bool:
    return bool(telling_words().besides.search(participant.mention.quote))


def in_time(occurrence: Occurrence) -> tuple[date, date, str]:
    """Sorts acts by their first, then their last possible day; undated ones come last."""
    first, last = occurrence.days or (date.max, date.max)
    return first, last, occurrence.id


def _type(members: Sequence[Told]) -> str:
    """The type that most tellings give, the earliest where two are as frequent."""
    types = [t.event.type for t in members]
    return max(types, key=lambda type: (types.count(type), -types.index(type)))


def _tightest(one: Told) -> tuple[int, int]:
    """Sorts by what the days rest on, surest first, then by how many they are."""
    return -one.surety, (one.days[1] - one.days[0]).days if one.days else 0


def _share(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _covered(one: Told) -> tuple[date, str, int]:
    covers = one.telling.report.covers
    return covers[1] if covers else date.max, one.event.document, one.event.trigger.start
