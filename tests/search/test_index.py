"""Searching a real index: words, filters, and the places that hits open at."""

from __future__ import annotations

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.reading import Reading
from habeas.search.facets import Filters
from habeas.search.hits import Tally, found, snippet, tallied
from habeas.search.index import Index
from habeas.search.query import QueryError, Term, read, wanted
from habeas.search.text import placed
from tests.factory import doc, kaldria, reading

OTHER = doc(
    "The trial in Vesht was closed. Elections were held.\n",
    file="vesht.txt",
    title="Vesht in 2001",
    publisher="Harbour Committee",
    years=(2000, 2001),
    country=("VSH", "West Vesht"),
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index(tmp_path / "search.db")
    put(index, kaldria(), "one")
    put(index, reading(OTHER), "two")
    return index


def put(index: Index, read: Reading, fingerprint: str) -> None:
    with index.renewal() as renewal:
        renewal.add(read, fingerprint)


def test_two_that_index_at_once_leave_a_sound_index(tmp_path: Path) -> None:
    index = Index(tmp_path / "search.db")
    index.claim(0)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: put(index, kaldria(), "one"), range(12)))
    assert index.sound()
    assert list(index.check(kaldria())) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("moratorium", ["A moratorium"], id="word"),
        pytest.param("MORATORIUM", ["A moratorium"], id="capitals"),
        pytest.param('"sentenced to three years"', ["Ivo Maren"], id="phrase"),
        pytest.param('"three sentenced"', [], id="phrase in another order"),
        pytest.param("execut*", ["A moratorium"], id="prefix"),
        pytest.param("execut", [], id="no stemming"),
        pytest.param("moratorium OR journalist", ["A moratorium", "Lena Tarsk,"], id="or"),
        pytest.param("was -arrested", ["A moratorium", "Lena Tarsk,", "The trial"], id="without"),
        pytest.param("arrested moratorium", [], id="both in one passage"),
    ],
)
def test_words(index: Index, query: str, found: list[str]) -> None:
    hits = index.search(query, Filters()).hits
    assert sorted(" ".join(hit.text.split()[:2]) for hit in hits) == sorted(found)


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        pytest.param(Filters(country="KLD"), 4, id="country by code"),
        pytest.param(Filters(country="kaldria"), 4, id="country by name"),
        pytest.param(Filters(country="Vesht"), 1, id="country by a word of its name"),
        pytest.param(Filters(country="wést  VESHT"), 1, id="accents, case and blanks make no difference"),
        pytest.param(Filters(year=2003), 4, id="covered year"),
        pytest.param(Filters(year=2000), 1, id="first of two years"),
        pytest.param(Filters(year=1999), 0, id="year that nobody covers"),
        pytest.param(Filters(publisher="lantern"), 4, id="publisher by a word"),
        pytest.param(Filters(section="death PENALTY"), 1, id="section"),
        pytest.param(Filters(type="arrest"), 1, id="type"),
        pytest.param(Filters(type="ill-treatment"), 1, id="type as people write it"),
        pytest.param(Filters(certainty="reported"), 1, id="certainty"),
        pytest.param(Filters(type="moratorium", certainty="reported"), 0, id="of one act, not of two"),
        pytest.param(Filters(person="Maren"), 1, id="person by surname"),
        pytest.param(Filters(person="mar"), 0, id="person by part of a word"),
        pytest.param(Filters(institution="lawyer"), 0, id="a lawyer is no institution"),
        pytest.param(Filters(source="author"), 2, id="nobody but the report says so"),
        pytest.param(Filters(source="somebody"), 1, id="somebody says so"),
        pytest.param(Filters(country="KLD", person="Tarsk", certainty="alleged"), 1, id="three at once"),
    ],
)
def test_filters_without_words(index: Index, filters: Filters, total: int) -> None:
    assert index.search("", filters).total == total


def test_filters_narrow_words(index: Index) -> None:
    assert index.search("was", Filters()).total == 4
    assert index.search("was", Filters(country="VSH")).total == 1


@pytest.mark.parametrize(
    ("query", "field", "values"),
    [
        pytest.param("", "country", [("KLD", 4), ("VSH", 1)], id="all passages where nothing is asked"),
        pytest.param("was", "country", [("KLD", 3), ("VSH", 1)], id="those that are found"),
        pytest.param("moratorium", "section", [("Death penalty", 1)], id="as printed"),
        pytest.param("moratorium", "person", [], id="none has it"),
        pytest.param("was", "person", [("Ivo Maren", 1), ("Lena Tarsk", 1)], id="the fullest name, once"),
        pytest.param("was", "source", [("author", 2), ("somebody", 1)], id="who says it"),
    ],
)
def test_tallies(index: Index, query: str, field: str, values: list[tuple[str, int]]) -> None:
    found = index.tallies(query, Filters())[field]
    assert [(tally.value, tally.passages) for tally in found] == values


