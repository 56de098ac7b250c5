"""Where the parts of a chart stand: plain figures, which the templates write as SVG without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model.record import Event
from habeas.view.moments import Days, Moment, span
from habeas.view.ranges import Grid, Range

WIDE = 1000  # units of a strip, which is stretched to the width that there is
THICK, APART, LEAST = 8, 3, 10
HEAD, NAME, COLUMN, ROW, FULL, BAND = 26, 152, 112, 44, 94, 14
MOST_TICKS = 9
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis of time; `at` in units from the left."""

    at: int
    year: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The days that one telling allows; `ways` are the classes that say how surely and on what basis."""

    x: int
    y: int
    width: int
    ways: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A moment of a case: one bar a telling, none for an undated one."""

    moment: Moment
    bars: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The strips of a case on one axis; `ticks` are years that begin on it."""

    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first to the last, as ordinals of days; the last is not on it any more."""

    first: int
    last: int

    def at(self, ordinal: int) -> int:
        """Where a day begins, in units from the left."""
        return round(WIDE * (ordinal - self.first) / (self.last - self.first))

    def bar(self, days: Days) -> tuple[int, int]:
        """Where the bar of some days begins, and how long it is: never so short that nobody sees it."""
        begin, end = self.at(days[0].toordinal()), self.at(days[1].toordinal() + 1)
        width = max(end - begin, LEAST)
        return min(begin, WIDE - width), width

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The years that are marked: all, or every second, fifth, tenth and so on."""
        years = range(date.fromordinal(self.first).year, date.fromordinal(self.last - 1).year + 1)
        step = next((step for step in STEPS if len(years) / step <= MOST_TICKS), STEPS[-1])
        marked = [year for year in years if year % step == 0] or years[:1]
        return tuple(Tick(self.at(date(year, 1, 1).toordinal()), year) for year in marked)


def axis(spans: Iterable[Days]) -> Axis | None:
    """The axis that holds all of some days; None for none."""
    days = [day for both in spans for day in both]
    if not days:
        return None
    first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
    return Axis(first.toordinal(), last.toordinal() + 1)


def timeline(moments: Sequence[Moment]) -> Timeline:
    """The strips of a case."""
    told = [days for m in moments for entry in m.entries if (days := span(entry.event))]
    scale = axis(told)
    if scale is None:
        return Timeline(tuple(Strip(moment, (), 0) for moment in moments), ())
    return Timeline(tuple(_strip(moment, scale) for moment in moments), scale.ticks)


def _strip(moment: Moment, scale: Axis) -> Strip:
    bars: list[Bar] = []
    for entry in moment.entries:
        if days := span(entry.event):
            x, width = scale.bar(days)
            bars.append(Bar(x, APART + len(bars) * (THICK + APART), width, ways(entry.event)))
    return Strip(moment, tuple(bars), APART + len(bars) * (THICK + APART))


def ways(event: Event) -> str:
    """The classes of a telling: how surely it is told, and what its date rests on."""
    told = event.attribution
    surely = "negated" if told.polarity == "negated" else "intended" if told.certainty == "intended" else None
    surely = surely or ("stated" if told.certainty == "stated" else "hedged")
    return f"{surely} {event.when.basis if event.when else 'undated'}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count: a full bar for the least, a hatched one to the most; `year` is None beside all years."""

    group: str
    year: int | None
    told: Range
    x: int
    y: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a report's fact box says of a year, and who published it."""

    year: int
    words: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Band:
    """What a fact box says, over the column of its year."""

    said: Said
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Years:
    """A chart of years across and groups down; `measured` are the bars of the words read, by year.

    `bands` are what fact boxes say of a year, above all groups.
    """

    width: int
    height: int
    years: tuple[tuple[int | None, int], ...]
    groups: tuple[tuple[str, int], ...]
    cells: tuple[Cell, ...]
    measured: tuple[tuple[int, int, int, int], ...]
    words_at: int
    bands: tuple[Band, ...]


def years_chart(grid: Grid, *, groups: Sequence[str], said: Sequence[Said] = ()) -> Years:
    """The chart of a grid: one scale for all cells; of the groups those that anything is told of."""
    shown = [group for group in groups if any(grid.cell(group, year) for year in (*grid.years, None))]
    elsewhere = any(grid.cell(group, None) for group in shown)
    columns = (*grid.years, *((None,) if elsewhere else ()))
    left = {year: NAME + number * COLUMN for number, year in enumerate(columns)}
    bands = tuple(_bands([each for each in said if each.year in left], left))
    head = HEAD + (len({band.y for band in bands}) * BAND + APART if bands else 0)
    top = {group: head + number * ROW for number, group in enumerate(shown)}
    words_at = head + len(shown) * ROW
    most = max(grid.words.values(), default=0)
    return Years(
        width=NAME + len(columns) * COLUMN,
        height=words_at + ROW,
        years=tuple(left.items()),
        groups=tuple(top.items()),
        cells=tuple(_cells(grid, left, top)),
        measured=tuple((y, left[y], n, _length(n, most)) for y, n in sorted(grid.words.items()) if y in left),
        words_at=words_at,
        bands=bands,
    )


def _bands(said: Sequence[Said], left: Mapping[int | None, int]) -> Iterator[Band]:
    """One row of bands for each publisher."""
    rows = {publisher: row for row, publisher in enumerate(dict.fromkeys(each.publisher for each in said))}
    for each in said:
        yield Band(each, left[each.year], HEAD + rows[each.publisher] * BAND)


def _cells(grid: Grid, left: Mapping[int | None, int], top: Mapping[str, int]) -> Iterator[Cell]:
    for group, y in top.items():
        for year, x in left.items():
            if told := grid.cell(group, year):
                low, high = _length(told.low, grid.most), _length(told.high, grid.most)
                yield Cell(group, year, told, x, y, low, high)


def _length(count: int, most: int) -> int:
    return max(round(FULL * count / most), 2) if count else 0
