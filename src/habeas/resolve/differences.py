"""What two tellings of different reports say that cannot both be right: small comparisons, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from habeas.model.record import Event, Penalty
from habeas.resolve.closeness import denied_of
from habeas.resolve.names import name as parted
from habeas.resolve.names import skeleton
from habeas.resolve.told import FIRM, Told
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.conflict_rules import offences, ruling_words, shared_words
from habeas.vocabulary.identity import identity_words
from habeas.vocabulary.persons import institution
from habeas.vocabulary.telling_words import telling_words

MONTH, HALF_YEAR, YEAR = 31, 183, 366
SEVERAL = 2
GUILTY, INNOCENT = frozenset({"conviction", "sentence"}), frozenset({"acquittal"})


@dataclass(frozen=True, slots=True)
class Side:
    """One telling of a person: what it says, the act that it is of, and the person's name in its sentence.

    `befalls` is False where it is told in the person's case and befalls somebody else, or nobody named.
    """

    told: Told
    act: str
    name: str
    befalls: bool

    @property
    def event(self) -> Event:
        """The event that tells it."""
        return self.told.event


Values = tuple[str, str]


def duration(one: Side, other: Side) -> Values | None:
    """Two lengths of a sentence."""
    mine, yours = one.event.penalty, other.event.penalty
    if not (mine and yours and mine.duration and yours.duration) or mine.duration == yours.duration:
        return None
    if not (_ruled(one) and _ruled(other) and _same_ruling(one, other)):
        return None
    return f"“{mine.anchor.quote}”", f"“{yours.anchor.quote}”"


def penalty(one: Side, other: Side) -> Values | None:
    """Two kinds of a sentence, of which one alone can have been: death in one, prison in the other."""
    mine, yours = one.event.penalty, other.event.penalty
    if not (mine and yours) or mine.kind == yours.kind or not {mine.kind, yours.kind} & {"death", "life"}:
        return None
    if "other" in (mine.kind, yours.kind) or not _same_ruling(one, other):
        return None
    return f"“{mine.anchor.quote}”", f"“{yours.anchor.quote}”"


def days(one: Side, other: Side) -> Values | None:
    """Two dates of one act, both in the reports' own words: near each other, or the same day of two years.

    A year alone against a month of another is no dispute: what is told in passing takes the wrong year.
    What befalls nobody twice may be told as much as a year apart.
    """
    mine, yours = one.told.days, other.told.days
    if not (mine and yours) or min(one.told.surety, other.told.surety) < FIRM or _overlap(one, other):
        return None
    widest = max(_width(one), _width(other))
    if widest > YEAR or (widest > MONTH and not _explicit(one, other)):
        return None
    gap = (max(mine[0], yours[0]) - min(mine[1], yours[1])).days
    same_day = (mine[0].month, mine[0].day) == (yours[0].month, yours[0].day)
    once = {one.event.type, other.event.type} <= telling_words().once
    near = gap <= (YEAR if once or same_day else HALF_YEAR)
    return (_shown(one), _shown(other)) if near else None


def _explicit(one: Side, other: Side) -> bool:
    return all(side.event.when and side.event.when.basis == "explicit" for side in (one, other))


def charges(one: Side, other: Side) -> Values | None:
    """Two charges, one in each telling, for offences of two sorts."""
    mine, yours = one.event.charges, other.event.charges
    if len(mine) != 1 or len(yours) != 1:
        return None
    first, second = offences(mine[0].text), offences(yours[0].text)
    apart = first and second and not first & second
    return (f"“{mine[0].text}”", f"“{yours[0].text}”") if apart else None


def outcome(one: Side, other: Side) -> Values | None:
    """Two outcomes of one ruling."""
    mine, yours = one.event.outcome, other.event.outcome
    if not mine or not yours or mine == yours or {mine, yours} & {"pending", "other"}:
        return None
    return mine, yours


def verdict(one: Side, other: Side) -> Values | None:
    """Convicted in one, acquitted in the other, at one time."""
    first, second = one.event.type, other.event.type
    told = bool({first, second} & GUILTY) and bool({first, second} & INNOCENT)
    return (first, second) if told and _overlap(one, other) else None


def life(one: Side, other: Side) -> Values | None:
    """Dead in one, and later held or free in the other, by days in the reports' own words."""
    table = identity_words()
    for dead, alive in ((one, other), (other, one)):
        died, lived = dead.told.days, alive.told.days
        if (
            dead.event.type in table.death
            and alive.event.type in table.living
            and (died and lived and alive.told.surety == FIRM and died[1] < lived[0])
            and (_plain(dead) and _plain(alive))
        ):
            return f"dead by {died[1]}", f"{alive.event.type.replace('_', ' ')} on {_shown(alive)}"
    return None


