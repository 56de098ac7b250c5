"""An archive where nothing can be written: asked as any other, and never changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from habeas.archive import Archive
from tests.conftest import put
from tests.factory import kaldria

# What is asked for first is asked while it can still be loaded: nobody may enter everybody's home.
SCRIPT = """
import os, sys
import habeas
from habeas.errors import HabeasError
import habeas.ingest
with habeas.open(sys.argv[1]) as archive:
    archive.search("arrested"), list(archive.verify()), archive.status(), archive.case("Maren")
if hasattr(os, "getuid") and os.getuid() == 0:
    os.setuid(65534)
with habeas.open(sys.argv[2]) as archive:
    print(archive.search("arrested").total, len(list(archive.events())), list(archive.verify()))
    try:
        archive.ingest([__file__ if "__file__" in globals() else sys.executable])
    except HabeasError as error:
        print(error)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for path in (made, *made.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(made)


def barred(archive: Path) -> Path:
    """The archive, its files and folders made to be read only."""
    for path in (archive, *archive.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return archive


def index_left_behind(archive: Path) -> None:
    """The index is one of the time before the report was read."""
    with Archive(archive.parent / "other") as other:
        other.make()
        other.prepare()
    for name in ("search.db", "search.db-words"):
        gone(archive, name)
        (other.path / name).rename(archive / name)
    shutil.rmtree(other.path)


def gone(archive: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(archive / name) if (archive / name).is_dir() else (archive / name).unlink()


LEFT: dict[str, Callable[[Path], object]] = {
    "an index in step": Path.exists,
    "an index that is behind": index_left_behind,
    "no index": lambda archive: gone(archive, "search.db", "search.db-words"),
    "an index without its words": lambda archive: gone(archive, "search.db-words"),
    "an index that is none": lambda archive: (archive / "search.db").write_bytes(b"no database" * 1000),
}


@pytest.mark.skipif(os.name == "nt", reason="permissions")
@pytest.mark.parametrize("leave", LEFT.values(), ids=LEFT)
def test_it_is_searched_and_verified_but_not_written_to(
    folder: Path, tmp_path: Path, leave: Callable[[Path], object]
) -> None:
    with put(folder / "archive", kaldria()) as archive:
        archive.search("arrested")
    shutil.copytree(archive.path, tmp_path / "writable")
    leave(archive.path)
    before = sorted(path.name for path in archive.path.rglob("*"))
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "writable"), str(barred(archive.path))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["1 5 []", f"{archive.path} cannot be written to"]
    assert sorted(path.name for path in archive.path.rglob("*")) == before


def test_a_closed_archive_opens_again(tmp_path: Path) -> None:
    with put(tmp_path / "archive", kaldria()) as archive:
        assert archive.search("arrested").total == 1
    assert not list(archive.path.glob("*-wal"))
    assert len(list(archive.events())) == 5
    Archive(tmp_path / "none").close()
