"""`habeas versions`: a report's places, copies, and older and newer texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cite import at
from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import item, say, say_json, short, table
from habeas.cli.wording import ID, flat

if TYPE_CHECKING:
    from habeas.model.document import Document
    from habeas.versions.reanchor import Reanchored
    from habeas.view.family import Copy, Family, Text

HOWS = ("exact", "moved", "lost")


def versions(
    context: typer.Context,
    doc: Annotated[str, typer.Argument(metavar="DOC", help="Id, its beginning, or file name.")],
    as_json: Json = False,
) -> None:
    """List where a report was found, its copies and near copies, and its older and newer texts.

    Beside each newer text stands what became of the records of the text before: found at the same words
    (exact), found elsewhere or in a reworded sentence (moved), or not found for certain (lost, listed).
    """
    family = archive_of(context).versions(doc)
    if as_json:
        say_json(_record(family))
        return
    say((family.document.meta.title or family.document.file, "bold"), f" · {family.document.id[:ID]}")
    for place in family.places:
        say(("found as: ", "dim"), place, indent=2)
    _copies("same text", family.copies)
    _copies("near copies", family.near)
    say()
    if len(family.texts) == 1:
        say("No older or newer text of it is known.", indent=2)
        return
    rows = [_row(number, text, family.document) for number, text in enumerate(family.texts, 1)]
    table(("", "text", "updated", "published", "records", *HOWS), rows, figures=4)
    for number, text in enumerate(family.texts[1:], 2):
        _told(family.texts[number - 2].document, number, text.records)


def _copies(label: str, copies: Iterable[Copy]) -> None:
    rows = [(c.document.id[:ID], f"{c.overlap:.2f}", c.document.place) for c in copies]
    if rows:
        say()
        table((label, "overlap", "file"), rows)


def _row(number: int, text: Text, asked: Document) -> tuple[str, ...]:
    meta, told = text.document.meta, Counter(record.how for record in text.records)
    counts = (len(text.records), *(told[how] for how in HOWS)) if number > 1 else ("", "", "", "")
    mark = "→" if text.document.id == asked.id else ""
    day = f"{meta.updated:%Y-%m-%d}" if meta.updated else "?"
    return f"{mark}{number}", text.document.id[:ID], day, meta.published or "?", *map(str, counts)


def _told(old: Document, number: int, records: Iterable[Reanchored]) -> None:
    for how in ("lost", "moved"):
        some = [record for record in records if record.how == how]
        if some:
            say()
            say((f"{how}, from text {number - 1} to {number}", "bold"), indent=2)
        for record in some:
            act = f'{record.type.replace("_", " ")} "{flat(record.old.quote)}"'
            item("•", act, (f" {short(_address(old, record))} · {record.why}", "dim"))


def _address(old: Document, record: Reanchored) -> str:
    return f"{old.id}#{at(old, record.old.start, record.old.end).address}"


def _record(family: Family) -> dict[str, object]:
    return {
        **_document(family.document),
        "places": list(family.places),
        "copies": [_document(c.document) | {"overlap": round(c.overlap, 4)} for c in family.copies],
        "near": [_document(c.document) | {"overlap": round(c.overlap, 4)} for c in family.near],
        "texts": [
            _document(text.document)
            | {
                "records": {how: sum(r.how == how for r in text.records) for how in HOWS} if number else None,
                "not_exact": [asdict(record) for record in text.records if record.how != "exact"],
            }
            for number, text in enumerate(family.texts)
        ],
    }


def _document(document: Document) -> dict[str, object]:
    meta = document.meta
    return {
        "id": document.id,
        "file": document.file,
        "title": meta.title,
        "publisher": meta.publisher,
        "published": meta.published,
        "updated": meta.updated.isoformat() if meta.updated else None,
        "accessed": meta.accessed.isoformat() if meta.accessed else None,
    }
