"""`habeas list`: the reports of the archive."""

from __future__ import annotations

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import say, say_json
from habeas.export.common import document_record
from habeas.model.document import Document


def list_reports(context: typer.Context, as_json: Json = False) -> None:
    """List the reports of the archive."""
    documents = sorted(archive_of(context).documents(), key=_order)
    if as_json:
        say_json([document_record(document) for document in documents])
        return
    if not documents:
        say("The archive holds no report yet: habeas ingest FILE")
        return
    for document in documents:
        meta = document.meta
        known = f"covers {years(document)} · published {meta.published or '?'} · {document.place}"
        known += f" · {document.entry.where}" if document.entry else ""
        known += "" if meta.language in (None, "en") else f" · {meta.language}: not analysed"
        say((f"{document.id[:9]}  ", "cyan"), (meta.title or document.file, "bold"))
        say(
            " · ".join(part for part in (meta.publisher, ", ".join(meta.country_names), known) if part),
            indent=11,
        )


def years(document: Document) -> str:
    """The years that a report covers: `2003`, `2003-2004`, `?`."""
    covers = document.meta.covers
    if covers is None:
        return "?"
    first, last = covers[0].year, covers[1].year
    return str(first) if first == last else f"{first}-{last}"


def _order(document: Document) -> tuple[str, str, str]:
    return " ".join(document.meta.country_names), years(document), document.place
