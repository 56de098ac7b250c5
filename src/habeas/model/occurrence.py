"""Acts with all their tellings: what several sentences, in one report or in many, tell of one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from habeas.model.identity import Reason
from habeas.model.outline import Holding
from habeas.model.record import Count, Event

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one report tells it.

    `people` are the keys of those it befalls, one a person across all reports.
    """

    event: Event
    report: Holding
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two tellings, by the ids of their events, are of one act: `score` is the sum of the reasons."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One act with every telling of it, in the order in which the reports cover time.

    `days` are the narrowest that a telling supports, by `dated`, the id of the event that gives them;
    `differing` are the ids of those that give other days. `count` is a range of how many it befell: those
    named are among those counted and not added to them.
    """

    id: str
    type: str
    tellings: tuple[Telling, ...]
    days: Days | None
    dated: str | None
    differing: tuple[str, ...]
    count: Count | None
    ties: tuple[Tie, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the tellings' events."""
        return tuple(telling.event.id for telling in self.tellings)

    @property
    def reports(self) -> Mapping[str, Holding]:
        """The reports that tell of it, by id, in the order of the tellings."""
        return {telling.report.id: telling.report for telling in self.tellings}
