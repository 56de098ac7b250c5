"""Our own readings of corpus entries, kept as stand-off annotations: offsets and a hash, no text.

A reading names its text by the path below ../shared, of an article in a set of them with `#` and its id, and
by the SHA-256 of that text in NFC; every name, charge and law is a list of [start, end] into it. Under
`no_act` stand words of which a reader was asked, and that tell no act of their own. `load` gives it back in
the fields of the gold files.
"""

from __future__ import annotations

import functools
import hashlib
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.hrdsattack import articles, document

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDER = Path(__file__).parent / "readings"
Json = dict[str, Any]


class TextChanged(Exception):
    """A reading whose text is not the one that was read."""


def text_of(reading: Json) -> str:
    """The text that a reading points into; TextChanged where its hash is another."""
    path, _, article = reading["text"].partition("#")
    text = _news()[article] if article else (SHARED / path).read_text(encoding="utf-8")
    text = unicodedata.normalize("NFC", text)
    if hashlib.sha256(text.encode()).hexdigest() != reading["sha256"]:
        raise TextChanged(reading["text"])
    return text


@functools.cache
def _news() -> dict[str, str]:
    """The articles that may be learned from, by id."""
    return {article.id: document(article).text for article in articles("train")}


def load(path: Path) -> tuple[str, list[Json], list[list[int]]]:
    """The text of a reading, its events with names as printed, and the words that are no act."""
    reading = json.loads(path.read_text(encoding="utf-8"))
    text = text_of(reading)

    def printed(spans: Iterable[list[int]]) -> list[str]:
        return [text[start:end] for start, end in spans]

    events = []
    for event in reading["events"]:
        event["participants"] = [{**p, "names": printed(p.pop("spans"))} for p in event["participants"]]
        event["sources"] = [printed(spans) for spans in event.get("sources", [])]
        for field in ("charge", "law"):
            if field in event:
                event[field] = printed(event[field])
        events.append(event)
    return text, events, reading.get("no_act", [])


def stand_off(path: str, text: str, events: Iterable[Json]) -> Json:
    """A reading without words: each name by its occurrence nearest to the trigger; others are left out."""

    def spans(names: Iterable[str], centre: int) -> list[list[int]]:
        found = []
        for name in names:
            starts = list(_occurrences(text, name))
            if starts:
                start = min(starts, key=lambda i: abs(i - centre))
                found.append([start, start + len(name)])
        return found

    kept = []
    for event in events:
        centre = event["trigger"][0]
        participants = [
            {k: v for k, v in {**p, "spans": spans(p["names"], centre)}.items() if k != "names"}
            for p in event["participants"]
        ]
        lean = {k: v for k, v in event.items() if k not in ("id", "trigger_text")}
        lean["participants"] = [p for p in participants if p["spans"]]
        lean["sources"] = [s for s in (spans(names, centre) for names in event["sources"]) if s]
        for field in ("charge", "law"):
            if field in event:
                lean[field] = spans(event[field], centre)
        kept.append(lean)
    return {"text": path, "sha256": hashlib.sha256(text.encode()).hexdigest(), "events": kept}


def _occurrences(text: str, name: str) -> Iterable[int]:
    at = text.find(name)
    while at >= 0 and name:
        yield at
        at = text.find(name, at + 1)
