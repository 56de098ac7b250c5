"""`habeas export`: the records in other forms."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.app import archive_of
from habeas.cli.terminal import complain
from habeas.errors import ExportError


def export(
    context: typer.Context,
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="DOC...", help="Reports for a bag; all if left out.")
    ] = None,
    bag: Annotated[
        Path | None, typer.Option("--bag", metavar="FOLDER", help="Write a BagIt bag instead, a new folder.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl or csv.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File, or for csv a folder, a .zip or a .csv.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="document, entity, event, case or conflict; all if left out.")
    ] = None,
) -> None:
    """Write the archive's records: documents, entities, events, cases, conflicts, in this order.

    jsonl is the record format, one JSON object a line. csv is a folder of five tables, a ZIP of them,
    or with --kind one table. Without --output everything goes to standard output.

    A bag holds the originals of reports, their texts, records and citations, the log of custody and the
    hashes of all of it.
    """
    archive = archive_of(context)
    if bag is not None:
        archive.bag(bag, docs or ())
        complain(f"written to {bag}")
        return
    if docs:
        raise ExportError("records are exported of all reports: add --bag FOLDER for a bag of some")
    if format_ == "csv" and kind is None and (output is None or output.suffix == ".csv"):
        raise ExportError("five tables do not fit in one file: add -o FOLDER, -o FILE.zip or --kind event")
    if output is None:
        stream = io.TextIOWrapper(typer.get_binary_stream("stdout"), encoding="utf-8", newline="")
        archive.export(format_, stream, kind=kind)
        stream.detach()
        return
    try:
        archive.export(format_, output, kind=kind)
    except OSError as error:
        raise ExportError(f"{output} cannot be written: {error.strerror}") from error
    complain(f"written to {output}")
