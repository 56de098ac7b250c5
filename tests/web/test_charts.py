"""Where the parts of a chart stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.outline import Outline
from habeas.view.moments import Days
from habeas.view.ranges import grid
from habeas.web.charts import FULL, MOST_TICKS, WIDE, Said, axis, years_chart
from tests.view.test_ranges import GROUPS, WORDS, act, outlines

days = st.dates(date(1, 1, 1), date(9998, 12, 31))


@given(st.lists(st.tuples(days, days).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=20))
def test_every_bar_lies_on_the_axis_in_the_order_of_time(spans: list[Days]) -> None:
    scale = axis(spans)
    assert scale is not None
    bars = [scale.bar(each) for each in sorted(spans)]
    assert all(x >= 0 and width > 0 and x + width <= WIDE for x, width in bars)
    assert scale.at(min(spans)[0].toordinal()) >= 0
    assert scale.ticks


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        pytest.param(2003, 2003, [2003], id="one year"),
        pytest.param(2003, 2005, [2003, 2004, 2005], id="all"),
        pytest.param(1999, 2011, [2000, 2002, 2004, 2006, 2008, 2010], id="every second"),
        pytest.param(1978, 2009, [1980, 1985, 1990, 1995, 2000, 2005], id="every fifth"),
    ],
)
def test_years_that_are_marked(first: int, last: int, years: list[int]) -> None:
    scale = axis([(date(first, 5, 1), date(last, 5, 1))])
    assert scale is not None
    assert [tick.year for tick in scale.ticks] == years
    assert len(years) <= MOST_TICKS


def test_nothing_dated_has_no_axis() -> None:
    assert axis([]) is None


@given(outlines)
def test_the_bars_of_a_count_are_as_long_as_it_is(acts: list[Outline]) -> None:
    chart = years_chart(grid(acts, WORDS, groups=GROUPS), groups=sorted(set(GROUPS.values())))
    for cell in chart.cells:
        assert 0 <= cell.low <= cell.high <= FULL
        assert (cell.low > 0, cell.high > 0) == (cell.told.low > 0, cell.told.high > 0)
        assert cell.x + FULL <= chart.width
        assert cell.y < chart.words_at < chart.height


def test_what_fact_boxes_say_stands_over_its_year_one_row_a_publisher() -> None:
    said = [Said(2003, "retentionist", "A"), Said(2004, "abolitionist", "A"), Said(2003, "abolitionist", "B")]
    counted = grid([act(type="execution")], WORDS, groups=GROUPS)
    chart = years_chart(counted, groups=["life"], said=[*said, Said(1990, "retentionist", "A")])
    lefts = dict(chart.years)
    assert [band.x for band in chart.bands] == [lefts[2003], lefts[2004], lefts[2003]]
    assert chart.bands[0].y == chart.bands[1].y < chart.bands[2].y < chart.cells[0].y
