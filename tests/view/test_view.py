"""Case files and country pages over several reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from habeas.archive import Archive
from habeas.errors import NotFound
from habeas.model.case import Case
from habeas.view.casefile import named
from tests.factory import case, doc, event, kaldria, person, reading

Put = Callable[..., Archive]
DAY = date(2026, 11, 3)
LATER = kaldria("A later year.\n" + kaldria().document.text, file="kaldria-2004.txt", year=2004)


def called(name: str, *aliases: str) -> Case:
    return Case(name, name, aliases, name, (), None)


@pytest.mark.parametrize(
    ("wanted", "groups"),
    [
        pytest.param("Ivo Maren", [["Ivo Maren"]], id="in full"),
        pytest.param("ivo maren", [["Ivo Maren"]], id="small letters"),
        pytest.param("Tarsk", [["Ana Tarsk"], ["Lena Tarsk"]], id="a surname of two"),
        pytest.param("Lena", [["Lena Tarsk"]], id="a first name"),
        pytest.param("Mar", [], id="part of a word"),
        pytest.param("Iv’o Márén", [["Ivo Maren"]], id="accents and apostrophes"),
        pytest.param("the printer", [["Ivo Maren"]], id="an alias"),
        pytest.param("Orvik", [["Orvik", "Tam Orvik"]], id="a short name and its only longer form"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_named(wanted: str, groups: list[list[str]]) -> None:
    cases = [
        *(called("Ivo Maren", "the printer"), called("Lena Tarsk"), called("Ana Tarsk")),
        *(called("Orvik"), called("Tam Orvik", "Orvik")),
    ]
    assert [sorted(c.name for c in group) for group in named(wanted, iter(cases))] == groups


def test_a_case_file_runs_through_the_reports_in_time(archive_with: Put) -> None:
    file = archive_with(LATER, kaldria()).case("Maren", accessed=DAY)
    assert [
        (e.event.type, e.event.when.start.year) for e in file.entries if e.event.when and e.event.when.start
    ] == [
        *(("arrest", 2003), ("sentence", 2003)),
        *(("arrest", 2004), ("sentence", 2004)),
    ]
    assert file.reports == 2
    assert [outcome.status.as_of for outcome in file.outcomes] == [date(2004, 5, 31), date(2003, 5, 31)]
    assert file.entries[0].citation.generated == (
        "Lantern Watch, Kaldria in 2003, 26 May 2004, Political prisoners, para. 1,"
        " [accessed 3 November 2026]"
    )


def test_every_citation_opens_its_sentence(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    for entry in archive.case("Ivo Maren").entries:
        assert archive.cite(entry.citation.address).quote == entry.event.sentence.quote


def test_lines_of_one_paragraph_share_a_citation(archive_with: Put) -> None:
    file = archive_with(kaldria()).case("Ivo Maren")
    assert [entry.cited for entry in file.entries] == [1, 1]
    assert len(file.citations) == 1


def test_a_person_of_one_act_has_a_file(archive_with: Put) -> None:
    (entry,) = archive_with(kaldria()).case("Tarsk").entries
    assert (entry.event.type, entry.event.attribution.certainty) == ("ill_treatment", "alleged")


def test_nobody_of_that_name(archive_with: Put) -> None:
    with pytest.raises(NotFound, match="habeas search"):
        archive_with(kaldria()).case("Orvik")


def test_a_country_by_code_or_name(archive_with: Put) -> None:
    archive = archive_with(kaldria(), LATER)
    page = archive.country("kaldria")
    assert (page.code, page.name, page.years) == ("KLD", "Kaldria", (2003, 2004))
    assert page == archive.country("KLD")
    assert page.facts == (
        ("2003", "Lantern Watch", "retentionist"),
        ("2004", "Lantern Watch", "retentionist"),
    )
    tallies = {tally.type: tally for tally in page.tallies}
    assert (tallies["execution"].stated, tallies["execution"].hedged) == (0, 2)
    assert tallies["arrest"].group == "custody"
    assert [told.event.type for told in page.death_penalty] == [
        "moratorium",
        "moratorium",
        "execution",
        "execution",
    ]
    (line,) = page.cases
    assert (line.name, line.acts, line.reports) == ("Ivo Maren", 4, 2)
    assert line.status is not None
    assert line.status.as_of == date(2004, 5, 31)


def test_acts_placed_in_another_country_are_left_out(archive_with: Put) -> None:
    document = doc("Ivo Maren was arrested in Vesht. He was tried.\n")
    maren = person(document, "Ivo Maren")
    abroad = event(document, "arrested", "arrest", affected=maren, place=("Vesht", "VSH"))
    tried = event(document, "tried", "trial", affected=maren)
    told = reading(document, entities=[maren], events=[abroad, tried], cases=[case(maren, abroad, tried)])
    assert [tally.type for tally in archive_with(told).country("KLD").tallies] == ["trial"]
