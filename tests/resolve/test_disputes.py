from dataclasses import replace

import pytest

from habeas.model.link import Link
from habeas.model.occurrence import Telling
from habeas.model.outline import holding
from habeas.resolve import disputes
from habeas.resolve.tellings import occurrences
from tests.factory import anchor, doc, event, person
from tests.resolve.test_tellings import days

FIVE = ("five years", "imprisonment", "P5Y")


def telling(
    year: int,
    text: str,
    type: str,
    trigger: str,
    *,
    when: str = "",
    name: str = "Ivo Maren",
    penalty: tuple[str, str, str | None] | None = None,
    polarity: str = "affirmed",
    outcome: str | None = None,
    source: tuple[str, str] | None = None,
) -> Telling:
    report = doc(text, years=(year, year), file=f"{year}.txt", published=f"{year + 1}-05-01")
    who = person(report, name)
    made = event(
        report,
        trigger,
        type,
        affected=who,
        when=days(when or str(year)),
        penalty=penalty,
        polarity=polarity,
        source=source,
    )
    mention = replace(made.participants[0], entity="maren", mention=anchor(report, name))
    made = replace(made, participants=(mention,), outcome=outcome)
    if when and made.when:
        made = replace(made, when=replace(made.when, basis="explicit", anchor=made.trigger))
    return Telling(made, holding(report), frozenset({"maren"}), "maren")


def kinds(*told: Telling, links: tuple[Link, ...] = ()) -> list[str]:
    """The kinds of what differs; those that are explained in brackets with what explains them."""
    found = disputes.read("maren", occurrences(told), persons={"maren": "maren"}, links=links)
    return [f"({one.kind}: {one.settled.how})" if one.settled else one.kind for one in found]


SENTENCE = telling(
    2005,
    "Ivo Maren was sentenced to five years in May.",
    "sentence",
    "sentenced",
    when="2005-05",
    penalty=FIVE,
)


@pytest.mark.parametrize(
    ("trap", "others", "expected"),
    [
        (
            "another length for the same month",
            [
                telling(
                    2006,
                    "Ivo Maren had been sentenced to nine years in May 2005.",
                    "sentence",
                    "sentenced",
                    when="2005-05",
                    penalty=("nine years", "imprisonment", "P9Y"),
                )
            ],
            ["length"],
        ),
        (
            "the same length in other words",
            [
                telling(
                    2006,
                    "Ivo Maren was serving a five-year sentence.",
                    "imprisonment",
                    "serving",
                    penalty=("five-year", "imprisonment", "P5Y"),
                )
            ],
            [],
        ),
        (
            "reduced on appeal",
            [
                telling(
                    2006,
                    "A court reduced the sentence of Ivo Maren to two years.",
                    "appeal_ruling",
                    "reduced",
                    outcome="reduced",
                    penalty=("two years", "imprisonment", "P2Y"),
                ),
                telling(
                    2007,
                    "Ivo Maren was serving a two-year sentence.",
                    "imprisonment",
                    "serving",
                    penalty=("two-year", "imprisonment", "P2Y"),
                ),
            ],
            ["(length: reduction)"],
        ),
        (
            "a second sentence, years later",
            [
                telling(
                    2009,
                    "Ivo Maren was sentenced to two years in June.",
                    "sentence",
                    "sentenced",
                    when="2009-06",
                    penalty=("two years", "imprisonment", "P2Y"),
                )
            ],
            [],
        ),
        (
            "time that was spent is no sentence",
            [
                telling(
                    2009,
                    "Ivo Maren had spent three years in prison.",
                    "imprisonment",
                    "spent",
                    penalty=("three years", "imprisonment", "P3Y"),
                )
            ],
            [],
        ),
        (
            "acquitted in the same month",
            [telling(2006, "Ivo Maren was acquitted in May 2005.", "acquittal", "acquitted", when="2005-05")],
            ["verdict"],
        ),
    ],
)
def test_a_sentence_and_what_others_tell(trap: str, others: list[Telling], expected: list[str]) -> None:
    assert kinds(SENTENCE, *others) == expected, trap


