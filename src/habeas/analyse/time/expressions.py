"""Time expressions in a sentence: dates, months, years, parts of them, and words that point back.

Only what names a time is found; durations ("for three months", "a 12-year prison sentence") and ages
have no form here and so are never read as dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from habeas.analyse.time.patterns import (
    BETWEEN,
    COUNTED,
    OPENED,
    comparison_before,
    forms,
    gate,
    relation_before,
)
from habeas.vocabulary.time_words import time_words

_POINTERS = {
    **dict.fromkeys(("same", "that", "this"), "same"),
    **dict.fromkeys(("following", "next", "subsequent", "after"), "next"),
    **dict.fromkeys(("previous", "preceding", "last", "past", "before"), "previous"),
}
_CALENDAR = ("impossible", "day", "month", "year", "season", "decade", "this", "own")


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression as printed: characters `start` to `end` of the sentence.

    `form` is `day`, `month`, `year`, `decade`, `season`, `this` (a unit pointed at: "the same month"),
    `offset` ("two days later"), `indefinite` ("in recent years") or `impossible` ("45 June"). `core` is where
    the date proper starts, after the preposition. `pointer` is `same`, `next`, `previous` or `own` ("the
    year": the one reported on); `until` the expression that ends a range or list begun by this one.
    """

    start: int
    core: int
    end: int
    form: str
    relation: str = "within"
    year: int | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    season: str | None = None
    part: str | None = None
    first: int | None = None
    last: int | None = None
    unit: str | None = None
    pointer: str | None = None
    amount: tuple[int, int] | None = None
    until: Expression | None = None


def find(text: str) -> tuple[Expression, ...]:
    """The time expressions of one sentence, in order; ranges and lists joined into one."""
    if not gate().search(text):
        return ()
    found: list[Expression] = []
    taken: list[tuple[int, int]] = []
    for form, pattern in forms():
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            expression = _READERS[form](match)
            if expression is not None and _is_time(text, expression):
                taken.append(match.span())
                found.append(_with_relation(text, expression))
    return _joined(text, sorted(found, key=lambda e: e.start))


def _is_time(text: str, expression: Expression) -> bool:
    """False for words that only look like a time: the verb "may", a bare number that counts things."""
    core, before = text[expression.core : expression.end], text[: expression.core]
    if core in ("May", "March", "Mar", "Jan", "Jun"):
        leading = before.rstrip(' -–“"(')
        return bool(leading) and not leading.endswith((".", "!", "?", ":"))
    measured = expression.pointer == "previous" or expression.form in ("year", "indefinite")
    if measured and _compared(before, expression):
        return False
    if expression.form in ("year", "years") and OPENED.search(before):
        return not text[expression.end :].startswith(")")
    bare = expression.form == "year" and expression.part is None and not relation_before().search(before)
    return not (bare and COUNTED.match(text[expression.end :]))


def _compared(before: str, expression: Expression) -> bool:
    """True where the time is only what something is measured against: "fewer than in the previous year"."""
    found = comparison_before().search(before)
    return found is not None and not (expression.form == "year" and found[0] in ("from ", "over "))


def _with_relation(text: str, expression: Expression) -> Expression:
    """The expression with its preposition, and what that makes of it."""
    match = relation_before().search(text[: expression.core])
    if match is None:
        bare = expression.form in ("year", "years", "month", "day") and expression.part is None
        return replace(expression, relation="bare" if bare else "within")
    word = match["relation"].lower()
    relation = time_words().relations[word]
    if relation == "before" and expression.part == "end":
        relation = "by"
    if relation in ("since", "between") and expression.days and expression.days[0] < expression.days[1]:
        relation = "within"
    if word == "to" and expression.form != "this":
        relation = "to"
    return replace(expression, start=match.start("relation"), relation=relation)


def _joined(text: str, found: list[Expression]) -> tuple[Expression, ...]:
    """Neighbours joined: "between March and June", "from 3 May to 5 June", "in January and April"."""
    out: list[Expression] = []
    for expression in found:
        before = out[-1] if out else None
        if before is not None and before.form in _CALENDAR and expression.form in _CALENDAR:
            gap = BETWEEN.match(text[before.end : expression.start])
            if gap is not None and _belong(before, expression, gap):
                out[-1] = _pair(before, expression)
                continue
        out.append(expression)
    return tuple(out)


def _belong(before: Expression, after: Expression, gap: re.Match[str]) -> bool:
    how = gap["how"]
    if before.relation == "between":
        return how == "and" and before.until is None
    if how == "and" and gap[0].startswith(",") and after.start < after.core and before.until is None:
        return False  # "held in April, and in May charged": a clause of its own
    if after.relation in ("until", "to"):
        return before.relation == "since" or (before.relation == "within" and not how)
    if how in ("to", "until", "till", "up to", "through", "–", "-", "/"):
        return True
    listed = how in ("and", "or", ",") and before.relation in ("within", "bare", "of")
    return listed and after.relation in ("within", "bare", "of") and before.form == after.form


def _pair(before: Expression, after: Expression) -> Expression:
    last = after.until or after
    relation = "within" if before.relation in ("since", "between", "bare") else before.relation
    return replace(before, end=after.end, relation=relation, until=last)


def _part_of(match: re.Match[str]) -> str | None:
    named = match.groupdict().get("part")
    if named is None:
        return None
    return time_words().part_words[named.lower()]


