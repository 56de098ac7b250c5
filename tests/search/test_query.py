"""The query language: what people type, and what is told to them when it cannot be read."""

from __future__ import annotations

import pytest

from habeas.search.query import QueryError, read


@pytest.mark.parametrize(
    ("query", "compiled"),
    [
        pytest.param("torture", '"torture"', id="a word"),
        pytest.param("death penalty", '("death" AND "penalty")', id="two words, both"),
        pytest.param('"death penalty"', '"death penalty"', id="a phrase"),
        pytest.param("appeal*", '"appeal"*', id="a beginning"),
        pytest.param('"death pen"*', '"death pen"*', id="a phrase whose last word is a beginning"),
        pytest.param("a OR b c", '("a" OR ("b" AND "c"))', id="OR binds weakest"),
        pytest.param("a (b OR c)", '("a" AND ("b" OR "c"))', id="brackets"),
        pytest.param("a NOT b", '("a" NOT ("b"))', id="NOT"),
        pytest.param("a -b -c", '("a" NOT ("b" OR "c"))', id="minus leaves out"),
        pytest.param("NOT b a", '("a" NOT ("b"))', id="NOT before"),
        pytest.param("sexual-violence", '"sexual violence"', id="a hyphen makes a phrase"),
        pytest.param("Maren's", '"maren s"', id="an apostrophe"),
        pytest.param("ŞAHIN*", '"sahin"*', id="accents and capitals"),
        pytest.param("and or not", '("and" AND "or" AND "not")', id="small letters are words"),
        pytest.param("facets:x", '"facets x"', id="no field of the index can be named"),
        pytest.param("a AND b OR c", '(("a" AND "b") OR "c")', id="AND before OR"),
    ],
)
def test_compiled(query: str, compiled: str) -> None:
    assert str(read(query)) == compiled


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param('"open', "not closed", id="open quotation"),
        pytest.param("(a OR b", "bracket is not closed", id="open bracket"),
        pytest.param("a )", "closes nothing", id="bracket that closes nothing"),
        pytest.param("a AND", "both sides", id="AND at the end"),
        pytest.param("AND a", "both sides", id="AND at the beginning"),
        pytest.param("a OR", "missing after OR", id="OR at the end"),
        pytest.param("OR a", "missing before OR", id="OR at the beginning"),
        pytest.param("NOT a", "beside the one to leave out", id="only NOT"),
        pytest.param("a NOT", "NOT needs a word", id="NOT at the end"),
        pytest.param("()", "missing", id="empty brackets"),
        pytest.param("— a", "no letter", id="a dash alone"),
        pytest.param("*", "no letter", id="a star alone"),
        pytest.param("(" * 5000 + "a", "more than 50 brackets", id="brackets without end"),
    ],
)
def test_refused_in_one_line(query: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as told:
        read(query)
    assert "\n" not in str(told.value)
