"""`habeas cite`: how to cite a report or a passage of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import say, say_json


def cite(
    context: typer.Context,
    doc: Annotated[
        str, typer.Argument(metavar="DOC[#PASSAGE]", help="d3f#death-penalty/2/1, or d3f#char=120,180.")
    ],
    as_json: Json = False,
) -> None:
    """Cite a report or a passage: as the report prints it, and with today as the day of access.

    A passage is section/paragraph/sentence, counted from 1, or char=a,b: offsets into the text.
    """
    citation = archive_of(context).cite(doc)
    if as_json:
        say_json(asdict(citation))
        return
    say(("printed:   ", "dim"), citation.printed or "the report prints no citation of its own")
    say(("generated: ", "dim"), citation.generated)
    say(("address:   ", "dim"), citation.address)
    if citation.quote:
        say(("words:     ", "dim"), f"“{citation.quote}”")
