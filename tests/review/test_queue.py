"""What to review next, how far the review is, and `habeas review` on the terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.model.outline import Sketch, sketch
from habeas.review.desk import Reviewer
from habeas.review.queue import Waiting, waiting
from habeas.vocabulary.load import acts
from habeas.vocabulary.review import review_words
from tests.review.conftest import ARREST, READING

ADA, BEA = Reviewer("Ada Brook"), Reviewer("Bea Hill")
DATED = replace(sketch(ARREST), basis="explicit")


def only(told: list[Waiting]) -> Waiting:
    (found,) = told
    return found


@pytest.mark.parametrize(
    ("doubtful", "reason"),
    [
        pytest.param(replace(DATED, basis=None), "date-none", id="an act without a date"),
        pytest.param(replace(DATED, basis="context"), "date-context", id="a date from before"),
        pytest.param(replace(DATED, linked=()), "affected-none", id="nobody affected"),
        pytest.param(
            replace(DATED, linked=(("affected", "participants/seen"),)), "affected-far", id="somebody far off"
        ),
        pytest.param(replace(DATED, outcome="refused"), "outcome", id="an outcome"),
        pytest.param(replace(DATED, rule="learned/0:arrest"), "learned", id="the trained reader alone"),
    ],
)
def test_what_is_doubtful_comes_first(doubtful: Sketch, reason: str) -> None:
    plain, found = only(waiting([DATED], [], [])), only(waiting([doubtful], [], []))
    assert found.score > plain.score
    assert reason in found.reasons


def test_what_much_rests_on_comes_first() -> None:
    plain = only(waiting([sketch(ARREST)], [], []))
    in_case = only(waiting([sketch(ARREST)], READING.cases, []))
    sentence = next(event for event in READING.events if event.type == "sentence")
    left = only(waiting([sketch(sentence)], READING.cases, []))
    assert plain.weight < in_case.weight
    assert left.reasons[0] == "status"


def test_a_sketch_in_the_store_is_that_of_the_act(archive: Archive) -> None:
    archive.desk.decide(ARREST.id, "correct", field="penalty", value="death", by=ADA)
    records = archive.desk.store.records
    found = list(records.sketches([READING.document.id]))
    assert found == [sketch(event) for event in records.events(READING.document.id)]


def test_every_group_of_acts_has_its_weight_and_every_doubt_its_words() -> None:
    words = review_words()
    assert {act.group for act in acts().values()} == words.severity.keys()
    assert words.impersonal <= words.severity.keys()
    assert all(0 < doubt.odds < 1 and doubt.words for doubt in words.doubts.values())


def test_who_judged_an_act_is_not_asked_again_but_a_second_is_first(archive: Archive) -> None:
    before = archive.desk.queue()
    archive.desk.decide(ARREST.id, "correct", field="date", value="2003-04", by=ADA)
    assert ARREST.id not in {told.event for told in archive.desk.queue(by="Ada Brook").acts}
    first = archive.desk.queue(by="Bea Hill").acts[0]
    assert (first.event, first.reasons[0]) == (ARREST.id, "second")
    assert first.by == {"Ada Brook"}
    archive.desk.decide(ARREST.id, "correct", field="date", value="2003-05", by=BEA)
    assert archive.desk.queue().acts[0].reasons[0] == "disputed"
    archive.desk.decide(ARREST.id, "accept", by=ADA)
    archive.desk.decide(ARREST.id, "accept", by=BEA)
    assert archive.desk.queue().total == before.total - 1


def test_progress_counts_who_judged_what_and_how_they_agree(archive: Archive) -> None:
    for by in (ADA, BEA):
        archive.desk.decide(ARREST.id, "correct", field="date", value="2003-04", by=by)
    for event in READING.events[:2]:
        archive.desk.decide(event.id, "accept", field="type", by=ADA)
    archive.desk.decide(READING.events[0].id, "accept", field="type", by=BEA)
    archive.desk.decide(READING.events[1].id, "correct", field="type", value="protest", by=BEA)
    told = archive.desk.progress()
    assert (told.records, told.judged, told.settled, told.disputed, told.fields) == (5, 3, 2, 1, 3)
    assert told.given["Ada Brook"] == {"correct": 1, "accept": 2}
    (between,) = told.between
    assert (between.common, between.alike) == (3, 2)
    assert between.kappa == pytest.approx(0.4)


def run(archive: Archive, *arguments: str, typed: str = "") -> str:
    """What a verb under `habeas review` prints."""
    done = CliRunner().invoke(app, ["--archive", str(archive.path), "review", *arguments], input=typed)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_terminal_asks_and_keeps_what_is_typed(archive: Archive) -> None:
    first = archive.desk.queue(limit=1).acts[0]
    output = run(archive, "--by", "Ada Brook", typed="c date=soon\nc date=2003-04\ns\nr twice told\nq\n")
    assert "habeas: a date is written" in output
    told = [(j.what, j.after, j.why) for j in archive.judgements()]
    assert told == [("correct", "2003-04", ""), ("reject", None, "twice told")]
    assert archive.event(first.event).review
    assert len(list(archive.events())) == 4


def test_the_verbs_decide_list_and_take_back(archive: Archive) -> None:
    listed = json.loads(run(archive, "--json"))
    assert listed["total"] == 5
    run(archive, "correct", ARREST.id[:9], "date", "2003-04", "--by", "Ada Brook", "--why", "a slip")
    assert "correct by Ada Brook" in run(archive, "fields", ARREST.id)
    (line,) = json.loads(run(archive, "log", "--json"))
    assert (line["before"], line["after"], line["why"]) == ("2003-03-01/2003-03-31", "2003-04", "a slip")
    assert "1 of 5 acts judged" in run(archive, "agreement")
    run(archive, "undo", line["id"], "--by", "Ada Brook")
    assert "2 judgements" in run(archive, "log")
    assert not archive.event(ARREST.id).review
