"""How long something lasted: "held for over three months", "detained for two and a half years"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Token

from habeas.analyse.time.interval import Interval, shifted
from habeas.analyse.time.patterns import words
from habeas.vocabulary.time_words import time_words

_HALVES = {"year": (6, "month"), "month": (15, "day")}


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of units, and a half more where told; `open` where it was longer than that.

    `start` and `end` are the words that tell it, by index.
    """

    number: int
    unit: str
    half: bool
    open: bool
    start: int
    end: int


def lasted(verb: Token) -> Duration | None:
    """The duration that a verb is told with."""
    for child in verb.rights:
        served = child.dep_ == "dobj" and verb.lemma_ in time_words().serving
        if child.lower_ == "for" or served:
            found = _pattern().match(child.doc.text, child.left_edge.idx)
            told = child.doc.char_span(*found.span(), alignment_mode="expand") if found else None
            if found is not None and told is not None:
                number = found["number"].lower()
                count = int(number) if number.isdigit() else time_words().numbers[number]
                return Duration(
                    count, found["unit"], bool(found["half"]), bool(found["over"]), told.start, told.end
                )
    return None


def stretched(began: Interval, duration: Duration, covers: Interval | None) -> Interval:
    """From what began on those days to the end of the duration; to that of the period where it was longer.

    What lasted shorter than the days in which it is told lay within them: "held for three days in February".
    """
    end = shifted(began, (duration.number, duration.number), duration.unit).end
    if end - began.end < began.end - began.start:
        return began
    if duration.open and covers is not None and covers.holds(began):
        return Interval(began.start, covers.end)
    if duration.half and duration.unit in _HALVES:
        amount, unit = _HALVES[duration.unit]
        end = shifted(Interval(end, end), (amount, amount), unit).end
    return Interval(began.start, end)


def stretched_back(ended: Interval, duration: Duration) -> Interval:
    """From the beginning of what had lasted so long when it ended: "freed in May after serving two years".

    A number of years is told roughly: it begins with the first of them.
    """
    began = shifted(ended, (-duration.number, -duration.number), duration.unit).start
    return Interval(began.replace(month=1, day=1) if duration.unit == "year" else began, ended.end)


@functools.cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?P<number>\d+|(?i:{words(time_words().numbers)}))"
    over = r"(?:(?P<over>over|more than|at least) |(?:nearly|almost|about|around|some|up to) )?"
    return re.compile(
        rf"(?:for )?{over}{number}(?P<half> and a half)? (?P<unit>day|week|month|year)s?\b(?![- ]old)"
    )
