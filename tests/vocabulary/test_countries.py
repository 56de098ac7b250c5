"""Names of countries through time."""

from __future__ import annotations

import pytest

from habeas.vocabulary.countries import country_names, printed_in, resolve


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
        pytest.param("Kaldria", ("XKA",), id="fictional, for samples"),
        pytest.param("Ruritania", (), id="unknown"),
        pytest.param("", (), id="empty"),
    ],
)
def test_resolve(name: str, codes: tuple[str, ...]) -> None:
    assert resolve(name) == codes


def test_every_name_resolves_to_its_code() -> None:
    lost = [row for row in country_names() if row.alpha3 not in resolve(row.name, year=row.valid_to)]
    assert not lost


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
