"""Files that hold many documents, and documents that are found in many files."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import habeas
from habeas.archive import Archive
from habeas.errors import NoArchive
from tests.reports import write


def shelf(folder: Path, files: list[Path], *, name: str = "shelf.zip") -> Path:
    with zipfile.ZipFile(folder / name, "w") as packed:
        for file in files:
            packed.write(file, f"reports/{file.name}")
    return folder / name


def exported(archive: Archive) -> str:
    stream = io.StringIO()
    archive.export("jsonl", stream)
    return stream.getvalue()


def test_a_container_is_kept_once_and_gives_each_member(tmp_path: Path) -> None:
    packed = shelf(tmp_path, write(tmp_path / "in", 2))
    with habeas.open(tmp_path / "archive") as archive:
        report = archive.ingest([packed])
        assert (len(report.read), report.documents, report.failed) == (1, 2, ())
        assert [(d.file, d.member) for d in sorted(archive.documents(), key=lambda d: d.member or "")] == [
            ("shelf.zip", "reports/kaldria-2001.txt"),
            ("shelf.zip", "reports/kaldria-2002.txt"),
        ]
        assert len(list((archive.path / "originals").glob("*/*"))) == 1
        again = archive.ingest([packed])
        assert (len(again.known), again.documents) == (1, 0)
        assert archive.document("reports/kaldria-2001.txt").member == "reports/kaldria-2001.txt"
        assert list(archive.verify()) == []


def test_one_document_in_two_files_is_one_with_two_places(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 2)
    packed = shelf(tmp_path, files)
    one, other = habeas.open(tmp_path / "one"), habeas.open(tmp_path / "other")
    one.ingest([files[0], packed])
    other.ingest([packed])
    other.ingest([files[0]])
    assert exported(one) == exported(other)
    for archive in (one, other):
        places = {place.name for place in archive.places("kaldria-2001.txt")}
        assert places == {"kaldria-2001.txt", "shelf.zip!/reports/kaldria-2001.txt"}
        assert len(list(archive.documents())) == 2
        assert list(archive.verify()) == []


def test_a_member_that_fails_stops_no_other_and_is_listed(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 2)
    files[0].write_bytes(b"\x7fELF" + bytes(range(256)))
    packed = shelf(tmp_path, files)
    with habeas.open(tmp_path / "archive") as archive:
        report = archive.ingest([packed])
        assert (len(report.read), report.documents) == (1, 1)
        assert [failed.file for failed in report.failed] == [f"{packed}!/reports/kaldria-2001.txt"]
        assert report.failed[0].reason == "not text: a program"
        (issue,) = (issue for issue in archive.issues() if issue.kind == "unreadable")
        assert issue.file == f"{packed.resolve()}!/reports/kaldria-2001.txt"
        archive.ingest([packed], again=True)
        assert [issue for issue in archive.issues() if issue.kind == "unreadable"] == [issue]


def test_what_reading_anew_no_longer_gives_is_taken_out(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 1)
    with habeas.open(tmp_path / "archive") as archive:
        archive.ingest(files)
        (document,) = archive.documents()
        before = exported(archive)
        archive.ingest(files, again=True)
        assert exported(archive) == before
        assert [deed.what for deed in archive.custody(document.id)] == ["acquired", "read", "read"]


def test_two_read_and_one_searches_at_the_same_time(tmp_path: Path) -> None:
    write(tmp_path / "in", 10)
    folder = tmp_path / "archive"
    command = [sys.executable, "-m", "habeas", "--archive", str(folder), "ingest", str(tmp_path / "in")]
    readers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    totals = [0]
    with habeas.open(folder) as archive:
        while any(reader.poll() is None for reader in readers):
            try:
                totals.append(archive.search("arrested").total)
            except NoArchive:
                assert totals[-1] == 0
        assert [reader.wait() for reader in readers] == [0, 0]
        assert totals == sorted(totals)
        assert archive.search("arrested").total == 10
        assert list(archive.verify()) == []


def test_what_is_not_english_is_stored_and_searched_but_not_analysed(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    words = (
        "En mai, des agents de police ont arrêté deux hommes dans la capitale. Ils ont été détenus pendant neuf "
        "jours sans être présentés à un juge, selon leurs avocats, et l'un d'eux a été battu.\n"
    )
    file.write_text(f"Rapport - Kaldria\n\nPublisher A\n\n{words}", encoding="utf-8")
    with habeas.open(tmp_path / "archive") as archive:
        archive.ingest([file])
        (document,) = archive.documents()
        assert (document.meta.language, list(archive.events())) == ("fr", [])
        assert archive.search("avocats").total == 1
        assert [issue.kind for issue in archive.issues()].count("not-analysed") == 1
