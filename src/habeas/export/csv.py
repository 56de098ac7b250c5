"""Tables for a spreadsheet: one a kind of record, in a folder or a ZIP file, or one alone.

What a record holds many of is joined by "; " in its cell; the JSON form has every part apart. A cell
that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from habeas.errors import ExportError
from habeas.export.common import KINDS, Record, Value
from habeas.export.files import whole

NAME = "csv"
TITLE = "Tables for a spreadsheet: a folder or a ZIP of five CSV files, or one kind alone"
MEDIA_TYPE = "text/csv"

FILES = dict(zip(KINDS, ("documents", "entities", "events", "cases", "conflicts"), strict=True))
COLUMNS = {
    "document": "id file title publisher authors published updated accessed covers_from covers_to countries"
    " country_names language document_type symbol url archive_url citation disclaimer rights facts sections"
    " source media_type sha256 member within entry_volume entry_order entry_heading entry_first_page"
    " entry_last_page",
    "entity": "id type name aliases description count_min count_max identity mentions review",
    "event": "id document section type certainty polarity when_from when_to when_edtf when_basis when_text"
    " affected actors sources charges sentence_kind sentence_duration sentence_text outcome place_name"
    " place_country trigger trigger_offset quote start end rule"
    " review",
    "case": "id name aliases entity events status_value status_as_of status_event identity documents silent",
    "conflict": "id events reason rule identity",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EARLY = (1980, 1, 1, 0, 0, 0)


def write(records: Iterable[Record], target: Path | TextIO) -> None:
    """Writes a folder of five files, a ZIP (a path ending in .zip), one file (.csv) or a stream.

    One file and a stream take one kind of record: ExportError for more.
    """
    if not isinstance(target, Path):
        _one_kind(records, target)
    elif target.suffix == ".csv":
        with whole(target) as part, part.open("w", encoding="utf-8", newline="") as stream:
            _one_kind(records, stream)
    elif target.suffix == ".zip":
        with whole(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as folder:
            for name, text in _tables(records):
                folder.writestr(zipfile.ZipInfo(name, EARLY), text, zipfile.ZIP_DEFLATED)
    else:
        for name, text in _tables(records):
            with whole(target / name) as part:
                part.write_text(text, encoding="utf-8", newline="")


def _tables(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """The name and text of each of the five files, in the format's order; empty ones have a head."""
    left = list(KINDS)
    for kind, group in groupby(records, key=lambda record: str(record["kind"])):
        while left[0] != kind:
            yield f"{FILES[left[0]]}.csv", _table(left.pop(0), ())
        yield f"{FILES[kind]}.csv", _table(left.pop(0), group)
    for kind in left:
        yield f"{FILES[kind]}.csv", _table(kind, ())


def _table(kind: str, records: Iterable[Record]) -> str:
    stream = io.StringIO(newline="")
    _rows(kind, records, stream)
    return stream.getvalue()


def _one_kind(records: Iterable[Record], stream: TextIO) -> None:
    groups = groupby(records, key=lambda record: str(record["kind"]))
    kind, group = next(groups, ("event", iter(())))
    _rows(kind, group, stream)
    if next(groups, None):
        raise ExportError("one CSV file holds one kind of record: name a folder, a .zip, or a kind")


def _rows(kind: str, records: Iterable[Record], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, COLUMNS[kind].split(), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: inert(cell) for name, cell in flat(record).items()})


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def flat(record: Record) -> dict[str, str]:
    """A record as cells: what is nested once becomes `name_part`, lists are joined by "; "."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict) and name != "facts":
            cells |= {f"{name}_{part}": _cell(inner) for part, inner in value.items()}
        elif name == "participants" and isinstance(value, list):
            cells["affected"] = _named(value, "affected")
            cells["actors"] = _named(value, "actor")
        elif name == "review" and isinstance(value, list):
            cells["review"] = "; ".join(_decided(mark) for mark in value if isinstance(mark, dict))
        else:
            cells[name] = _cell(value)
    return cells


def _named(participants: list[Value], role: str) -> str:
    return "; ".join(str(p["name"]) for p in participants if isinstance(p, dict) and p["role"] == role)


def _decided(mark: Record) -> str:
    """What was decided on a field, the machine's value first: `date: 2003 → 2003-05 (Ada Brook, …)`."""
    told = f"{mark['field'] or 'record'}: {mark['what']}"
    if mark["field"] and mark["machine"] != mark["value"]:
        told = f"{mark['field']}: {_cell(mark['machine']) or '∅'} → {_cell(mark['value']) or '∅'}"
    return f"{told} ({_cell(mark['by'])}, {mark['at']})"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(part) for part in value)
    if isinstance(value, dict):
        for telling in ("name", "title", "text"):
            if value.get(telling):
                return str(value[telling])
        return "; ".join(f"{name}: {_cell(inner)}" for name, inner in value.items() if inner is not None)
    return str(value)
