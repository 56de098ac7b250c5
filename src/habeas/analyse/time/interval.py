"""Stretches of whole days: arithmetic on the calendar and the EDTF form."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days from `start` to `end`, both included; `start` is never after `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"an interval that ends before it starts: {self.start} to {self.end}")

    def joined(self, other: Interval) -> Interval:
        """The shortest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.end, other.end))

    def holds(self, other: Interval) -> bool:
        """True where every day of `other` is a day of this one."""
        return self.start <= other.start and other.end <= self.end


def day(when: date) -> Interval:
    """That one day."""
    return Interval(when, when)


def month(year: int, number: int) -> Interval:
    """That month, first to last day."""
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Interval:
    """From one month to another; into the next year where `last` is the smaller number."""
    return month(year, first).joined(month(year + (last < first), last))


def year_of(year: int) -> Interval:
    """That year, January to December."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def real_day(year: int, number: int, day_of_month: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if 1 <= day_of_month <= monthrange(year, number)[1]:
        return date(year, number, day_of_month)
    return None


def moved_months(when: date, by: int) -> date:
    """The same day some months on (or back), or the last that the month has."""
    index = when.year * 12 + when.month - 1 + by
    year, number = divmod(index, 12)
    last = monthrange(year, number + 1)[1]
    return date(year, number + 1, min(when.day, last))


def shifted(interval: Interval, amount: tuple[int, int], unit: str) -> Interval:
    """The interval moved by between `amount[0]` and `amount[1]` units (`day`, `week`, `month`, `year`)."""
    low, high = sorted(amount)
    if unit in ("day", "week"):
        days = 7 if unit == "week" else 1
        return Interval(interval.start + low * days * DAY, interval.end + high * days * DAY)
    by = 12 if unit == "year" else 1
    start, end = moved_months(interval.start, low * by), moved_months(interval.end, high * by)
    if interval.start.day == 1 and _ends_month(interval.end):
        end = date(end.year, end.month, monthrange(end.year, end.month)[1])
    return Interval(start, max(start, end))


def edtf(interval: Interval) -> str:
    """The shortest Extended Date/Time Format form: `2003`, `2003-05`, `199X`, `2003-05/2003-07`."""
    start, end = interval.start, interval.end
    if start == end:
        return start.isoformat()
    if start.year % 10 == 0 and interval == year_of(start.year).joined(year_of(start.year + 9)):
        return f"{start.year // 10}X"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}/{end.year}"
    if start.day == 1 and _ends_month(end):
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return first if first == last else f"{first}/{last}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _ends_month(when: date) -> bool:
    return when.day == monthrange(when.year, when.month)[1]
