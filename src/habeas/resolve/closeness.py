"""Small comparisons of two tellings: each says what speaks for or against their being of one act, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from habeas.model.identity import Reason
from habeas.model.occurrence import Days
from habeas.resolve.told import FIRM, Told
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.telling_words import telling_words

FEW_DAYS, MONTH, YEAR = 3, 31, 366
SAME_WORDS = 0.5  # share of the words of the shorter sentence that the other has too
ENOUGH_WORDS = 5


def reasons(one: Told, other: Told, *, freed: Iterable[date] = ()) -> list[Reason] | None:
    """Everything that speaks for or against, strongest first; None where their types never tell of one act.

    `freed` are the days on which the person was set free, for what goes on until then.
    """
    types = telling_words().types(one.event.type, other.event.type)
    if types is None:
        return None
    named = one.event.type, other.event.type
    found = [
        Reason("same_type" if named[0] == named[1] else "matter", types, " and ".join(dict.fromkeys(named)))
    ]
    found += _lasting(one, other, freed) if _lasts(one, other) else _time(one, other)
    for compare in COMPARISONS:
        found += compare(one, other)
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.rule))


def _reason(rule: str, words: str) -> Reason:
    return Reason(rule, telling_words().weights[rule], words)


def _people(one: Told, other: Told) -> Iterator[Reason]:
    mine, yours = one.telling.about, other.telling.about
    if mine & yours:
        yield _reason("same_person", "it befalls the same person")
        if len(mine & yours) > 1:
            yield _reason("company", f"it befalls {len(mine & yours)} of the same persons")
        if one.event.type in telling_words().once and other.event.type in telling_words().once:
            yield _reason("once", f"{one.event.type.replace('_', ' ')} befalls nobody twice")
    elif mine and yours:
        yield _reason("other_persons", "it befalls others")
    else:
        yield _reason("nobody_shared", "no person is named in both")


def _time(one: Told, other: Told) -> Iterator[Reason]:
    if one.days is None or other.days is None:
        if denied_of(one, other) or denied_of(other, one):
            yield _reason("covered", "a denial without a date, and the period of its report")
        return
    surety, days = min(one.surety, other.surety), f"{_shown(one)} and {_shown(other)}"
    gap = _gap(one, other)
    if surety < FIRM:
        rule = "inherited" if surety else "covered"
        yield _reason(rule if gap <= 0 else f"{rule}_apart", days)
    elif gap <= 0:
        width = max(_width(one.days), _width(other.days))
        yield _reason("day" if width <= FEW_DAYS else "month" if width <= MONTH else "year", days)
    elif gap <= FEW_DAYS:
        yield _reason("day_apart", days)
    elif gap <= MONTH:
        yield _reason("month_apart", days)
    elif _same_but_year(one.days, other.days):
        yield _reason("other_year", days)
    else:
        yield _reason("apart", days)


def denied_of(denied: Told, other: Told) -> bool:
    """True of a denial without a date, for what the other tells of the period that its report covers."""
    covers = denied.telling.report.covers
    negated = denied.event.attribution.polarity == "negated" and denied.days is None
    if not (negated and covers and other.days):
        return False
    return covers[0] <= other.days[1] and other.days[0] <= covers[1]


def _lasts(one: Told, other: Told) -> bool:
    """True for a state that goes on: custody that both tell as going on, or what has no day of its own."""
    table = telling_words()
    types = {one.event.type, other.event.type}
    if not types <= table.lasting or one.inner or other.inner:
        return False
    return (one.stays and other.stays) if types & table.custody else min(one.surety, other.surety) < FIRM


def _lasting(one: Told, other: Told, freed: Iterable[date]) -> Iterator[Reason]:
    """Two moments of a state that goes on, unless the person was set free between them."""
    if one.days is None or other.days is None:
        return
    first, last = sorted((one.days, other.days))
    between = [day for day in freed if first[1] < day < last[0]]
    if between:
        yield _reason("freed", f"free on {between[0]}")
    else:
        yield _reason("inherited", f"{_shown(one)} and {_shown(other)}, it goes on")


def _penalty(one: Told, other: Told) -> Iterator[Reason]:
    mine, yours = one.event.penalty, other.event.penalty
    if not (mine and yours):
        return
    words = f"“{mine.anchor.quote}” and “{yours.anchor.quote}”"
    if mine.duration and yours.duration:
        yield _reason("penalty" if mine.duration == yours.duration else "other_penalty", words)
    elif mine.kind != yours.kind and "other" not in (mine.kind, yours.kind):
        yield _reason("other_penalty", words)
    elif mine.kind in ("death", "life"):
        yield _reason("penalty", words)


def _outcome(one: Told, other: Told) -> Iterator[Reason]:
    if one.event.outcome and other.event.outcome:
        same = one.event.outcome == other.event.outcome
        yield _reason("outcome" if same else "other_outcome", f"{one.event.outcome}, {other.event.outcome}")


def _facts(one: Told, other: Told) -> Iterator[Reason]:
    if shared := one.charges & other.charges:
        yield _reason("charge", _listed(shared))
    if one.place and other.place:
        same = one.place == other.place
        yield _reason(
            "place" if same else "other_place", one.place if same else f"{one.place}, {other.place}"
        )
    if shared := one.institutions & other.institutions:
        yield _reason("institution", _listed(shared))


def _counts(one: Told, other: Told) -> Iterator[Reason]:
    if not (one.count and other.count):
        return
    (least, most), (low, high) = one.count, other.count
    meet = (high is None or least <= high) and (most is None or low <= most)
    yield _reason("count" if meet else "other_count", f"{_range(one.count)} and {_range(other.count)}")


def _wording(one: Told, other: Told) -> Iterator[Reason]:
    if one.event.sentence == other.event.sentence:
        return
    least = min(len(one.words), len(other.words))
    if least >= ENOUGH_WORDS and len(one.words & other.words) / least >= SAME_WORDS:
        yield _reason("wording", "most words are the same")


def _place(one: Told, other: Told) -> Iterator[Reason]:
    """Where in the reports they stand, and whether one of them says that it is another act."""
    if one.event.document == other.event.document:
        same = one.event.sentence.start == other.event.sentence.start
        yield _reason(
            "same_sentence" if same else "same_report", "told in one " + ("sentence" if same else "report")
        )
        types = {one.event.type, other.event.type}
        if same and (types & case_words().steps or (len(types) > 1 and types <= telling_words().custody)):
            yield _reason("step_of_sentence", "two steps in one sentence")
    if one.anew != other.anew:
        yield _reason("anew", "one of them says that it is another")


def _said(one: Told, other: Told) -> Iterator[Reason]:
    """What is planned or urged is not what happened; what is denied may be what is told."""
    mine, yours = one.event.attribution, other.event.attribution
    if (mine.certainty == "intended") != (yours.certainty == "intended"):
        yield _reason("intended", "one tells only what is intended")
    if mine.polarity != yours.polarity:
        yield _reason("denied", "one says that it did not happen")


def _custody(one: Told, other: Told) -> Iterator[Reason]:
    """The beginning of a custody, its going on, and a punishment within it are three things."""
    if not {one.event.type, other.event.type} <= telling_words().custody | {"sentence"}:
        return
    if one.inner != other.inner:
        yield _reason("inner", "one is a custody within custody")
    elif one.stays != other.stays:
        yield _reason("begun", "one began and the other went on")


COMPARISONS: tuple[Callable[[Told, Told], Iterator[Reason]], ...] = (
    _people,
    _penalty,
    _outcome,
    _facts,
    _counts,
    _wording,
    _place,
    _said,
    _custody,
)


def _gap(one: Told, other: Told) -> int:
    """How many days lie between two intervals; none or less where they share a day."""
    if not (one.days and other.days and one.earliest and other.earliest):
        return 0
    first, last = max(one.earliest, other.earliest), min(one.days[1], other.days[1])
    return first.toordinal() - last.toordinal()


def _width(days: Days) -> int:
    return (days[1] - days[0]).days + 1


def _same_but_year(one: Days, other: Days) -> bool:
    return _width(one) <= MONTH and (one[0].month, one[0].day) == (other[0].month, other[0].day)


def _shown(one: Told) -> str:
    if one.days is None:
        return "undated"
    first, last = one.days
    return f"by {last}" if one.behind else f"{first}" if first == last else f"{first}/{last}"


def _range(count: tuple[int, int | None]) -> str:
    least, most = count
    if not least:
        return f"up to {most}"
    return f"at least {least}" if most is None else str(least) if least == most else f"{least}–{most}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:4])
