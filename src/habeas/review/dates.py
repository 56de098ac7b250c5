"""Dates as a reviewer writes them, in the Extended Date/Time Format: `2003`, `2003-05`, `2003-05/2003-07`."""

from __future__ import annotations

import re
from datetime import date

from habeas.analyse.time.interval import Interval, month, year_of

OPEN = ("", "..")
_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DECADE = re.compile(r"(\d{3})X")
_WANTED = "a date is written 2003, 2003-05, 2003-05-07, 199X, 2003-05/2003-07, or open as 2003-05/.."


def days(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day that a form means, None where it is open; ValueError with what is wanted."""
    first, _, last = edtf.strip().partition("/")
    start = None if first in OPEN else _stretch(first).start
    end = (_stretch(first).end if "/" not in edtf else None) if last in OPEN else _stretch(last).end
    if (start or end) is None or (start and end and start > end):
        raise ValueError(_WANTED)
    return start, end


def _stretch(form: str) -> Interval:
    if decade := _DECADE.fullmatch(form):
        first = int(decade[1]) * 10
        return year_of(first).joined(year_of(first + 9))
    match = _FORM.fullmatch(form)
    if not match:
        raise ValueError(_WANTED)
    year, number, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or number is None:
            return year_of(year or 0)
        if day is None:
            return month(year, number)
        return Interval(date(year, number, day), date(year, number, day))
    except ValueError as error:
        raise ValueError(f"no such day: {form}") from error
