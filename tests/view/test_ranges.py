"""Counts as ranges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.outline import Outline
from habeas.model.record import CERTAINTIES
from habeas.view.acts import Asked, asked_for, count
from habeas.view.ranges import Grid, Range, grid

GROUPS = {"arrest": "custody", "torture": "integrity", "execution": "life"}
WORDS = {2003: 1200, 2004: 900}


def act(
    number: int = 0,
    *,
    type: str = "arrest",
    certainty: str = "stated",
    polarity: str = "affirmed",
    years: tuple[int | None, int | None] = (2003, 2003),
    country: str | None = None,
) -> Outline:
    first, last = years
    start = date(first, 1, 1) if first else None
    end = date(last, 12, 31) if last else None
    return Outline(f"e{number}", "d1", type, certainty, polarity, start, end, country, None)


def told(*acts: Outline) -> Grid:
    return grid(acts, WORDS, groups=GROUPS)


@pytest.mark.parametrize(
    ("one", "cells"),
    [
        pytest.param(act(), {2003: Range(1, 1)}, id="stated plainly"),
        pytest.param(act(certainty="alleged"), {2003: Range(0, 1)}, id="hedged: not in the least"),
        pytest.param(act(certainty="intended"), {2003: Range(intended=1)}, id="intended: in no count"),
        pytest.param(act(polarity="negated"), {2003: Range(negated=1)}, id="denied: in no count"),
        pytest.param(
            act(certainty="reported", polarity="negated"), {2003: Range(negated=1)}, id="denied on report"
        ),
        pytest.param(
            act(years=(2003, 2004)),
            {2003: Range(0, 1), 2004: Range(0, 1)},
            id="over two years: certain in none",
        ),
        pytest.param(act(years=(1999, 2003)), {2003: Range(1, 1)}, id="of the years covered only one"),
        pytest.param(act(years=(1990, 1992)), {None: Range(1, 1)}, id="before all years covered"),
        pytest.param(act(years=(None, None)), {None: Range(1, 1)}, id="undated"),
        pytest.param(act(years=(None, 2004)), {2004: Range(1, 1)}, id="open start"),
    ],
)
def test_one_act(one: Outline, cells: dict[int | None, Range]) -> None:
    found = told(one)
    assert {year: cell for (_, year), cell in found.cells.items()} == cells


def test_a_type_without_a_file_is_counted_as_other() -> None:
    assert told(act(type="unheard-of")).total["other"] == Range(1, 1)


@pytest.mark.parametrize(
    ("range", "words"),
    [
        pytest.param(Range(3, 3), "3", id="certain"),
        pytest.param(Range(3, 5), "3–5", id="open"),
        pytest.param(Range(0, 2), "0–2", id="nothing plain"),
        pytest.param(Range(negated=2), "0", id="nothing but denied"),
    ],
)
def test_in_words(range: Range, words: str) -> None:
    assert str(range) == words


years = st.none() | st.integers(2000, 2006)
outlines = st.lists(
    st.builds(
        act,
        st.integers(0, 10**6),
        type=st.sampled_from(sorted(GROUPS)),
        certainty=st.sampled_from(CERTAINTIES),
        polarity=st.sampled_from(["affirmed", "negated"]),
        years=st.tuples(years, years).map(lambda pair: pair if None in pair else tuple(sorted(pair))),
        country=st.sampled_from([None, "KLD", "VSH"]),
    ),
    unique_by=lambda each: each.id,
)


@given(outlines)
def test_no_range_is_upside_down_and_no_act_is_lost(acts: Iterable[Outline]) -> None:
    found = told(*acts)
    assert all(0 <= cell.low <= cell.high for cell in found.cells.values())
    for group, total in found.total.items():
        cells = [found.cell(group, year) for year in (*found.years, None)]
        assert sum(cell.low for cell in cells) <= total.high <= sum(cell.high for cell in cells)


@given(outlines, st.sampled_from(sorted(GROUPS.values())), st.sampled_from([2003, 2004, None]))
def test_a_count_opens_to_its_acts(acts: list[Outline], group: str, year: int | None) -> None:
    asked = Asked(group=group, year=year, elsewhen=year is None)
    behind = asked_for("KLD", acts, asked, years=WORDS, groups=GROUPS)
    here = [each for each in acts if each.country != "VSH"]
    assert count(behind, asked, years=WORDS) == told(*here).cell(group, year)
