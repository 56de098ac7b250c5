"""How well acts are found and typed on the tuning reports, in two halves: one read, one only counted.

usage: python -m bench.acts [--misses TYPE|all] [--rules] [--half read|check|extra] [--extra FOLDER]

Scored as bench/score.sh does for events: a finding is right where its type is accepted and the triggers
overlap; acts that a reader may leave out are neither misses nor errors. No time, person or source is read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.held import tuning
from bench.oracle import TEXTS, rough_document
from habeas.analyse.acts import find
from habeas.analyse.language import Act, Parsed, parse

FACT = re.compile(r"[A-Z][^.:]{2,60} ?: ?[^.]{0,400}")  # the pipeline reads no fact box for acts
Spotted = tuple[int, int, Parsed, Act]


@dataclass(frozen=True)
class Verdict:
    """A gold act or a finding: `kind` is recalled, missed, right, optional or spurious."""

    half: str
    kind: str
    types: tuple[str, ...]
    rule: str
    shown: str


def read_half() -> frozenset[str]:
    """The reports from which cues were written: half of the tuning ones, drawn by a hash of their names."""
    digests = {path.name: hashlib.sha256(b"half " + path.name.encode()).digest() for path in tuning()}
    ranked = sorted(digests, key=lambda name: (digests[name][31] % 2, digests[name]))
    return frozenset(ranked[: len(ranked) // 2])


def pair(events: list[dict[str, Any]], spotted: list[Spotted]) -> dict[int, dict[str, Any]]:
    """Which finding (by its index) meets which gold act: type accepted, triggers overlapping."""
    pairs: dict[int, dict[str, Any]] = {}
    for event in sorted(events, key=lambda e: bool(e["optional"])):
        start, end = event["trigger"]
        fits = [
            (min(b, end) - max(a, start), i)
            for i, (a, b, _, act) in enumerate(spotted)
            if i not in pairs and act.type in event["types"] and a < end and b > start
        ]
        if fits:
            pairs[max(fits)[1]] = event
    return pairs


def judge(half: str, path: Path, texts: Path) -> Iterator[Verdict]:
    """The verdicts on one report."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = rough_document(texts / gold["document"])
    spotted: list[Spotted] = []
    told = [s for s in document.sentences if not FACT.fullmatch(document.text[s.start : s.end])]
    for parsed in parse(document, told):
        for act in find(parsed):
            anchor = parsed.anchor(act.span)
            spotted.append((anchor.start, anchor.end, parsed, act))
    events = gold["events"]
    pairs = pair(events, spotted)
    met = {id(event) for event in pairs.values()}
    for event in events:
        if not event["optional"]:
            kind = "recalled" if id(event) in met else "missed"
            yield Verdict(half, kind, tuple(event["types"]), "", _shown(document.text, *event["trigger"]))
    for i, (start, end, _, act) in enumerate(spotted):
        kind = "spurious" if i not in pairs else "optional" if pairs[i]["optional"] else "right"
        near = [e for e in events if e["trigger"][0] < end and e["trigger"][1] > start]
        gold_types = [" gold " + "/".join(e["types"]) + "?" * e["optional"] for e in near]
        yield Verdict(
            half, kind, (act.type,), act.rule, _shown(document.text, start, end) + "".join(gold_types)
        )


def figures(verdicts: list[Verdict]) -> str:
    """Precision, recall and F1, with the counts they rest on."""
    n = Counter(v.kind for v in verdicts)
    gold, said = n["recalled"] + n["missed"], n["right"] + n["spurious"]
    p, r = n["right"] / max(said, 1), n["recalled"] / max(gold, 1)
    f = 2 * p * r / (p + r) if p + r else 0.0
    counts = f"({n['missed']} of {gold} missed, {n['spurious']} of {said} spurious)"
    return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  {counts}"


def reports(extra: Path | None) -> Iterator[tuple[str, Path, Path]]:
    """Half, gold file and folder of texts of each report."""
    read = read_half()
    for path in tuning():
        yield ("read" if path.name in read else "check"), path, TEXTS
    if extra:
        for path in sorted((extra / "gold").glob("*.json")):
            yield "extra", path, extra / "texts"


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(f"…{text[max(0, start - 90) : start]}⟦{text[start:end]}⟧{text[end : end + 70]}…".split())


def _print_rules(verdicts: list[Verdict]) -> None:
    counts = Counter((v.rule, v.kind) for v in verdicts if v.rule)
    for rule in sorted({rule for rule, _ in counts}):
        print(f"{rule:<60}", *(f"{k} {counts[rule, k]:>3}" for k in ("right", "optional", "spurious")))


def main() -> None:
    """Print the figures, or what was missed and spurious, or how each cue fared."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", metavar="TYPE")
    options.add_argument("--rules", action="store_true")
    options.add_argument("--half", default="")
    options.add_argument("--extra", type=Path, help="a folder with more gold/ and texts/")
    chosen = options.parse_args()
    everything = [v for report in reports(chosen.extra) for v in judge(*report)]
    verdicts = [v for v in everything if v.half.startswith(chosen.half)]
    if chosen.misses:
        for v in verdicts:
            if v.kind in ("missed", "spurious") and chosen.misses in ("all", *v.types):
                print(v.kind.upper(), v.half, "/".join(v.types), v.rule, v.shown)
    elif chosen.rules:
        _print_rules(verdicts)
    else:
        for act in sorted({v.types[0] for v in verdicts}):
            print(f"{act:<24}", figures([v for v in verdicts if v.types[0] == act]))
    for half in ("read", "check", "extra", ""):
        if any(v.half.startswith(half) for v in everything):
            print(f"{half or 'all':<8}", figures([v for v in everything if v.half.startswith(half)]))


if __name__ == "__main__":
    main()
