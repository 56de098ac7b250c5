"""Names of countries through time."""

from __future__ import annotations

import pytest

from habeas.vocabulary.countries import (
    StateCodes,
    codes_of,
    country_names,
    printed_in,
    resolve,
    spaced,
    state_codes,
)

YEARS = range(1946, 2031)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        pytest.param("Kazakstan", ("KAZ",), id="an older spelling"),
        pytest.param("Zaire", ("COD",), id="not Angola"),
        pytest.param("Burma", ("MMR",), id="renamed, still used"),
        pytest.param("CÔTE D’IVOIRE", ("CIV",), id="capitals, accent, curly apostrophe"),
        pytest.param("Cote d Ivoire", ("CIV",), id="apostrophe lost"),
        pytest.param("Korea (Democratic People's Republic of)", ("PRK",), id="inverted in brackets"),
        pytest.param("Korea, Republic of", ("KOR",), id="inverted by comma"),
        pytest.param("Korea Democratic People S Republic Of", ("PRK",), id="inverted, marks lost"),
        pytest.param("The Gambia", ("GMB",), id="article"),
        pytest.param("Guinea-Bissau", ("GNB",), id="not Guinea"),
        pytest.param("Serbia and Montenegro", ("SCG",), id="a country that is no more"),
        pytest.param("U.S.A.", ("USA",), id="stops"),
        pytest.param("Israel and the Occupied Territories", ("ISR", "PSE"), id="two countries"),
        pytest.param("Palestinian Authority", ("PSE",), id="an authority"),
        pytest.param("Serbia (including Kosovo)", ("SRB",), id="more in brackets"),
        pytest.param("Macedonia (The former Yugoslav Republic of)", ("MKD",), id="a name in dispute"),
        pytest.param("Northern Ireland", ("GBR",), id="not Ireland"),
        pytest.param("Israel, West Bank and Gaza", ("ISR", "PSE"), id="two countries, listed"),
        pytest.param("Kaldria", ("XKA",), id="fictional, for samples"),
        pytest.param("Ruritania", (), id="unknown"),
        pytest.param("", (), id="empty"),
    ],
)
def test_resolve(name: str, codes: tuple[str, ...]) -> None:
    assert resolve(name) == codes


def test_every_name_means_one_state_in_each_year_of_its_validity() -> None:
    shared = {row.name for row in country_names() if row.of_two}
    lost = {
        (row.name, resolve(row.name, year=year))
        for row in country_names()
        for year in YEARS
        if row.held_in(year) and row.name not in shared and resolve(row.name, year=year) != (row.alpha3,)
    }
    assert not lost


def test_a_name_of_two_countries_has_a_row_for_each() -> None:
    names = [row.name for row in country_names() if row.of_two]
    assert all(names.count(name) == 2 and len(resolve(name)) == 2 for name in names)


@pytest.mark.parametrize("system", ["m49", "cow", "gw"])
def test_a_code_is_one_state_s_in_any_year(system: str) -> None:
    for year in YEARS:
        codes = [getattr(row, system) for row in state_codes() if row.held_in(year) and getattr(row, system)]
        assert len(codes) == len(set(codes)), year


def test_a_state_has_one_row_of_codes_a_year() -> None:
    for year in YEARS:
        states = [row.alpha3 for row in state_codes() if row.held_in(year)]
        assert len(states) == len(set(states)), year


def test_every_state_with_a_name_has_codes() -> None:
    fictional = {"XKA"}
    assert {row.alpha3 for row in country_names()} - fictional == {row.alpha3 for row in state_codes()}


@pytest.mark.parametrize(
    ("alpha3", "year", "codes"),
    [
        pytest.param("DEU", 1985, ("280", 260, 260), id="a state before it grew"),
        pytest.param("DEU", 2005, ("276", 255, 260), id="and after"),
        pytest.param("SCG", 2005, ("891", 345, 345), id="a state that is no more"),
        pytest.param("SCG", 2012, ("891", 345, 345), id="after its end its latest"),
        pytest.param("SRB", 2008, ("688", 345, 340), id="two systems that differ"),
        pytest.param("YEM", 1985, ("886", 678, 678), id="the north alone"),
        pytest.param("PSE", 2005, ("275", None, None), id="no state in some systems"),
    ],
)
def test_codes_of_a_state(alpha3: str, year: int, codes: tuple[str, int | None, int | None]) -> None:
    found = codes_of(alpha3, year=year)
    assert isinstance(found, StateCodes)
    assert (found.m49, found.cow, found.gw) == codes


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("PALESTINIAN AUTHORIT Y", "Palestinian Authority", id="a letter set apart"),
        pytest.param("M A L T A", "Malta", id="spaced out"),
        pytest.param("BACKGROUND", None, id="no country"),
    ],
)
def test_blanks_at_the_wrong_places(printed: str, meant: str | None) -> None:
    assert spaced(printed) == meant


def test_years_are_in_order() -> None:
    assert all((row.valid_from or 0) <= (row.valid_to or 9999) for row in country_names())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Human Rights in the Democratic Republic of the Congo 2003", "Democratic Republic of the Congo"),
        ("South Sudan: a year of war", "South Sudan"),
    ],
)
def test_the_longest_name_in_a_line_wins(line: str, found: str) -> None:
    standing = printed_in(line)
    assert standing is not None
    assert standing[0] == found


def test_no_name_in_a_line() -> None:
    assert printed_in("Prisons and courts of the north") is None
