"""How judgements combine, and that the log of them is only added to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.archive import open_archive
from habeas.errors import NotStored
from habeas.model.judgement import Json, Judgement, Of, Pair, judgement, pair
from habeas.review.decisions import decisions, key, standing
from tests.factory import anchor, kaldria

READING = kaldria()
DOCUMENT = READING.document
ARREST = next(event for event in READING.events if event.type == "arrest")
DATE = Of("event", "arrest", ARREST.trigger, ARREST.sentence, "date")
PLACE = Of("event", "arrest", ARREST.trigger, ARREST.sentence, "place")
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def judged(
    what: str,
    by: str = "Ada Brook",
    *,
    subject: Of = DATE,
    minute: int = 0,
    after: Json = None,
    role: str = "reviewer",
) -> Judgement:
    at = NOON + timedelta(minutes=minute)
    return judgement(what, subject, by=by, at=at, before="2003-03", after=after, role=role)


def withdrawn(taken: Judgement, minute: int = 30) -> Judgement:
    at = NOON + timedelta(minutes=minute)
    return judgement("withdraw", taken.subject, by=taken.by, at=at, withdraws=taken.id)


ACCEPTED = judged("accept")
CORRECTED = judged("correct", "Bea Hill", minute=1, after="2003-04")
AGREED = judged("correct", "Cem Oz", minute=2, after="2003-04")
TO_THE_SAME = judged("correct", "Bea Hill", minute=1, after="2003-03")
EDITED = judged("reject", "Dan Roe", minute=3, role="editor")


@pytest.mark.parametrize(
    ("log", "last", "settled", "disputed"),
    [
        pytest.param([ACCEPTED], ACCEPTED, False, False, id="one reviewer proposes"),
        pytest.param([ACCEPTED, CORRECTED], CORRECTED, False, True, id="the later wins, but is disputed"),
        pytest.param([ACCEPTED, CORRECTED, AGREED], AGREED, True, False, id="two who agree settle it"),
        pytest.param([ACCEPTED, TO_THE_SAME], TO_THE_SAME, True, False, id="correcting to what stood agrees"),
        pytest.param([CORRECTED, AGREED, EDITED], EDITED, True, False, id="an editor settles alone"),
        pytest.param(
            [ACCEPTED, judged("accept", minute=9)], judged("accept", minute=9), False, False, id="twice one"
        ),
        pytest.param([ACCEPTED, CORRECTED, withdrawn(CORRECTED)], ACCEPTED, False, False, id="taken back"),
    ],
)
def test_judgements_of_one_field_combine(
    log: list[Judgement], last: Judgement, settled: bool, disputed: bool
) -> None:
    (decision,) = decisions(log).values()
    assert (decision.last, decision.settled, decision.disputed) == (last, settled, disputed)


def test_a_withdrawal_that_is_withdrawn_lets_the_judgement_stand() -> None:
    back = withdrawn(ACCEPTED)
    assert standing([ACCEPTED, back]) == ()
    assert standing([ACCEPTED, back, withdrawn(back, 31)]) == (ACCEPTED,)


VALUES = st.sampled_from(["2003-03", "2003-04", None])
ACTS = st.tuples(st.sampled_from(["accept", "correct", "reject"]), st.sampled_from("AB"), VALUES)


@given(st.lists(ACTS, max_size=6), st.lists(ACTS, max_size=6))
def test_decisions_on_other_fields_may_come_in_any_order(
    one: list[tuple[str, str, Json]], other: list[tuple[str, str, Json]]
) -> None:
    first = [judged(w, b, minute=n, after=v) for n, (w, b, v) in enumerate(one)]
    second = [judged(w, b, subject=PLACE, minute=n, after=v) for n, (w, b, v) in enumerate(other)]
    assert decisions([*first, *second]) == decisions([*second, *first])


@given(st.lists(ACTS, max_size=6), st.integers(0, 5))
def test_what_is_judged_and_taken_back_leaves_nothing(log: list[tuple[str, str, Json]], place: int) -> None:
    first = [judged(w, b, minute=n, after=v) for n, (w, b, v) in enumerate(log)]
    fresh = judged("reject", "C", minute=20)
    assert decisions([*first[:place], fresh, *first[place:], withdrawn(fresh)]) == decisions(first)


def test_a_pair_is_the_same_whichever_mention_comes_first() -> None:
    maren, tarsk = anchor(DOCUMENT, "Ivo Maren"), anchor(DOCUMENT, "Lena Tarsk")
    assert pair(maren, tarsk) == pair(tarsk, maren) == Pair(maren, tarsk)
    assert key(pair(maren, tarsk)) == key(pair(tarsk, maren))
    with pytest.raises(ValueError, match="no pair with itself"):
        pair(maren, maren)


@pytest.mark.parametrize(
    ("what", "subject", "told"),
    [
        ("same", DATE, "accept, correct, reject, add"),
        ("accept", Pair(ARREST.trigger, ARREST.sentence), "same, different, unsure"),
        ("withdraw", DATE, "names what it withdraws"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(what: str, subject: Of | Pair, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        judgement(what, subject, by="Ada Brook")


def test_the_log_keeps_every_judgement_and_is_only_added_to(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archive")
    archive.make()
    assert archive.judgements() == ()
    two = judgement("same", pair(anchor(DOCUMENT, "Ivo Maren"), ARREST.trigger), by="Ada Brook", why="one")
    log = [CORRECTED, two, withdrawn(CORRECTED)]
    for one in log:
        archive.judge(one)
    assert archive.judgements() == tuple(log)
    with pytest.raises(NotStored, match="no judgement"):
        archive.judge(withdrawn(EDITED))
    archive.close()
    with closing(sqlite3.connect(tmp_path / "archive" / "archive.db")) as database:
        for change in ("UPDATE judgements SET why = 'x'", "DELETE FROM judgements"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                database.execute(change)


@pytest.mark.parametrize(
    "name", ["", " ", "Ada\nBrook", "\x1b[31mAda"], ids=["none", "blank", "two lines", "escape"]
)
def test_who_judges_has_a_name_of_printed_signs(name: str) -> None:
    with pytest.raises(ValueError, match="printed signs"):
        judgement("accept", DATE, by=name)
