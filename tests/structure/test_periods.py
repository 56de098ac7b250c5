"""Which period a report says that it covers."""

from __future__ import annotations

import pytest

from habeas.structure.periods import covered_period


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Covering events from January - December 2009", "2009-01-01 2009-12-31"),
        ("Covering events from January to June 2009", "2009-01-01 2009-06-30"),
        ("Covering events from July 2009 – June 2010", "2009-07-01 2010-06-30"),
        ("(This report covers the period January-April 1997)", "1997-01-01 1997-04-30"),
        ("This report covers the period from 1 July 2009 to 29 February 2012.", "2009-07-01 2012-02-29"),
        ("This annual report covers the calendar year 2009.", "2009-01-01 2009-12-31"),
        ("Reporting period: 1 May 2009 to 30 April 2010", "2009-05-01 2010-04-30"),
        ("Period covered: March 2009", "2009-03-01 2009-03-31"),
        ("Period under review: 2009/10", "2009-01-01 2010-12-31"),
        ("Covers the years 2009-2011", "2009-01-01 2011-12-31"),
        ("Events of 2009", "2009-01-01 2009-12-31"),
        ("Covering events between January 3, 2009 and March 5, 2009", "2009-01-03 2009-03-05"),
        pytest.param("Annual Report 2010 - Kaldria", None, id="a title's year is no covered year"),
        pytest.param("The court heard events of the night of 3 May.", None, id="no range of a report"),
        pytest.param("Covering events from 31 February 2009 to May 2009", None, id="no such day"),
        pytest.param("Covering events from May 2010 - March 2009", None, id="backwards"),
        pytest.param("He issued a report covering the period 2001 to 2004.", None, id="another's report"),
        pytest.param("", None, id="empty"),
    ],
)
def test_covered_period(line: str, period: str | None) -> None:
    found = covered_period(line)
    assert (f"{found[0]} {found[1]}" if found else None) == period
