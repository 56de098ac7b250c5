"""Printing for people and for programs: 80 columns, no colours where it is piped, nothing interpreted."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

CONTROLS = {code: "�" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
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


def say(*parts: str | Styled, indent: int = 0) -> None:
    """Prints a paragraph, wrapped, indented by so many columns."""
    show(text(*parts), indent=indent)


def show(what: RenderableType, *, indent: int = 0) -> None:
    """Prints anything that can be drawn, indented by so many columns."""
    console().print(Padding(what, (0, 0, 0, indent)) if indent else what)


def item(label: str, *parts: str | Styled) -> None:
    """Prints a numbered or labelled paragraph, its further lines standing under the first."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", min_width=4, no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(text(label), text(*parts))
    show(grid)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]], *, figures: Iterable[str] = ()) -> None:
    """Prints a table without lines; columns named in `figures` stand to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    right = set(figures)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(text(cell) for cell in row))
    show(made)


def complain(message: str) -> None:
    """Prints one line to standard error."""
    console(errors=True).print(text("habeas: ", plain(" ".join(message.split()))), soft_wrap=True)


def say_json(value: object) -> None:
    """Prints a value as JSON, two blanks deep."""
    console().file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
