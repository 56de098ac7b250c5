"""What one telling says of an act, in a form that can be laid beside another telling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from habeas.model.occurrence import Days, Telling
from habeas.model.record import Event
from habeas.resolve.names import folded
from habeas.vocabulary.telling_words import telling_words

COVERED, INHERITED, FIRM = range(3)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with what can be compared of it; sets are of folded words.

    `surety` says what its days rest on: the report's period, a sentence before, or its own words. An act that
    lies `behind` what is being told, and has no days of its own, was on some day up to the last of them.
    """

    telling: Telling
    days: Days | None
    surety: int
    behind: bool
    charges: frozenset[str]
    place: str | None
    institutions: frozenset[str]
    words: frozenset[str]
    count: tuple[int, int | None] | None
    anew: bool
    stays: bool
    inner: bool

    @property
    def earliest(self) -> date | None:
        """The first day on which it may have been, as far as the telling goes; None where undated."""
        return date.min if self.behind else self.days[0] if self.days else None

    @property
    def event(self) -> Event:
        """The event that tells it."""
        return self.telling.event


def told(telling: Telling) -> Told:
    """What a telling says."""
    event, table = telling.event, telling_words()
    actors = (p.name for p in event.participants if p.role == "actor")
    before = _before(event)
    after = event.sentence.quote[len(before) + len(event.trigger.quote) :]
    around = f"{before[-12:]}{event.trigger.quote}{after[:30]}"
    surety = _surety(event)
    behind = lies_behind(event)
    return Told(
        telling=telling,
        days=span(event),
        surety=COVERED if behind else surety,
        behind=behind,
        charges=frozenset(w for charge in event.charges for w in telling_of(charge.text)),
        place=folded(event.place.name) if event.place and not event.place.country else None,
        institutions=frozenset(word for name in actors for word in telling_of(name)),
        words=telling_of(event.sentence.quote),
        count=_count(event),
        anew=bool(table.anew.search(f"{before[-30:]}{event.trigger.quote}")),
        stays=event.type in table.custody - table.beginning and bool(table.staying.search(around)),
        inner=event.type in table.custody and bool(table.inner.search(around)),
    )


def lies_behind(event: Event) -> bool:
    """True of what lies behind what is being told, with no day of its own: "he had spent a year there"."""
    behind, begun = telling_words().behind, event.trigger.quote.split()[0]
    return _surety(event) < FIRM and bool(behind.search(_before(event)) or behind.search(begun))


def since(event: Event) -> bool:
    """True of what is told to have gone on since a day or for so long: it began then."""
    table, when = telling_words(), event.when
    if when is None or when.anchor is None or event.type not in table.lasting:
        return False
    words = when.anchor.quote
    gone_on = table.since.match(words) or (when.basis == "relative" and table.lengths.search(words))
    return gone_on is not None


def _before(event: Event) -> str:
    """The words of the sentence before those that tell of the act."""
    return event.sentence.quote[: event.trigger.start - event.sentence.start]


def telling_of(words: str) -> frozenset[str]:
    """The folded words of some weight."""
    return frozenset(_WORD.findall(folded(words))) - telling_words().empty


def span(event: Event) -> Days | None:
    """The days on which an act may lie; an open end is no day but the other end."""
    when = event.when
    first, last = (when.start or when.end, when.end or when.start) if when else (None, None)
    return (first, last) if first and last else None


def _surety(event: Event) -> int:
    when = event.when
    if when is None or when.basis == "coverage":
        return COVERED
    inside = when.anchor is not None and event.sentence.start <= when.anchor.start < event.sentence.end
    return FIRM if inside else INHERITED


def _count(event: Event) -> tuple[int, int | None] | None:
    """How many it befalls, by the numbers printed; None where none is, or one person is meant."""
    counts = [p.count for p in event.participants if p.role == "affected" and p.count]
    numbers = [(count.min or 0, count.max) for count in counts if count.max != 1]
    return max(numbers, key=lambda n: n[0]) if numbers else None
