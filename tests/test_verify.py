"""Damage that was planted is found, and named by file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from habeas.archive import Archive
from habeas.errors import Damaged
from habeas.search.tables import wordlist
from tests.factory import kaldria
from tests.reports import write

Put = Callable[..., Archive]


def change(database: Path, statement: str) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.executescript(statement)
    connection.close()


def original(archive: Path) -> Path:
    (file,) = (archive / "originals").glob("*/*")
    return file


OF_A_DOCUMENT = ("issues", "conflicts", "cases", "events", "entities", "contents")

DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed original": (lambda a: original(a).write_bytes(b"other words"), "original bytes were changed"),
    "a missing original": (lambda a: original(a).unlink(), "original bytes are missing"),
    "a changed text": (
        lambda a: change(a / "archive.db", "UPDATE documents SET text = replace(text, 'Maren', 'Narem')"),
        "quotes words that are not at",
    ),
    "a text changed outside all quotes": (
        lambda a: change(
            a / "archive.db", "UPDATE documents SET text = replace(text, 'arrests went', 'nothing went')"
        ),
        "changed after it was read",
    ),
    "a record made more certain": (
        lambda a: change(a / "archive.db", "UPDATE events SET record = replace(record, 'alleged', 'stated')"),
        "changed after it was read",
    ),
    "a record taken out": (
        lambda a: change(a / "archive.db", "DELETE FROM events WHERE type = 'arrest'"),
        "unknown event",
    ),
    "a line of the log changed": (
        lambda a: change(
            a / "archive.db",
            "DROP TRIGGER custody_no_update; UPDATE custody SET operator = 'another' WHERE number = 1",
        ),
        "line 1 was changed",
    ),
    "a line taken out of the log": (
        lambda a: change(
            a / "archive.db", "DROP TRIGGER custody_no_delete; DELETE FROM custody WHERE number = 1"
        ),
        "line 1 is missing",
    ),
    "the end of the log cut off": (
        lambda a: change(
            a / "archive.db", "DROP TRIGGER custody_no_delete; DELETE FROM custody WHERE number = 2"
        ),
        "records are not those",
    ),
    "a name without an acquisition": (
        lambda a: change(a / "archive.db", "UPDATE names SET file = 'other.txt'"),
        "where it comes from",
    ),
    "a document taken out beside the log": (
        lambda a: change(
            a / "archive.db",
            "".join(f"DELETE FROM {table};" for table in (*OF_A_DOCUMENT, "documents")),
        ),
        "but it is not there",
    ),
    "a passage changed in the index": (
        lambda a: change(a / "search.db", "UPDATE passages SET words = 'Nothing.' WHERE start = 0"),
        "other passages than the archive",
    ),
    "a passage taken out of the index": (
        lambda a: change(a / "search.db", "DELETE FROM passages WHERE start = 0"),
        "other passages than the archive",
    ),
    "a document taken out of the index": (
        lambda a: change(a / "search.db", "DELETE FROM kept"),
        "out of step",
    ),
    "the words of the index emptied": (
        lambda a: wordlist(a / "search.db").make(),
        "not those of its passages",
    ),
}


@pytest.mark.parametrize(("plant", "says"), DAMAGE.values(), ids=DAMAGE)
def test_planted_damage_is_found(archive_with: Put, plant: Callable[[Path], object], says: str) -> None:
    archive = archive_with(kaldria())
    assert list(archive.verify()) == []
    plant(archive.path)
    damages = list(Archive(archive.path).verify())
    assert any(says in damage.what for damage in damages), damages
    places = {"kaldria-2003.txt", "other.txt", "search.db", "log of custody", kaldria().document.id}
    assert {damage.where for damage in damages} <= places


def test_an_index_that_is_behind_is_no_damage(archive_with: Put, tmp_path: Path) -> None:
    archive = archive_with(kaldria())
    archive.search("arrested")
    shutil.copy(archive.path / "search.db", tmp_path / "old.db")
    archive_with(kaldria("More.\n" + kaldria().document.text, file="more.txt")).search("arrested")
    shutil.copy(tmp_path / "old.db", archive.path / "search.db")
    assert list(archive.verify()) == []
    assert archive.search("arrested").total == 2


def test_a_deleted_index_is_no_damage_and_comes_back(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    before = archive.search("arrested")
    (archive.path / "search.db").unlink()
    assert list(archive.verify()) == []
    assert archive.search("arrested") == before


def test_a_database_that_is_gone_is_told_and_no_new_one_made_in_its_place(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 2)
    with Archive(tmp_path / "archive") as archive:
        archive.ingest(files)
    (archive.path / "archive.db").unlink()
    (damage,) = Archive(archive.path).verify()
    assert (damage.where, "is gone, but not its originals" in damage.what) == ("archive.db", True)
    with pytest.raises(Damaged, match=r"--archive NEW ingest .*originals`"):
        Archive(archive.path).ingest(files)
    assert not (archive.path / "archive.db").exists()
    Archive(tmp_path / "new").ingest([archive.path / "originals"])
    assert list(Archive(tmp_path / "new").verify()) == []


def test_broken_pages_of_the_database_are_told(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    file = archive.path / "archive.db"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(file.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 12288)
    file.write_bytes(content)
    damaged = Archive(archive.path)
    assert {damage.where for damage in damaged.verify()} == {"archive.db"}
    with pytest.raises(Damaged, match=r"archive.db (is damaged|cannot be read)"):
        list(damaged.documents())


def test_a_broken_word_of_the_database_is_told(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    with closing(sqlite3.connect(archive.path / "archive.db")) as connection, connection:
        connection.execute("UPDATE documents SET text = CAST(x'4b61fff6' AS TEXT)")
    with pytest.raises(Damaged, match=r"archive.db is damaged: .*originals/ into a new one"):
        list(Archive(archive.path).documents())


def test_an_original_that_was_changed_is_put_back_from_the_file(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 1)
    archive = Archive(tmp_path / "archive")
    archive.ingest(files)
    (original,) = (archive.path / "originals").glob("*/*")
    original.write_bytes(b"other")
    (damage,) = archive.verify()
    assert "habeas ingest --again FILE" in damage.what
    archive.ingest(files, again=True)
    assert list(archive.verify()) == []


def test_a_broken_page_of_the_version_is_told(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    file = archive.path / "archive.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'archive'").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    file.write_bytes(content)
    assert {damage.where for damage in Archive(archive.path).verify()} == {"archive.db"}
