"""Citations in the form that is asked for; a report's page gives way to one only where it is asked for."""

from __future__ import annotations

import pytest

from habeas.web.api.accept import best
from tests.factory import kaldria
from tests.web.conftest import Room

DOCUMENT = kaldria().document
AT = f"/api/v1/documents/{DOCUMENT.id}/citation"
CSL = "application/vnd.citationstyles.csl+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form", "words"),
    [
        pytest.param(CSL, CSL, '"title": "Kaldria in 2003"', id="CSL-JSON"),
        pytest.param(
            "application/x-bibtex", "application/x-bibtex; charset=utf-8", "@techreport{", id="BibTeX"
        ),
        pytest.param(
            "application/x-research-info-systems",
            "application/x-research-info-systems; charset=utf-8",
            "TY  - RPRT",
            id="RIS",
        ),
        pytest.param("text/html", "text/html; charset=utf-8", "<p>Lantern Watch", id="page"),
        pytest.param("text/plain", "text/plain; charset=utf-8", "Lantern Watch", id="note"),
        pytest.param("*/*", CSL, '"type": "report"', id="anything"),
        pytest.param(f"text/html;q=0.2, {CSL};q=0.9", CSL, '"type": "report"', id="more gladly"),
    ],
)
def test_forms(room: Room, accept: str, form: str, words: str) -> None:
    answer = room(kaldria()).get(AT, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, form)
    assert words in answer.text
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept", "status", "words"),
    [
        pytest.param("", "image/png", 406, "text/html", id="no such form"),
        pytest.param("?start=5", CSL, 404, "no words from 5 to None", id="no end"),
        pytest.param("?start=5&end=5", CSL, 404, "no words", id="nothing"),
        pytest.param("?start=0&end=999999", CSL, 404, "characters", id="beyond the end"),
        pytest.param("?start=-1&end=3", CSL, 422, "start", id="before the beginning"),
    ],
)
def test_what_cannot_be_cited(room: Room, query: str, accept: str, status: int, words: str) -> None:
    answer = room(kaldria()).get(AT + query, headers={"Accept": accept})
    assert answer.status_code == status and words in answer.json()["detail"]


def test_words_are_cited_by_their_place(room: Room) -> None:
    start = DOCUMENT.text.index("Ivo Maren was arrested")
    (cited,) = room(kaldria()).get(f"{AT}?start={start}&end={start + 22}", headers={"Accept": CSL}).json()
    assert cited["custom"]["quote"] == "Ivo Maren was arrested"
    assert (cited["custom"]["section"], cited["custom"]["paragraph"]) == ("Political prisoners", "1")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        pytest.param(CSL, CSL, id="CSL-JSON"),
        pytest.param("application/x-bibtex, */*;q=0.1", "application/x-bibtex", id="BibTeX first"),
        pytest.param(BROWSER, "text/html", id="a browser"),
        pytest.param("*/*", "text/html", id="anything"),
        pytest.param(f"text/html, {CSL}", "text/html", id="both as gladly"),
        pytest.param("text/plain", "text/html", id="what the page does not offer"),
    ],
)
def test_the_page_of_a_report_gives_its_citation(room: Room, accept: str, form: str) -> None:
    client = room(kaldria())
    answer = client.get(f"/doc/{DOCUMENT.id}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, form)


def test_a_citation_of_no_report_is_a_problem(room: Room) -> None:
    answer = room(kaldria()).get("/doc/d0", headers={"Accept": CSL})
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_a_citation_that_is_known_is_not_sent_again(room: Room) -> None:
    client = room(kaldria())
    for path in (AT, f"/doc/{DOCUMENT.id}"):
        first = client.get(path, headers={"Accept": CSL})
        known = {"Accept": CSL, "If-None-Match": first.headers["etag"]}
        assert client.get(path, headers=known).status_code == 304


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        pytest.param("", "a/b", id="no header"),
        pytest.param("*/*", "a/b", id="anything"),
        pytest.param("a/*", "a/b", id="range"),
        pytest.param("C/D", "c/d", id="case"),
        pytest.param("a/b;q=0.5, c/d", "c/d", id="weights"),
        pytest.param("a/b;q=0, */*", "c/d", id="refused by name"),
        pytest.param("*/*;q=0.1, a/b;q=0.05", "c/d", id="the named is not the range"),
        pytest.param("a/b;q=x", None, id="no weight"),
        pytest.param("a/b;q=0.²", None, id="no figure"),
        pytest.param("a/b;q=9", None, id="too heavy"),
        pytest.param("e/f", None, id="neither"),
        pytest.param(",;,", None, id="nothing in it"),
    ],
)
def test_the_form_that_is_accepted(accept: str, chosen: str | None) -> None:
    assert best(accept, ("a/b", "c/d")) == chosen
