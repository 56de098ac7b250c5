"""The store: whole or not at all, once only, lawful only."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from habeas.errors import NoArchive
from habeas.model.anchor import Anchor
from habeas.model.case import Case
from habeas.model.document import Sentence
from habeas.model.record import Event, Topic
from habeas.reading import Reading
from habeas.store.deposit import deposit
from habeas.store.law import Unlawful, violations
from habeas.store.originals import ChangedMeanwhile, place
from habeas.store.store import Store
from tests.factory import kaldria

READING = kaldria()


def stored(folder: Path, *readings: Reading) -> Store:
    store = Store(folder / "archive")
    store.make()
    for reading in readings:
        (folder / reading.document.file).write_text(reading.document.text, encoding="utf-8", newline="")
        store.save(deposit(reading), folder / reading.document.file)
    return store


def test_what_is_stored_comes_back_equal(tmp_path: Path) -> None:
    store = stored(tmp_path, READING)
    (document,) = store.records.documents()
    assert store.records.reading(document) == READING
    assert place(store.originals, document.sha256).read_text(encoding="utf-8") == document.text


def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    store = stored(tmp_path, READING)
    before = store.records.revision()
    assert store.save(deposit(READING), tmp_path / READING.document.file) is False
    assert store.records.revision() == before


def test_replacing_puts_the_new_records(tmp_path: Path) -> None:
    store = stored(tmp_path, READING)
    fewer = dataclasses.replace(READING, cases=(), conflicts=(), issues=())
    store.save(deposit(fewer), tmp_path / READING.document.file, replace=True)
    assert store.records.reading(READING.document) == fewer


def test_a_changed_file_is_not_kept(tmp_path: Path) -> None:
    store = stored(tmp_path)
    (tmp_path / "other.txt").write_text("not those words")
    with pytest.raises(ChangedMeanwhile):
        store.save(deposit(READING), tmp_path / "other.txt")
    assert not list(store.records.documents())
    assert not list(store.originals.rglob("*.part"))


def moved(event: Event, by: int) -> Event:
    old = event.trigger
    return dataclasses.replace(event, trigger=Anchor(old.document, old.start + by, old.end + by, old.quote))


def told_with(event: Event, words: Anchor) -> Event:
    return dataclasses.replace(event, topics=(Topic("nobody", words, 60),))


BROKEN = {
    "a quote that is not there": dataclasses.replace(
        READING, events=(moved(READING.events[0], 1),), cases=(), conflicts=()
    ),
    "an anchor outside the text": dataclasses.replace(
        READING, events=(moved(READING.events[0], 10_000),), cases=(), conflicts=()
    ),
    "two events with one id": dataclasses.replace(READING, events=READING.events + READING.events[:1]),
    "a case of an unknown event": dataclasses.replace(
        READING, cases=(Case("c0", "Ivo Maren", (), READING.entities[0].id, ("e-none",), None),)
    ),
    "a participant who is no entity": dataclasses.replace(READING, entities=()),
    "a story that goes on with nobody known": dataclasses.replace(
        READING, events=(told_with(READING.events[0], READING.events[0].trigger), *READING.events[1:])
    ),
    "a story whose words are not there": dataclasses.replace(
        READING,
        events=(told_with(READING.events[0], moved(READING.events[0], 1).trigger), *READING.events[1:]),
    ),
    "a sentence outside the text": dataclasses.replace(
        READING, document=dataclasses.replace(READING.document, sentences=(Sentence(0, 10_000, 0),))
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_an_unlawful_reading_is_refused_whole(broken: Reading, tmp_path: Path) -> None:
    assert list(violations(broken))
    store = stored(tmp_path)
    with pytest.raises(Unlawful):
        store.save(deposit(broken), tmp_path / "any.txt")
    assert store.records.counts()["documents"] == 0


def test_a_sound_reading_breaks_no_law() -> None:
    assert list(violations(READING)) == []


def test_no_archive_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="habeas ingest"):
        _ = Store(tmp_path / "none").records


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NoArchive, match="not empty"):
        Store(tmp_path).make()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"no database at all, but words " * 50, "not a database", id="words"),
        pytest.param(b"", "no archive", id="empty file"),
    ],
)
def test_a_file_that_is_no_database(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(content)
    with pytest.raises(NoArchive, match=says):
        _ = Store(tmp_path).records


def test_an_archive_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    stored(tmp_path, READING).engine.dispose()
    engine = create_engine(f"sqlite:///{tmp_path / 'archive' / 'archive.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE archive SET value = 99 WHERE name = 'schema'"))
    engine.dispose()
    with pytest.raises(NoArchive, match="version 99"):
        _ = Store(tmp_path / "archive").records
