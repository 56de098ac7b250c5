"""Time expressions resolved: from "in the same month" to days of the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from habeas.analyse.time import interval as calendar
from habeas.analyse.time.expressions import Expression
from habeas.analyse.time.interval import DAY, Interval
from habeas.vocabulary.time_words import Part, time_words


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression with the days it names; `interval` is None where it names none ("in recent years").

    Its `form` is `impossible` where the calendar has no such day, or no report tells of such a year.

    `relation` says what its preposition makes of it (`within`, `since`, `until`, `by`, `before`,
    `after`, `of`, `bare`: without one), `basis` how it was resolved, `start` and `end` its characters in the
    sentence, `last` the days that end a range ("from May until June": June).
    """

    start: int
    end: int
    interval: Interval | None
    relation: str
    basis: str
    form: str
    last: Interval | None = None


def resolve_expressions(
    found: tuple[Expression, ...], covers: Interval | None, told: Interval | None
) -> tuple[Mention, ...]:
    """The expressions of one sentence resolved from left to right.

    `told` is the last date told before the sentence; each expression moves it on for the next.
    """
    out = []
    for expression in found:
        mention = _mention(expression, covers, told)
        out.append(mention)
        if mention.interval is not None and mention.relation != "bare":
            told = mention.interval
    return tuple(out)


def _mention(expression: Expression, covers: Interval | None, told: Interval | None) -> Mention:
    interval = _interval(expression, covers, told)
    if _impossible(expression, interval, covers, told):
        expression, interval = replace(expression, form="impossible"), None
    last, ends = expression.until, None
    if interval is not None and last is not None:
        interval, ends = _range(expression, interval, last, covers)
    stated = expression.year is not None or expression.form in ("years", "decade") or bool(last and last.year)
    basis = (
        "explicit" if stated else "relative" if expression.form in ("offset", "this", "span") else "context"
    )
    relation = "within" if expression.relation in ("between", "to") else expression.relation
    return Mention(expression.start, expression.end, interval, relation, basis, expression.form, ends)


def _impossible(
    expression: Expression, interval: Interval | None, covers: Interval | None, told: Interval | None
) -> bool:
    """True of "31 February" and "May 9999", and of a range that ends on such a day."""
    if expression.form == "day" and interval is None:
        return _year(expression, covers, told) is not None
    last = expression.until
    until = _interval(replace(last, year=last.year or expression.year), covers, interval) if last else None
    return expression.form == "impossible" or bool(last and _impossible(last, until, covers, interval))


def _range(
    first: Expression, interval: Interval, last: Expression, covers: Interval | None
) -> tuple[Interval, Interval | None]:
    """The days from the first expression to the last, and those of the last; a year stated once is both's."""
    if last.year is not None and first.year is None and first.month is not None and last.month is not None:
        year = last.year - (first.month > last.month)
        interval = _interval(replace(first, year=year, pointer=None), covers, None) or interval
    end = _interval(last, covers, interval)
    if last.year is None and last.month is not None and last.pointer is None:
        year = interval.start.year
        if first.month is not None and last.month < first.month:
            year += 1
        end = _interval(replace(last, year=year), covers, None)
    return (interval if end is None else interval.joined(end)), end


def _interval(expression: Expression, covers: Interval | None, told: Interval | None) -> Interval | None:
    match expression.form:
        case "day" | "month" | "season":
            year = _year(expression, covers, told)
            return None if year is None else _in_year(expression, year)
        case "year":
            assert expression.year is not None
            return _part_of_year(expression.part, expression.year)
        case "years":
            assert expression.first is not None and expression.last is not None
            return calendar.year_of(expression.first).joined(calendar.year_of(expression.last))
        case "decade":
            return _decade(expression)
        case "nth":
            return _counted(expression, covers, told)
        case "span":
            return _span_before(expression, covers)
        case "own":
            return _own(expression, covers, told)
        case "offset":
            base = covers if expression.pointer == "own" else told
            if base is None or expression.amount is None or expression.unit is None:
                return None
            return _moved(base, expression.amount, expression.unit)
        case "this":
            return _pointed(expression, covers, told)
    return None


def _year(expression: Expression, covers: Interval | None, told: Interval | None) -> int | None:
    """The year stated, pointed at, or that of the covered period (its later year for two)."""
    if expression.year is not None:
        return expression.year
    base = covers.end.year if covers else told.end.year if told else None
    if expression.pointer in ("same", "next", "previous") and told is not None:
        base = told.start.year
    if base is None:
        return None
    return base + {"next": 1, "previous": -1}.get(expression.pointer or "", 0)


