"""What the documents show is what the commands print: `python -m docs.shown [--write]`.

A `console` block holds commands behind `$ ` and what they print; a `python` block is run, and what it
prints stands in the `output` block after it. Words behind the language say more:

    lines=1-12      only these lines of one command are shown, with … where some are left out
    exit=1          the exit code of the command
    file=NAME       the block is written to a file of this name in the reader's folder
    is=PATH         the block is this file of the repository

Each document is read in a folder of its own that holds the demo archive. Dates of access are today's,
so they and the breaks of lines are left aside where shown and printed words are compared.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.cli.app import app
from habeas.cli.terminal import console

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(?P<language>\w+)(?P<words>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
ACCESS = re.compile(r"\[accessed\s+\d{1,2}\s+\w+\s+\d{4}\]")
WIDTH = {"COLUMNS": "100", "NO_COLOR": "1"}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command printed, and how it ended."""

    text: str
    exit_code: int


class Reader:
    """Somebody who types what a document shows, in a folder that holds the demo archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._names: dict[str, object] = {"__name__": "shown"}
        self._environment: dict[str, str] = dict(WIDTH)

    def types(self, command: str) -> Printed:
        """Runs `habeas …` or `export NAME=VALUE` in the folder."""
        words = shlex.split(command)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self._environment[name] = value
            return Printed("", 0)
        if words[0] != "habeas":
            raise ValueError(f"a document shows a command that only people can type: {command}")
        console.cache_clear()
        with contextlib.chdir(self.folder):
            result = CliRunner(env=self._environment).invoke(app, words[1:])
        console.cache_clear()
        if isinstance(result.exception, Exception):
            raise result.exception
        return Printed(result.output.replace(f"{self.folder}/", ""), result.exit_code)

    def runs(self, code: str) -> str:
        """Runs Python in the folder; what it prints. Names live on to the document's next block."""
        out = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out):
            exec(compile(code, "<shown>", "exec"), self._names)
        return out.getvalue()


def in_step(markdown: str, reader: Reader) -> str:
    """The document with every output as it is printed now; what is in step stays letter by letter."""
    parts: list[str] = []
    at, printed = 0, ""
    for block in FENCE.finditer(markdown):
        words = dict(word.split("=", 1) for word in block["words"].split() if "=" in word)
        body = block["body"]
        if "file" in words:
            (reader.folder / words["file"]).write_text(body, encoding="utf-8")
        if "is" in words:
            body = (ROOT / words["is"]).read_text(encoding="utf-8")
        elif block["language"] == "console":
            body = "".join(_typed(body, words, reader))
        elif block["language"] == "python":
            printed = reader.runs(body)
        elif block["language"] == "output":
            body = _kept(body, excerpt(printed, words.get("lines")))
        parts += [markdown[at : block.start("body")], body]
        at = block.end("body")
    return "".join(parts) + markdown[at:]


def _typed(body: str, words: dict[str, str], reader: Reader) -> Iterator[str]:
    for part in [body] if "lines" in words else re.split(r"^(?=\$ )", body, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        printed = reader.types(command.removeprefix("$ "))
        if printed.exit_code != int(words.get("exit", 0)):
            raise ValueError(f"{command} ended with {printed.exit_code}: {printed.text}")
        yield command + "\n" + _kept(shown, excerpt(printed.text, words.get("lines")))


def excerpt(text: str, lines: str | None) -> str:
    """The lines `a-b` of a text, counted from 1, with … for what is left out; all without `lines`."""
    if lines is None:
        return text
    first, last = (int(number) for number in lines.split("-"))
    every = text.splitlines(keepends=True)
    return (
        ("…\n" if first > 1 else "") + "".join(every[first - 1 : last]) + ("…\n" if last < len(every) else "")
    )


def _kept(shown: str, printed: str) -> str:
    return shown if told(shown) == told(printed) else printed


def told(text: str) -> str:
    """The words of a text without the day of access and the breaks of lines."""
    return " ".join(ACCESS.sub("[accessed today]", " ".join(text.split())).split())


def documents() -> list[Path]:
    """Every document whose blocks are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def demo(folder: Path) -> Path:
    """The folder, with the demo archive made in it by a process that has ended: it may be copied."""
    subprocess.run(
        [sys.executable, "-m", "habeas", "demo"], cwd=folder, stdout=subprocess.DEVNULL, check=True
    )
    return folder


def main(words: list[str]) -> int:
    """Names every document that is out of step, and with --write puts it in step."""
    behind = []
    with tempfile.TemporaryDirectory() as work:
        first = Path(work) / "demo"
        first.mkdir()
        demo(first)
        for path in documents():
            folder = Path(work) / path.stem
            shutil.copytree(first, folder)
            markdown = path.read_text(encoding="utf-8")
            if (made := in_step(markdown, Reader(folder))) != markdown:
                behind.append(path)
                if "--write" in words:
                    path.write_text(made, encoding="utf-8")
    for path in behind:
        print(f"{path.relative_to(ROOT)}: {'written' if '--write' in words else 'out of step'}")
    return 1 if behind and "--write" not in words else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
