"""The countries beside each other, and the roll of cases."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.view.ranges import Range
from habeas.view.roll import Order, lines, ordered
from habeas.view.world import World
from habeas.vocabulary.death_penalty import standing
from tests.conftest import Put
from tests.factory import case, doc, event, kaldria, person, reading

LATER = kaldria("A later year.\n" + kaldria().document.text, file="kaldria-2004.txt", year=2004)


@pytest.fixture
def both(archive_with: Put) -> World:
    return archive_with(kaldria(), LATER).world()


def test_a_country_with_all_its_reports_and_with_those_of_a_year(both: World) -> None:
    (whole,), (late,) = both.nations(), both.nations(2004)
    assert (whole.code, whole.name, whole.reports, whole.cases) == ("KLD", "Kaldria", 2, 2)
    assert (late.reports, late.cases, both.nations(2001)) == (1, 1, [])
    assert whole.standing == ("retentionist", 2004, "Lantern Watch")
    assert whole.words > late.words > 0


@pytest.mark.parametrize(
    ("types", "year", "count"),
    [
        pytest.param(["arrest"], None, Range(2, 2), id="all years"),
        pytest.param(["arrest"], 2004, Range(1, 1), id="one year"),
        pytest.param(["arrest", "sentence"], 2003, Range(2, 2), id="two types"),
        pytest.param(["execution"], None, Range(0, 2), id="undated and reported"),
        pytest.param(["execution"], 2003, Range(), id="undated: in no year"),
    ],
)
def test_acts_of_a_country(both: World, types: list[str], year: int | None, count: Range) -> None:
    assert both.acts(types, year).get("KLD", Range()) == count


def test_acts_placed_elsewhere_are_not_the_countrys(archive_with: Put) -> None:
    document = doc("Ivo Maren was arrested in Vesht.\n")
    maren = person(document, "Ivo Maren")
    abroad = event(document, "arrested", "arrest", affected=maren, place=("Vesht", "VSH"))
    told = reading(document, entities=[maren], events=[abroad])
    assert archive_with(told).world().acts(["arrest"]) == {}


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("Retentionist.", "retentionist", id="capital and stop"),
        pytest.param("abolitionist for all crimes", "abolitionist", id="the full form"),
        pytest.param("abolitionist  in\npractice", "abolitionist in practice", id="over a line"),
        pytest.param("under review", None, id="words that the table does not have"),
    ],
)
def test_standing(printed: str, meant: str | None) -> None:
    assert standing(printed) == meant


def test_the_roll_brings_cases_of_one_name_together(archive_with: Put) -> None:
    known = archive_with(kaldria(), LATER).inventory()
    (line,) = lines(known.cases, known.certainty, {})
    assert (line.name, line.acts, line.reports, line.certainty, line.held) == (
        "Ivo Maren",
        4,
        2,
        "stated",
        True,
    )
    assert line.status is not None
    assert line.status.as_of == date(2004, 5, 31)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        pytest.param("acts", ["Lena Tarsk", "Ana Tarsk", "Ivo Maren"], id="most acts"),
        pytest.param("name", ["Ana Tarsk", "Ivo Maren", "Lena Tarsk"], id="name"),
        pytest.param("latest", ["Ivo Maren", "Lena Tarsk", "Ana Tarsk"], id="latest status"),
    ],
)
def test_orders_of_the_roll(order: Order, names: list[str]) -> None:
    text = doc("Ivo Maren was arrested. Lena Tarsk was arrested, then tried. Ana Tarsk was freed.\n")
    may, march = (date(2003, 5, 1), date(2003, 5, 31)), (date(2003, 3, 1), date(2003, 3, 31))
    first = event(text, "arrested", "arrest", affected=person(text, "Ivo Maren"), when=may)
    tried = event(text, "tried", "trial", affected=person(text, "Lena Tarsk"), when=march)
    freed = event(text, "freed", "release", affected=person(text, "Ana Tarsk"))
    found = lines(
        {
            text.id: (
                case(person(text, "Ivo Maren"), first, status="in custody"),
                case(person(text, "Lena Tarsk"), first, tried, status="tried"),
                case(person(text, "Ana Tarsk"), freed),
            )
        },
        {},
        {},
    )
    assert [line.name for line in ordered(found, order)] == names
