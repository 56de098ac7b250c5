from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from tests.factory import doc, event, kaldria, reading
from tests.web.conftest import Room
from tests.web.pages import content, found, nodes

HELD = kaldria()
HOME = f"/doc/{HELD.document.id}"


def at(words: str) -> str:
    start = HELD.document.text.index(words)
    return f"{start},{start + len(words)}"


def test_the_text_is_printed_whole(room: Room) -> None:
    page = room(HELD).get(HOME)
    told = [part.text_content() for part in nodes(page, "//article[@id='report']/*[self::p or self::h2]")]
    blocks = [HELD.document.text[block.start : block.end] for block in HELD.document.blocks]
    assert told == blocks


def test_lines_say_where_they_stand(room: Room) -> None:
    for line in nodes(room(HELD).get(HOME), "//span[contains(@class, 'line')]"):
        words = line.text_content()
        start = int(line.get("data-at") or -1)
        assert HELD.document.text[start : start + len(words)] == words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param("executed", ["Execution", "reported", "the report itself"], id="reported"),
        pytest.param("beaten", ["Ill treatment", "alleged", "her lawyer", "Lena Tarsk"], id="by a speaker"),
        pytest.param("sentenced", ["imprisonment", "3 years", "May 2003", "Ivo Maren"], id="penalty"),
        pytest.param("Kaldria in brief", ["No act was read from it"], id="nothing told"),
    ],
)
def test_the_record_of_a_sentence_stands_beside_it(room: Room, words: str, says: list[str]) -> None:
    client = room(HELD)
    for path in (f"{HOME}?at={at(words)}", f"{HOME}/sentence?at={at(words)}"):
        told = content(client.get(path))
        assert [each for each in says if each not in told] == []


def test_a_report_opens_at_its_sentence_without_script(room: Room) -> None:
    page = room(HELD).get(f"{HOME}?at={at('sentenced')}")
    assert found(page, "//*[@id='at']/following-sibling::*[1]/@id") == ["p5s2"]
    assert found(page, "//*[contains(@class, 'chosen')]/@id") == ["p5s2"]


def test_each_act_is_a_link_with_its_group_and_certainty(room: Room) -> None:
    page = room(HELD).get(HOME)
    told = {a.text_content(): a.get("class") for a in nodes(page, "//a[contains(@class, 'tells')]")}
    assert told["executed"] == "tells group-life is-reported"
    assert told["beaten"] == "tells group-integrity is-alleged"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/doc/nosuch", 404, id="no such report"),
        pytest.param(f"{HOME}?at=5,2", 404, id="ends before it begins"),
        pytest.param(f"{HOME}?at=0,999999", 404, id="beyond the text"),
        pytest.param(f"{HOME}?at=words", 404, id="no offsets"),
        pytest.param(f"{HOME}?at={'9' * 40}", 422, id="too long"),
        pytest.param(f"{HOME}/sentence", 404, id="no sentence named"),
        pytest.param(f"/doc/{HELD.document.id[:8]}", 200, id="beginning of an id"),
        pytest.param("/doc/kaldria-2003.txt", 200, id="name of the file"),
    ],
)
def test_addresses(room: Room, path: str, status: int) -> None:
    assert room(HELD).get(path).status_code == status


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("three years in prison", ["para. 1", "three years in prison"], id="selected words"),
        pytest.param("A moratorium", ["Death penalty", "Lantern Watch"], id="section"),
    ],
)
def test_citations_of_words(room: Room, words: str, told: list[str]) -> None:
    page = room(HELD).get(f"{HOME}/cite?at={at(words)}")
    assert found(page, "//blockquote/text()") == [words]
    assert [each for each in told if each not in content(page)] == []
    assert {"OSCOLA", "Chicago", "APA", "UN", "BibTeX", "RIS", "CSL-JSON"} <= set(found(page, "//h3/text()"))


def test_a_citation_alone_for_a_part_of_the_page(room: Room) -> None:
    answer = room(HELD).get(f"{HOME}/cite", headers={"HX-Request": "true"})
    assert "<html" not in answer.text


def test_the_original_is_a_file_and_never_a_page(room: Room) -> None:
    answer = room(HELD).get(f"{HOME}/original")
    assert hashlib.sha256(answer.content).hexdigest() == HELD.document.sha256
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_words_of_a_report_are_never_markup(room: Room) -> None:
    document = doc("<img src=x onerror=y> was arrested.\n", title="<b>Kaldria</b>", publisher="<i>'\"</i>")
    answer = room(reading(document, events=[event(document, "arrested", "arrest")])).get(
        f"/doc/{document.id}"
    )
    assert "<img" not in answer.text
    assert "<b>Kald" not in answer.text
    assert "<i>'" not in answer.text


def test_half_a_pair_of_units_does_not_break_a_page(room: Room) -> None:
    document = doc("Ivo \x00 was arrested.\n", title="Kaldria \ud800")
    assert "arrested" in room(reading(document)).get(f"/doc/{document.id}").text


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("en", "ltr"), (None, "ltr"), ("he-IL", "rtl")])
def test_a_report_is_printed_the_way_its_language_is_written(
    room: Room, language: str | None, way: str
) -> None:
    document = doc("One was arrested.\n")
    written = replace(document, meta=replace(document.meta, language=language))
    page = room(reading(written)).get(f"/doc/{document.id}")
    assert found(page, "//article[@id='report']/@dir") == [way]
    assert found(page, "/html/@dir") == ["ltr"]
