"""The reviewers' room: decide in place, see it everywhere, take it back."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.factory import kaldria
from tests.test_identities import ONE, THREE, TWO
from tests.web.conftest import Room
from tests.web.pages import found
from tests.web.parts import send

READING = kaldria()
DOCUMENT = READING.document.id
ARREST = next(event for event in READING.events if event.type == "arrest")
PLACE = f"/doc/{DOCUMENT}?at={ARREST.sentence.start},{ARREST.sentence.end}"


def decide(reader: TestClient, **fields: str) -> None:
    assert send(reader, f"/review/record/{ARREST.id}", "/review", **fields).status_code == 303


@pytest.fixture
def reader(room: Room) -> TestClient:
    return room(READING)


def test_the_queue_shows_what_waits_and_why(reader: TestClient) -> None:
    page = reader.get("/review").text
    assert "5 records wait for you" in page
    assert "the state of a case rests on it" in page
    assert "Krippendorff" in page


def test_a_corrected_date_changes_case_and_country_and_comes_back(reader: TestClient) -> None:
    before = [reader.get(path).text for path in ("/case/Ivo Maren", "/country/KLD", PLACE)]
    decide(reader, what="correct", field="date", value="2003-04-17")
    assert "17 April 2003" in reader.get("/case/Ivo Maren").text
    page = reader.get(PLACE).text
    assert "17 April 2003" in page and "<del>2003-03-01/2003-03-31</del>" in page
    log = reader.get("/review/log").text
    assert "2003-04-17" in log
    (id,) = set(re.findall(r"/review/undo/(j[0-9a-f]{16})", log))
    assert send(reader, f"/review/undo/{id}", "/review").status_code == 303
    assert [reader.get(path).text for path in ("/case/Ivo Maren", "/country/KLD", PLACE)] == before
    assert "taken back" in reader.get("/review/log").text


def test_a_rejected_record_stands_no_more_but_as_rejected(reader: TestClient) -> None:
    decide(reader, what="reject", why="another man")
    page = reader.get(PLACE).text
    assert 'class="record rejected"' in page and "another man" in page
    assert f'data-record="{ARREST.id}"' not in page


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        pytest.param({"what": "correct", "field": "date", "value": "soon"}, 400, "a date is written", id="a value"),
        pytest.param({"what": "correct", "field": "x", "value": "1"}, 400, "no field", id="a field"),
        pytest.param({"what": "praise"}, 400, "no judgement", id="a judgement"),
        pytest.param({"what": "accept", "back": "//evil.example/"}, 303, "/", id="an address elsewhere"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_and_nothing_kept(
    reader: TestClient, fields: dict[str, str], status: int, told: str
) -> None:
    answer = send(reader, f"/review/record/{ARREST.id}", "/review", **fields)
    assert answer.status_code == status
    assert told in answer.text if status == 400 else answer.headers["location"] == told


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param("in custody", 303, "Detention", id="words of the sentence"),
        pytest.param("in prison", 400, "does not stand in the sentence", id="other words"),
    ],
)
def test_a_missing_record_is_added(reader: TestClient, words: str, status: int, told: str) -> None:
    beaten = next(event for event in READING.events if event.type == "ill_treatment").sentence
    place = f"/doc/{DOCUMENT}?at={beaten.start},{beaten.end}"
    fields = {"document": DOCUMENT, "start": str(beaten.start), "end": str(beaten.end), "words": words}
    answer = send(reader, "/review/new", place, type="detention", affected="Lena Tarsk", **fields)
    assert answer.status_code == status
    shown = answer if status == 400 else reader.get(answer.headers["location"])
    assert told in " ".join(found(shown, "//h3//text() | //p[@role='alert']//text()"))


def test_a_pair_is_judged_with_both_passages_in_sight(room: Room) -> None:
    reader = room(ONE, TWO, THREE)
    page = reader.get("/review/identities").text
    assert "2 pairs wait for you" in page
    assert "<mark>Ivo Maren</mark> was arrested" in page and "<mark>Maren</mark> fell ill" in page
    same = {"what": "same", "one": ONE.entities[0].id, "other": THREE.entities[0].id}
    assert send(reader, "/review/identities", "/review/identities", **same).status_code == 303
    assert "0 pairs wait for you" in reader.get("/review/identities").text
    assert "Ivo Maren · Maren" in reader.get("/review/log").text


def test_a_form_without_its_token_decides_nothing(reader: TestClient) -> None:
    assert reader.post(f"/review/record/{ARREST.id}", data={"what": "reject"}).status_code == 403
    assert "Nothing was decided yet" in reader.get("/review/log").text
