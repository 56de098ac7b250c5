"""The pages of a case, of a country and of the world: every value leads to its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from habeas.web.world import shapes
from tests.factory import case, conflict, doc, event, kaldria, person, reading
from tests.web.conftest import Room
from tests.web.pages import content, found, nodes

HELD = kaldria()
LATER = kaldria("A later year.\n" + HELD.document.text, file="kaldria-2004.txt", year=2004)
CASE = f"/case/{HELD.cases[0].id}"
PAGES = [
    CASE,
    f"{CASE}/print",
    "/case/Ivo%20Maren",
    "/cases",
    "/cases?q=maren&country=KLD&status=sentenced&order=latest",
    "/country/KLD",
    "/country/kaldria",
    "/country/KLD/acts",
    "/country/KLD/acts?group=custody&year=2003",
    "/country/KLD/acts?deadly=executions&year=other",
    "/countries",
    "/countries?measure=death+penalty&year=2003",
    "/countries?measure=custody",
    "/countries?measure=unheard-of",
]
MARCH = (date(2003, 3, 1), date(2003, 3, 31))


@pytest.mark.parametrize("path", PAGES)
def test_pages(room: Room, path: str) -> None:
    page = room(HELD, LATER).get(path)
    assert page.status_code == 200
    assert not found(page, "//@style | //style | //script[not(@src)] | //@onclick")
    assert len(nodes(page, "//h1")) == 1
    assert len(set(found(page, "//@id"))) == len(found(page, "//@id"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/case/Nobody%20Known", 404, id="nobody of that name"),
        pytest.param("/country/VSH", 404, id="no report on it"),
        pytest.param("/country/KLD/acts?year=soon", 422, id="no year"),
        pytest.param("/cases?from=-1", 422, id="before the first"),
        pytest.param("/cases?order=sideways", 422, id="no such order of cases"),
        pytest.param("/search?q=maren&order=sideways", 400, id="no such order of passages"),
        pytest.param("/countries?year=20033", 422, id="no such year"),
    ],
)
def test_what_is_not_there(room: Room, path: str, status: int) -> None:
    assert room(HELD).get(path).status_code == status


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        pytest.param("maren", True, id="a word of the name"),
        pytest.param("mar iv", True, id="beginnings in any order"),
        pytest.param("aren", False, id="no beginning"),
        pytest.param("%25", False, id="a sign alone"),
        pytest.param("%20", True, id="nothing asked"),
    ],
)
def test_cases_by_words_of_the_name(room: Room, asked: str, there: bool) -> None:
    assert ("Ivo Maren" in room(HELD).get(f"/cases?q={asked}").text) is there


@pytest.mark.parametrize("path", [CASE, "/country/KLD/acts", "/country/KLD"])
def test_every_quoted_sentence_opens_at_its_words(room: Room, path: str) -> None:
    page = room(HELD, LATER).get(path)
    quoted = nodes(page, "//a[contains(@class, 'quoted')]")
    assert quoted
    texts = {reading.document.id: reading.document.text for reading in (HELD, LATER)}
    for link in quoted:
        address = urlsplit(link.get("href") or "")
        start, end = map(int, re.findall(r"\d+", address.query))
        told = texts[address.path.removeprefix("/doc/")]
        assert told[start:end] == "".join(mark.text_content() for mark in link.iter("mark"))
        assert link.text_content() in told


def test_every_act_is_shown_with_how_surely_by_whom_and_on_what_basis(room: Room) -> None:
    page = room(HELD, LATER).get("/country/KLD/acts")
    for line in nodes(page, "//ol[contains(@class, 'sentences')]/li"):
        (how,) = line.xpath("./p[contains(@class, 'how')]")
        assert how.xpath(".//span[contains(@class, 'surely')]")
        assert "date" in how.text_content()
    assert "said by her lawyer" in " ".join(content(page).split())


def test_the_notes_of_a_case_are_those_that_its_lines_name(room: Room) -> None:
    page = room(HELD, LATER).get(CASE)
    notes = found(page, "//ol[contains(@class, 'notes')]/li/@id")
    assert {f"#{note}" for note in notes} == set(found(page, "//sup/a/@href"))


def test_anchors_within_a_page_exist(room: Room) -> None:
    for path in (CASE, "/country/KLD", "/countries"):
        page = room(HELD, LATER).get(path)
        ids = set(found(page, "//@id"))
        assert [href for href in found(page, "//a/@href[starts-with(., '#')]") if href[1:] not in ids] == []


def test_disputed_tellings_stand_side_by_side(room: Room) -> None:
    text = doc("Ivo Maren was arrested in March. He was not detained in March, police said.\n")
    maren = person(text, "Ivo Maren")
    told = event(text, "arrested", "arrest", affected=maren, when=MARCH)
    denied = event(
        text,
        "detained",
        "arrest",
        affected=maren,
        when=MARCH,
        certainty="reported",
        polarity="negated",
        source=("police", "said"),
    )
    whole = reading(
        text,
        entities=[maren],
        events=[told, denied],
        cases=[case(maren, told, denied, status="in custody")],
        conflicts=[conflict(told, denied)],
    )
    page = room(whole).get("/case/Ivo%20Maren")
    assert set(found(page, "//span[@class='tag dispute']/text()")) == {"disputed"}
    sides = nodes(page, "//article[@class='clash']//div[contains(@class, 'sheet')]")
    assert ["said not to have happened" in side.text_content() for side in sides] == [False, True]


def test_silent_later_reports_are_named(room: Room) -> None:
    silent = doc("Nothing of note.\n", file="later.txt", title="Kaldria in 2006", years=(2006, 2006))
    page = room(HELD, reading(silent)).get(CASE)
    assert "1 later report on the country does not name this person" in " ".join(content(page).split())
    assert f"/doc/{silent.id}" in found(page, "//a/@href")


def test_a_name_of_several_offers_them(room: Room) -> None:
    document = doc("Ivo Maren was arrested. Ana Maren was tried.\n")
    ivo, ana = person(document, "Ivo Maren"), person(document, "Ana Maren")
    events = [
        event(document, "arrested", "arrest", affected=ivo),
        event(document, "tried", "trial", affected=ana),
    ]
    cases = [case(ivo, events[0]), case(ana, events[1])]
    page = room(reading(document, entities=[ivo, ana], events=events, cases=cases)).get("/case/Maren")
    assert set(found(page, "//main//li/a/@href")) == {f"/case/{each.id}" for each in cases}


def test_counts_of_a_country_open_as_many_acts(room: Room) -> None:
    client = room(HELD, LATER)
    page = client.get("/country/KLD")
    cells = nodes(page, "//table//td/a[contains(@href, '/acts?')]")
    assert cells
    for cell in cells:
        behind = client.get(cell.get("href") or "")
        told = found(behind, "//h1/following-sibling::p[1]/text()")[0].strip()
        assert told.startswith(f"{cell.text_content()} acts told"), cell.get("href")


def test_the_chart_says_what_its_table_says(room: Room) -> None:
    page = room(HELD, LATER).get("/country/KLD")
    links = {a.get("href"): (a.get("aria-label") or "").rpartition(": ")[2] for a in nodes(page, "//svg//a")}
    table = {a.get("href"): a.text_content() for a in nodes(page, "//table//td/a")}
    assert links
    assert links == {href: table[href] for href in links}


def test_the_map_and_its_table_name_the_same_countries(room: Room) -> None:
    document = doc("Nothing of note.\n", country=("NOR", "Norway"), file="norway.txt")
    page = room(HELD, reading(document)).get("/countries?measure=words")
    assert found(page, "//svg//a/@href") == ["/country/NOR"]
    assert found(page, "//table//a/@href") == ["/country/KLD", "/country/NOR"]


def test_the_map_has_every_state_of_its_time_once() -> None:
    held = shapes()
    assert not set(held.shapes) & set(held.points)
    assert {"NOR", "FRA", "XKX", "MLT", "USA"} <= {*held.shapes, *held.points}
    steps = (int(n) for path in held.shapes.values() for n in re.findall(r"M(\d+)", path))
    assert all(0 <= x <= held.width for x in steps)


def test_names_of_reports_are_text_not_markup(room: Room) -> None:
    text = doc("Ivo <b>Maren was arrested in March.\n", title="<script>alert(1)</script>")
    maren = person(text, "Ivo <b>Maren")
    told = event(text, "arrested", "arrest", affected=maren, when=MARCH)
    whole = reading(text, entities=[maren], events=[told], cases=[case(maren, told)])
    client = room(whole)
    for path in (f"/case/{whole.cases[0].id}", "/cases", "/country/KLD", "/country/KLD/acts"):
        page = client.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert not nodes(page, "//main//b")


def test_what_people_decided_stands_beside_an_act_and_changes_its_count(room: Room) -> None:
    client = room(HELD)
    told = HELD.events[2]
    opened = client.get(f"/doc/{HELD.document.id}?at={told.trigger.start},{told.trigger.end}")
    token = found(opened, "//input[@name='csrf_token']/@value")[0]
    given = {"csrf_token": token, "what": "correct", "field": "date", "value": "2001-02", "back": "/"}
    assert client.post(f"/review/record/{told.id}", data=given, follow_redirects=False).status_code == 303
    for path in ("/country/KLD/acts?type=arrest&year=other", CASE):
        page = client.get(path)
        assert "settled by review: When" in " ".join(content(page).split())
        assert found(page, "//del/text()") == ["2003-03-01/2003-03-31"]
    assert "February 2001" in content(client.get(CASE))


def test_a_case_as_it_could_be_known_on_a_day(room: Room) -> None:
    meta = replace(LATER.document.meta, published="2005-05-26")
    client = room(HELD, replace(LATER, document=replace(LATER.document, meta=meta)))
    early, late = (client.get(f"{CASE}?as_of={day}") for day in ("2004-05-26", "2030-01-01"))
    assert len(nodes(early, "//article[contains(@class, 'telling')]")) < len(
        nodes(late, "//article[contains(@class, 'telling')]")
    )
    assert client.get(f"{CASE}?as_of=1990-01-01").status_code == 404
    assert client.get(f"{CASE}?as_of=").status_code == 200
    assert client.get(f"{CASE}?as_of=soon").status_code == 422
