"""The acts behind a count of a country's page: a group, a type or a step of the death penalty, in a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from habeas.model.outline import Outline
from habeas.view.country import DEADLY, OTHER_STEPS, Told, act_in, of_death_penalty
from habeas.view.ranges import Counts, Range, columns

ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What acts are asked for; empty for any.

    `year` is one that reports cover; with `elsewhen` those acts that lie in none of them. `deadly` is a part
    of the account of the death penalty, or `ALL` of it.
    """

    group: str = ""
    type: str = ""
    deadly: str = ""
    year: int | None = None
    elsewhen: bool = False


@dataclass(frozen=True, slots=True)
class ActsTold:
    """Some of the acts asked for, in time order, out of `count`; `types` says how many there are of each."""

    code: str
    name: str
    count: Range
    total: int
    types: Mapping[str, Range]
    told: tuple[Told, ...]


def asked_for(
    code: str, acts: Iterable[Outline], asked: Asked, *, years: Iterable[int], groups: Mapping[str, str]
) -> list[Outline]:
    """The acts asked for, in time order; by the same rules as they are counted."""
    covered = tuple(years)
    found = [act for act in acts if act_in(code, act) and _is(act, asked, covered, groups)]
    return sorted(found, key=lambda act: (act.start or act.end or date.max, act.end or date.max, act.id))


def count(acts: Iterable[Outline], asked: Asked, *, years: Iterable[int]) -> Range:
    """The range of acts, as the cell that they stand behind shows it."""
    covered, found = tuple(years), Counts[str]()
    for act in acts:
        found.add("", act, certain=asked.year is None or len(columns(act, covered)) == 1)
    return found.ranges().get("", Range())


def _is(act: Outline, asked: Asked, years: tuple[int, ...], groups: Mapping[str, str]) -> bool:
    if asked.deadly:
        kind = DEADLY.get(act.type, OTHER_STEPS)
        if not of_death_penalty(act) or asked.deadly not in (kind, ALL):
            return False
    return (
        (not asked.group or groups.get(act.type, "other") == asked.group)
        and (not asked.type or act.type == asked.type)
        and (not asked.elsewhen or None in columns(act, years))
        and (asked.year is None or asked.year in columns(act, years))
    )
