"""Which record to review next: how likely something in it is wrong, and how much rests on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import prod

from habeas.model.case import Case, Conflict
from habeas.model.judgement import Mark
from habeas.model.outline import Sketch
from habeas.vocabulary.load import acts
from habeas.vocabulary.review import review_words


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that waits for review.

    `doubt` is how likely something in it is wrong, `weight` how much rests on it, and `score` their
    product; `field` is the most doubtful one, `reasons` name what speaks for a review in `review.yml`, the
    strongest first. `by` are the people who judged anything in it.
    """

    event: str
    document: str
    doubt: float
    weight: float
    field: str
    reasons: tuple[str, ...]
    by: frozenset[str]

    @property
    def score(self) -> float:
        """What the queue is ordered by."""
        return self.doubt * self.weight


def waiting(acts: Iterable[Sketch], cases: Iterable[Case], conflicts: Iterable[Conflict]) -> list[Waiting]:
    """The acts of a report that wait for review; those that were settled as a whole do not."""
    cases = list(cases)
    told = {event for case in cases for event in case.events}
    left = {case.status.event for case in cases if case.status}
    clash = {event for conflict in conflicts for event in conflict.events}
    return [
        _waiting(act, in_case=act.id in told, leaves=act.id in left, clashes=act.id in clash)
        for act in acts
        if not any(mark.field is None and mark.settled for mark in act.review)
    ]


def _waiting(act: Sketch, *, in_case: bool, leaves: bool, clashes: bool) -> Waiting:
    words, settled = review_words(), {mark.field for mark in act.review if mark.settled}
    kinds = {(field or "").partition("/")[0] for field in settled}
    doubts = [name for name in _doubts(act) if words.doubts[name].field not in kinds]
    doubts.sort(key=lambda name: -words.doubts[name].odds)
    impacts = [
        name for name, holds in (("status", leaves), ("conflict", clashes), ("case", in_case)) if holds
    ]
    impacts = [*_of_review(act.review), *impacts]
    known = acts().get(act.type)
    severity = words.severity.get(known.group if known else "other", 1)
    return Waiting(
        event=act.id,
        document=act.document,
        doubt=1 - prod(1 - words.doubts[name].odds for name in doubts),
        weight=severity + sum(words.impacts[name].weight for name in impacts),
        field=words.doubts[doubts[0]].field if doubts else "",
        reasons=(*impacts[:2], *doubts[:2], *impacts[2:]),
        by=frozenset(name for mark in act.review for name in mark.by),
    )


def _of_review(marks: Collection[Mark]) -> Iterator[str]:
    if any(mark.disputed for mark in marks):
        yield "disputed"
    elif any(not mark.settled for mark in marks):
        yield "second"


def _doubts(act: Sketch) -> Iterator[str]:
    yield "learned" if act.rule.startswith("learned/") and "cue" not in act.rule else "act"
    yield f"date-{act.basis or 'none'}"
    affected = [rule for role, rule in act.linked if role == "affected"]
    if affected:
        yield "affected-far" if any(map(_far, affected)) else "affected"
    elif not _impersonal(act.type):
        yield "affected-none"
    for name, there in (
        ("actor", any(role == "actor" for role, _ in act.linked)),
        ("outcome", act.outcome is not None),
        ("source", act.speaks),
        ("penalty", act.penalized),
        ("hedged", act.certainty != "stated"),
        ("denied", act.polarity == "negated"),
    ):
        if there:
            yield name


def _far(rule: str) -> bool:
    return not review_words().far.isdisjoint(rule.partition("/")[2].split("+"))


def _impersonal(type: str) -> bool:
    known = acts().get(type)
    return known is None or known.group in review_words().impersonal
