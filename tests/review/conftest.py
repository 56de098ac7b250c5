"""An archive of one report on Kaldria, put there as it was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.archive import Archive, open_archive
from habeas.reading import Reading
from habeas.store.deposit import deposit
from habeas.store.store import Store
from tests.factory import kaldria

READING = kaldria()
ARREST = next(event for event in READING.events if event.type == "arrest")


def keep(archive: Path, reading: Reading, *, replace: bool = False) -> None:
    """Puts a reading into the archive in a folder, with the file that it was read from."""
    store = Store(archive, operator="Lena Tarsk")
    store.make()
    file = archive.parent / reading.document.file
    file.write_text(reading.document.text, encoding="utf-8", newline="")
    store.save(deposit(reading), file, replace=replace)
    store.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """The archive."""
    keep(tmp_path / "archive", READING)
    return open_archive(tmp_path / "archive")
