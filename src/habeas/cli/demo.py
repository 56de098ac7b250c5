"""`habeas demo`: the bundled samples, from reading to case file."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import FAILED
from habeas.cli.case import print_case
from habeas.cli.country import print_country
from habeas.cli.search import print_results
from habeas.cli.terminal import complain, say
from habeas.errors import NoArchive

if TYPE_CHECKING:
    from habeas.archive import Archive

MARK = "made-by-habeas-demo"
ENDINGS = frozenset({".txt", ".html", ".htm"})


def demo(
    context: typer.Context,
    into: Annotated[
        Path,
        typer.Argument(metavar="[FOLDER]", help="Where the archive is made; an earlier demo is replaced."),
    ] = Path("demo-archive"),
) -> None:
    """Read the bundled sample reports into a fresh archive and show what can be asked of it.

    The samples are invented: country, persons and publishers do not exist.
    """
    archive = _fresh(into)
    context.call_on_close(archive.close)
    with as_file(files("habeas.samples")) as folder:
        samples = [path for path in sorted(folder.iterdir()) if path.suffix in ENDINGS]
        report = archive.ingest(samples)
    for failed in report.failed:
        complain(f"{failed.file}: {failed.reason}")
    if not report.read:
        raise typer.Exit(FAILED)
    _show(archive)
    _next(archive)
    if report.failed:
        raise typer.Exit(FAILED)


def _fresh(folder: Path) -> Archive:
    """An archive in a new folder, or in the place of an earlier demo; nothing else is ever deleted."""
    from habeas.archive import Archive

    if (folder / MARK).is_file():
        shutil.rmtree(folder)
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoArchive(f"{folder} is not empty and not from an earlier demo: name another folder")
    archive = Archive(folder)
    archive.make()
    (folder / MARK).touch()
    return archive


def _show(archive: Archive) -> None:
    countries = Counter(code for document in archive.documents() for code in document.meta.countries)
    if countries:
        _title(f"habeas country {countries.most_common(1)[0][0]}")
        print_country(archive.country(countries.most_common(1)[0][0]))
    if name := _fullest_case(archive):
        _title(f'habeas case "{name}"')
        print_case(archive.case(name))
    _title("habeas search 'appeal* OR clemency' --limit 3")
    print_results(archive.search("appeal* OR clemency", limit=3))


def _fullest_case(archive: Archive) -> str | None:
    """The name that most acts are told about, over all reports."""
    told: Counter[str] = Counter()
    for case in archive.cases():
        told[case.name] += len(case.events)
    return min(told, key=lambda name: (-told[name], name)) if told else None


def _title(command: str) -> None:
    say()
    say(("$ ", "dim"), (command, "bold green"))
    say()


def _next(archive: Archive) -> None:
    say()
    say(f"The archive is {archive.path}. Type next:", " ")
    for command in ("list", "search torture --certainty alleged", "issues", "export --format csv -o records"):
        say(f"{_called()} --archive {archive.path} {command}", indent=2)
    say(f"and for reports of your own: {_called()} ingest FILE")


def _called() -> str:
    """What to type for habeas: where it is not on the path, as it was called (`.venv/bin/habeas`)."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.stem == "habeas" and shutil.which("habeas") is None else "habeas"
