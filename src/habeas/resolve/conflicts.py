"""Events of one document that cannot all be true, each pair with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice

from habeas.issues import Issue
from habeas.model.anchor import content_id
from habeas.model.case import Conflict
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.vocabulary.cases import case_words

MOST = 1000  # of one kind in one document: pairs grow with the square of what is told again and again


def read(events: Sequence[Event]) -> tuple[Conflict, ...]:
    """The conflicts among the events of one document, in text order; at most `MOST` of one kind."""
    found = [*islice(_denied_and_told(events), MOST), *islice(_two_lengths(events), MOST)]
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def left_out(document: Document, conflicts: Sequence[Conflict]) -> Iterator[Issue]:
    """An issue for each kind of conflict that there may be more of than `read` gives."""
    for rule, count in Counter(conflict.rule for conflict in conflicts).items():
        if count >= MOST:
            yield Issue(
                "resolve", "many-conflicts", f"only the first {MOST} of {rule} are kept", document.place
            )


def _denied_and_told(events: Sequence[Event]) -> Iterator[Conflict]:
    """Where one sentence says that it did not happen, or will not, and another that it did."""
    affirmed: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.attribution.polarity == "affirmed" and event.attribution.certainty != "intended":
            affirmed[event.type].append(event)
    for denied in events:
        if denied.attribution.polarity != "negated":
            continue
        alike = (told for type, told in affirmed.items() if case_words().alike(denied.type, type))
        for told in chain.from_iterable(alike):
            if _same_time(denied, told) and _same_people(denied, told):
                yield _conflict(
                    "conflicts/denied-and-told",
                    (denied, told),
                    f'"{denied.trigger.quote}" ({_interval(denied)}) says that it did not happen; '
                    f'"{told.trigger.quote}" ({_interval(told)}) says that it did',
                )


def _two_lengths(events: Sequence[Event]) -> Iterator[Conflict]:
    """Where one person is given two lengths of sentence for the same time."""
    sentences = [event for event in events if event.type == "sentence" and event.penalty]
    for one, other in combinations(sentences, 2):
        first, second = one.penalty, other.penalty
        if not (first and second and first.duration and second.duration):
            continue
        if first.duration != second.duration and _named(one) & _named(other) and _same_time(one, other):
            yield _conflict(
                "conflicts/two-lengths",
                (one, other),
                f'"{first.anchor.quote}" against "{second.anchor.quote}" for the same person and time',
            )


def _conflict(rule: str, pair: tuple[Event, Event], reason: str) -> Conflict:
    ids = tuple(event.id for event in sorted(pair, key=lambda event: event.trigger.start))
    return Conflict(content_id("x", rule, *ids), ids, reason, rule)


def _same_time(one: Event, other: Event) -> bool:
    """True where both are dated and their intervals share a day."""
    a, b = one.when, other.when
    if not (a and b and a.start and a.end and b.start and b.end):
        return False
    return a.start <= b.end and b.start <= a.end


def _affected(event: Event) -> set[str]:
    """Who is affected, by entity and by name: two phrases for one group need not be one entity."""
    affected = [p for p in event.participants if p.role == "affected"]
    return {p.name.casefold() for p in affected} | {p.entity for p in affected if p.entity}


def _named(event: Event) -> set[str]:
    return {p.entity for p in event.participants if p.role == "affected" and p.entity}


def _same_people(denied: Event, told: Event) -> bool:
    """True where both are about the same, or the denial is general ("no executions")."""
    return not _affected(denied) or bool(_affected(denied) & _affected(told))


def _interval(event: Event) -> str:
    return event.when.edtf if event.when else "undated"
