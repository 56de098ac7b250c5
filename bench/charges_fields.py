"""Charge, sentence and outcome read from the gold triggers, on the tuning reports.

usage: python bench/charges_fields.py [--misses] [--half 0|1] [--more FOLDER]
"""

from __future__ import annotations

from typing import Any

from bench.attribution_fields import tally
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


def told(event: dict[str, Any], got: Charges) -> str:
    """What the gold has and what was read."""
    gold = [event.get("charge"), event.get("sentence"), event.get("outcome")]
    penalty = got.penalty and (got.penalty.kind, got.penalty.duration)
    return f"{gold} | got {[[c.text for c in got.charges], penalty, got.outcome, got.rules]}"


if __name__ == "__main__":
    tally(resolve, checks, told)
