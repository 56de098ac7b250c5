"""The words by which the parts of a yearly volume are told apart, from `languages/en/volume.yml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from habeas.vocabulary.countries import normalised


@dataclass(frozen=True, slots=True)
class VolumeWords:
    """Parts by their headings, regions, patterns of a divider and a fact box's label, words of titles."""

    parts: Mapping[str, str]
    regions: frozenset[str]
    divider: re.Pattern[str]
    entries: frozenset[str]
    fact_label: re.Pattern[str]
    forms_of_state: frozenset[str]
    titles: frozenset[str]


@functools.cache
def volume_words() -> VolumeWords:
    """The English words."""
    volume, page = _table("volume.yml"), _table("page.yml")
    labels = [label for fact in page["facts"].values() for label in fact["labels"]]
    loose = [r"\s*".join(map(re.escape, label.split())) for label in sorted(labels, key=len, reverse=True)]
    apostrophes = "|".join(pattern.replace("'", "['’]") for pattern in loose)
    return VolumeWords(
        parts={
            normalised(heading): name for name, headings in volume["parts"].items() for heading in headings
        },
        regions=frozenset(map(normalised, volume["regions"])),
        divider=re.compile(volume["divider"], re.I),
        entries=frozenset(map(normalised, volume["entries"])),
        fact_label=re.compile(rf"(?<!\w)(?:(?i:{apostrophes})|{page['other_fact_label']})\s*:"),
        forms_of_state=frozenset(map(normalised, page["forms_of_state"])),
        titles=frozenset(volume["titles"]),
    )


def _table(name: str) -> dict[str, Any]:
    text = files("habeas.vocabulary").joinpath(f"languages/en/{name}").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return table
