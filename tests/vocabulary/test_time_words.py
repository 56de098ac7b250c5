"""The words of time hold together."""

from __future__ import annotations

from habeas.vocabulary.load import acts
from habeas.vocabulary.time_words import time_words


def test_types_named_are_types_of_acts() -> None:
    words = time_words()
    assert (words.lasting | words.spoken) <= set(acts())


def test_every_month_is_there() -> None:
    assert set(time_words().months.values()) == set(range(1, 13))


def test_parts_lie_within_their_period() -> None:
    for name, part in time_words().parts.items():
        for first, last in (span for span in (part.month, part.decade) if span):
            assert first <= last, name
        assert part.year is None or part.year[0] <= part.year[1], name
