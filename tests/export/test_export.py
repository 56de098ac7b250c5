"""Exports: the record format line by line, the tables for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from habeas.archive import Archive
from habeas.errors import ExportError
from habeas.export.csv import inert
from tests.factory import kaldria

Put = Callable[..., Archive]
LATER = kaldria("A later year.\n" + kaldria().document.text, file="kaldria-2004.txt", year=2004)


def lines(archive: Archive) -> list[dict[str, object]]:
    stream = io.StringIO()
    archive.export("jsonl", stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_order_is_that_of_the_format(archive_with: Put) -> None:
    kinds = [str(record["kind"]) for record in lines(archive_with(kaldria(), LATER))]
    assert list(dict.fromkeys(kinds)) == ["document", "entity", "event", "case", "conflict"]
    assert kinds == sorted(kinds, key=["document", "entity", "event", "case", "conflict"].index)


@pytest.mark.skipif(os.name == "nt", reason="named pipes")
def test_a_pipe_is_written_to_and_not_replaced(archive_with: Put, tmp_path: Path) -> None:
    pipe = tmp_path / "records.jsonl"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text, "utf-8")
        archive_with(kaldria()).export("jsonl", pipe)
        assert read.result(timeout=10).startswith('{"kind": "document"')
    assert pipe.is_fifo()


def test_an_event_has_every_field_of_the_format(archive_with: Put) -> None:
    records = lines(archive_with(kaldria()))
    (beaten,) = [r for r in records if r.get("type") == "ill_treatment"]
    (sentence,) = [r for r in records if r.get("type") == "sentence"]
    assert beaten["certainty"] == "alleged"
    assert beaten["polarity"] == "affirmed"
    assert beaten["sources"] == [
        {"name": "her lawyer", "entity": None, "mention": "her lawyer", "cue": "alleged"}
    ]
    assert beaten["section"] == "Political prisoners"
    quote, offset = str(beaten["quote"]), beaten["trigger_offset"]
    assert isinstance(offset, int)
    assert quote[offset:].startswith(str(beaten["trigger"]))
    assert sentence["sentence"] == {"text": "three years", "kind": "imprisonment", "duration": "P3Y"}
    assert sentence["when"] == {
        "from": "2003-05-01",
        "to": "2003-05-31",
        "edtf": "2003-05-01/2003-05-31",
        "basis": "coverage",
        "text": None,
    }


def test_a_document_has_its_covered_period(archive_with: Put) -> None:
    document = lines(archive_with(kaldria()))[0]
    assert document["covers"] == {"from": "2003-01-01", "to": "2003-12-31"}
    assert document["facts"] == {"death_penalty": "retentionist"}
    assert document["countries"] == ["KLD"]


def test_one_kind_alone(archive_with: Put, tmp_path: Path) -> None:
    archive_with(kaldria()).export("csv", tmp_path / "events.csv", kind="event")
    text = (tmp_path / "events.csv").read_text(encoding="utf-8")
    by_type = {row["type"]: row for row in csv.DictReader(io.StringIO(text))}
    assert by_type["ill_treatment"]["certainty"] == "alleged"
    assert by_type["ill_treatment"]["sources"] == "her lawyer"
    assert by_type["arrest"]["when_basis"] == "context"
    assert by_type["arrest"]["affected"] == "Ivo Maren"


@pytest.mark.parametrize("target", ["tables", "tables.zip"])
def test_five_tables(archive_with: Put, tmp_path: Path, target: str) -> None:
    archive_with(kaldria(), LATER).export("csv", tmp_path / target)
    if target.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / target) as whole:
            names, text = whole.namelist(), whole.read("cases.csv").decode()
    else:
        names = [path.name for path in (tmp_path / target).iterdir()]
        text = (tmp_path / target / "cases.csv").read_text(encoding="utf-8")
    assert sorted(names) == ["cases.csv", "conflicts.csv", "documents.csv", "entities.csv", "events.csv"]
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["name"], len(row["documents"].split("; "))) == ("Ivo Maren", 2)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param("=cmd|' /C x'!A0", "'=cmd|' /C x'!A0", id="formula"),
        pytest.param("+1+1", "'+1+1", id="plus"),
        pytest.param("-1+1", "'-1+1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="function"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("a=b", "a=b", id="within"),
        pytest.param("2003-05-01", "2003-05-01", id="day"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert inert(cell) == written


def test_tables_of_nothing_have_their_heads(archive_with: Put, tmp_path: Path) -> None:
    archive_with().export("csv", tmp_path / "tables")
    heads = {path.stem: path.read_text(encoding="utf-8").strip() for path in (tmp_path / "tables").iterdir()}
    assert len(heads) == 5
    assert heads["conflicts"] == "id,events,reason,rule,identity"


@pytest.mark.parametrize(
    ("format", "kind", "name"),
    [("odt", None, "x"), ("jsonl", "verb", "x"), ("csv", None, "x.csv")],
    ids=["format", "kind", "five in one"],
)
def test_refused(archive_with: Put, tmp_path: Path, format: str, kind: str | None, name: str) -> None:
    with pytest.raises(ExportError):
        archive_with(kaldria(), LATER).export(format, tmp_path / name, kind=kind)
    assert not (tmp_path / name).exists()


def test_a_case_is_one_person_over_all_reports(archive_with: Put) -> None:
    archive = archive_with(kaldria(), LATER)
    stream = io.StringIO()
    archive.export("jsonl", stream, kind="case")
    told = json.loads(stream.getvalue())
    file = archive.case("Ivo Maren")
    assert told["events"] == [entry.event.id for entry in file.entries]
    assert told["identity"] == file.person and len(told["documents"]) == 2
    assert [len(act["tellings"]) for act in told["acts"]] == [len(act.entries) for act in file.acts]
    assert {act["independent"] for act in told["acts"]} == {1}, "one publisher"