@pytest.mark.parametrize(
    ("trap", "other", "expected"),
    [
        (
            "another day",
            telling(2006, "Ivo Maren was killed on 14 March 2005.", "killing", "killed", when="2005-03-14"),
            ["date"],
        ),
        (
            "the month alone",
            telling(2006, "Ivo Maren was killed in March 2005.", "killing", "killed", when="2005-03"),
            [],
        ),
        (
            "arrested after death",
            telling(2006, "Ivo Maren was arrested in May.", "arrest", "arrested", when="2006-05"),
            ["life"],
        ),
        (
            "said not to have happened",
            telling(
                2005,
                "The Ministry of Interior said that Ivo Maren was not killed.",
                "killing",
                "killed",
                polarity="negated",
                source=("The Ministry of Interior", "said"),
            ),
            ["denial"],
        ),
        (
            "another spelling",
            telling(
                2006,
                "Ivo Marin was killed in March 2005.",
                "killing",
                "killed",
                when="2005-03",
                name="Ivo Marin",
            ),
            ["name"],
        ),
    ],
)
def test_a_killing_and_what_others_tell(trap: str, other: Telling, expected: list[str]) -> None:
    killing = telling(2005, "Ivo Maren was killed on 12 March.", "killing", "killed", when="2005-03-12")
    assert kinds(killing, other) == expected, trap


def release(year: int, month: str, publisher: str) -> Telling:
    text = f"Ivo Maren was released in {month}, {publisher} said in {year}."
    made = telling(year, text, "release", "released", when=f"2005-{month}")
    return replace(made, report=replace(made.report, publisher=publisher))


@pytest.mark.parametrize(
    ("trap", "told", "expected"),
    [
        ("the only release of each, in reports on one year", [(2005, "03"), (2005, "07")], ["date"]),
        ("in reports on two years", [(2005, "03"), (2006, "07")], []),
        ("one of them tells of two", [(2005, "03"), (2005, "07"), (2005, "11")], []),
    ],
)
def test_two_months_of_what_each_tells_once(
    trap: str, told: list[tuple[int, str]], expected: list[str]
) -> None:
    tellings = [release(year, month, f"Publisher {number}") for number, (year, month) in enumerate(told)]
    if len(tellings) > 2:
        again = replace(tellings[2].event, document=tellings[1].event.document)
        tellings[2] = replace(tellings[2], event=again, report=tellings[1].report)
    assert kinds(*tellings) == expected, trap


def test_one_report_is_left_to_itself() -> None:
    one = telling(2005, "Ivo Maren was killed on 12 March.", "killing", "killed", when="2005-03-12")
    other = telling(2006, "Ivo Maren was killed on 14 March.", "killing", "killed", when="2005-03-14")
    assert kinds(one, other) == ["date"]
    same = replace(other.event, document=one.event.document)
    assert kinds(one, replace(other, event=same, report=one.report)) == []


@pytest.mark.parametrize(("kind", "expected"), [("copy", []), ("newer", ["(length: correction)"])])
def test_copies_and_newer_texts(kind: str, expected: list[str]) -> None:
    other = telling(
        2006,
        "Ivo Maren had been sentenced to nine years in May 2005.",
        "sentence",
        "sentenced",
        when="2005-05",
        penalty=("nine years", "imprisonment", "P9Y"),
    )
    link = Link(kind, SENTENCE.report.id, other.report.id, 0.9)
    assert kinds(SENTENCE, other, links=(link,)) == expected


def test_both_passages_are_named() -> None:
    other = telling(2006, "Ivo Maren was acquitted in May 2005.", "acquittal", "acquitted", when="2005-05")
    (found,) = disputes.read("maren", occurrences([SENTENCE, other]), persons={"maren": "maren"})
    assert set(found.events) == {SENTENCE.event.id, other.event.id}
    assert "guilty or not" in found.reason
