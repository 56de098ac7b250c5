"""What is told of a counted group, in the files of those whom a report names as one of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest

from habeas.archive import Archive
from habeas.cli.case import print_case
from habeas.errors import NotFound
from habeas.model.judgement import judgement, pair
from habeas.model.record import Count
from habeas.reading import Reading
from tests.conftest import Put
from tests.factory import anchor, case, doc, event, person, reading

JUNE = (date(2001, 6, 1), date(2001, 6, 30))
NAMED = "Ten journalists were held in June 2001. One, Ivo Maren, died."
COUNTED = "Ten journalists were held in June 2001 and are not free."


def report(year: int, words: str) -> Reading:
    """A report that tells of a detention of ten journalists, and where it names him of a death of Ivo Maren."""
    document = doc(
        f"{words}\nPrinted in {year}.\n",
        file=f"{year}.txt",
        title=f"Kaldria in {year}",
        years=(year, year),
        published=f"{year + 1}-05-26",
    )
    ten = replace(person(document, "Ten journalists"), type="group", count=Count(10, 10))
    held = event(document, "held", "detention", affected=ten, when=JUNE)
    assert held.when is not None
    events = [replace(held, when=replace(held.when, basis="explicit", anchor=anchor(document, "June 2001")))]
    entities, cases = [ten], []
    if "Ivo Maren" in words:
        maren = person(document, "Ivo Maren")
        died = event(document, "died", "death_in_custody", affected=maren)
        entities, events, cases = [*entities, maren], [*events, died], [case(maren, died)]
    return reading(document, entities=entities, events=events, cases=cases)


@pytest.fixture
def archive(archive_with: Put) -> Archive:
    """Three reports, of which the first and the last name Ivo Maren."""
    return archive_with(report(2005, NAMED), report(2006, COUNTED), report(2007, NAMED))


def test_an_act_of_the_group_is_in_the_file_of_its_member(archive: Archive) -> None:
    file = archive.case("Ivo Maren")
    (held,) = [act for act in file.acts if act.type == "detention"]
    belonging = [file.entries[number - 1].belonging for number in held.entries]
    assert [one.membership.rule if one else None for one in belonging] == ["members/counted_out"] * 3
    assert [bool(one and one.membership.reasons) for one in belonging] == [False, True, False]
    assert all(one and one.membership.said.quote == "Ivo Maren" for one in belonging)


def test_what_a_group_is_left_in_is_no_state_of_a_member(archive: Archive) -> None:
    standing = archive.case("Ivo Maren").standing
    assert standing is not None
    assert standing.value in (None, "died in custody")


def test_the_case_says_why(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    print_case(archive.case("Ivo Maren"))
    printed = " ".join(capsys.readouterr().out.split())
    assert "told of a group, “Ten journalists” · “Ivo Maren”, Kaldria in 2005" in printed
    assert "the same group by" in printed and "month: detention" in printed


def test_before_a_report_names_the_member_nothing_is_known(archive_with: Put) -> None:
    archive = archive_with(report(2005, COUNTED), report(2006, COUNTED), report(2007, NAMED))
    assert len(archive.case("Ivo Maren").entries) == 4
    with pytest.raises(NotFound):
        archive.case("Ivo Maren", as_of=date(2007, 12, 31))


def test_reports_to_come_say_nothing_of_the_group(archive: Archive) -> None:
    then = archive.case("Ivo Maren", as_of=date(2006, 12, 31))
    assert [entry.event.type for entry in then.entries] == ["detention", "death_in_custody"]


def cases(archive: Archive) -> list[dict[str, Any]]:
    target = StringIO()
    archive.export("jsonl", target, kind="case")
    return [json.loads(line) for line in target.getvalue().splitlines()]


def test_the_exported_case_links_its_members(archive: Archive) -> None:
    (told,) = cases(archive)
    links = told["memberships"]
    assert [link["name"] for link in links] == ["Ten journalists"] * 3
    assert {link["event"] for link in links} <= set(told["events"])
    rules = dict(zip(told["events"], told["rules"], strict=True))
    assert [rules[link["event"]] for link in links] == ["stories/group"] * 3


def test_a_withdrawn_judgement_restores_the_export(archive: Archive) -> None:
    before = cases(archive)
    (maren,) = (one for one in archive.identities().all if one.name == "Ivo Maren")
    one, other = (figure.mention for figure in maren.figures)
    given = archive.judge(judgement("different", pair(one, other), by="ada", why="two of one name"))
    assert cases(archive) != before
    archive.judge(judgement("withdraw", given.subject, by="ada", withdraws=given.id))
    assert cases(archive) == before


def test_the_act_of_a_group_names_its_members(archive: Archive) -> None:
    told = [archive._known().members(e) for e in archive.events() if e.type == "detention"]
    assert [[name for name, _ in members] for members in told] == [["Ivo Maren"]] * 3
    assert sum(bool(one.reasons) for ((_, one),) in told) == 1
