"""A case through time: tellings that may be of one act, together, with the days that it can have been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model.record import Event
from habeas.view.casefile import CaseFile, Entry

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """Tellings of one type of act that can be of one and the same, in the order of the case file.

    `days` are those that all of them allow, both included, None where no telling is dated. Whether they
    are of one act is not judged. `disputed` where one says that it did not happen and another that it
    did, or where a telling cannot be true together with another of the case.
    """

    type: str
    entries: tuple[Entry, ...]
    days: Days | None
    disputed: bool

    @property
    def start(self) -> date | None:
        """The first day on which the act may lie."""
        return self.days[0] if self.days else None

    @property
    def end(self) -> date | None:
        """The last day on which the act may lie."""
        return self.days[1] if self.days else None


def moments(file: CaseFile) -> tuple[Moment, ...]:
    """The moments of a case in time order, the undated last.

    The narrower interval comes first; a wider one joins where exactly one moment of its type can hold it,
    and is a moment of its own where several can. What one report tells of two times it tells apart: of it
    only tellings of the same days stand together.
    """
    stacks: list[tuple[Days | None, list[Entry]]] = []
    for entry in sorted(file.entries, key=_width):
        days = span(entry.event)
        common = [
            (place, both)
            for place, (held, told) in enumerate(stacks)
            if _alike(told, entry.event) and (both := _common(held, days))
        ]
        if len(common) == 1:
            place, both = common[0]
            stacks[place] = (both, [*stacks[place][1], entry])
        else:
            stacks.append((days, [entry]))
    clashing = {number for clash in file.clashes for number in clash.entries}
    found = [_moment(days, told, clashing) for days, told in stacks]
    return tuple(sorted(found, key=_in_time))


def span(event: Event) -> Days | None:
    """The days on which an act may lie; an open end is no day but the other end."""
    when = event.when
    first, last = (when.start or when.end, when.end or when.start) if when else (None, None)
    return (first, last) if first and last else None


def _alike(told: Iterable[Entry], event: Event) -> bool:
    """Whether tellings that stand together and one more can be of one act."""
    return all(
        entry.event.type == event.type
        and (entry.event.document != event.document or span(entry.event) == span(event))
        for entry in told
    )


def _in_time(moment: Moment) -> tuple[Days, int]:
    return moment.days or (date.max, date.max), moment.entries[0].number


def _width(entry: Entry) -> tuple[int, int]:
    days = span(entry.event)
    return ((days[1] - days[0]).days if days else date.max.toordinal(), entry.number)


def _common(one: Days | None, other: Days | None) -> Days | None:
    if one is None or other is None:
        return None
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _moment(days: Days | None, told: Iterable[Entry], clashing: set[int]) -> Moment:
    entries = tuple(sorted(told, key=lambda entry: entry.number))
    polarities = {entry.event.attribution.polarity for entry in entries}
    return Moment(
        type=entries[0].event.type,
        entries=entries,
        days=days,
        disputed=len(polarities) > 1 or any(entry.number in clashing for entry in entries),
    )
