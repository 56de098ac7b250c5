"""The table of contents of a volume, as evidence of what is in it: names, and the pages they begin on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.read.volumes.leaves import Layout
from habeas.vocabulary.countries import resolve
from habeas.vocabulary.volume_words import volume_words

_ITEM = re.compile(
    r"\s*(?P<name>[^\W\d_][^\d/\n]{0,90}?(?:/[^\W\d_][^\d/\n]{0,60}?)?)"
    r"\s*(?:/|\.{2,}|…+|,|\s)\s*(?P<page>\d{1,4})(?!\d)"
)
_LEAST = 8
_APART = 25
_MEMORY = 500


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a table of contents: the name as printed, its page, and the country it means, if any."""

    name: str
    page: int
    codes: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What the table of contents names, in its order, and the range of its lines."""

    items: tuple[Item, ...]
    first: int
    last: int

    @property
    def countries(self) -> tuple[Item, ...]:
        """The items that name countries."""
        return tuple(item for item in self.items if item.codes)

    @property
    def parts(self) -> tuple[Item, ...]:
        """The items that name no country: parts of the volume."""
        return tuple(item for item in self.items if not item.codes)


def contents(layout: Layout, *, year: int | None = None) -> Contents | None:
    """The table of contents: lines near each other that name countries with rising pages; None if none is."""
    stretch: list[Item] = []
    best: list[Item] = []
    for item in _items(layout, year):
        if stretch and item.line - stretch[-1].line > _APART:
            best = max(best, _rising(stretch), key=_countries)
            stretch = []
        stretch.append(item)
    best = max(best, _rising(stretch), key=_countries)
    if _countries(best) < _LEAST:
        return None
    return Contents(tuple(best), best[0].line, best[-1].line)


def _countries(items: Sequence[Item]) -> int:
    return len({item.codes for item in items if item.codes})


def _rising(items: Sequence[Item]) -> list[Item]:
    """The longest row of items with pages that do not fall, a country counting more than a part."""
    rows: list[tuple[int, int | None]] = []
    for place, item in enumerate(items):
        worth, before = max(
            (
                (rows[other][0], other)
                for other in range(max(0, place - _MEMORY), place)
                if items[other].page <= item.page
            ),
            default=(0, None),
        )
        rows.append((worth + (3 if item.codes else 1), before))
    at = max(range(len(rows)), key=lambda place: rows[place][0], default=None)
    row: list[Item] = []
    while at is not None:
        row.append(items[at])
        at = rows[at][1]
    return row[::-1]


def _items(layout: Layout, year: int | None) -> Iterator[Item]:
    """The names with a page in lines that hold nothing else; a name may begin in the line before."""
    divider, lines = volume_words().divider, layout.lines
    for number, line in enumerate(lines):
        if number in layout.furniture or divider.fullmatch(line.text):
            continue
        for place, (name, page) in enumerate(_names(line.text)):
            codes = resolve(name, year=year)
            if not codes and not place and number and not any(map(str.isdigit, lines[number - 1].text)):
                wrapped = f"{lines[number - 1].text} {name}"
                if broken := resolve(wrapped, year=year):
                    name, codes = wrapped, broken
            yield Item(name, page, codes, number)


def _names(text: str) -> list[tuple[str, int]]:
    """The names and pages that a line is made of; empty where it holds anything else."""
    found, at = [], 0
    while match := _ITEM.match(text, at):
        found.append((match["name"].strip(), int(match["page"])))
        at = match.end()
    return found if at == len(text) else []
