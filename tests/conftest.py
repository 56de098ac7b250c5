from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from habeas.archive import Archive
from habeas.reading import Reading
from habeas.store import write
from habeas.store.deposit import deposit
from habeas.store.store import Store

Put = Callable[..., Archive]


def put(archive: Path, *readings: Reading) -> Archive:
    """An archive that holds readings, their originals being their texts."""
    store = Store(archive)
    store.make()
    for reading in readings:
        original = archive.parent / reading.document.file
        original.write_text(reading.document.text, encoding="utf-8", newline="")
        store.save(deposit(reading), original)
    for sha256 in sorted({reading.document.sha256 for reading in readings}):
        held = [r.document.id for r in readings if r.document.sha256 == sha256]
        write.finish(store.engine, sha256, held, (), by=store.custodian)
    store.engine.dispose()
    return Archive(archive)


@pytest.fixture
def archive_with(tmp_path: Path) -> Put:
    """Makes an archive in a folder of its own that holds the readings given."""
    return lambda *readings: put(tmp_path / "archive", *readings)
