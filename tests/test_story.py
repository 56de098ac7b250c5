"""Stories over several reports: who is meant, what was known on a day, what an act rests on, what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.errors import Ambiguous, NotFound
from habeas.model.judgement import judgement, pair
from habeas.model.outline import Holding
from habeas.reading import Reading
from habeas.story import published_by
from tests.conftest import Put
from tests.factory import anchor, case, doc, event, person, reading

MAY = (date(2005, 5, 1), date(2005, 5, 31))
WORDS = "Ivo Maren, a teacher, was sentenced to five years in May. He was held."


def report(
    year: int,
    words: str = WORDS,
    *,
    publisher: str = "Lantern Watch",
    penalty: tuple[str, str, str | None] = ("five years", "imprisonment", "P5Y"),
    named: str = "Ivo Maren",
    country: tuple[str, str] = ("KLD", "Kaldria"),
) -> Reading:
    """A report that tells of a sentence of May 2005 and of a detention."""
    text = f"{words}\nPrinted in {year} by {publisher}.\n"
    document = doc(
        text,
        file=f"{publisher}-{year}.txt".replace(" ", ""),
        title=f"{country[1]} in {year}",
        publisher=publisher,
        published=f"{year + 1}-05-26",
        years=(year, year),
        country=country,
    )
    who = replace(person(document, named), description="teacher")
    told = event(document, "sentenced", "sentence", affected=who, when=MAY, penalty=penalty)
    assert told.when is not None
    told = replace(told, when=replace(told.when, basis="explicit", anchor=anchor(document, "May")))
    held = event(document, "held", "detention", affected=who, when=(date(year, 12, 31),) * 2, basis="context")
    return reading(document, entities=[who], events=[told, held], cases=[case(who, told, held)])


def silent(year: int) -> Reading:
    """A report on the country that names nobody."""
    text, title = f"Nothing of note in {year}.\n", f"Kaldria in {year}"
    published = f"{year + 1}-05-26"
    return reading(doc(text, file=f"{year}.txt", title=title, published=published, years=(year, year)))


def test_one_act_told_by_two_reports_stands_once(archive_with: Put) -> None:
    file = archive_with(report(2005), report(2006)).case("Ivo Maren")
    assert [(act.type, len(act.entries), act.sources.independent) for act in file.acts] == [
        ("sentence", 2, 1),
        ("detention", 2, 1),
    ]
    assert file.standing is not None and file.standing.until == date(2006, 12, 31)


def test_what_was_known_on_a_day(archive_with: Put) -> None:
    archive = archive_with(report(2005), report(2006), silent(2007))
    then = archive.case("Ivo Maren", as_of=date(2007, 5, 25))
    assert (then.reports, [len(act.entries) for act in then.acts]) == (1, [1, 1])
    assert then.standing is not None and then.standing.silent == ()
    now = archive.case("Ivo Maren")
    assert now.standing is not None and [held.title for held in now.standing.silent] == ["Kaldria in 2007"]
    with pytest.raises(NotFound, match="published by 2005-01-01"):
        archive.case("Ivo Maren", as_of=date(2005, 1, 1))


@pytest.mark.parametrize(
    ("published", "covers", "out"),
    [
        ("2006-05-26", None, True),
        ("2006-05-28", None, False),
        ("2006-05", None, False),
        ("2005", None, True),
        (None, (date(2005, 1, 1), date(2005, 12, 31)), True),
        (None, None, False),
    ],
)
def test_published_by(published: str | None, covers: tuple[date, date] | None, out: bool) -> None:
    held = Holding("d", "t", "p", published, covers, (), (), None, 0)
    assert published_by(held, date(2006, 5, 27)) is out


def test_an_act_and_its_sources_by_the_id_of_any_telling(archive_with: Put) -> None:
    one, other = (
        report(2005),
        report(2005, "In May a court sentenced and held Ivo Maren, five years.", publisher="Open Docket"),
    )
    archive = archive_with(one, other)
    for told in (one, other):
        found = archive.corroborate(told.events[0].id)
        assert (found.name, len(found.passages), found.sources.independent) == ("Ivo Maren", 2, 2)


def test_an_act_of_nobody_named(archive_with: Put) -> None:
    words = "Nine miners were killed at Karsa on 12 March."
    days = (date(2005, 3, 12),) * 2
    readings = []
    for publisher in ("Lantern Watch", "Open Docket"):
        document = doc(
            f"{words}\n{publisher}.\n", publisher=publisher, file=f"{publisher}.txt", years=(2005, 2005)
        )
        told = event(document, "killed", "killing", when=days)
        assert told.when is not None
        told = replace(told, when=replace(told.when, basis="explicit", anchor=anchor(document, "12 March")))
        readings.append(reading(document, events=[told]))
    found = archive_with(*readings).corroborate(readings[0].events[0].id)
    assert (found.name, len(found.passages), found.sources.independent) == (None, 2, 1)


def test_what_differs_is_told_with_both_passages(archive_with: Put) -> None:
    nine = report(2006, WORDS.replace("five", "nine"), penalty=("nine years", "imprisonment", "P9Y"))
    archive = archive_with(report(2005), nine)
    (found,) = archive.conflicts()
    assert (found.dispute.kind, found.name) == ("length", "Ivo Maren")
    assert {told.event.document for told in found.passages} == {report(2005).document.id, nine.document.id}
    assert archive.conflicts("Kaldria") == archive.conflicts()
    with pytest.raises(NotFound):
        archive.conflicts("Vesht")


def test_two_who_are_told_apart_are_asked_for_by_id(archive_with: Put) -> None:
    one, other = report(2005), report(2006)
    archive = archive_with(one, other)
    whole = archive.case("Ivo Maren")
    mentions = [told.entities[0].mentions[0] for told in (one, other)]
    archive.judge(judgement("different", pair(*mentions), by="ada", why="two teachers"))
    with pytest.raises(Ambiguous) as several:
        archive.case("Ivo Maren")
    assert [archive.case(id).reports for _, id in several.value.choices] == [1, 1]
    given = archive.judgements()[-1]
    archive.judge(judgement("withdraw", given.subject, by="ada", withdraws=given.id))
    assert archive.case("Ivo Maren", accessed=date(2026, 1, 1)).acts == whole.acts


def test_an_undecided_one_is_named_and_left_out(archive_with: Put) -> None:
    one, other = report(2005), report(2006)
    archive = archive_with(one, other)
    mentions = [told.entities[0].mentions[0] for told in (one, other)]
    archive.judge(judgement("unsure", pair(*mentions), by="ada"))
    file = archive.case("Ivo Maren")
    assert (file.reports, [name for name, _ in file.maybe]) == (1, ["Ivo Maren"])


def test_what_a_person_does_is_in_the_file_however_little_a_report_tells(archive_with: Put) -> None:
    document = doc("Ivo Maren jailed nobody in 2006.\n", file="2006.txt", years=(2006, 2006))
    who = person(document, "Ivo Maren")
    done = event(document, "jailed", "imprisonment", affected=who)
    (part,) = done.participants
    done = replace(done, participants=(replace(part, role="actor"),))
    archive = archive_with(report(2005), reading(document, entities=[who], events=[done]))
    assert [act.type for act in archive.case("Ivo Maren").acts].count("imprisonment") == 1
