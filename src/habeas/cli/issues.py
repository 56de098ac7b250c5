"""`habeas issues`: what was not understood."""

from __future__ import annotations

from typing import Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import item, say, say_json
from habeas.cli.wording import counted
from habeas.export.common import issue_record


def issues(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option(help="One kind only, as printed: unreadable.")] = None,
    as_json: Json = False,
) -> None:
    """List what was not understood: files that could not be read, and places in the text."""
    every = list(archive_of(context).issues())
    found = [issue for issue in every if kind in (None, issue.kind)]
    if as_json:
        say_json([issue_record(issue) for issue in found])
        return
    for issue in found:
        place = f" [{issue.anchor.start}-{issue.anchor.end}]" if issue.anchor else ""
        item("•", (issue.file, "bold"), f"{place} · {issue.stage}, {issue.kind}: {issue.detail}")
        if issue.anchor:
            item("", (f"“{' '.join(issue.anchor.quote.split())}”", "dim"))
    kinds = sorted({issue.kind for issue in every})
    others = f" of the kind {kind!r}: there are {', '.join(kinds)}" if kinds and not found else ""
    say(counted(len(found), "issue") + others)