def _year_of(match: re.Match[str]) -> tuple[int | None, str | None]:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"]), None
    word = groups.get("yearword")
    if word is None:
        return None, None
    return None, next(kind for key, kind in _POINTERS.items() if key in word)


def _span(match: re.Match[str]) -> tuple[int, int, int]:
    return match.start(), match.start(), match.end()


def _read_day(match: re.Match[str]) -> Expression | None:
    first, second = int(match["day"]), match["day2"]
    last = int(second) if second else first
    year, pointer = _year_of(match)
    number = time_words().months[match["month"]]
    day_first = match.start("day") < match.start("month")
    dated = year is not None or (day_first and relation_before().search(match.string[: match.start()]))
    if not 1 <= first <= 31 or not 1 <= last <= 31:
        return Expression(*_span(match), "impossible") if dated else None
    if match["noyear"]:
        return Expression(*_span(match), "impossible")
    return Expression(*_span(match), "day", year=year, pointer=pointer, month=number, days=(first, last))


def _read_month(match: re.Match[str]) -> Expression:
    if match["noyear"]:
        return Expression(*_span(match), "impossible")
    year, pointer = _year_of(match)
    number = time_words().months[match["month"]]
    return Expression(*_span(match), "month", year=year, pointer=pointer, month=number, part=_part_of(match))


def _read_nth(match: re.Match[str]) -> Expression:
    """ "The first six months of the year": counted from the start or the end of the period."""
    count = _number(match["number"])[0]
    sign = 1 if match["nth"].lower() in ("first", "opening") else -1
    year, _ = _year_of(match)
    unit = match["unit"].rstrip("s")
    number = time_words().months[match["month"]] if match["month"] else None
    pointer = None if year else ("own" if (match["of"] or "").startswith("the") else "same")
    return Expression(
        *_span(match),
        "nth",
        year=year,
        month=number,
        unit=unit,
        pointer=pointer,
        amount=(sign * count, sign * count),
    )


def _read_span(match: re.Match[str]) -> Expression:
    """ "The previous two years": those before the covered period; "the past two years": up to its end."""
    count = _number(match["number"])[0]
    pointer = "previous" if match["pointer"] in ("previous", "preceding") else "own"
    unit = match["unit"].rstrip("s")
    return Expression(*_span(match), "span", unit=unit, pointer=pointer, amount=(-count, -count))


def _read_season(match: re.Match[str]) -> Expression:
    year, pointer = _year_of(match)
    season = match["season"].lower()
    return Expression(
        *_span(match), "season", year=year, pointer=pointer, season=season, part=_part_of(match)
    )


def _read_years(match: re.Match[str]) -> Expression | None:
    first, second = match["year"], match["year2"]
    last = int(second) if len(second) == 4 else int(first[:2] + second)
    return (
        Expression(*_span(match), "years", first=int(first), last=last)
        if 0 < last - int(first) < 60
        else None
    )


def _read_decade(match: re.Match[str]) -> Expression:
    first = int(match["decade"]) * 10
    return Expression(*_span(match), "decade", first=first, last=first + 9, part=_part_of(match))


def _read_year(match: re.Match[str]) -> Expression:
    if match.groupdict().get("noyear"):
        return Expression(*_span(match), "impossible")
    return Expression(*_span(match), "year", year=int(match["year"]), part=_part_of(match))


def _read_offset(match: re.Match[str]) -> Expression:
    low, high = _number(match["number"])
    sign = 1 if match["turn"].startswith(("later", "after")) else -1
    return Expression(
        *_span(match), "offset", unit=match["unit"], amount=(sign * low, sign * high),
        pointer="own" if match["turn"] == "ago" else "same",
    )  # fmt: skip


def _read_this(match: re.Match[str]) -> Expression:
    pointer = _POINTERS.get(match["pointer"].lower().split()[-1], "same")
    unit = match["unit"] if match["unit"] in ("year", "month", "week", "period") else "day"
    return Expression(*_span(match), "this", unit=unit, pointer=pointer, part=_part_of(match))


def _read_own(match: re.Match[str]) -> Expression:
    groups = match.groupdict()
    turn = (groups.get("turn") or "").lower()
    if groups.get("part") == "year":
        return Expression(*_span(match), "own", unit="year", pointer="own", part="end")
    if not turn:
        return Expression(*_span(match), "own", unit="year", pointer="own", part=_part_of(match))
    pointer = "own" if match["in"] == "in the" else "same"
    return Expression(*_span(match), "own", unit=match["unit"], pointer=pointer, season=turn)


def _read_indefinite(match: re.Match[str]) -> Expression:
    return Expression(*_span(match), "indefinite")


def _number(word: str) -> tuple[int, int]:
    words = time_words()
    if word.isdigit():
        return int(word), int(word)
    if word.lower() in words.vague_numbers:
        return words.vague_numbers[word.lower()]
    return words.numbers[word.lower()], words.numbers[word.lower()]


_READERS: dict[str, Callable[[re.Match[str]], Expression | None]] = {
    "day": _read_day, "month": _read_month, "nth": _read_nth, "season": _read_season, "years": _read_years,
    "decade": _read_decade, "year": _read_year, "offset": _read_offset, "this": _read_this, "own": _read_own,
    "indefinite": _read_indefinite, "span": _read_span,
}  # fmt: skip
