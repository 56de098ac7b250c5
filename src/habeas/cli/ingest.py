"""`habeas ingest`: reports into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import FAILED, INTERRUPTED, archive_of
from habeas.cli.terminal import complain, console, say

if TYPE_CHECKING:
    from habeas.ingest import Progress


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders (with all below), patterns.")
    ],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that read.")] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Analyse anew what the archive holds already.")
    ] = False,
    operator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="HABEAS_OPERATOR", help="Whom the log of custody names; you if left out."
        ),
    ] = None,
) -> None:
    """Read reports into the archive, which is made where there is none.

    A file that fails stops no other; its reason is printed, and listed by `habeas issues`. Reading the
    same bytes twice changes nothing. An interrupted read may be started again: what was read stays.
    """
    archive = archive_of(context)
    try:
        with _bar() as progress:
            report = archive.ingest(paths, jobs=jobs, again=again, operator=operator, progress=progress)
    except KeyboardInterrupt as interrupt:
        complain("interrupted: what was read stays in the archive, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from interrupt
    for failed in report.failed:
        complain(f"{failed.file}: {failed.reason}")
    held = f" ({report.documents} documents)" if report.documents > len(report.read) else ""
    say(f"{len(report.read)} read{held}, {len(report.known)} known already, {len(report.failed)} failed")
    if report.read or report.known:
        say(f"The archive is {archive.path}. Next: habeas list, habeas search WORDS", indent=2)
    if report.failed:
        raise typer.Exit(FAILED)


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar on standard error, drawn only where that is a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False),
    )
    terminal = console(errors=True)
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("reading", total=None, file="")

        def advance(file: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, file=file)

        yield advance
