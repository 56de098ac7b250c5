"""`habeas verify`: is the archive sound."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from habeas.cli.app import FAILED, Json, archive_of
from habeas.cli.terminal import item, say, say_json


def verify(
    context: typer.Context,
    last: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="The log's last hash, as it was printed at an earlier time."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the archive: originals against their hashes, quotes, the log of custody, the search index.

    Prints what is wrong and where; the exit code is then 1. The last hash of the log of custody, kept
    elsewhere, shows later that the log was not written anew.
    """
    archive = archive_of(context)
    damages = list(archive.verify(last=last))
    if as_json:
        say_json([asdict(damage) for damage in damages])
    else:
        for damage in damages:
            item("!", (damage.where, "bold"), f": {damage.what}")
        found = "1 damage" if len(damages) == 1 else f"{len(damages)} damages"
        say(found if damages else "sound: originals, records, log of custody and index agree")
        if not damages and (deeds := list(archive.custody())):
            say(f"last hash of the log: {deeds[-1].hash}", indent=2)
    if damages:
        raise typer.Exit(FAILED)