def test_a_filter_of_which_nothing_is_counts_nothing(index: Index) -> None:
    assert set(index.tallies("was", Filters(year=1066)).values()) == {()}


@pytest.mark.parametrize(("order", "first"), [("newest", "kaldria-2003.txt"), ("oldest", "vesht.txt")])
def test_orders_by_day(index: Index, order: str, first: str) -> None:
    assert index.search("was", Filters(), order=order).hits[0].file == first


def test_no_such_order(index: Index) -> None:
    with pytest.raises(QueryError, match="relevance, newest, oldest"):
        index.search("was", Filters(), order="best")


def test_forms_that_differ_in_case_are_tallied_together() -> None:
    held = [("Death Penalty", 3), ("torture", 2), ("DEATH PENALTY", 1)]
    assert list(tallied(held)) == [Tally("Death Penalty", 4), Tally("torture", 2)]


def test_a_hit_opens_at_its_place(index: Index) -> None:
    (hit,) = index.search('"three years"', Filters()).hits
    text = kaldria().document.text
    assert text[hit.start : hit.end] == hit.text
    assert [text[a:b] for a, b in hit.found] == ["three years"]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["three years"]
    assert (hit.section, hit.kind, hit.file) == ("Political prisoners", "bullet", "kaldria-2003.txt")


def test_neither_words_nor_filter(index: Index) -> None:
    with pytest.raises(QueryError, match="give words"):
        index.search(" ", Filters())


def test_pages_of_results_do_not_overlap(index: Index) -> None:
    pages = [index.search("was", Filters(), limit=2, offset=offset).hits for offset in (0, 2)]
    assert len({(hit.document, hit.start) for page in pages for hit in page}) == 4


def test_adding_again_takes_the_place(index: Index) -> None:
    put(index, kaldria(), "three")
    assert index.search("moratorium", Filters()).total == 1
    assert index.kept()[kaldria().document.id] == "three"
    assert index.sound()


def test_removed_documents_are_not_found(index: Index) -> None:
    with index.renewal() as renewal:
        renewal.remove(OTHER.id)
    assert index.search("trial", Filters()).total == 0
    assert index.search("", Filters(country="VSH")).total == 0
    assert index.sound()


@pytest.mark.parametrize("content", [b"these are no pages of a database " * 40, b""], ids=["words", "empty"])
def test_what_is_no_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "search.db").write_bytes(content)
    assert Index(tmp_path / "search.db").kept() == {}


def test_an_index_of_another_format_is_made_anew(index: Index) -> None:
    with sqlite3.connect(index.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert index.kept() == {}


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        pytest.param("maren", ["Maren", "Maren"], id="wherever it stands"),
        pytest.param("MÁREN", ["Maren", "Maren"], id="without case and accents"),
        pytest.param('"ivo maren"', ["Ivo Maren"], id="a phrase is one stretch"),
        pytest.param('"ivo maren" maren', ["Ivo Maren", "Maren"], id="what overlaps is one stretch"),
        pytest.param("arr*", ["arrested"], id="the whole word of a beginning"),
        pytest.param('"was arr"*', ["was arrested"], id="the whole last word of a phrase"),
        pytest.param("ivo OR vesht", ["Ivo", "Vesht"], id="either"),
        pytest.param("ivo -vesht", ["Ivo"], id="not what is left out"),
    ],
)
def test_found_words(query: str, marks: list[str]) -> None:
    text = "Ivo Maren was arrested in Vesht. Maren's trial was closed."
    assert [text[a:b] for a, b in found(text, wanted(read(query)))] == marks


@given(st.text(max_size=600), st.data())
def test_a_snippet_marks_the_words_that_were_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, marks = snippet(text, ((start, end),))
    for a, b in marks:
        assert shown[a:b] == text[start:end].replace("\n", " ")


@given(st.text(max_size=80))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    for word, start, end in placed(text):
        assert any(a <= start and end <= b for a, b in found(text, (Term((word,)),)))


@given(query=st.text(alphabet='ab "()*-ANDORTé½.'))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered_or_refused(index: Index, query: str) -> None:
    with contextlib.suppress(QueryError):
        index.search(query, Filters())