def _in_year(expression: Expression, year: int) -> Interval | None:
    if expression.season is not None:
        first, last = time_words().seasons[expression.season]
        return calendar.months(year, first, last)
    assert expression.month is not None
    if expression.days is None:
        return _part_of_month(expression.part, year, expression.month)
    first_day = calendar.real_day(year, expression.month, min(expression.days))
    last_day = calendar.real_day(year, expression.month, max(expression.days))
    if last_day is None:
        return None
    if expression.days[0] > expression.days[1]:  # "30 and 1 May": the first belongs to the month before
        first_day = calendar.moved_months(last_day, -1)
    return None if first_day is None else Interval(first_day, last_day)


def _part(name: str | None) -> Part | None:
    return time_words().parts[name] if name else None


def _part_of_month(name: str | None, year: int, number: int) -> Interval:
    whole, part = calendar.month(year, number), _part(name)
    if part is None or part.month is None:
        return whole
    first, last = part.month
    return Interval(whole.start.replace(day=first), min(whole.end, whole.start + (last - 1) * DAY))


def _part_of_year(name: str | None, year: int) -> Interval:
    part = _part(name)
    if part is None or part.year is None:
        return calendar.year_of(year)
    first, last = part.year
    return Interval(date(year, *first), date(year, *last))


def _decade(expression: Expression) -> Interval:
    assert expression.first is not None and expression.last is not None
    part = _part(expression.part)
    low, high = part.decade if part and part.decade else (0, 9)
    return calendar.year_of(expression.first + low).joined(calendar.year_of(expression.first + high))


def _counted(expression: Expression, covers: Interval | None, told: Interval | None) -> Interval | None:
    """ "The first six months of the year", "the last two weeks of May"."""
    year = _year(expression, covers, told)
    if year is None or expression.amount is None or expression.unit is None:
        return None
    whole = calendar.month(year, expression.month) if expression.month else calendar.year_of(year)
    count = expression.amount[0]
    if count > 0:
        after = calendar.shifted(calendar.day(whole.start), (count, count), expression.unit).start
        return Interval(whole.start, max(whole.start, after - DAY))
    if expression.unit == "month":
        start = calendar.moved_months(whole.start, 12 + count)
    else:
        start = calendar.shifted(calendar.day(whole.end), (count, count), expression.unit).start + DAY
    return Interval(min(start, whole.end), whole.end)


def _span_before(expression: Expression, covers: Interval | None) -> Interval | None:
    """ "The previous two years" before the covered period, "the past two years" up to its end."""
    if covers is None or expression.amount is None or expression.unit is None:
        return None
    after = covers.start if expression.pointer == "previous" else covers.end + DAY
    start = calendar.shifted(calendar.day(after), expression.amount, expression.unit).start
    return Interval(start, after - DAY)


def _own(expression: Expression, covers: Interval | None, told: Interval | None) -> Interval | None:
    """ "The year" that the report covers, or a part of it; "later in the year" after what was just told."""
    year = _year(expression, covers, told)
    if year is None:
        return None
    whole, turn = calendar.year_of(year), expression.season
    if turn is None:
        return _part_of_year(expression.part, year)
    if expression.unit == "month" and told is not None:
        whole = calendar.month(told.start.year, told.start.month)
    elif expression.unit in ("day", "week") and told is not None:
        whole = told
    if turn in ("early", "late") and expression.unit == "year":
        return _part_of_year(turn, year)
    if told is None or not whole.holds(told) or told == whole:
        return whole
    return Interval(told.start, whole.end) if turn == "later" else Interval(whole.start, told.end)


def _pointed(expression: Expression, covers: Interval | None, told: Interval | None) -> Interval | None:
    """ "The same month", "the following day", "last year"."""
    if expression.unit == "year":
        year = _year(replace(expression, month=None), covers, told)
        return None if year is None else _part_of_year(expression.part, year)
    if told is None or expression.unit is None:
        return None
    step = {"next": 1, "previous": -1}.get(expression.pointer or "", 0)
    if expression.unit == "period":
        return None if step else told
    if expression.unit == "month":
        moved = calendar.moved_months(told.start if step <= 0 else told.end.replace(day=1), step)
        return _part_of_month(expression.part, moved.year, moved.month)
    if step == 0 and expression.unit == "day":
        return calendar.day(told.end) if told.end - told.start <= 3 * DAY else told
    return _moved(told, (step, step), expression.unit)


def _moved(base: Interval, amount: tuple[int, int], unit: str) -> Interval:
    """The interval some days, weeks, months or years on; the same where it is wider than the step."""
    moved = calendar.shifted(base, amount, unit)
    wide = base.end > base.start and unit in ("day", "week")
    return base if wide and moved.start <= base.end and base.start <= moved.end else moved
