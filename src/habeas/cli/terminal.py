"""Printing for people and for programs: 80 columns, no colours where it is piped, nothing interpreted."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # signs that turn the direction of writing
CONTROLS = {code: "�" for code in (*range(32), *range(127, 160), *TURNING) if chr(code) not in "\n\t"}
Styled = tuple[str, str]


@functools.cache
def console(*, errors: bool = False) -> Console:
    """The console of standard output, or of errors."""
    return Console(stderr=errors, highlight=False, markup=False, emoji=False)


def plain(words: str) -> str:
    """Words from a report with control characters made visible, so that none reaches the terminal."""
    return words.translate(CONTROLS)


def text(*parts: str | Styled) -> Text:
    """A line of parts; a part may be (words, style)."""
    made = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        made.append(plain(words), style=style or None)
    return made


def short(address: str) -> str:
    """The address of a passage with its id shortened as people type it."""
    id, _, passage = address.partition("#")
    return f"{id[:9]}#{passage}"


def say(*parts: str | Styled, indent: int = 0) -> None:
    """Prints a paragraph, wrapped, indented by so many columns."""
    _wrapped(text(*parts), " " * indent, " " * indent)


def item(label: str, *parts: str | Styled) -> None:
    """Prints a numbered or labelled paragraph, its further lines standing under the first."""
    _wrapped(text(*parts), f"{plain(label):>5} ", " " * 6)


def field(label: str, *parts: str | Styled) -> None:
    """Prints a paragraph behind a label, its further lines standing under the first."""
    _wrapped(text(*parts), f"  {plain(label):<10} ", " " * 13)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, figures: int = 0) -> None:
    """Prints a table without lines; the last `figures` columns stand to the right."""
    cells = [[plain(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    first = len(columns) - figures
    for number, row in enumerate(cells):
        padded = [
            cell.ljust(width) if place < first else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        _out(Text("  " + "  ".join(padded).rstrip(), style="" if number else "dim"))


def _wrapped(words: Text, first: str, further: str) -> None:
    room = max(console().width - len(further), 20)
    for number, line in enumerate(words.wrap(console(), room) or [Text()]):
        line.rstrip()
        _out(Text(further if number else first) + line if line.plain else Text())


def _out(line: Text) -> None:
    console().print(line, soft_wrap=True)


def complain(message: str) -> None:
    """Prints one line to standard error."""
    console(errors=True).print(text("habeas: ", plain(" ".join(message.split()))), soft_wrap=True)


def say_json(value: object) -> None:
    """Prints a value as JSON, two blanks deep."""
    console().file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
