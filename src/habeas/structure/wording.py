"""What an English report looks like on its page, from `vocabulary/languages/en/page.yml`, compiled once."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class FactLabel:
    """A label of the fact box: the key it is kept under, and the pattern of its value if it has one."""

    key: str
    value: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose stop ends no sentence: never, before a figure, or unless an opening word follows."""

    never: frozenset[str]
    numbered: frozenset[str]
    unless_opening: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words by which the parts of a page are told apart."""

    covers_line_start: str
    covers_anywhere: str
    forms_of_state: frozenset[str]
    fact_labels: Mapping[str, FactLabel]
    fact_label: re.Pattern[str]
    reference: re.Pattern[str]
    abbreviations: Abbreviations
    openings: frozenset[str]
    function_words: frozenset[str]


@functools.cache
def wording() -> Wording:
    """The English wording."""
    page = files("habeas.vocabulary").joinpath("languages/en/page.yml").read_text(encoding="utf-8")
    table = yaml.load(page, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    labels = {
        squeezed(label): FactLabel(key, re.compile(fact["value"], re.I) if fact.get("value") else None)
        for key, fact in table["facts"].items()
        for label in fact["labels"]
    }
    printed = [label for fact in table["facts"].values() for label in fact["labels"]]
    patterns = [_loose(label) for label in sorted(printed, key=len, reverse=True)]
    patterns.append(f"(?-i:{table['other_fact_label']})")
    return Wording(
        covers_line_start="|".join(table["covers"]["line_start"]),
        covers_anywhere="|".join(table["covers"]["anywhere"]),
        forms_of_state=frozenset(table["forms_of_state"]),
        fact_labels=labels,
        fact_label=re.compile(rf"(?<!\w)(?P<label>{'|'.join(patterns)})\s*:", re.I),
        reference=re.compile(table["reference"]),
        abbreviations=Abbreviations(**{key: frozenset(kind) for key, kind in table["abbreviations"].items()}),
        openings=frozenset(table["openings"]),
        function_words=frozenset(table["function_words"]),
    )


def squeezed(label: str) -> str:
    """A label without what printing changes: case, blanks, the shape of apostrophes."""
    return re.sub(r"\s+", "", label.casefold().replace("’", "'"))


def _loose(label: str) -> str:
    """A pattern of the label with its blanks missing, broken over lines or as they should be."""
    escaped = (re.escape(word).replace("'", "['’]") for word in label.split())
    return r"\s*".join(escaped)
