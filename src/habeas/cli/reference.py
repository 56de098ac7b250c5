"""docs/cli.md, made from the code: `python -m habeas.cli.reference [--check FILE | --write FILE]`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

import typer.main

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.cli.app import HELP, app

HEAD = """# The command line

Made from the code: `python -m habeas.cli.reference --write docs/cli.md`.

    habeas [--archive FOLDER] VERB …
"""


class Parameter(Protocol):
    """What is used here of an argument or option."""

    name: str
    param_type_name: str
    opts: list[str]
    metavar: str | None
    help: str | None
    default: object
    envvar: object
    is_flag: bool


class Verb(Protocol):
    """What is used here of a verb."""

    help: str | None
    params: list[Parameter]
    commands: dict[str, Verb]


def reference() -> str:
    """The reference as Markdown."""
    group = cast(Verb, typer.main.get_command(app))
    parts = [HEAD, HELP, *_options(group), ""]
    for name, verb in _verbs(group):
        parts += [f"## habeas {name}", "", inspect.cleandoc(verb.help or ""), "", *_options(verb), ""]
    return "\n".join(parts).rstrip() + "\n"


def _verbs(group: Verb, before: str = "") -> Iterator[tuple[str, Verb]]:
    """Each verb with what is typed for it, one that has verbs of its own before those."""
    for name, verb in group.commands.items():
        yield before + name, verb
        if hasattr(verb, "commands"):
            yield from _verbs(verb, f"{before}{name} ")


def _options(verb: Verb) -> Iterator[str]:
    rows = [row for parameter in verb.params if (row := _row(parameter))]
    if rows:
        yield "| | |"
        yield "| --- | --- |"
        yield from rows


def _row(parameter: Parameter) -> str | None:
    if parameter.name in ("help", "install_completion", "show_completion"):
        return None
    if parameter.param_type_name == "argument":
        return f"| `{parameter.metavar or parameter.name.upper()}` | {parameter.help or ''} |"
    names = ", ".join(f"`{option}`" for option in parameter.opts)
    default = (
        "" if parameter.is_flag or parameter.default in (None, "") else f" (default `{parameter.default}`)"
    )
    variable = f" Environment variable `{parameter.envvar}`." if parameter.envvar else ""
    return f"| {names} | {parameter.help or ''}{variable}{default} |"


def main(arguments: list[str]) -> int:
    """Prints the reference, writes it to a file, or checks that a file is in step with it."""
    match arguments:
        case []:
            sys.stdout.write(reference())
        case ["--write", file]:
            Path(file).write_text(reference(), encoding="utf-8")
        case ["--check", file]:
            if Path(file).read_text(encoding="utf-8") != reference():
                sys.stderr.write(
                    f"{file} is behind the code: python -m habeas.cli.reference --write {file}\n"
                )
                return 1
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
