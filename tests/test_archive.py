"""The library: asking an archive."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import habeas
from habeas.archive import Archive
from habeas.errors import NotFound
from habeas.model.anchor import content_id
from habeas.model.document import Entry
from habeas.reading import Reading
from habeas.search.facets import Narrowing
from habeas.store import tables
from tests.conftest import put
from tests.factory import KALDRIA, kaldria

Put = Callable[..., Archive]
LATER = kaldria(f"A later year.\n{KALDRIA}", file="kaldria-2004.txt", year=2004)


def test_public_names_are_ten_at_most_and_there() -> None:
    assert len(habeas.__all__) <= 10
    assert all(getattr(habeas, name) for name in habeas.__all__)
    assert not hasattr(habeas, "manager")


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        pytest.param({}, ["arrest", "execution", "ill_treatment", "moratorium", "sentence"] * 2, id="none"),
        pytest.param({"year": 2004, "type": "arrest"}, ["arrest"], id="year and type"),
        pytest.param({"person": "Maren", "year": 2003}, ["arrest", "sentence"], id="takes part"),
        pytest.param({"certainty": "alleged"}, ["ill_treatment"] * 2, id="certainty"),
        pytest.param(
            {"section": "death", "document": "kaldria-2003.txt"}, ["execution", "moratorium"], id="section"
        ),
        pytest.param({"country": "Vesht"}, [], id="nowhere"),
    ],
)
def test_events(archive_with: Put, filters: Narrowing, types: list[str]) -> None:
    archive = archive_with(kaldria(), LATER)
    assert sorted(event.type for event in archive.events(**filters)) == sorted(types)


@pytest.mark.parametrize("cut", [17, 12, 6], ids=["whole", "long", "short"])
def test_ids_may_be_shortened(archive_with: Put, cut: int) -> None:
    archive = archive_with(kaldria(), LATER)
    document, event = kaldria().document, kaldria().events[0]
    assert archive.document(document.id[:cut]) == document
    assert archive.event(event.id[:cut]) == event


@pytest.mark.parametrize("name", ["kaldria-2003.txt", "kaldria-2003"])
def test_a_report_by_its_file_name(archive_with: Put, name: str) -> None:
    assert archive_with(kaldria(), LATER).document(name).file == "kaldria-2003.txt"


@pytest.mark.parametrize("name", ["", "d", "kaldria", "*"])
def test_what_is_none_or_several_is_not_found(archive_with: Put, name: str) -> None:
    with pytest.raises(habeas.NotFound):
        archive_with(kaldria(), LATER).document(name)


def test_a_permalink_leads_to_the_same_words_in_another_archive(archive_with: Put, tmp_path: Path) -> None:
    citation = archive_with(LATER, kaldria()).cite("kaldria-2003.txt#death-penalty/1/2")
    again = put(tmp_path / "again", kaldria())
    anchor = again.at(citation.permalink)
    assert (anchor.document, anchor.quote) == (citation.document, citation.quote)
    assert again.cite(citation.permalink).permalink == citation.permalink
    with pytest.raises(habeas.NotFound, match="holds nothing with the hash"):
        put(tmp_path / "other", LATER).at(citation.permalink)


def test_the_state_of_an_archive(archive_with: Put) -> None:
    state = archive_with(kaldria(), LATER).status()
    assert (state.years, state.countries, state.publishers) == (
        (2003, 2004),
        (("KLD", "Kaldria"),),
        ("Lantern Watch",),
    )
    assert state.counts["events"] == 10
    assert not state.index_in_step


def test_asking_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(habeas.NoArchive):
        habeas.open(tmp_path / "none").search("arrest")
    assert list(tmp_path.iterdir()) == []


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in tables.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))


def test_an_entry_of_a_volume_is_named_by_file_and_heading(archive_with: Put) -> None:
    first, second = (
        dataclasses.replace(
            kaldria().document,
            id=content_id("d", order),
            entry=Entry("Lantern 2004", order, "9", "11", heading),
        )
        for order, heading in ((1, "KALDRIA, REPUBLIC OF"), (2, "VESHT"))
    )
    archive = archive_with(Reading(first), Reading(second))
    assert archive.document("kaldria-2003.txt, KALDRIA, REPUBLIC OF") == first
    assert archive.document("kaldria-2003.txt, VESHT").entry == second.entry
    with pytest.raises(NotFound, match=r"may be d\w{8} \(kaldria-2003.txt, KALDRIA, REPUBLIC OF\) or d"):
        archive.document("kaldria-2003.txt")
    assert list(archive.verify()) == []
