from collections.abc import Sequence
from dataclasses import replace

import pytest

from habeas.model.link import Link
from habeas.model.occurrence import Telling
from habeas.model.outline import Holding, holding
from habeas.resolve.proceedings import in_order, standing
from habeas.resolve.tellings import occurrences
from tests.factory import doc
from tests.resolve.test_tellings import PERSON, telling

TRIGGERS = {
    "arrest": "arrested",
    "charge": "charged",
    "trial": "tried",
    "sentence": "sentenced",
    "imprisonment": "held",
    "house_arrest": "confined",
    "release": "released",
    "execution": "executed",
}


def step(type: str, when: str = "", year: int = 2005, *, since: bool = False) -> Telling:
    word = TRIGGERS[type]
    made = telling(year, f"since {year} Maren was {word} ({when}).", type=type, trigger=word, when=when)
    if not since or made.event.when is None:
        return made
    begun = replace(made.event.when.anchor or made.event.trigger, quote=f"since {year}")
    return replace(made, event=replace(made.event, when=replace(made.event.when, anchor=begun)))


@pytest.mark.parametrize(
    ("trap", "told", "expected"),
    [
        (
            "by day",
            [step("release", "2005-09"), step("arrest", "2005-03"), step("trial", "2005-05-02")],
            ["arrest", "trial", "release"],
        ),
        (
            "by the course of a proceeding where only the year is told",
            [step("arrest", "2005-03-10"), step("charge"), step("trial", "2005-05-02"), step("sentence")],
            ["arrest", "charge", "trial", "sentence"],
        ),
        (
            "by the day since which it goes on",
            [step("sentence", "2005-05"), step("house_arrest", "2004-09/2005-12", since=True)],
            ["house_arrest", "sentence"],
        ),
    ],
)
def test_steps_in_order(trap: str, told: Sequence[Telling], expected: list[str]) -> None:
    assert [act.type for act in in_order(occurrences(told))] == expected, trap


def later(year: int, text: str = "Nothing of note.\n") -> Holding:
    return holding(doc(f"{text}{year}\n", years=(year, year), file=f"{year}.txt", title=f"Kaldria in {year}"))


@pytest.mark.parametrize(
    ("trap", "told", "value"),
    [
        ("the last step", [step("arrest", "2005-03"), step("sentence", "2005-05")], "sentenced"),
        ("what goes on", [step("sentence", "2005-05"), step("imprisonment", "2005-12-31")], "imprisoned"),
        ("a release within the year", [step("imprisonment"), step("release", "2005-11")], "released"),
        (
            "a release of somebody held since a day",
            [step("house_arrest", "2004-09/2005-12", since=True), step("release", "2005-03")],
            "released",
        ),
        ("nothing that leaves a state", [step("charge", "2005-03")], None),
    ],
)
def test_what_a_person_is_left_in(trap: str, told: Sequence[Telling], value: str | None) -> None:
    reports = {one.report.id: one.report for one in told}
    found = standing(PERSON, occurrences(told), set(reports), reports=reports.values())
    assert found is not None
    assert found.value == value, trap


def test_silence_is_counted_and_is_no_event() -> None:
    told = [step("imprisonment", "2005-12-31")]
    known = [told[0].report, later(2006), later(2007)]
    found = standing(PERSON, occurrences(told), {told[0].report.id}, reports=known)
    assert found is not None
    assert (found.value, found.heard.id) == ("imprisoned", told[0].report.id)
    assert [held.title for held in found.silent] == ["Kaldria in 2006", "Kaldria in 2007"]


def test_a_report_that_names_the_person_is_not_silent() -> None:
    told, known = [step("imprisonment", "2005-12-31")], [later(2006), later(2007)]
    mentioned = {told[0].report.id, known[0].id}
    found = standing(PERSON, occurrences(told), mentioned, reports=[told[0].report, *known])
    assert found is not None
    assert (found.heard.id, [held.title for held in found.silent]) == (known[0].id, ["Kaldria in 2007"])


def test_two_copies_are_silent_once() -> None:
    told, one, copy = [step("imprisonment", "2005-12-31")], later(2006), later(2006, "Copied. ")
    links = [Link("copy", one.id, copy.id, 1.0)]
    reports = [told[0].report, one, copy]
    found = standing(PERSON, occurrences(told), {told[0].report.id}, reports=reports, links=links)
    assert found is not None
    assert len(found.silent) == 1


def test_nobody_tells() -> None:
    assert standing(PERSON, (), set(), reports=[later(2006)]) is None
