"""The map of the world by a measure, with the table behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from habeas.view.ranges import Range
from habeas.view.world import Nation, World
from habeas.vocabulary.death_penalty import standing, standings
from habeas.vocabulary.load import acts
from habeas.web.country import group_names
from habeas.web.language import texts
from habeas.web.render import page
from habeas.web.safety import allowed, archive
from habeas.web.words import standing_class

router = APIRouter(dependencies=[Depends(allowed("reader"))])
SHADES = 5
STANDING = "death penalty"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The map: its size, the outlines of countries as SVG paths, points for those too small to draw."""

    width: int
    height: int
    shapes: Mapping[str, str]
    points: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A country with its value of the measure: words for people, a figure to sort and shade by."""

    nation: Nation
    words: str
    figure: int
    shade: str


@router.get("/countries")
def countries(
    request: Request,
    measure: Annotated[str, Query(max_length=40)] = "reports",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
) -> HTMLResponse:
    """The world by one measure, in all years or in one."""
    known = archive(request).world()
    measures = measures_of(request)
    measure = measure if measure in measures else "reports"
    when = int(year) if year else None
    placed = place(known, measure, when)
    return page(
        request,
        "countries.html",
        placed=placed,
        by_code={each.nation.code: each for each in placed},
        shapes=shapes(),
        measure=measure,
        measures=measures,
        year=when,
        years=known.years,
        standings=tuple(standings()),
        legend=_legend(placed) if measure != STANDING else (),
    )


def measures_of(request: Request) -> dict[str, str]:
    """What the map can show, by name."""
    said = texts(request).gettext
    return {
        "reports": said("Reports"),
        "words": said("Words read"),
        "cases": said("Cases"),
        STANDING: said("Death penalty, by the latest fact box"),
        "execution": said("Executions told"),
        **{
            group: said("%(group)s: acts told") % {"group": name}
            for group, name in group_names(request).items()
        },
    }


def place(known: World, measure: str, year: int | None) -> list[Placed]:
    """The countries with their values, shaded by fifths of those that have any."""
    nations = known.nations(year)
    if measure == STANDING:
        return [_standing(nation) for nation in nations]
    if measure in ("reports", "words", "cases"):
        values = {
            nation.code: Range(figure, figure) for nation in nations for figure in [getattr(nation, measure)]
        }
    else:
        types = [type for type, act in acts().items() if measure in (type, act.group)]
        values = dict(known.acts(types, year))
    edges = _edges([found.high for found in values.values() if found.high])
    return [
        Placed(nation, str(told), told.high, _shade(told.high, edges))
        for nation in nations
        for told in [values.get(nation.code, Range())]
    ]


@cache
def shapes() -> Shapes:
    """The map, read once a process; made by docs/world.py."""
    held = json.loads((files("habeas.web") / "world.json").read_text(encoding="utf-8"))
    return Shapes(held["width"], held["height"], held["shapes"], held["points"])


def _standing(nation: Nation) -> Placed:
    if nation.standing is None:
        return Placed(nation, "", -1, "unknown")
    words, year, _ = nation.standing
    meant = standing(words)
    figure = list(standings()).index(meant) if meant else len(standings())
    return Placed(nation, f"{words} ({year})", figure, standing_class(words))


def _edges(figures: list[int]) -> list[int]:
    """The least figure of each shade, a fifth of the countries in each."""
    ordered = sorted(figures)
    return sorted({ordered[len(ordered) * step // SHADES] for step in range(SHADES)}) if ordered else []


def _shade(figure: int, edges: list[int]) -> str:
    passed = sum(1 for edge in edges if figure >= edge)
    return f"step-{passed - 1}" if passed else "nothing"


def _legend(placed: list[Placed]) -> list[tuple[str, str]]:
    """Each shade with the figures that it stands for."""
    held: dict[str, list[int]] = {}
    for each in placed:
        if each.shade != "nothing":
            held.setdefault(each.shade, []).append(each.figure)
    return [
        (shade, f"{min(of):,}" if min(of) == max(of) else f"{min(of):,}–{max(of):,}")
        for shade, of in sorted(held.items())
    ]
