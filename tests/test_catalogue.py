"""Reports and cases in memory, in step with the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.errors import Ambiguous, NotFound
from habeas.model.outline import outline
from tests.conftest import Put, put
from tests.factory import case, doc, event, kaldria, person, reading

FIRST = kaldria()
LATER = kaldria("A later year.\n" + FIRST.document.text, file="kaldria-2004.txt", year=2004)


def test_only_what_is_new_is_read_again(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", FIRST)
    before = archive.inventory()
    assert archive.inventory() is before
    put(tmp_path / "archive", LATER)
    after = archive.inventory()
    assert set(after.holdings) == {FIRST.document.id, LATER.document.id}
    assert after.holdings[FIRST.document.id] is before.holdings[FIRST.document.id]


def test_outlines_are_those_of_the_events(archive_with: Put) -> None:
    archive = archive_with(FIRST, LATER)
    records = archive._store.records
    assert list(records.outlines()) == [outline(event) for event in archive.events()]
    assert {act.document for act in records.outlines([LATER.document.id])} == {LATER.document.id}


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(FIRST.cases[0].id, id="a case"),
        pytest.param(FIRST.cases[0].entity, id="its person"),
        pytest.param("Ivo Maren", id="a name"),
    ],
)
def test_what_leads_to_a_case(archive_with: Put, key: str) -> None:
    assert (archive_with(FIRST, LATER).case(key).reports, len(archive_with().case(key).entries)) == (2, 4)


def test_a_person_of_one_act_by_id(archive_with: Put) -> None:
    tarsk = next(entity for entity in FIRST.entities if entity.name == "Lena Tarsk")
    assert [e.event.type for e in archive_with(FIRST).case(tarsk.id).entries] == ["ill_treatment"]


def test_a_name_of_several_says_which(archive_with: Put) -> None:
    document = doc("Ivo Maren was arrested. Ana Maren was tried.\n")
    ivo, ana = person(document, "Ivo Maren"), person(document, "Ana Maren")
    events = [
        event(document, "arrested", "arrest", affected=ivo),
        event(document, "tried", "trial", affected=ana),
    ]
    cases = [case(ivo, events[0]), case(ana, events[1])]
    archive = archive_with(reading(document, entities=[ivo, ana], events=events, cases=cases))
    with pytest.raises(Ambiguous) as several:
        archive.case("Maren")
    assert several.value.choices == (("Ana Maren", cases[1].id), ("Ivo Maren", cases[0].id))
    assert all(archive.case(key).name == name for name, key in several.value.choices)


@pytest.mark.parametrize("name", ["Vesht", "VSH", ""])
def test_no_report_on_a_country(archive_with: Put, name: str) -> None:
    with pytest.raises(NotFound):
        archive_with(FIRST).country(name)


def test_acts_in_memory_are_those_of_the_store(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", FIRST)
    records = archive._store.records
    for readings in ([FIRST], [FIRST, LATER]):
        put(tmp_path / "archive", *readings)
        ids = sorted(reading.document.id for reading in readings)
        assert archive._catalogue.acts(records, ids) == list(records.outlines(ids))
