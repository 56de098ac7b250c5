"""`habeas show`: a report's text, with its records beside it where asked."""

from __future__ import annotations

from typing import Annotated

import typer

from habeas.cite import CITABLE, at
from habeas.cli.app import Json, archive_of
from habeas.cli.listing import years
from habeas.cli.terminal import item, say, say_json
from habeas.cli.wording import counted, line
from habeas.export.common import document_record, entity_record, event_record
from habeas.model.document import Block, Document
from habeas.model.record import Event
from habeas.reading import Reading


def show_report(
    context: typer.Context,
    doc: Annotated[
        str, typer.Argument(metavar="DOC[#PASSAGE]", help="Id, its beginning, file name, or permalink.")
    ],
    records: Annotated[bool, typer.Option("--records", "-r", help="Print each passage's records.")] = False,
    as_json: Json = False,
) -> None:
    """Show a report: what its page says of it, its text by section and paragraph, its records.

    Behind # may stand a passage as `habeas search` and `habeas cite` print it.
    """
    archive = archive_of(context)
    document, passage = archive.passage(doc)
    reading = archive.reading(document.id)
    start, end = (passage.start, passage.end) if passage else (0, len(document.text))
    events = [e for e in reading.events if e.trigger.start < end and start < e.trigger.end]
    if as_json:
        say_json(_record(reading, events, start, end))
        return
    _head(document)
    for block in document.blocks:
        if block.start < end and start < block.end:
            _block(document, block, start, end)
            if records:
                for event in events:
                    if block.start <= event.trigger.start < block.end:
                        item("", (f"▸ {line(event)}", "cyan"))
    if not records and events:
        say()
        say(f"{counted(len(events), 'record')} read from this: habeas show {doc} --records", indent=2)


def _head(document: Document) -> None:
    meta = document.meta
    say((meta.title or document.file, "bold"))
    for label, value in (
        ("publisher", meta.publisher),
        ("published", meta.published),
        ("covers", years(document)),
        ("countries", ", ".join(meta.country_names) or None),
        ("cite as", meta.citation),
        ("url", meta.url),
        ("rights", meta.rights),
        ("volume", f"{document.entry.volume}, {document.entry.where}" if document.entry else None),
        ("file", f"{document.place} ({document.id})"),
    ):
        if value:
            say((f"{label}: ", "dim"), value, indent=2)


def _block(document: Document, block: Block, start: int, end: int) -> None:
    words = document.text[max(block.start, start) : min(block.end, end)].strip()
    if block.kind == "heading":
        say()
        say((words, "bold"))
    elif block.kind in CITABLE:
        number = at(document, block.start, block.end).paragraph
        item(f"{number}", "• " if block.kind == "bullet" else "", words)
    elif block.kind == "fact":
        say(words, indent=2)


def _record(reading: Reading, events: list[Event], start: int, end: int) -> dict[str, object]:
    document = reading.document
    return {
        "document": document_record(document),
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "entities": [entity_record(entity) for entity in reading.entities],
        "events": [event_record(event, section=section_title(document, event)) for event in events],
        "issues": [{"stage": i.stage, "kind": i.kind, "detail": i.detail} for i in reading.issues],
    }


def section_title(document: Document, event: Event) -> str | None:
    """The title of the section that an act is told in."""
    return None if event.section is None else document.sections[event.section].title
