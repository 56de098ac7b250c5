"""Bags of reports, judged by the library of the Library of Congress."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

import bagit
import pytest

import habeas
from habeas.archive import Archive
from habeas.bag.folder import safe, write
from habeas.errors import ExportError, NotStored
from tests.factory import KALDRIA, kaldria

Put = Callable[..., Archive]
LATER = kaldria(f"A later year.\n{KALDRIA}", file="kaldria-2004.txt", year=2004)
DAY = date(2026, 11, 3)


def payload(folder: Path) -> set[str]:
    return {str(path.relative_to(folder / "data")) for path in (folder / "data").rglob("*") if path.is_file()}


def test_a_bag_is_valid_and_holds_the_chosen_report_alone(archive_with: Put, tmp_path: Path) -> None:
    archive = archive_with(kaldria(), LATER)
    archive.bag(tmp_path / "bag", ["kaldria-2003.txt"], accessed=DAY)
    bagit.Bag(str(tmp_path / "bag")).validate()
    document, data = kaldria().document, tmp_path / "bag" / "data"
    assert payload(tmp_path / "bag") == {
        f"texts/{document.id}.txt",
        f"originals/{document.sha256[:16]}/kaldria-2003.txt",
        *("records.jsonl", "citations.json", "citations.bib", "citations.ris", "custody.jsonl"),
    }
    assert (data / "texts" / f"{document.id}.txt").read_bytes() == KALDRIA.encode()
    records = [json.loads(line) for line in (data / "records.jsonl").read_text("utf-8").splitlines()]
    assert {record["document"] for record in records if record["kind"] == "event"} == {document.id}
    (cited,) = json.loads((data / "citations.json").read_text("utf-8"))
    assert archive.at(cited["custom"]["permalink"]).quote == KALDRIA
    deeds = [json.loads(line) for line in (data / "custody.jsonl").read_text("utf-8").splitlines()]
    assert {deed["original"] for deed in deeds} == {document.sha256}


def test_without_a_name_all_reports_are_in_it(archive_with: Put, tmp_path: Path) -> None:
    archive_with(kaldria(), LATER).bag(tmp_path / "bag")
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert len(bag.info["External-Identifier"]) == len(list((tmp_path / "bag/data/texts").iterdir())) == 2


def test_what_was_changed_in_a_bag_is_noticed(archive_with: Put, tmp_path: Path) -> None:
    archive_with(kaldria()).bag(tmp_path / "bag")
    (tmp_path / "bag/data/records.jsonl").write_text("{}", encoding="utf-8")
    assert not bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_a_folder_that_holds_something_is_left_alone(archive_with: Put, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="is there already"):
        archive_with(kaldria()).bag(tmp_path / "notes")
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["mine.txt"]


def test_of_a_damaged_original_no_bag_is_made(archive_with: Put, tmp_path: Path) -> None:
    archive = archive_with(kaldria())
    for original in (archive.path / "originals").glob("*/*"):
        original.write_bytes(b"other")
    with pytest.raises(NotStored, match="damaged or missing"):
        archive.bag(tmp_path / "bag")
    assert not (tmp_path / "bag").exists() and not (tmp_path / ".bag.part").exists()


def test_a_report_that_is_not_there(archive_with: Put, tmp_path: Path) -> None:
    with pytest.raises(habeas.NotFound):
        archive_with(kaldria()).bag(tmp_path / "bag", ["nowhere"])


@pytest.mark.parametrize("name", ["a b.txt", "100%25.txt", "Şehir.txt", "line\nbreak.txt", 'a:b*c?"d".txt'])
def test_awkward_names(tmp_path: Path, name: str) -> None:
    payload = [(PurePosixPath("originals", safe(name)), [b"words", b" and more"])]
    write(tmp_path / "bag", payload, info={"Contact": ["A", "B"]})
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert bag.info["Payload-Oxum"] == "14.1"
