"""Organizations and institutions across reports: one by name, within a country or anywhere."""

from __future__ import annotations

import pytest

from habeas.model.case import Entity
from habeas.model.identity import Identities
from habeas.resolve.bodies import Body, bodies, compared
from habeas.resolve.joining import joined
from tests.factory import anchor, doc

KALDRIA, VESHT = ("KLD", "Kaldria"), ("VSH", "Vesht")


def told(*names: str, country: tuple[str, str], year: int) -> tuple[Body, ...]:
    document = doc(
        f"In {country[1]} in {year}: {'; '.join(names)}.",
        country=country,
        years=(year, year),
        file=f"{country[0]}-{year}.txt",
    )
    mentions = [anchor(document, name) for name in names]
    entity = Entity(f"n{document.id}", "organisation", names[0], names[1:], None, None, tuple(mentions))
    return bodies(document, [entity])


def resolved(*known: tuple[Body, ...]) -> Identities:
    every = [body for found in known for body in found]
    return joined([body.figure for body in every], compared(every))


@pytest.mark.parametrize(
    ("one", "other", "elsewhere", "same"),
    [
        pytest.param(["Supreme Court"], ["Supreme Court"], False, True, id="a court of the country"),
        pytest.param(["Supreme Court"], ["Supreme Court"], True, False, id="a court of another"),
        pytest.param(["Human Rights Watch"], ["Human Rights Watch"], True, True, id="known worldwide"),
        pytest.param(
            ["European Court of Human Rights"],
            ["European Court of Human Rights"],
            True,
            True,
            id="international",
        ),
        pytest.param(["Union of Karsa Miners"], ["Karsa Miners’ Union"], False, True, id="of and owner's s"),
        pytest.param(["Free Vesht Union", "FVU"], ["FVU"], False, True, id="by the acronym"),
        pytest.param(["Free Vesht Union", "FVU"], ["FVU"], True, False, id="the acronym of another country"),
        pytest.param(["Ministry of Justice"], ["Ministry of Defence"], False, False, id="two ministries"),
    ],
)
def test_bodies(one: list[str], other: list[str], elsewhere: bool, same: bool) -> None:
    first = told(*one, country=KALDRIA, year=2003)
    second = told(*other, country=VESHT if elsewhere else KALDRIA, year=2004)
    assert (len(resolved(first, second).all) == 1) is same


def test_an_acronym_of_two_names_joins_neither() -> None:
    known = [
        told("Free Union", "FUO", country=KALDRIA, year=2003),
        told("Fishers Union", "FUO", country=KALDRIA, year=2004),
        told("FUO", country=KALDRIA, year=2005),
    ]
    assert len(resolved(*known).all) == 3


@pytest.mark.parametrize("name", ["police", "the court", "three ministries", "Human rights defenders"])
def test_what_has_no_name_of_its_own_is_no_body(name: str) -> None:
    assert not told(name, country=KALDRIA, year=2003)


@pytest.mark.parametrize("name", ["of the", "the"], ids=["words that only bind", "an article"])
def test_a_name_of_nothing_but_binding_words_is_nobodys(name: str) -> None:
    assert told(name, country=KALDRIA, year=2003) == ()
