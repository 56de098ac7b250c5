"""`habeas log`: what was done to the bytes in the archive."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import say, say_json
from habeas.cli.wording import flat


def log(
    context: typer.Context,
    doc: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="Id, its beginning, or file name; all if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the log of custody: what was acquired, read or removed, when (UTC), by whom and how.

    Each line is chained to the one before by its hash; `habeas verify` checks the chain.
    """
    deeds = list(archive_of(context).custody(doc))
    if as_json:
        say_json([asdict(deed) for deed in deeds])
        return
    for deed in deeds:
        subject = deed.file or f"{deed.document}"[:9]
        by = f" by {flat(deed.operator)}, {deed.method}"
        say(f"{deed.number:>6}  {deed.at}  ", (f"{deed.what} {subject}", "bold"), by)
        say(f"bytes {deed.original}", indent=8)
    if deeds:
        say(f"last hash: {deeds[-1].hash}", indent=2)
