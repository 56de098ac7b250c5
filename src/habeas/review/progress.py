"""How far a review is, and how well the reviewers agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from habeas.model.judgement import WITHDRAW, Judgement, Of
from habeas.review.agreement import alpha, kappa
from habeas.review.decisions import Decision, decisions, outcome


@dataclass(frozen=True, slots=True)
class Between:
    """How two people agree beyond chance on `common` things that both judged; kappa None where undefined."""

    one: str
    other: str
    common: int
    alike: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What was judged of so many `records` (acts).

    `judged`, `settled` and `disputed` count the records of which anything was, `fields` the fields and
    records as wholes that were judged; `given` how many judgements of each kind each person gave, those
    taken back too. `alpha` is over all who judged, None where undefined; `between` has every two of them.
    """

    records: int
    judged: int
    settled: int
    disputed: int
    fields: int
    given: Mapping[str, Mapping[str, int]]
    alpha: float | None
    between: tuple[Between, ...]


def progress(log: Iterable[Judgement], *, records: int) -> Progress:
    """The state of a review by its log."""
    log = tuple(log)
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for judgement in log:
        given[judgement.by][judgement.what] += 1
    decided = [d for d in decisions(log).values() if isinstance(d.last.subject, Of)]
    units = [{told.by: verdict(told, decision) for told in decision.given} for decision in decided]
    return Progress(
        records=records,
        judged=len(_records(decided)),
        settled=len(_records(d for d in decided if d.settled)),
        disputed=len(_records(d for d in decided if d.disputed)),
        fields=len(decided),
        given={name: dict(counts) for name, counts in sorted(given.items())},
        alpha=alpha(units),
        between=tuple(_between(units)),
    )


def verdict(told: Judgement, decision: Decision) -> str:
    """What a judgement says of what was read: `right`, `wrong` or `rejected`.

    To accept what another corrected is to say that what was read is wrong.
    """
    if told.what in ("reject", WITHDRAW):
        return "rejected"
    read = decision.given[0].before
    return "right" if outcome(told) == ["stands", read] else "wrong"


def _records(decided: Iterable[Decision]) -> Collection[tuple[str, str, int]]:
    subjects = (decision.last.subject for decision in decided)
    return {(s.words.document, s.type, s.words.start) for s in subjects if isinstance(s, Of)}


def _between(units: Iterable[Mapping[str, str]]) -> Iterable[Between]:
    common: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for unit in units:
        for one, other in combinations(sorted(unit), 2):
            common[one, other].append((unit[one], unit[other]))
    for (one, other), pairs in sorted(common.items()):
        alike = sum(first == second for first, second in pairs)
        yield Between(one, other, len(pairs), alike, kappa(pairs))
