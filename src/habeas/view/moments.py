"""A case through time: the tellings of one act together, with the days that it can have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model.record import Event
from habeas.view.casefile import Act, CaseFile, Entry

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """The tellings of one act, in the order in which the reports cover time.

    `days` are the narrowest told, both included, None where no telling is dated. `disputed` where one says
    that it did not happen and another that it did, or where a telling cannot be true together with another
    of the case.
    """

    type: str
    entries: tuple[Entry, ...]
    days: Days | None
    disputed: bool
    act: Act

    @property
    def start(self) -> date | None:
        """The first day on which the act may lie."""
        return self.days[0] if self.days else None

    @property
    def end(self) -> date | None:
        """The last day on which the act may lie."""
        return self.days[1] if self.days else None


def moments(file: CaseFile) -> tuple[Moment, ...]:
    """The acts of a case as moments, in their order."""
    clashing = {number for clash in file.clashes if not clash.settled for number in clash.entries}
    return tuple(_moment(act, file.entries, clashing) for act in file.acts)


def span(event: Event) -> Days | None:
    """The days on which an act may lie; an open end is no day but the other end."""
    when = event.when
    first, last = (when.start or when.end, when.end or when.start) if when else (None, None)
    return (first, last) if first and last else None


def _moment(act: Act, entries: Sequence[Entry], clashing: set[int]) -> Moment:
    told = tuple(entries[number - 1] for number in act.entries)
    polarities = {entry.event.attribution.polarity for entry in told}
    disputed = len(polarities) > 1 or any(number in clashing for number in act.entries)
    return Moment(act.type, told, act.days, disputed, act)
