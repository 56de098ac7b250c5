"""Values of fields as people write them, read: `2003-05`, `imprisonment P3Y`, `Orlan (XKA)`."""

from __future__ import annotations

import re

from habeas.analyse.time.interval import Interval, edtf
from habeas.model.judgement import Json
from habeas.model.record import CERTAINTIES, OUTCOMES, PENALTIES
from habeas.review.dates import days
from habeas.vocabulary.countries import names_of
from habeas.vocabulary.load import acts

POLARITIES = ("affirmed", "negated")
_PLACE = re.compile(r"(?P<name>.+?)(?:\s*\((?P<country>[A-Z]{3})\))?")
_DURATION = re.compile(r"P(?=\d)(?:\d{1,3}Y)?(?:\d{1,4}M)?(?:\d{1,5}W)?(?:\d{1,5}D)?")


def choices(field: str) -> tuple[str, ...]:
    """The words that a field takes; none where any will do."""
    if field == "type":
        return tuple(sorted(acts()))
    return {"certainty": CERTAINTIES, "polarity": POLARITIES, "outcome": OUTCOMES}.get(field, ())


def read(field: str, text: str, *, before: Json = None) -> Json:
    """The value that a person wrote for a field; ValueError, one line, with what can stand there.

    Of a field with several parts the first is written, and the others stay as they were `before`.
    """
    words, name = " ".join(text.split()), field.partition("/")[0]
    if not words:
        if name in ("type", "certainty", "polarity", "name"):
            raise ValueError(f"the {name} cannot be left empty")
        return None
    if name in ("affected", "actor", "source", "charge"):
        first = "text" if name == "charge" else "name"
        return (before if isinstance(before, dict) else _empty(name)) | {first: words}
    if name == "date":
        return _date(words)
    if name == "place":
        return _place(words)
    if name == "penalty":
        return _penalty(words)
    if (known := choices(name)) and words not in known:
        raise ValueError(f"no {name} {words!r}: there are {', '.join(known)}")
    return words


def _empty(name: str) -> dict[str, Json]:
    """The parts that a new participant, charge or speaker has."""
    parts = {"charge": ("text", "law", "article"), "source": ("name",)}
    return dict.fromkeys(parts.get(name, ("name", "count", "description")))


def _date(words: str) -> str:
    """The shortest form of the same days, so that two who mean the same write the same."""
    start, end = days(words)
    if start and end:
        return edtf(Interval(start, end))
    return f"{start}/.." if start else f"../{end}"


def _place(words: str) -> Json:
    place = _PLACE.fullmatch(words)
    if place and place["country"] and not names_of(place["country"]):
        raise ValueError(f"no country {place['country']!r}: a code of three letters stands there, as KAZ")
    return {"name": place["name"], "country": place["country"]} if place else None


def _penalty(words: str) -> Json:
    kind, _, duration = words.partition(" ")
    if kind not in PENALTIES:
        raise ValueError(f"no penalty {kind!r}: there are {', '.join(PENALTIES)}")
    if duration and not _DURATION.fullmatch(duration):
        raise ValueError("how long is written P3Y6M: three years and six months")
    return {"kind": kind, "duration": duration or None}
