"""Charge, sentence and outcome read from the gold triggers, on the tuning reports.

usage: python bench/charges_fields.py [--misses] [--half 0|1] [--more FOLDER]
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from bench.attribution_fields import half, option, readings
from bench.names import same_name
from habeas.analyse.charges import Charges, resolve


def checks(event: dict[str, Any], got: Charges) -> dict[str, bool]:
    """The scorer's checks of one act."""
    found = {}
    if event.get("charge"):
        found["charge"] = any(same_name(charge.text, event["charge"]) for charge in got.charges)
    if event.get("sentence"):
        penalty = got.penalty
        found["sentence"] = penalty is not None and event["sentence"] in (penalty.duration, penalty.kind)
    if event.get("outcome"):
        found["outcome"] = got.outcome in event["outcome"]
    return found


def main() -> None:
    wanted = int(option("--half") or -1)
    right: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    judged: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    for document, acts in readings(option("--more")):
        part = half(document.file)
        for parsed, act, event in acts:
            if event["optional"]:
                continue
            got = resolve(act, parsed)
            found = checks(event, got)
            right[part].update(name for name, ok in found.items() if ok)
            judged[part].update(found.keys())
            wrong = [name for name, ok in found.items() if not ok]
            if "--misses" in sys.argv and part == wanted and wrong:
                a, b = act.span.start_char, act.span.end_char
                text = parsed.doc.text
                gold = [event.get("charge"), event.get("sentence"), event.get("outcome")]
                penalty = got.penalty and (got.penalty.kind, got.penalty.duration)
                read = [[c.text for c in got.charges], penalty, got.outcome, got.rules]
                print("+".join(wrong), document.file, event["id"], act.type, *gold, "| got", *read)
                print(f"    {text[max(0, a - 230) : a]}[[{text[a:b]}]]{text[b : b + 200]}")
    for part in (0, 1):
        print(
            f"half {part}",
            *(f"{k} {right[part][k]}/{n}={right[part][k] / n:.3f}" for k, n in sorted(judged[part].items())),
        )


if __name__ == "__main__":
    main()
