"""Source descriptions: how a publisher's or host's page is known and where its metadata stands.

One YAML file a source in `habeas/sources`; `extends` takes over what a file does not say itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

_HEAD = 6000


@dataclass(frozen=True, slots=True)
class Source:
    """One description, compiled.

    `labels` are (field, pattern) with the value as group `value`, longest label first; `notices` the
    host's own lines; `formats` the date formats a field may have, in the order in which to try them;
    `covers_title` finds the covered year in a title, as `year`, `year_after` or, for the year after it,
    `year_before`; `publisher` is that of the entries of a volume.
    """

    name: str
    title: str
    order: int
    recognise: tuple[re.Pattern[str], ...]
    labels: tuple[tuple[str, re.Pattern[str]], ...]
    formats: Mapping[str, tuple[str, ...]]
    notices: tuple[re.Pattern[str], ...]
    url: re.Pattern[str]
    accessed: re.Pattern[str]
    archive: re.Pattern[str]
    rights_line: re.Pattern[str]
    country_after: tuple[str, ...]
    covers_title: re.Pattern[str] | None
    document_type: str | None
    publisher: str | None
    licence: str

    def field_of(self, line: str) -> tuple[str, str] | None:
        """The field that a line labels and its value (empty: it stands in the next line)."""
        for field, pattern in self.labels:
            match = pattern.match(line)
            if match:
                return field, match["value"].strip()
        return None

    def is_notice(self, line: str) -> bool:
        """Whether a line is the host's own words."""
        return any(pattern.fullmatch(line) for pattern in self.notices)


@functools.cache
def sources() -> tuple[Source, ...]:
    """Every description, in the order in which they are tried."""
    tables = {}
    for entry in files("habeas.sources").iterdir():
        if entry.name.endswith(".yml"):
            loaded = yaml.safe_load(entry.read_text(encoding="utf-8"))
            tables[str(loaded["name"])] = loaded
    compiled = (_compiled(_extended(table, tables)) for table in tables.values())
    return tuple(sorted(compiled, key=lambda source: source.order))


def recognise(text: str) -> Source:
    """The first description of which every pattern stands in the first lines of the text."""
    head = text[:_HEAD]
    return next(source for source in sources() if all(sign.search(head) for sign in source.recognise))


def _extended(table: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    base = tables[table["extends"]] if "extends" in table else {}
    labels = {**base.get("labels", {}), **table.get("labels", {})}
    return {**base, **table, "labels": labels}


def _compiled(table: dict[str, Any]) -> Source:
    labels = [(field, label) for field, printed in table["labels"].items() for label in printed]
    labels.sort(key=lambda pair: len(pair[1]), reverse=True)
    return Source(
        name=table["name"],
        title=table["title"],
        order=table["order"],
        recognise=tuple(re.compile(sign, re.M) for sign in table["recognise"]),
        labels=tuple((field, _label(label)) for field, label in labels),
        formats={field: tuple(layouts) for field, layouts in table["formats"].items()},
        notices=tuple(re.compile(line, re.I) for line in table["notices"]),
        url=re.compile(table["url"], re.I),
        accessed=re.compile(table["accessed"], re.I),
        archive=re.compile(table["archive"]),
        rights_line=re.compile(table["rights_line"], re.I),
        country_after=tuple(table["country_after"]),
        covers_title=re.compile(table["covers_title"], re.I) if table.get("covers_title") else None,
        document_type=table["document_type"],
        publisher=table.get("publisher"),
        licence=table["licence"],
    )


def _label(label: str) -> re.Pattern[str]:
    """A label and its value: after a colon or blanks, or glued ("PublisherThe Press"), or alone.

    A label that is described with its colon must have it.
    """
    words = r"\s+".join(re.escape(word) for word in label.rstrip(":").split())
    gap = r"\s*:\s*" if label.endswith(":") else r"(?:\s*:\s*|\s+|(?=[A-Z0-9©“\"(])|$)"
    return re.compile(rf"[-–•*\s]*{words}{gap}(?P<value>.*)", re.S)
