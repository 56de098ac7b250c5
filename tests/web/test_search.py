from __future__ import annotations

import pytest

from tests.factory import kaldria
from tests.web.conftest import Room
from tests.web.pages import found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/", "What the archive holds", id="nothing asked"),
        pytest.param("/search?q=arrested", "1 passage", id="words"),
        pytest.param("/search?q=was", "3 passages", id="several"),
        pytest.param("/search?person=Ivo+Maren", "1 passage", id="a filter alone"),
        pytest.param("/search?q=nothinglikeit", "Nothing holds all of this", id="nothing found"),
        pytest.param("/search?q=was&document=kaldria-2003.txt", "Kaldria in 2003 <span", id="in one report"),
        pytest.param("/search?year=2003", "4 passages", id="year"),
        pytest.param("/search?year=soon", "Nothing holds all of this", id="a year that is none"),
        pytest.param("/search?q=was&order=oldest", "3 passages", id="by date"),
        pytest.param("/search?q=was&from=20", "3 passages", id="beyond the last"),
    ],
)
def test_what_is_found(room: Room, path: str, words: str) -> None:
    answer = room(kaldria()).get(path)
    assert answer.status_code == 200
    assert words in answer.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/search?q=%22", "cannot be read", id="half a phrase"),
        pytest.param("/search?q=was&type=nonsense", "no act type", id="no such act"),
        pytest.param("/search?q=was&certainty=sure", "no certainty", id="no such certainty"),
        pytest.param("/search?q=was&order=best", "no order", id="no such order"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(room: Room, path: str, words: str) -> None:
    answer = room(kaldria()).get(path)
    assert answer.status_code == 400
    assert words in answer.text


def test_a_hit_opens_at_its_words(room: Room) -> None:
    held = kaldria()
    page = room(held).get("/search?q=sentenced")
    start = held.document.text.index("sentenced")
    assert found(page, "//a[@class='opens']/@href") == [f"/doc/{held.document.id}?at={start},{start + 9}#at"]
    assert found(page, "//p[contains(@class, 'snippet')]/mark/text()") == ["sentenced"]


def test_counts_narrow_and_chips_widen(room: Room) -> None:
    client = room(kaldria())
    (person,) = found(client.get("/search?q=was"), "//nav[@id='narrow']//a[span='Ivo Maren']/@href")
    narrowed = client.get(person)
    assert found(narrowed, "//h2[@id='heading']/text()") == ["1 passage"]
    (chip,) = found(narrowed, "//ul[@class='chips']//a/@href")
    assert chip == "/search?q=was"


def test_words_are_never_markup(room: Room) -> None:
    answer = room(kaldria()).get("/search", params={"q": "<script>x</script>", "person": "<b>'\""})
    assert "<script>x" not in answer.text
    assert "<b>'" not in answer.text
