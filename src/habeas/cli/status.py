"""`habeas status`: what the archive holds."""

from __future__ import annotations

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import say, say_json

NAMES = {
    "entities": ("entity", "entities"),
    "cases": ("case, report by report", "cases, report by report"),
    "conflicts": ("conflict within one report", "conflicts within one report"),
    "failures": (
        "of the issues: a file that could not be read",
        "of the issues: files that could not be read",
    ),
}


def status(context: typer.Context, as_json: Json = False) -> None:
    """Print what the archive holds, in figures."""
    state = archive_of(context).status()
    if as_json:
        say_json(
            {
                "path": str(state.path),
                "schema": state.schema,
                "counts": state.counts,
                "years": list(state.years) if state.years else None,
                "countries": [{"code": code, "name": name} for code, name in state.countries],
                "publishers": list(state.publishers),
                "index_in_step": state.index_in_step,
                "bytes": state.bytes,
            }
        )
        return
    say((str(state.path), "bold"), f" · {state.bytes / 1e6:.1f} MB, schema version {state.schema}")
    for kind, count in state.counts.items():
        one, many = NAMES.get(kind, (kind.removesuffix("s"), kind))
        say(f"{count:>8} {one if count == 1 else many}")
    if state.years:
        say("years covered: ", "-".join(map(str, dict.fromkeys(state.years))), indent=2)
    say("countries: ", ", ".join(f"{name} ({code})" for code, name in state.countries) or "none", indent=2)
    say("publishers: ", ", ".join(state.publishers) or "none", indent=2)
    if not state.index_in_step:
        say("search index: behind; the next search puts it in step", indent=2)
