"""The period that a report is about, where the page says so; never the year in its title."""

from __future__ import annotations

import functools
import re
from datetime import date

from habeas.structure.dates import MONTH, Printed, month_number
from habeas.structure.wording import wording

_POINT = (
    rf"(?:(?P<d{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)? )?(?P<m{{n}}>{MONTH})"
    r"(?: (?P<e{n}>\d{{1,2}})(?!\d),?)?"
    r"(?:,? (?P<y{n}>\d{{4}}))?|(?P<a{n}>\d{{4}})"
)
_RANGE = (
    rf"(?:{_POINT.format(n=1)})(?: ?(?:-|–|—|/|to|until|till|through|up to|and) ?"
    rf"(?:the end of )?(?:{_POINT.format(n=2)}|(?P<short>\d\d)(?!\d)))?"
)
_FILLER = r"[\s:,(]*(?:(?!\d)[\w’'-]+[\s:,(]+){0,6}?"


@functools.cache
def _opening() -> re.Pattern[str]:
    words = wording()
    intro = rf"(?:^[\W_]*(?:{words.covers_line_start})\b|(?:^|[.(]\s*)[\W_]*(?:{words.covers_anywhere})\b)"
    return re.compile(rf"{intro}{_FILLER}(?P<range>{_RANGE})", re.I)


def covered_period(line: str) -> tuple[date, date] | None:
    """The first and last day that a line says the report covers; None where it says no such thing."""
    match = _opening().search(" ".join(line.split()))
    if match is None:
        return None
    start, end = _point(match, "1"), _point(match, "2")
    if match["short"] and start:
        century = start[0] // 100 * 100 if start[0] else 0
        end = (century + int(match["short"]), None, None)
    return _days(start, end or start)


def _point(match: re.Match[str], n: str) -> tuple[int, int | None, int | None] | None:
    if match[f"a{n}"]:
        return int(match[f"a{n}"]), None, None
    if not match[f"m{n}"]:
        return None
    day = match[f"d{n}"] or match[f"e{n}"]
    return int(match[f"y{n}"] or 0), month_number(match[f"m{n}"]), int(day) if day else None


def _days(
    start: tuple[int, int | None, int | None] | None, end: tuple[int, int | None, int | None] | None
) -> tuple[date, date] | None:
    if start is None or end is None:
        return None
    year = start[0] or end[0]
    last_year = end[0] or year
    if not 1900 <= year <= last_year <= 2100:
        return None
    try:
        days = Printed(year, start[1], start[2], None).first, Printed(last_year, end[1], end[2], None).last
    except ValueError:
        return None
    return days if days[0] <= days[1] else None
