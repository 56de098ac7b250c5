"""`habeas cite`: how to cite a report or a passage of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from habeas.cite import SCHEME, Citation
from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import complain, plain, say, say_json
from habeas.store import codec

STYLES = "printed, oscola, apa, chicago, un, bibtex, ris or csl-json"


def cite(
    context: typer.Context,
    doc: Annotated[
        str,
        typer.Argument(metavar="DOC[#PASSAGE]", help="d3f#death-penalty/2/1, d3f#page=12, or a permalink."),
    ],
    style: Annotated[
        str | None, typer.Option("--style", "-s", help=f"{STYLES}: that alone is printed.")
    ] = None,
    accessed: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of access to give; today if left out."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Cite a report or a passage: as the report prints it, and in the form in which it is filed.

    A passage is section/paragraph/sentence, counted from 1, page=N, or char=a,b: offsets into the text.
    A permalink, as this verb prints it, leads to the same words after everything has been read again.
    """
    citation = archive_of(context).cite(doc, accessed=accessed.date() if accessed else None)
    if doc.startswith(SCHEME) and citation.permalink != doc:
        complain("the text was read otherwise since: the words stand elsewhere now, see their new permalink")
    if style and as_json:
        say_json({"style": style, "citation": citation.styled(style)})
    elif style:
        typer.echo(plain(citation.styled(style)))
    elif as_json:
        say_json(codec.plain(citation))
    else:
        _print(citation)


def _print(citation: Citation) -> None:
    for label, words in (
        ("printed", citation.printed or "the report prints no citation of its own"),
        ("generated", citation.generated),
        ("words", f"“{citation.quote}”" if citation.quote else None),
    ):
        if words:
            say((f"{label + ':':<11}", "dim"), words)
    for label, exact in (
        ("original", citation.work.url),
        ("archived", citation.work.archive_url),
        ("address", citation.address),
        ("permalink", citation.permalink),
        ("sha256", f"{citation.sha256} of the file"),
        ("", citation.quote_sha256 and f"{citation.quote_sha256} of the words"),
    ):
        if exact:
            typer.echo(plain(f"{label + ':' if label else '':<11}{exact}"))
