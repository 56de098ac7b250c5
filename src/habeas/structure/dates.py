"""Printed dates of a page, by the formats that its source description lists."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "|".join(MONTHS) + r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"

_FIELDS = {
    "%d": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
    "%B": rf"(?P<month>{MONTH})",
    "%m": r"(?P<number>\d{1,2})",
    "%Y": r"(?P<year>\d{4})",
    "%A": r"\w+",
    "%H": r"(?P<hour>\d{1,2})",
    "%M": r"(?P<minute>\d{2})",
    "%Z": r"(?P<zone>GMT|UTC|Z|[+-]\d\d:?\d\d)",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as precise as it was printed; `moment` only where an hour was, in UTC."""

    year: int
    month: int | None
    day: int | None
    moment: datetime | None

    @property
    def iso(self) -> str:
        """`YYYY[-MM[-DD]]`."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or its first three letters."""
    return 1 + next(i for i, month in enumerate(MONTHS) if month.lower().startswith(name[:3].lower()))


def read_date(printed: str, formats: Iterable[str]) -> Printed | None:
    """The date that a string prints in one of the formats; None where none fits or no such day is."""
    for layout in formats:
        match = _pattern(layout).fullmatch(" ".join(printed.split()).strip(" .,"))
        if match and (found := _dated(match.groupdict())):
            return found
    return None


@functools.cache
def _pattern(layout: str) -> re.Pattern[str]:
    pattern = re.sub(r"%\w", lambda field: _FIELDS[field[0]], re.escape(layout).replace(r"\ ", r" *,? *"))
    return re.compile(pattern, re.I)


def _dated(fields: dict[str, str | None]) -> Printed | None:
    year, day = int(fields["year"] or 0), int(fields.get("day") or 0) or None
    name, number = fields.get("month"), fields.get("number")
    month = month_number(name) if name else int(number) if number else None
    if not year or (month and not 1 <= month <= 12):
        return None
    if day and not 1 <= day <= calendar.monthrange(year, month or 1)[1]:
        return None
    hour, minute = int(fields.get("hour") or -1), int(fields.get("minute") or 0)
    if not 0 <= hour < 24 or minute > 59 or not month or not day:
        return Printed(year, month, day, None)
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC) - _offset(fields.get("zone") or "Z")
    return Printed(year, month, day, moment)


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)
