from __future__ import annotations

from datetime import date

import pytest

from habeas.model.record import When
from habeas.web.language import catalogue
from habeas.web.words import country_name, dated, group_class, label_of, lasting

DAY = date(2003, 5, 5)


def when(start: date | None, end: date | None) -> When:
    return When(start, end, "", "explicit", None)


@pytest.mark.parametrize(
    ("told", "english", "french"),
    [
        pytest.param(None, "undated", "sans date", id="no date"),
        pytest.param(when(None, None), "undated", "sans date", id="a date without ends"),
        pytest.param(when(DAY, DAY), "5 May 2003", "5 mai 2003", id="day"),
        pytest.param(when(date(2004, 2, 1), date(2004, 2, 29)), "February 2004", "février 2004", id="month"),
        pytest.param(when(date(2003, 1, 1), date(2003, 12, 31)), "2003", "2003", id="year"),
        pytest.param(when(date(2003, 1, 1), date(2004, 12, 31)), "2003–2004", "2003–2004", id="years"),
        pytest.param(
            when(DAY, date(2003, 6, 3)), "5 May 2003 – 3 June 2003", "5 mai 2003 – 3 juin 2003", id="interval"
        ),
        pytest.param(when(None, DAY), "until 5 May 2003", "jusqu’au 5 mai 2003", id="no beginning"),
        pytest.param(when(DAY, None), "since 5 May 2003", "depuis le 5 mai 2003", id="no end"),
    ],
)
def test_dates(told: When | None, english: str, french: str) -> None:
    assert dated(told, catalogue("en")) == english
    assert dated(told, catalogue("fr")) == french


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        pytest.param("P3Y6M", "3 years, 6 months", id="years and months"),
        pytest.param("P1Y", "1 year", id="one"),
        pytest.param("P10D", "10 days", id="days"),
        pytest.param("PT8H", "PT8H", id="hours stay as they are"),
    ],
)
def test_durations(duration: str, words: str) -> None:
    assert lasting(duration, catalogue("en")) == words


def test_names_of_the_domain() -> None:
    assert label_of("ill_treatment") == "Ill treatment"
    assert label_of("no_such_act") == "no such act"
    assert group_class("censorship") == "group-civic-space"
    assert group_class("no_such_act") == "group-other"
    assert country_name("KAZ") == "Kazakhstan"
    assert country_name("QQQ") == "QQQ"
