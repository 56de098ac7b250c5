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

    `people` are the keys of those it befalls, one a person across all reports; `story` that of the person
    in whose case it is told, whether or not it befalls them.
    """

    event: Event
    report: Holding
    people: frozenset[str]
    story: str | None = None

    @property
    def about(self) -> frozenset[str]:
        """The keys of those that the telling is about."""
        return self.people | {self.story} if self.story else self.people


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person was left in as far as reports tell, and how old that news is.

    `value` is a state such as `imprisoned`, by the telling `event` of the act `occurrence`, as of the day
    `until`; None where no act leaves the person in a state. `heard` is the last report that tells of the
    person at all; `silent` are the later ones on the same countries, which say nothing: no act follows
    from that.
    """

    value: str | None
    certainty: str | None
    event: str | None
    occurrence: str | None
    until: date | None
    heard: Holding
    silent: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """That a report rests on another, or on a speaker, for what it tells: `rule` says how it shows.

    `one` is a report's id, `on` that of another or a speaker's name; `words` are what shows it.
    """

    one: str
    on: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many reports tell of an act, and how many of them rest on none of the others.

    `groups` are the ids of reports that rest on one another or on one speaker; `loops` name publishers each
    of whom gives the next as the source, and the last the first.
    """

    reports: tuple[Holding, ...]
    groups: tuple[tuple[str, ...], ...]
    reliances: tuple[Reliance, ...]
    loops: tuple[tuple[str, ...], ...] = ()

    @property
    def independent(self) -> int:
        """The number of sources that rest on no other."""
        return len(self.groups)


@dataclass(frozen=True, slots=True)
class Settled:
    """Why two tellings that differ are both right: `how` is a kind of resolution, by the telling `event`."""

    how: str
    event: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two tellings of different reports that differ.

    `kind` names the rule; `settled` says why both can be right, None for a conflict. `person` is the key of
    whom it is about.
    """

    id: str
    kind: str
    person: str
    events: tuple[str, str]
    reason: str
    settled: Settled | None = None