def denial(one: Side, other: Side) -> Values | None:
    """Told by one, and by the other that it did not happen; an official's denial is called so."""
    for denied, told in ((one, other), (other, one)):
        if (
            denied.event.attribution.polarity == "negated"
            and told.event.attribution.polarity == "affirmed"
            and told.event.attribution.certainty != "intended"
            and case_words().alike(denied.event.type, told.event.type)
            and (_overlap(one, other) or denied_of(denied.told, told.told))
        ):
            sources = denied.event.attribution.sources
            official = next((source.name for source in sources if institution(source.name)), None)
            by = f"denied by {official}" if official else "said not to have happened"
            return f"{by}: “{denied.event.trigger.quote}”", f"“{told.event.trigger.quote}”"
    return None


def name(one: Side, other: Side) -> Values | None:
    """Two spellings of one name that marks, titles and what is left out do not explain."""
    mine, yours = parted(one.name).words, parted(other.name).words
    if len(mine) != len(yours) or len(mine) < 2 or set(mine) == set(yours):
        return None
    heard = tuple(map(skeleton, mine)) == tuple(map(skeleton, yours))
    return (f"“{one.name}”", f"“{other.name}”") if heard or set(mine) & set(yours) else None


COMPARISONS: Mapping[str, Callable[[Side, Side], Values | None]] = {
    compare.__name__: compare
    for compare in (duration, penalty, days, charges, outcome, verdict, life, denial, name)
}


def _ruled(side: Side) -> bool:
    """True where the length is one that a court gave this person: no time spent, no several shared out."""
    words = side.event.sentence.quote
    if side.event.penalty and shared_words().search(side.event.penalty.anchor.quote):
        return False
    told = shared_words().search(words) is None or len(side.event.participants) < SEVERAL
    return told and (side.event.type != "imprisonment" or ruling_words().search(words) is not None)


def _same_ruling(one: Side, other: Side) -> bool:
    """True where both are of one ruling: of one act, of one month, or one tells what is being served.

    Two lengths in one year, of which one is more than twice the other, are two rulings.
    """
    if one.act == other.act or one.told.stays or other.told.stays:
        return True
    first, second = _width(one), _width(other)
    return _overlap(one, other) and (max(first, second) <= MONTH or _akin(one, other))


def _akin(one: Side, other: Side) -> bool:
    mine, yours = (_months(side.event.penalty) for side in (one, other))
    return not (mine and yours) or max(mine, yours) <= 2 * min(mine, yours)


def _months(penalty: Penalty | None) -> float:
    """A length such as `P3Y6M` in months; 0 where none is given."""
    if penalty is None or penalty.duration is None:
        return 0
    parts = re.findall(r"(\d+)([YMWD])", penalty.duration)
    return sum(int(number) * _IN_MONTHS[unit] for number, unit in parts)


_IN_MONTHS = {"Y": 12.0, "M": 1.0, "W": 7 / 30, "D": 1 / 30}


def _width(side: Side) -> int:
    return (side.told.days[1] - side.told.days[0]).days + 1 if side.told.days else YEAR


def _overlap(one: Side, other: Side) -> bool:
    mine, yours = one.told.days, other.told.days
    return bool(mine and yours and mine[0] <= yours[1] and yours[0] <= mine[1])


def _plain(side: Side) -> bool:
    told = side.event.attribution
    return told.polarity == "affirmed" and told.certainty in ("stated", "reported")


def _shown(side: Side) -> str:
    return side.event.when.edtf if side.event.when else "undated"
