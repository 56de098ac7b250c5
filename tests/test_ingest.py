"""Reading into an archive: once, whole, in any order, whatever else fails."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

import habeas
from bench.kill import disturbed, undisturbed
from habeas.archive import Archive
from habeas.model.document import Raw
from habeas.pipeline import process_document
from habeas.reading import Reading
from habeas.search.index import Index
from tests.reports import write


def exported(archive: Archive) -> str:
    stream = io.StringIO()
    archive.export("jsonl", stream)
    return stream.getvalue()


def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    files = write(tmp_path / "in")
    archive = habeas.open(tmp_path / "archive")
    first = archive.ingest(files)
    before = exported(archive), list(archive.issues())
    second = archive.ingest([tmp_path / "in"])
    assert (len(first.read), len(first.known), first.failed) == (3, 0, ())
    assert (second.read, len(second.known), second.failed) == ((), 3, ())
    assert (exported(archive), list(archive.issues())) == before
    assert list(archive.verify()) == []


def test_two_folders_two_orders_two_processes_one_export(tmp_path: Path) -> None:
    one, other = habeas.open(tmp_path / "one"), habeas.open(tmp_path / "far" / "other")
    one.ingest(write(tmp_path / "in"))
    other.ingest(reversed(write(tmp_path / "far" / "in")), jobs=2)
    assert exported(one) == exported(other)
    assert [h.address for h in one.search("beat").hits] == [h.address for h in other.search("beat").hits]


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")], ids=" then ".join)
def test_the_same_bytes_under_two_names_are_one_report(tmp_path: Path, order: tuple[str, str]) -> None:
    (file,) = write(tmp_path, 1)
    for name in order:
        (tmp_path / name).write_bytes(file.read_bytes())
    archive = habeas.open(tmp_path / "archive")
    report = archive.ingest([tmp_path / order[0], tmp_path / order[1]])
    assert (len(report.read), len(report.known)) == (1, 1)
    assert [document.file for document in archive.documents()] == ["a.txt"]
    assert archive.search("arrested").hits[0].file == "a.txt"
    assert archive.document("b.txt") == archive.document("a.txt")
    assert list(archive.verify()) == []


def test_what_fails_stops_nothing_else(tmp_path: Path) -> None:
    files = write(tmp_path / "in")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "hollow").mkdir()
    named = [tmp_path / "in", tmp_path / "hollow", tmp_path / "gone.txt", tmp_path / "none-*.txt"]
    archive = habeas.open(tmp_path / "archive")
    report = archive.ingest(named)
    assert sorted(report.read) == sorted(map(str, files))
    assert {Path(failed.file).name for failed in report.failed} == {
        *("empty.txt", "picture.txt", "hollow", "gone.txt", "none-*.txt")
    }
    assert all("\n" not in failed.reason and failed.reason for failed in report.failed)
    assert {Path(issue.file).name for issue in archive.issues() if issue.kind == "unreadable"} >= {
        "empty.txt"
    }


def test_a_file_that_is_mended_is_no_longer_an_issue(tmp_path: Path) -> None:
    (file,) = write(tmp_path, 1)
    sound = file.read_bytes()
    archive = habeas.open(tmp_path / "archive")
    file.write_bytes(b"")
    archive.ingest([file])
    assert [issue.kind for issue in archive.issues()] == ["unreadable"]
    file.write_bytes(sound)
    archive.ingest([file])
    assert "unreadable" not in {issue.kind for issue in archive.issues()}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names that are no UTF-8")
def test_a_file_with_a_name_that_cannot_be_printed_is_read(tmp_path: Path) -> None:
    (file,) = write(tmp_path, 1)
    odd = file.rename(tmp_path / "odd\n\udcff.txt")
    archive = habeas.open(tmp_path / "archive")
    assert archive.ingest([odd]).failed == ()
    assert [document.file for document in archive.documents()] == ["odd\\n\\udcff.txt"]
    assert len(archive.ingest([odd]).known) == 1
    assert list(archive.verify()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits")
def test_a_full_disk_is_told_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 12)
    archive = habeas.open(tmp_path / "archive")
    archive.ingest(files[:1])
    script = (
        "import resource, sys; from habeas.cli.main import run;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); run()"
    )
    command = [sys.executable, "-c", script, "--archive", str(archive.path), "ingest", str(tmp_path / "in")]
    full = subprocess.run(command, capture_output=True, text=True, check=False)
    (line,) = full.stderr.splitlines()
    assert full.returncode == 1
    assert line.startswith("habeas: " + str(tmp_path / "in")) and "cannot be written" in line
    assert list(archive.verify()) == []
    archive.ingest([tmp_path / "in"])
    assert len(list(archive.documents())) == 12


def test_a_reading_that_breaks_a_law_is_refused_in_one_line_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beheaded(raw: Raw) -> Reading:
        reading = process_document(raw)
        return replace(reading, entities=()) if "2002" in raw.file else reading

    monkeypatch.setattr("habeas.pipeline.process_document", beheaded)
    archive = habeas.open(tmp_path / "archive")
    report = archive.ingest(write(tmp_path / "in"))
    (failed,) = report.failed
    assert (len(report.read), Path(failed.file).name) == (2, "kaldria-2002.txt")
    assert failed.reason.startswith("its records break a law of the format: ")
    assert "\n" not in failed.reason
    assert list(archive.verify()) == []


def test_an_archive_within_the_folder_read_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path)
    archive = habeas.open(tmp_path / "archive")
    archive.ingest([tmp_path])
    assert len(archive.ingest([tmp_path]).known) == 3


def test_progress_tells_of_every_file(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    archive = habeas.open(tmp_path / "archive")
    archive.ingest(write(tmp_path / "in", 2), progress=lambda *step: told.append(step))
    assert told == [("kaldria-2001.txt", 1, 2), ("kaldria-2002.txt", 2, 2)]


def test_again_analyses_what_is_known(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 1)
    archive = habeas.open(tmp_path / "archive")
    archive.ingest(files)
    before = exported(archive)
    assert len(archive.ingest(files, again=True).read) == 1
    assert exported(archive) == before


def test_what_is_stored_is_indexed_while_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("habeas.ingest.AT_ONCE", 2)
    archive = habeas.open(tmp_path / "archive")
    indexed: list[int] = []

    def look(*_: object) -> None:
        indexed.append(len(Index(archive.path / "search.db").kept()))

    archive.ingest(write(tmp_path / "in", 5), progress=look)
    assert indexed == [0, 2, 2, 4, 4]
    assert Index(archive.path / "search.db").revision() >= 0
    assert list(archive.verify()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize(("jobs", "kills"), [(1, 2), (2, 1)])
def test_killed_and_begun_again_it_ends_as_if_left_alone(tmp_path: Path, jobs: int, kills: int) -> None:
    write(tmp_path / "in", 14)
    whole = undisturbed(tmp_path / "in", tmp_path / "undisturbed")
    options = {"total": 14, "kills": kills, "jobs": jobs, "seed": 2}
    other = disturbed(tmp_path / "in", tmp_path / "disturbed", **options)
    assert len(other.documents) == kills
    assert (other.damages, other.export) == ((), whole.export)


def test_a_worker_that_is_killed_costs_no_file(tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(*_: object) -> None:
        if not killed:
            every = psutil.Process().children(recursive=True)
            children = [child for child in every if child.status() != psutil.STATUS_ZOMBIE]
            worker = next(child for child in children if "spawn_main" in " ".join(child.cmdline()))
            killed.append(worker.pid)
            worker.kill()

    files = write(tmp_path / "in", 4)
    report = habeas.open(tmp_path / "archive").ingest(files, jobs=2, progress=kill_one)
    assert killed
    assert (sorted(report.read), report.failed) == (sorted(map(str, files)), ())
