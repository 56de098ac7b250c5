"""The application that the verbs hang on: the archive's place, and how errors are told."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from habeas import __version__
from habeas.cli.terminal import complain
from habeas.errors import Damaged, HabeasError, NotFound, NotStored

if TYPE_CHECKING:
    from habeas.archive import Archive

# Start-up is imports, where a collection finds nothing: 60 of 450 ms went into looking.
gc.set_threshold(100_000)

DEFAULT = Path("habeas-archive")
FAILED, USAGE, INTERRUPTED = 1, 2, 130

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

HELP = """Reads human-rights reports into an archive that can be searched and cited.

Start with `habeas demo`, or with `habeas ingest FILE`. Each verb has its own --help.

Exit codes: 0 all went well; 1 some input failed, nothing was found, or damage was found;
2 wrong usage: an unknown option, a query that cannot be read, no archive; 130 interrupted.
"""


class Verbs(TyperGroup):
    """The verbs in the order in which they are needed; an error of ours is one line and an exit code."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """Runs a verb."""
        try:
            return super().invoke(ctx)
        except HabeasError as error:
            complain(str(error))
            failed = isinstance(error, Damaged | NotFound | NotStored)
            raise typer.Exit(FAILED if failed else USAGE) from error


app = typer.Typer(
    cls=Verbs,
    help=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"habeas {__version__}")
        raise typer.Exit


@app.callback()
def habeas(
    context: typer.Context,
    archive: Annotated[
        Path,
        typer.Option(
            "--archive",
            "-a",
            metavar="FOLDER",
            envvar="HABEAS_ARCHIVE",
            help="The archive's folder; it stands before the verb.",
        ),
    ] = DEFAULT,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Notes which archive is meant."""
    context.obj = archive


def archive_of(context: typer.Context) -> Archive:
    """The archive that was named before the verb, closed when the verb is done."""
    from habeas.archive import Archive

    archive = Archive(context.obj)
    context.call_on_close(archive.close)  # leaves no log beside, without which a copy cannot be read
    return archive
