"""Certainty, polarity and sources read from the gold triggers, on the tuning reports.

usage: python bench/attribution_fields.py [--misses] [--half 0|1] [--more FOLDER]
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from bench.names import same_name
from bench.oracle import documents, rough_document
from habeas.analyse.attribution import resolve
from habeas.analyse.language import Act, Parsed, parse
from habeas.model.document import Document
from habeas.model.record import Attribution

Got = TypeVar("Got")


def readings(
    more: str | None,
) -> Iterator[tuple[Document, list[tuple[Parsed, Act, dict[str, Any]]]]]:
    """The tuning reports, then those of a further folder (`gold/` and `texts/` in it), with their acts."""
    for document, _, acts in documents():
        yield document, acts
    for path in sorted(Path(more).glob("gold/*.json")) if more else ():
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = rough_document(Path(more or "") / "texts" / gold["document"])
        yield document, placed(list(parse(document, document.sentences)), gold["events"])


def placed(parsed: list[Parsed], events: list[dict[str, Any]]) -> list[tuple[Parsed, Act, dict[str, Any]]]:
    """Gold events as acts in the sentences that hold their triggers."""
    acts = []
    for event in events:
        if isinstance(event["trigger"], str):  # a reading whose trigger was not found in the text
            continue
        a, b = event["trigger"]
        for p in parsed:
            if p.sentence.start <= a < p.sentence.end:
                start, end = a - p.sentence.start, min(b, p.sentence.end) - p.sentence.start
                span = p.doc.char_span(start, end, alignment_mode="expand")
                if span is not None:
                    acts.append((p, Act(event["types"][0], span, "gold"), event))
                break
    return acts


def option(name: str) -> str | None:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


def half(name: str) -> int:
    """0 or 1: half 0 is read while tuning, half 1 only scored."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def checks(event: dict[str, Any], got: Attribution) -> dict[str, bool]:
    """The scorer's checks of one act."""
    found = {
        "certainty": got.certainty in event["certainty"],
        "polarity": got.polarity == event["polarity"],
    }
    if "stated" not in event["certainty"]:
        found["hedged"] = found["certainty"]
    if event["polarity"] == "negated":
        found["negated"] = found["polarity"]
    if event["sources"]:
        found["sources"] = all(
            any(same_name(s.name, accepted) for s in got.sources) for accepted in event["sources"]
        )
    else:
        found["silent"] = not got.sources
    return found


def told(event: dict[str, Any], got: Attribution) -> str:
    """What the gold has and what was read."""
    gold = ["/".join(event["certainty"]), event["polarity"], [s[0] for s in event["sources"]]]
    return f"{gold} | got {[got.certainty, got.polarity, [s.name for s in got.sources], got.rules]}"


def tally(
    read: Callable[[Act, Parsed], Got],
    checked: Callable[[dict[str, Any], Got], dict[str, bool]],
    shown: Callable[[dict[str, Any], Got], str],
) -> None:
    """Reads a field at every gold trigger and prints, by half, how often each check holds."""
    wanted = int(option("--half") or -1)
    right: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    judged: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    for document, acts in readings(option("--more")):
        part = half(document.file)
        for parsed, act, event in acts:
            if event["optional"]:
                continue
            got = read(act, parsed)
            found = checked(event, got)
            right[part].update(name for name, ok in found.items() if ok)
            judged[part].update(found.keys())
            wrong = [name for name, ok in found.items() if not ok]
            if "--misses" in sys.argv and part == wanted and wrong:
                a, b, text = act.span.start_char, act.span.end_char, parsed.text
                print("+".join(wrong), document.file, event["id"], act.type, shown(event, got))
                print(f"    {text[max(0, a - 230) : a]}[[{text[a:b]}]]{text[b : b + 200]}")
    for part in (0, 1):
        print(
            f"half {part}",
            *(f"{k} {right[part][k]}/{n}={right[part][k] / n:.3f}" for k, n in sorted(judged[part].items())),
        )


if __name__ == "__main__":
    tally(resolve, checks, told)
