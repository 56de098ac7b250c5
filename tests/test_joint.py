"""Cases and conflicts over all reports: a page at a time they are those of the export."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from habeas.archive import Archive
from habeas.errors import NotFound
from habeas.export.common import Record
from habeas.paging import Page
from habeas.reading import Reading
from tests.conftest import Put, put
from tests.factory import case, doc, event, kaldria, person, reading

Turn = Callable[[Archive, str | None, int], Page[Record]]


def telling(file: str, publisher: str, years: str, *, also: str = "") -> Reading:
    """A report that tells of Ivo Maren's sentence, of so many years; and perhaps of somebody else."""
    text = f"The shoemaker Ivo Maren was sentenced in May to {years} in prison.{also}"
    document = doc(text, file=file, title=f"Kaldria by {publisher}", publisher=publisher)
    maren = person(document, "Ivo Maren")
    may, length = (date(2003, 5, 1), date(2003, 5, 31)), f"P{years[0]}Y"
    penalty = (years, "imprisonment", length)
    told = [event(document, "sentenced", "sentence", affected=maren, when=may, penalty=penalty)]
    people, cases = [maren], [case(maren, *told)]
    if also:
        tarsk = person(document, "Lena Tarsk")
        told.append(event(document, "jailed", "imprisonment", affected=tarsk))
        people.append(tarsk)
        cases.append(case(tarsk, told[1]))
    return reading(document, entities=people, events=told, cases=cases)


TOLD = (
    telling("a.txt", "Harbour Group", "3 years", also=" Lena Tarsk was jailed."),
    telling("b.txt", "Open Docket", "5 years"),
    kaldria(),
)


def exported(archive: Archive, kind: str) -> list[dict[str, Any]]:
    stream = io.StringIO()
    archive.export("jsonl", stream, kind=kind)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("size", [1, 2, 50])
@pytest.mark.parametrize(
    ("kind", "turn"),
    [
        pytest.param("case", lambda a, c, n: a.joint.cases(after=c, limit=n), id="cases"),
        pytest.param("conflict", lambda a, c, n: a.joint.conflicts(after=c, limit=n), id="conflicts"),
    ],
)
def test_pages_are_the_export(archive_with: Put, kind: str, turn: Turn, size: int) -> None:
    archive = archive_with(*TOLD)
    found: list[Record] = []
    cursor: str | None = None
    while True:
        page = turn(archive, cursor, size)
        found += page.records
        cursor = page.next
        if cursor is None:
            break
    assert found == exported(archive, kind)


def test_both_within_and_between_reports(archive_with: Put) -> None:
    archive = archive_with(*TOLD)
    within, *between = archive.joint.conflicts(limit=9).records
    assert "identity" not in within and all(record["identity"] for record in between)
    for record in (within, *between):
        assert archive.joint.conflict(str(record["id"])) == record
    of = {
        n: archive.joint.conflicts(limit=9, document=told.document.id).records for n, told in enumerate(TOLD)
    }
    assert between and of == {0: (), 1: tuple(between), 2: (within, *between)}


def test_a_case_of_one_report_leads_to_the_person(archive_with: Put) -> None:
    archive = archive_with(*TOLD)
    joint = next(each for each in archive.joint.cases(limit=9).records if each["name"] == "Ivo Maren")
    assert archive.joint.case(str(joint["id"])) == joint
    for told in TOLD[1:]:
        assert archive.joint.case(told.cases[0].id) == joint
        assert joint in archive.joint.cases(limit=9, document=told.document.id).records


@pytest.mark.parametrize("id", ["", "c", "c0", "x0", "zzz"])
def test_nothing_of_this_id(archive_with: Put, id: str) -> None:
    joint = archive_with(*TOLD).joint
    for asked in (joint.case, joint.conflict):
        with pytest.raises(NotFound):
            asked(id)


def test_what_is_found_between_reports_follows_what_is_read(archive_with: Put) -> None:
    archive = archive_with(TOLD[2])
    assert len(archive.joint.conflicts(limit=9).records) == 1
    put(archive.path, TOLD[1])
    assert len(archive.joint.conflicts(limit=9).records) == 2
