"""The words of time of a language, loaded once and typed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

RELATIONS = ("within", "of", "since", "until", "by", "as of", "before", "after", "between")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period: days of a month, (month, day) pairs of a year, years of a decade."""

    month: tuple[int, int] | None
    year: tuple[tuple[int, int], tuple[int, int]] | None
    decade: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What `languages/*/time.yml` says, keyed by the words as printed (months) or in lower case."""

    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    weekdays: tuple[str, ...]
    parts: Mapping[str, Part]
    part_words: Mapping[str, str]
    relations: Mapping[str, str]
    fillers: tuple[str, ...]
    after_years: tuple[str, ...]
    numbers: Mapping[str, int]
    vague_numbers: Mapping[str, tuple[int, int]]
    happenings: frozenset[str]
    issued: frozenset[str]
    telling: frozenset[str]
    learning: frozenset[str]
    comparisons: tuple[str, ...]
    asides: frozenset[str]
    onward: frozenset[str]
    indefinite: tuple[str, ...]
    lasting: frozenset[str]
    lasting_verbs: frozenset[str]
    deeds: frozenset[str]
    spoken: frozenset[str]
    ended: frozenset[str]
    endings: frozenset[str]
    serving: frozenset[str]


def _pair(values: list[int]) -> tuple[int, int]:
    first, last = values
    return first, last


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _part(name: str, spans: Mapping[str, list[str]] | Mapping[str, list[int]]) -> Part:
    unknown = set(spans) - {"month", "year", "decade"}
    if unknown:
        raise ValueError(f"time.yml: part {name!r} divides unknown periods: {sorted(unknown)}")
    year = spans.get("year")
    days = {key: _pair([int(v) for v in spans[key]]) for key in ("month", "decade") if key in spans}
    return Part(
        month=days.get("month"),
        year=(_month_day(str(year[0])), _month_day(str(year[1]))) if year else None,
        decade=days.get("decade"),
    )


@functools.cache
def time_words(language: str = "en") -> TimeWords:
    """The words of time of `language`; ValueError where the file contradicts itself."""
    source = files("habeas.vocabulary").joinpath(f"languages/{language}/time.yml")
    raw = yaml.safe_load(source.read_text(encoding="utf-8"))
    parts = {name: _part(name, spans) for name, spans in raw["parts"].items()}
    for phrase, name in raw["part_words"].items():
        if name not in parts:
            raise ValueError(f"time.yml: {phrase!r} names the unknown part {name!r}")
    for word, relation in raw["relations"].items():
        if relation not in RELATIONS:
            raise ValueError(f"time.yml: {word!r} names the unknown relation {relation!r}")
    return TimeWords(
        months=raw["months"],
        seasons={name: _pair(span) for name, span in raw["seasons"].items()},
        weekdays=tuple(raw["weekdays"]),
        parts=parts,
        part_words=raw["part_words"],
        relations=raw["relations"],
        fillers=tuple(raw["fillers"]),
        after_years=tuple(raw["after_years"]),
        numbers=raw["numbers"],
        vague_numbers={word: _pair(span) for word, span in raw["vague_numbers"].items()},
        happenings=frozenset(raw["happenings"]),
        issued=frozenset(raw["issued"]),
        telling=frozenset(raw["telling"]),
        learning=frozenset(raw["learning"]),
        comparisons=tuple(raw["comparisons"]),
        asides=frozenset(raw["asides"]),
        onward=frozenset(raw["onward"]),
        indefinite=tuple(raw["indefinite"]),
        lasting=frozenset(raw["lasting"]),
        lasting_verbs=frozenset(raw["lasting_verbs"]),
        deeds=frozenset(raw["deeds"]),
        spoken=frozenset(raw["spoken"]),
        ended=frozenset(raw["ended"]),
        endings=frozenset(raw["endings"]),
        serving=frozenset(raw["serving"]),
    )
