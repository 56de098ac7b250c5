"""What speaks for and against two persons being one, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.resolve.compare import Rarity, reasons
from habeas.resolve.identity import compare
from habeas.resolve.names import name
from habeas.resolve.profiles import Dated, Profile, profiles
from tests.factory import doc, event, person

ARREST = Dated("arrest", date(2003, 1, 9), date(2003, 1, 9))
LATER = Dated("arrest", date(2005, 6, 1), date(2005, 6, 30))


def profile(printed: str = "Ivo Maren", *, year: int = 2003, country: str = "KLD") -> Profile:
    document = doc(f"{printed} was arrested.", years=(year, year), country=(country, country))
    (found,) = profiles(document, [person(document, printed)], [])
    return found


def rules(one: Profile, other: Profile) -> set[str]:
    return {reason.rule for reason in reasons(one, other, Rarity([one, other]))}


ONE, OTHER = profile(), profile(year=2005)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param({}, {}, "whole", id="the name in full"),
        pytest.param({"sex": "male"}, {"sex": "female"}, "sex", id="he and she"),
        pytest.param({"role": {"miner"}}, {"role": {"miner", "former"}}, "role", id="called alike"),
        pytest.param({"role": {"miner"}}, {"role": {"judge"}}, "other_role", id="called otherwise"),
        pytest.param({"acts": (ARREST,)}, {"acts": (ARREST,)}, "day", id="one day"),
        pytest.param({"acts": (LATER,)}, {"acts": (LATER,)}, "month", id="one month"),
        pytest.param({"places": {"karsa"}}, {"places": {"karsa"}}, "place", id="place"),
        pytest.param({"charges": {"spying"}}, {"charges": {"spying"}}, "charge", id="charge"),
        pytest.param({"terms": {"P3Y"}}, {"terms": {"P3Y"}}, "term", id="sentence"),
        pytest.param({"terms": {"P3Y"}}, {"terms": {"P5Y"}}, "other_term", id="another sentence"),
        pytest.param({"company": {"lana tarsk"}}, {"company": {"lana tarsk"}}, "company", id="company"),
        pytest.param({"bodies": {"karsa miners"}}, {"bodies": {"karsa miners"}}, "body", id="organization"),
        pytest.param({"died": date(2003, 5, 1)}, {"acts": (LATER,)}, "after_death", id="dead, then held"),
        pytest.param({"countries": {"VSH"}}, {}, "other_country", id="another country"),
        pytest.param({"offices": {"president"}}, {"offices": {"president"}}, "office", id="office"),
        pytest.param({"names": ()}, {}, "nameless", id="nameless"),
        pytest.param({"names": (name("Oskar Maren"),)}, {}, "name/crossed", id="a surname in common"),
        pytest.param({"names": (name("Ivo Petr Maren"),)}, {}, "name/missing", id="a word more"),
        pytest.param({"names": (name("Maren Ivo"),)}, {}, "name/order", id="another order"),
        pytest.param({"names": (name("Ivo Maren Jr"),)}, {}, "generation", id="the son"),
    ],
)
def test_every_reason_has_its_rule(one: dict[str, object], other: dict[str, object], rule: str) -> None:
    assert rule in rules(replace(ONE, **one), replace(OTHER, **other))  # type: ignore[arg-type]
    assert rule in rules(replace(OTHER, **other), replace(ONE, **one))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            {"names": (name("Maren"),)}, {"acts": (ARREST,)}, id="by a surname alone, whatever the facts"
        ),
        pytest.param({"names": ()}, {}, id="nameless"),
        pytest.param({"died": date(2003, 5, 1)}, {"acts": (LATER, ARREST)}, id="dead in one"),
        pytest.param({"names": (name("Ivo Maren Jr"),)}, {}, id="father and son"),
    ],
)
def test_never_the_same_without_a_human(one: dict[str, object], other: dict[str, object]) -> None:
    facts: dict[str, object] = {
        "acts": (ARREST,),
        "role": {"miner"},
        "company": {"lana tarsk"},
        "terms": {"P3Y"},
    }
    first, second = replace(ONE, **(facts | one)), replace(OTHER, **(facts | other))  # type: ignore[arg-type]
    found = compare(first, second, Rarity([first, second]))
    assert found is not None
    assert found.answer == "unsure"


def test_a_common_name_needs_more_than_itself() -> None:
    crowd = [profile(f"Ivo {surname}") for surname in "Tarsk Dorran Selvan Holm Kolt".split()]
    crowd += [profile(f"{given} Maren") for given in "Lena Osk Arto Tam Dena".split()] * 9
    rare, common = Rarity([ONE, OTHER]), Rarity([ONE, OTHER, *crowd])
    assert common.bits("maren", ["KLD"]) < rare.bits("maren", ["KLD"])


def test_what_a_report_tells_of_a_person() -> None:
    text = (
        "Ivo Maren, a miner, was arrested with Lena Tarsk of Karsa Mine Workers. He said that he was beaten."
    )
    document = doc(text)
    maren, tarsk = person(document, "Ivo Maren", "He", "he"), person(document, "Lena Tarsk")
    arrest = event(
        document,
        "arrested",
        "arrest",
        affected=maren,
        when=(date(2003, 1, 9), date(2003, 1, 9)),
        basis="explicit",
    )
    found, _ = profiles(document, [maren, tarsk], [arrest])
    assert found.acts == (ARREST,)
    assert found.sex == "male"
    assert found.company == {name("Lena Tarsk").key}
