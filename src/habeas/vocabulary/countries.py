"""Names of countries as printed through time, to ISO 3166-1 alpha-3 codes, and the codes of others for these.

`countries.csv` has a row a name: code, name, first and last year in which it was the country's name
(empty: open), and a note. Countries that are no more keep their ISO 3166-3 code of old. A name of two
countries ("Israel and the Occupied Territories") has a row for each. `states.csv` has a row a state and time
in which its codes held: those of the UN (M49), of the Correlates of War and of Gleditsch and Ward; a year
goes with the state that was there at its end.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

_INVERTED = re.compile(r"(.+?)(?:,\s+|\s+\()([^()]+? of(?: the)?)\)?")


@dataclass(frozen=True, slots=True)
class CountryName:
    """One printed name of a country and the years in which it held, both included; None is open.

    `of_two` where the name is that of two countries together, with a row for each.
    """

    alpha3: str
    name: str
    valid_from: int | None
    valid_to: int | None
    of_two: bool

    def held_in(self, year: int) -> bool:
        """Whether the name was the country's in that year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@dataclass(frozen=True, slots=True)
class StateCodes:
    """The codes of one state in the years from `valid_from` to `valid_to`, both included; None for none."""

    alpha3: str
    m49: str | None
    cow: int | None
    gw: int | None
    valid_from: int | None
    valid_to: int | None

    def held_in(self, year: int) -> bool:
        """Whether these were the state's codes at the end of that year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@functools.cache
def state_codes() -> tuple[StateCodes, ...]:
    """Every row of the table of states, in its order."""
    table = files("habeas.vocabulary").joinpath("states.csv").read_text(encoding="utf-8")
    return tuple(
        StateCodes(
            row["alpha3"],
            row["m49"] or None,
            _number(row["cow"]),
            _number(row["gw"]),
            _number(row["valid_from"]),
            _number(row["valid_to"]),
        )
        for row in csv.DictReader(table.splitlines())
    )


def codes_of(alpha3: str, *, year: int | None = None) -> StateCodes | None:
    """The codes of a state in a year; without one, or before and after all years of the table, its latest."""
    rows = [row for row in state_codes() if row.alpha3 == alpha3]
    holding = [row for row in rows if year is not None and row.held_in(year)]
    return next(iter(holding or rows[-1:]), None)


@functools.cache
def country_names() -> tuple[CountryName, ...]:
    """Every row of the table, in its order."""
    table = files("habeas.vocabulary").joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(
        CountryName(
            row["alpha3"],
            row["name"],
            _number(row["valid_from"]),
            _number(row["valid_to"]),
            row["note"] == "two countries",
        )
        for row in csv.DictReader(table.splitlines())
    )


def resolve(name: str, *, year: int | None = None) -> tuple[str, ...]:
    """The codes of the country that a printed name means; empty where the table has no such name.

    Case, accents, hyphens, "the" and "X (Republic of)" against "Republic of X" make no difference.
    Where one name stood for several countries in turn, `year` picks the one whose name it then was.
    """
    rows = _index().get(normalised(name), ())
    holding = [row for row in rows if year is not None and row.held_in(year)]
    return tuple(dict.fromkeys(row.alpha3 for row in holding or rows))


def spaced(name: str) -> str | None:
    """The name that is meant where blanks stand at the wrong places ("AUTHORIT Y"); None where none is."""
    return _squeezed().get(re.sub(r"\W", "", normalised(name)))


def names_of(code: str) -> tuple[str, ...]:
    """Every name that the table has for a country, of all times."""
    return tuple(row.name for row in country_names() if row.alpha3 == code)


def printed_in(text: str, *, year: int | None = None) -> tuple[str, tuple[str, ...]] | None:
    """The longest country name that stands in a line of text, as printed, with its codes."""
    words = list(re.finditer(r"[\w'’]+", text))
    longest = max(len(key.split()) for key in _index())
    for length in range(min(longest + 2, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            printed = text[words[first].start() : words[first + length - 1].end()]
            if printed[:1].isupper() and (codes := resolve(printed, year=year)):
                return printed, codes
    return None


def words_of(codes: Iterable[str]) -> frozenset[str]:
    """All words, normalised, that names of these countries are made of."""
    wanted = set(codes)
    return frozenset(
        word for row in country_names() if row.alpha3 in wanted for word in normalised(row.name).split()
    )


@functools.lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """A name without what makes no difference: case, accents, marks, "the", inversion."""
    inverted = _INVERTED.fullmatch(name.strip())
    if inverted:
        name = f"{inverted[2]} {inverted[1]}"
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"(?<=\w)['’‘`´ ](?=s\b)|(?<=\b\w)\.(?=\w\b)", "", plain.replace("&", " and "))
    words = [word for word in re.findall(r"\w+", plain) if word != "the"]
    if len(words) > 2 and words[-1] == "of":
        words = [*words[1:], words[0]]
    return " ".join(words)


@functools.cache
def _index() -> Mapping[str, tuple[CountryName, ...]]:
    index: dict[str, tuple[CountryName, ...]] = {}
    for row in country_names():
        key = normalised(row.name)
        index[key] = (*index.get(key, ()), row)
    return index


@functools.cache
def _squeezed() -> Mapping[str, str]:
    return {normalised(row.name).replace(" ", ""): row.name for row in country_names() if len(row.name) > 4}


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
