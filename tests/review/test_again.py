"""Decisions outlive a new reading: of the same bytes, of a copy, of a newer text of the report."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from habeas.archive import Archive
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.review.desk import Reviewer
from habeas.review.step import reviewed_in_step
from tests.conftest import Put
from tests.factory import doc, event, reading
from tests.review.conftest import ARREST, READING, keep
from tests.versions.test_copies import CHANGED, FIRST, TEXT, THIRD

ADA = Reviewer("Ada Brook")
WHO = "affected/14:22"


def read_anew(archive: Archive, *events: Event) -> None:
    """Puts the acts into the archive that a new analysis gives, in place of those it held."""
    keep(archive.path, replace(READING, events=events, cases=(), conflicts=()), replace=True)
    reviewed_in_step(archive.desk.store)


def others(*but: Event) -> list[Event]:
    return [event for event in READING.events if event not in but]


WIDER = replace(ARREST, trigger=READING.document.anchor(ARREST.trigger.start - 4, ARREST.trigger.end))
DETAINED = replace(ARREST, type="detention", id="e0")


@pytest.mark.parametrize(
    "anew",
    [
        pytest.param(ARREST, id="as before"),
        pytest.param(replace(ARREST, when=None), id="without its date"),
        pytest.param(replace(WIDER, id="e1"), id="told by more words"),
        pytest.param(DETAINED, id="of another type"),
    ],
)
def test_a_correction_holds_for_the_act_that_is_found_again(archive: Archive, anew: Event) -> None:
    archive.desk.decide(ARREST.id, "correct", field="date", value="2003-11", by=ADA)
    read_anew(archive, *others(ARREST), anew)
    when = archive.event(anew.id).when
    assert when is not None and when.edtf == "2003-11"


def test_what_was_accepted_stays_when_the_analysis_reads_otherwise(archive: Archive) -> None:
    archive.desk.decide(ARREST.id, "accept", field=WHO, by=ADA)
    read_anew(archive, *others(ARREST), replace(ARREST, participants=()))
    (person,) = archive.event(ARREST.id).participants
    assert person.name == "Ivo Maren"


def test_a_decision_whose_act_is_gone_is_listed(archive: Archive) -> None:
    told = archive.desk.decide(ARREST.id, "correct", field="date", value="2003-11", by=ADA)
    read_anew(archive, *others(ARREST))
    (issue,) = [issue for issue in archive.issues() if issue.stage == "review"]
    assert issue.kind == "lost-decision" and told.id in issue.detail
    assert "the analysis no longer finds the act" in issue.detail


def test_an_acceptance_of_a_whole_act_does_not_cover_another_reading_of_it(archive: Archive) -> None:
    archive.desk.decide(ARREST.id, "accept", by=ADA)
    assert archive.event(ARREST.id).review[0].what == "accept"
    read_anew(archive, *others(ARREST), replace(ARREST, outcome="other"))
    assert not archive.event(ARREST.id).review
    assert [issue.kind for issue in archive.issues() if issue.stage == "review"] == ["lost-decision"]


def report(text: str, file: str, *, updated: int | None = None) -> Reading:
    document = doc(text, file=file)
    at = datetime(2005, 1, updated, tzinfo=UTC) if updated else None
    document = replace(document, meta=replace(document.meta, updated=at))
    told = [event(document, word, "appeal_ruling") for word in ("rejected",) if word in text]
    return reading(document, events=told)


OLD = report(TEXT, "old.txt", updated=3)
REWORDED = THIRD.replace("In June the", "In June 2003 the")


@pytest.mark.parametrize(
    ("text", "updated", "follows"),
    [
        pytest.param(CHANGED, 9, True, id="a newer text"),
        pytest.param(f"Home\n{TEXT}", None, True, id="a copy"),
        pytest.param(CHANGED.replace(THIRD, REWORDED), 9, True, id="a newer text, its sentence reworded"),
        pytest.param(CHANGED, 1, False, id="an older text"),
    ],
)
def test_a_decision_follows_into_what_has_the_same_words(
    archive_with: Put, text: str, updated: int | None, follows: bool
) -> None:
    other = report(text, "other.txt", updated=updated)
    archive = archive_with(OLD, other)
    archive.desk.decide(OLD.events[0].id, "correct", field="outcome", value="rejected", by=ADA)
    assert archive.event(OLD.events[0].id).outcome == "rejected"
    assert archive.event(other.events[0].id).outcome == ("rejected" if follows else None)


def test_a_decision_that_a_newer_text_has_no_place_for_is_listed(archive_with: Put) -> None:
    newer = report(CHANGED.replace(THIRD, FIRST), "newer.txt", updated=9)
    archive = archive_with(OLD, newer)
    archive.desk.decide(OLD.events[0].id, "correct", field="outcome", value="rejected", by=ADA)
    (issue,) = [issue for issue in archive.issues() if issue.stage == "review"]
    assert (issue.kind, issue.file) == ("lost-decision", "newer.txt")


def test_the_own_decision_on_a_text_counts_before_one_carried_to_it(archive_with: Put) -> None:
    newer = report(CHANGED, "newer.txt", updated=9)
    archive = archive_with(OLD, newer)
    archive.desk.decide(newer.events[0].id, "correct", field="outcome", value="upheld", by=ADA)
    archive.desk.decide(OLD.events[0].id, "correct", field="outcome", value="rejected", by=ADA)
    assert archive.event(newer.events[0].id).outcome == "upheld"


def test_an_archive_from_before_there_were_judgements_is_read_and_judged(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path / "archive.db")) as database:
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in named:
            if table == "judgements" or table.startswith("reviewed_"):
                database.execute(f"DROP TABLE {table}")
        database.commit()
    assert tuple(archive.events()) == READING.events
    assert (archive.judgements(), archive.desk.queue().total) == ((), len(READING.events))
    archive.desk.decide(ARREST.id, "reject", by=ADA)
    assert len(list(archive.events())) == len(READING.events) - 1
