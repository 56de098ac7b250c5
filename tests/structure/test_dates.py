"""Printed dates of a page."""

from __future__ import annotations

import pytest

from habeas.structure.dates import read_date

LAYOUTS = ("%A, %d %B %Y, %H:%M %Z", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%B %Y", "%Y")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("26 May 2010", "2010-05-26"),
        ("26th May, 2010", "2010-05-26"),
        ("May 26, 2010", "2010-05-26"),
        ("2010-05-26", "2010-05-26"),
        ("Sept. 2010", "2010-09"),
        ("May 2010", "2010-05"),
        ("2010", "2010"),
        pytest.param("31 June 2010", None, id="no such day"),
        pytest.param("29 February 2011", None, id="no leap year"),
        pytest.param("2010-13-01", None, id="no such month"),
        pytest.param("soon", None, id="no date"),
    ],
)
def test_read_date(printed: str, iso: str | None) -> None:
    found = read_date(printed, LAYOUTS)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Monday, 14 March 2016, 00:20 GMT", "2016-03-14T00:20:00+00:00"),
        ("Monday, 14 March 2016, 00:20 +02:00", "2016-03-13T22:20:00+00:00"),
    ],
)
def test_an_hour_is_kept_in_utc(printed: str, moment: str) -> None:
    found = read_date(printed, LAYOUTS)
    assert found is not None
    assert found.moment is not None
    assert found.moment.isoformat() == moment
