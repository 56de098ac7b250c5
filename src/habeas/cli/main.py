"""Where the command `habeas` starts: every verb, in the order of the help."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from habeas.cli import (
    case,
    cite,
    corroborate,
    country,
    demo,
    diff,
    export,
    identities,
    ingest,
    issues,
    listing,
    log,
    review,
    search,
    serve,
    show,
    status,
    users,
    verify,
    versions,
    why,
)
from habeas.cli.app import FAILED, app
from habeas.cli.terminal import complain

VERBS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "ingest": ingest.ingest,
    "list": listing.list_reports,
    "show": show.show_report,
    "search": search.search,
    "case": case.case,
    "corroborate": corroborate.corroborate,
    "conflicts": corroborate.conflicts,
    "why": why.why,
    "country": country.country,
    "merge": identities.merge,
    "split": identities.split,
    "cite": cite.cite,
    "versions": versions.versions,
    "diff": diff.diff,
    "export": export.export,
    "serve": serve.serve,
    "issues": issues.issues,
    "log": log.log,
    "verify": verify.verify,
    "status": status.status,
}

for name, verb in VERBS.items():
    app.command(name, short_help=(verb.__doc__ or "").partition("\n")[0])(verb)
review.review.command("identities")(identities.identities)
app.add_typer(review.review, name="review")
app.add_typer(users.users, name="users")


def run() -> None:
    """Runs the command line; what nobody foresaw is told in one line too, and with HABEAS_DEBUG whole."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="habeas")
    except Exception as error:  # the outer boundary
        if os.environ.get("HABEAS_DEBUG"):
            raise
        first = (str(error).splitlines() or [""])[0]
        complain(
            f"{type(error).__name__}: {first} (HABEAS_DEBUG=1 shows where; `habeas verify` looks for damage)"
        )
        sys.exit(FAILED)
