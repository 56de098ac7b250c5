"""`habeas verify`: is the archive sound."""

from __future__ import annotations

from dataclasses import asdict

import typer

from habeas.cli.app import FAILED, Json, archive_of
from habeas.cli.terminal import item, say, say_json


def verify(context: typer.Context, as_json: Json = False) -> None:
    """Check the archive: originals against their hashes, quotes against the text, the search index.

    Prints what is wrong and where; the exit code is then 1.
    """
    damages = list(archive_of(context).verify())
    if as_json:
        say_json([asdict(damage) for damage in damages])
    else:
        for damage in damages:
            item("!", (damage.where, "bold"), f": {damage.what}")
        found = "1 damage" if len(damages) == 1 else f"{len(damages)} damages"
        say(found if damages else "sound: originals, records and index agree")
    if damages:
        raise typer.Exit(FAILED)
