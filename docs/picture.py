"""The picture of the README, drawn from what the command prints: `python -m docs.picture`."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from docs.shown import ROOT, Reader, demo, told

COMMAND = 'habeas --archive demo-archive case "Brisk Felmar"'
WIDTH = 92
PICTURE = ROOT / "docs" / "img" / "case.svg"
FONT = re.compile(r"\s*@font-face \{.*?\}\n", re.S)
WORDS = re.compile(r"<text [^>]*>([^<]*)</text>")


def draw(coloured: str) -> str:
    """An SVG of a terminal with the command and what it printed, colours as escape codes."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), (COMMAND, "bold green")))
    console.print(Text.from_ansi(coloured.strip("\n")), soft_wrap=True)
    svg = console.export_svg(title="habeas", theme=MONOKAI, unique_id="habeas")
    return re.sub(r"[ \t]+$", "", FONT.sub("\n", svg), flags=re.M)


def coloured(folder: Path) -> str:
    """What the command prints to a terminal that shows colours, in a folder that holds the demo archive."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    words = COMMAND.replace('"', "").split(maxsplit=4)
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def drawn_words(svg: str) -> str:
    """The words in a picture, without the title of its window, breaks of lines and day of access."""
    lines = [html.unescape(text) for text in WORDS.findall(svg)]
    return told(" ".join(lines[1:]).replace("\xa0", " "))


def printed_words(folder: Path) -> str:
    """The words that the picture should hold."""
    return told(f"$ {COMMAND}\n{Reader(folder).types(COMMAND).text}")


def main() -> None:
    """Reads the samples and draws the picture."""
    with tempfile.TemporaryDirectory() as work:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(draw(coloured(demo(Path(work)))), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
