"""Plain values and back: nothing of a model object is lost."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.issues import Issue
from habeas.model.document import Document, Metadata
from habeas.model.record import Count, Event, When
from habeas.store.codec import Written, as_json, build, fingerprint, plain
from tests.factory import kaldria

READING = kaldria()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        pytest.param(Document, READING.document, id="document with facts in a mapping proxy"),
        pytest.param(Event, READING.events[4], id="event with nested anchors"),
        pytest.param(Issue, READING.issues[0], id="issue with anchor"),
        pytest.param(Count, Count(19, None), id="open range"),
        pytest.param(
            When, When(None, date(2004, 1, 1), "../2004-01-01", "explicit", None), id="open interval"
        ),
        pytest.param(
            Metadata, Metadata(updated=datetime(2022, 1, 18, 7, 55, tzinfo=UTC)), id="instant in UTC"
        ),
    ],
)
def test_there_and_back_through_json(kind: type, value: object) -> None:
    assert build(kind, json.loads(json.dumps(plain(value)))) == value


@given(st.text(), st.none() | st.integers(), st.none() | st.dates())
def test_any_words_numbers_and_days_survive(words: str, number: int | None, day: date | None) -> None:
    value = (Count(number, None), When(day, None, words, words, None))
    assert (build(Count, plain(value[0])), build(When, plain(value[1]))) == value


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        plain({1, 2})


def test_what_is_written_out_is_stored_as_what_is_not() -> None:
    value = plain(READING.events[4])
    assert as_json(Written.of(value)) == as_json(value)


def test_a_fingerprint_tells_one_changed_word() -> None:
    assert fingerprint(plain(READING.events)) == fingerprint(plain(kaldria().events))
    assert fingerprint(plain(READING.events)) != fingerprint(plain(READING.events[:-1]))
