"""Decisions applied where records are shown: in every output at once, and taken back without a trace."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.archive import Archive
from habeas.errors import NotFound, ReviewError
from habeas.export import EXPORTERS
from habeas.model.judgement import Json, Judgement, Of, judgement
from habeas.model.record import Event, When
from habeas.review.apply import Reviewed, apply
from habeas.review.decisions import decisions
from habeas.review.desk import Reviewer
from habeas.review.fields import of_event
from habeas.review.place import of_event as subject_of
from habeas.store.verify import damages
from tests.conftest import Put
from tests.factory import KALDRIA, kaldria
from tests.review.conftest import READING

ADA, BEA, EDITOR = Reviewer("Ada Brook"), Reviewer("Bea Hill"), Reviewer("Dan Roe", "editor")
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
ACCESSED = date(2026, 5, 5)
EVENTS = {event.type: event for event in READING.events}
ARREST, SENTENCE = EVENTS["arrest"], EVENTS["sentence"]
WHO = "affected/14:22"


def exported(archive: Archive, format: str = "jsonl") -> str:
    """Everything that an archive exports in a format; a table of acts for CSV."""
    stream = io.StringIO(newline="")
    archive.export(format, stream, kind="event" if format == "csv" else None)
    return stream.getvalue()


def arrest(archive: Archive) -> dict[str, Any]:
    """The arrest as it is exported."""
    records: list[dict[str, Any]] = [json.loads(line) for line in exported(archive).splitlines()]
    return next(record for record in records if record["id"] == ARREST.id)


def correct(archive: Archive, field: str, value: str, *, event: Event = ARREST) -> Judgement:
    return archive.desk.decide(event.id, "correct", field=field, value=value, by=ADA)


@pytest.mark.parametrize(
    ("field", "value", "path", "expected"),
    [
        ("date", "2003-04-02", "when.edtf", "2003-04-02"),
        ("date", "2003-04-01/2003-04-30", "when.edtf", "2003-04"),
        ("date", "2003-04/..", "when.from", "2003-04-01"),
        ("date", "", "when", None),
        ("type", "detention", "type", "detention"),
        ("certainty", "alleged", "certainty", "alleged"),
        ("polarity", "negated", "polarity", "negated"),
        ("outcome", "granted", "outcome", "granted"),
        ("penalty", "imprisonment P3Y", "sentence.duration", "P3Y"),
        ("place", "Orlan (XKA)", "place.country", "XKA"),
        (WHO, "Ivo Marenko", "participants.0.name", "Ivo Marenko"),
        (WHO, "", "participants", []),
    ],
)
def test_a_corrected_field_is_exported_with_who_said_so(
    archive: Archive, field: str, value: str, path: str, expected: object
) -> None:
    before = arrest(archive)
    told = correct(archive, field, value)
    shown = arrest(archive)
    found: Any = shown
    for part in path.split("."):
        found = found[int(part) if isinstance(found, list) else part]
    assert found == expected
    (mark,) = shown["review"]
    assert (mark["by"], mark["judgement"], mark["field"]) == (["Ada Brook"], told.id, field)
    assert before["review"] == []


def test_a_correction_is_seen_in_case_country_search_and_tables_at_once(archive: Archive) -> None:
    assert archive.search("arrested", type="arrest").total == 1
    assert [e.event.type for e in archive.case("Ivo Maren").entries] == ["arrest", "sentence"]
    correct(archive, "date", "2003-11-02")
    correct(archive, "certainty", "alleged")
    entries = archive.case("Ivo Maren").entries
    assert [e.event.type for e in entries] == ["sentence", "arrest"]
    assert archive.search("", certainty="alleged", type="arrest").total == 1
    assert "date: 2003-03-01/2003-03-31 → 2003-11-02 (Ada Brook" in exported(archive, "csv")
    assert not list(archive.verify())


def test_a_rejected_act_is_gone_but_for_its_trace(archive: Archive) -> None:
    archive.desk.decide(SENTENCE.id, "reject", by=ADA, why="nobody was sentenced")
    assert SENTENCE.id not in {event.id for event in archive.events()}
    assert [e.event.type for e in archive.case("Ivo Maren").entries] == ["arrest"]
    assert archive.search("", type="sentence").total == 0
    (issue,) = [issue for issue in archive.issues() if issue.stage == "review"]
    assert (issue.kind, issue.anchor) == ("rejected", SENTENCE.trigger)
    assert "nobody was sentenced" in issue.detail
    (rejection,) = archive.desk.rejections(READING.document.id)
    assert (rejection.event, rejection.mark.by) == (SENTENCE, ("Ada Brook",))
    assert archive.desk.rejections(READING.document.id, (0, SENTENCE.trigger.start)) == []


def test_a_participant_renamed_as_somebody_known_joins_their_case(archive: Archive) -> None:
    correct(archive, WHO, "Lena Tarsk")
    assert [e.event.type for e in archive.case("Lena Tarsk").entries] == ["arrest", "ill_treatment"]
    assert [e.event.type for e in archive.case("Ivo Maren").entries] == ["sentence"]


def test_a_participant_that_was_missed_is_added(archive: Archive) -> None:
    archive.desk.decide(EVENTS["execution"].id, "add", field="affected", value="Four men", by=ADA)
    (person,) = archive.event(EVENTS["execution"].id).participants
    assert (person.name, person.mention.quote) == ("Four men", "Four men")


def place(words: str) -> tuple[int, int]:
    start = READING.document.text.index(words)
    return start, start + len(words)


def test_an_act_that_was_missed_is_added_and_taken_back(archive: Archive) -> None:
    before = exported(archive)
    told = {"date": "2003-05", "affected": "Lena Tarsk", "certainty": "alleged"}
    added = archive.desk.add(READING.document, place("in custody"), "detention", told, by=ADA)
    entries = archive.case("Lena Tarsk").entries
    assert [(e.event.type, e.event.attribution.certainty) for e in entries] == [
        ("detention", "alleged"),
        ("ill_treatment", "alleged"),
    ]
    (person,) = entries[0].event.participants
    assert (person.mention.quote, person.entity) == ("Lena Tarsk", READING.entities[1].id)
    archive.desk.decide(entries[0].event.id, "correct", field="date", value="2003-06", by=BEA)
    assert archive.case("Lena Tarsk").entries[0].event.when == When(
        date(2003, 6, 1), date(2003, 6, 30), "2003-06", "context", None
    )
    archive.desk.withdraw(archive.judgements()[-1].id, by=BEA)
    archive.desk.withdraw(added.id, by=ADA)
    assert exported(archive) == before


@pytest.mark.parametrize(
    ("words", "type", "told", "complaint"),
    [
        ("in custody", "detained", {}, "no type"),
        ("in custody", "detention", {"date": "then"}, "a date is written"),
        ("May.\n• Lena", "detention", {}, "words of one sentence"),
        ("arrested", "arrest", {}, "already"),
    ],
)
def test_an_act_that_cannot_be_added(
    archive: Archive, words: str, type: str, told: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ReviewError, match=complaint):
        archive.desk.add(READING.document, place(words), type, told, by=ADA)


def test_a_person_spelled_anew_is_spelled_so_everywhere(archive: Archive) -> None:
    maren = next(entity for entity in READING.entities if entity.name == "Ivo Maren")
    archive.desk.decide(maren.id, "correct", field="name", value="Ivo Marén", by=ADA)
    file = archive.case("Ivo Marén")
    assert (file.name, len(file.entries)) == ("Ivo Marén", 2)
    assert archive.event(ARREST.id).participants[0].name == "Ivo Marén"


def accept(archive: Archive) -> Judgement:
    return archive.desk.decide(ARREST.id, "accept", field="date", by=ADA)


def reject(archive: Archive) -> Judgement:
    return archive.desk.decide(ARREST.id, "reject", by=ADA)


@pytest.mark.parametrize(
    "decide",
    [accept, reject, lambda archive: correct(archive, "date", "2003-12"), lambda a: correct(a, WHO, "X Y")],
)
@pytest.mark.parametrize("format", EXPORTERS)
def test_what_is_taken_back_leaves_every_byte_as_it_was(
    archive: Archive, decide: Callable[[Archive], Judgement], format: str
) -> None:
    before = exported(archive, format), archive.case("Ivo Maren", accessed=ACCESSED)
    found = archive.search("arrested")
    told = decide(archive)
    assert exported(archive, format) != before[0]
    archive.desk.withdraw(told.id, by=ADA)
    assert (exported(archive, format), archive.case("Ivo Maren", accessed=ACCESSED)) == before
    assert archive.search("arrested") == found
    assert len(archive.judgements()) == 2


def test_two_who_agree_settle_a_field_and_an_editor_alone(archive: Archive) -> None:
    correct(archive, "date", "2003-04")
    assert not archive.event(ARREST.id).review[0].settled
    archive.desk.decide(ARREST.id, "accept", field="date", by=BEA)
    (mark,) = archive.event(ARREST.id).review
    assert (mark.settled, mark.by, mark.machine, mark.value) == (
        True,
        ("Ada Brook", "Bea Hill"),
        "2003-03-01/2003-03-31",
        "2003-04",
    )


def test_who_accepts_a_record_agrees_with_what_was_corrected_in_it(archive: Archive) -> None:
    correct(archive, "date", "2003-04")
    archive.desk.decide(ARREST.id, "accept", by=BEA)
    settled = {mark.field: (mark.settled, mark.by) for mark in archive.event(ARREST.id).review}
    assert settled == {"date": (True, ("Ada Brook", "Bea Hill")), None: (False, ("Bea Hill",))}


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("date", "last spring", "a date is written"),
        ("date", "2003-02-30", "no such day"),
        ("type", "arest", "no type 'arest'"),
        ("type", "", "cannot be left empty"),
        ("penalty", "exile", "no penalty 'exile'"),
        ("penalty", "imprisonment 3 years", "P3Y6M"),
        ("colour", "red", "no field 'colour'"),
        ("affected/900:904", "Ivo Maren", "does not stand in the sentence"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(
    archive: Archive, field: str, value: str, told: str
) -> None:
    with pytest.raises(ReviewError, match=told):
        correct(archive, field, value)
    assert archive.judgements() == ()


def test_only_an_editor_takes_back_what_another_judged(archive: Archive) -> None:
    told = correct(archive, "date", "2003-04")
    with pytest.raises(ReviewError, match="only an editor"):
        archive.desk.withdraw(told.id, by=BEA)
    archive.desk.withdraw(told.id, by=EDITOR)
    assert not archive.event(ARREST.id).review
    with pytest.raises(NotFound):
        archive.desk.withdraw("no such", by=EDITOR)


def test_the_machines_records_stay_as_they_were_read(archive: Archive) -> None:
    reject(archive)
    correct(archive, "type", "trial", event=SENTENCE)
    store = archive.desk.store
    assert not list(damages(store.records.machine(), store.originals))
    assert tuple(store.records.machine().events()) == READING.events


FIELDS = ("date", "type", "certainty", "outcome", "place", WHO, None)
VALUES: dict[str | None, list[Json]] = {
    "date": ["2003-04", "2003-05-01/2003-06-30", None],
    "type": ["detention", "trial"],
    "certainty": ["alleged", "possible"],
    "outcome": ["granted", None],
    "place": [{"name": "Orlan", "country": "KLD"}, None],
    WHO: [{"name": "Lena Tarsk", "count": None, "description": None}, None],
    None: [None],
}


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """What people decide, in any order, on the fields of any act."""
    given = []
    for minute in range(draw(st.integers(0, 8))):
        event, field = draw(st.sampled_from(READING.events)), draw(st.sampled_from(FIELDS))
        what = draw(st.sampled_from(["accept", "reject"] if field is None else ["accept", "correct"]))
        after = draw(st.sampled_from(VALUES[field])) if what == "correct" else None
        held = of_event(event)
        before = held if field is None else held.get(field)
        by, at = draw(st.sampled_from("ABC")), NOON + timedelta(minutes=minute)
        given.append(judgement(what, subject_of(event, field), by=by, at=at, before=before, after=after))
    return given


@given(logs(), st.randoms(use_true_random=False))
def test_decisions_on_different_fields_may_be_applied_in_any_order(
    log: list[Judgement], random: Random
) -> None:
    decided = list(decisions(log).values())
    shuffled = random.sample(decided, len(decided))
    assert apply(READING, shuffled) == apply(READING, decided)


@given(logs(), st.randoms(use_true_random=False))
def test_taking_everything_back_in_any_order_gives_what_was_read(
    log: list[Judgement], random: Random
) -> None:
    back = [
        judgement("withdraw", told.subject, by=told.by, at=NOON + timedelta(hours=1), withdraws=told.id)
        for told in random.sample(log, len(log))
    ]
    assert apply(READING, decisions([*log, *back]).values()) == Reviewed(READING, {}, ())


@given(logs())
def test_what_nobody_judged_stays_as_it_was_read(log: list[Judgement]) -> None:
    decided = decisions(log).values()
    judged = {d.last.subject.words for d in decided if isinstance(d.last.subject, Of)}
    shown = {event.id: event for event in apply(READING, decided).reading.events}
    untouched = [event for event in READING.events if event.trigger not in judged]
    assert [shown[event.id] for event in untouched] == untouched


def test_two_reviewers_at_once_are_both_heard(archive: Archive) -> None:
    def decide(number: int) -> None:
        event = READING.events[number % len(READING.events)]
        value = f"2003-{number + 1:02}"
        archive.desk.decide(event.id, "correct", field="date", value=value, by=Reviewer(f"R{number % 2}"))

    with ThreadPoolExecutor(2) as both:
        list(both.map(decide, range(10)))
    assert len(archive.judgements()) == 10
    last = {j.subject.words: j.after for j in archive.judgements() if isinstance(j.subject, Of)}
    assert {e.trigger: e.when.edtf for e in archive.events() if e.when} == last


def test_a_report_that_is_hidden_shows_nothing_of_its_review(archive_with: Put) -> None:
    other = kaldria(KALDRIA.replace("Ivo Maren", "Ana Vell"), file="other.txt", year=2004)
    archive = archive_with(READING, other)
    correct(archive, "date", "2003-04")
    archive.desk.decide(SENTENCE.id, "reject", by=ADA)
    open_part = Archive(archive.path, hidden=frozenset({READING.document.id}))
    assert {event.document for event in open_part.events()} == {other.document.id}
    assert open_part.judgements() == ()
    assert not [issue for issue in open_part.issues() if issue.stage == "review"]
    assert not open_part.desk.marks(READING.document.id)
    assert open_part.desk.queue().total == len(other.events)
    with pytest.raises(NotFound):
        correct(open_part, "date", "2003-05")
