"""How well acts are found and typed on the tuning reports, in two halves: one read, one not.

usage: python -m bench.acts [--misses TYPE] [--rules] [--half read|check]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.held import GOLD, tuning
from bench.oracle import TEXTS, rough_document
from habeas.analyse.acts import find
from habeas.analyse.language import Act, Parsed, parse

Spotted = tuple[int, int, Parsed, Act]


def read_half() -> frozenset[str]:
    """The reports from which cues were written: half of the tuning ones, drawn by a hash of their names."""
    digests = {path.name: hashlib.sha256(b"half " + path.name.encode()).digest() for path in tuning()}
    ranked = sorted(digests, key=lambda name: (digests[name][31] % 2, digests[name]))
    return frozenset(ranked[: len(ranked) // 2])


def spot(path: Path, texts: Path) -> tuple[list[dict[str, Any]], list[Spotted], str]:
    """The gold events of a report, the acts found in it with their offsets, and its text."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = rough_document(texts / gold["document"])
    spotted = []
    for p in parse(document, document.sentences):
        for act in find(p):
            anchor = p.anchor(act.span)
            spotted.append((anchor.start, anchor.end, p, act))
    return gold["events"], spotted, document.text


def pair(events: list[dict[str, Any]], spotted: list[Spotted]) -> dict[int, dict[str, Any]]:
    """Which act (by its index) meets which gold event: type accepted, triggers overlapping."""
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


class Tally:
    """Counts by half and type, and by rule."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()
        self.lines: list[str] = []

    def add(self, half: str, path: Path, texts: Path) -> None:
        """Count one report."""
        events, spotted, text = spot(path, texts)
        pairs = pair(events, spotted)
        met = {id(event) for event in pairs.values()}
        for event in events:
            if not event["optional"]:
                self.counts[half, event["types"][0], "gold"] += 1
                if id(event) in met:
                    self.counts[half, event["types"][0], "recalled"] += 1
                else:
                    self.lines.append(
                        f"MISSED {half} {'/'.join(event['types'])}: {_shown(text, *event['trigger'])}"
                    )
        for i, (start, end, _, act) in enumerate(spotted):
            optional = i in pairs and pairs[i]["optional"]
            verdict = "optional" if optional else "right" if i in pairs else "spurious"
            self.counts[half, act.type, verdict] += 1
            self.rules[act.rule, verdict] += 1
            if verdict == "spurious":
                near = [
                    ("/".join(e["types"]) + "?" * e["optional"])
                    for e in events
                    if e["trigger"][0] < end and e["trigger"][1] > start
                ]
                self.lines.append(
                    f"SPURIOUS {half} {act.type} [{act.rule}] gold={near}: {_shown(text, start, end)}"
                )

    def figures(self, half: str, act: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1."""

        def total(kind: str) -> int:
            return sum(
                n
                for (h, t, k), n in self.counts.items()
                if k == kind and h.startswith(half) and act in (None, t)
            )

        right, spurious, gold, recalled = (total(k) for k in ("right", "spurious", "gold", "recalled"))
        p = right / (right + spurious) if right + spurious else 0.0
        r = recalled / gold if gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _shown(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 110) : start], text[end : end + 90]
    return " ".join(f"…{left}⟦{text[start:end]}⟧{right}…".split())


def reports(extra: Path | None) -> Iterator[tuple[str, Path, Path]]:
    """Half, gold file and folder of texts of each report."""
    read = read_half()
    for path in tuning():
        yield ("read" if path.name in read else "check"), path, TEXTS
    if extra:
        for path in sorted((extra / "gold").glob("*.json")):
            yield "extra", path, extra / "texts"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", metavar="TYPE")
    options.add_argument("--rules", action="store_true")
    options.add_argument("--half", default="")
    options.add_argument("--extra", type=Path, help="a folder with more gold/ and texts/")
    chosen = options.parse_args()
    tally = Tally()
    for half, path, texts in reports(chosen.extra):
        tally.add(half, path, texts)
    for line in tally.lines:
        kind, half, types = line.split()[:3]
        if (
            chosen.misses
            and half.startswith(chosen.half)
            and chosen.misses in ("all", *types.rstrip(":").split("/"))
        ):
            print(line)
    if chosen.rules:
        for rule in sorted({r for r, _ in tally.rules}):
            print(
                f"{rule:<60}", *(f"{k} {tally.rules[rule, k]:>3}" for k in ("right", "optional", "spurious"))
            )
    if not chosen.misses and not chosen.rules:
        for act in sorted({t for _, t, _ in tally.counts}):
            shown = [
                f"{n:>3}"
                for k in ("gold", "recalled", "right", "spurious")
                for n in [
                    sum(
                        v
                        for (h, t, kk), v in tally.counts.items()
                        if t == act and kk == k and h.startswith(chosen.half)
                    )
                ]
            ]
            print(
                f"{act:<24}", *shown, "  P {:.2f} R {:.2f} F1 {:.2f}".format(*tally.figures(chosen.half, act))
            )
    for half in ("read", "check", "extra", ""):
        if any(h.startswith(half) for h, _, _ in tally.counts):
            print(f"{half or 'all':<8} P {{:.3f}}  R {{:.3f}}  F1 {{:.3f}}".format(*tally.figures(half)))


if __name__ == "__main__":
    main()
