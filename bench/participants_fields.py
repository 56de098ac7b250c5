"""Participants read from the gold triggers: who was affected, who acted, whom pronouns mean.

usage: python bench/participants_fields.py [--misses] [--half 0|1] [--types] [--more FOLDER]

`affected right`: every affected participant of the gold is matched; `who`: precision, recall and F1 over
both roles, a role on which the gold is silent not judged; `pronouns`: of those matched whose mention is a
pronoun, how many are named right; `silent`: acts with an affected read where the gold has none.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.attribution_fields import option, placed
from bench.names import same_name
from bench.oracle import documents, rough_document
from habeas.analyse import entities
from habeas.analyse.language import Act, Parsed, parse
from habeas.analyse.participants import resolve
from habeas.analyse.trigger import fillers
from habeas.model.document import Document
from habeas.model.record import Participant

ROLES = ("affected", "actor")
PRONOUNS = frozenset("he she his him her they their them it its who whom whose himself themselves".split())
Placed = list[tuple[Parsed, Act, dict[str, Any]]]


def half(name: str) -> int:
    """0 or 1: half 0 is read while tuning, half 1 only scored."""
    return int(hashlib.sha256(f"half{name}".encode()).hexdigest(), 16) % 2


def readings(more: str | None) -> list[tuple[Document, list[Parsed], Placed]]:
    """The tuning reports, then those of a further folder (`gold/` and `texts/` in it), with their acts."""
    found = list(documents())
    for path in sorted(Path(more).glob("gold/*.json")) if more else ():
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = rough_document(Path(more or "") / "texts" / gold["document"])
        parsed = list(parse(document, document.sentences))
        found.append((document, parsed, placed(parsed, gold["events"])))
    return found


def matched(participant: Participant, accepted: Sequence[str]) -> bool:
    return any(same_name(name, accepted) for name in (participant.name, participant.mention.quote))


def of_role(event: dict[str, Any], role: str) -> list[list[str]]:
    return [p["names"] for p in event["participants"] if p["role"] == role]


def count(event: dict[str, Any], got: Sequence[Participant]) -> Counter[str]:
    """What the scorer counts of one act."""
    found: Counter[str] = Counter(acts=1)
    for role in ROLES:
        gold = of_role(event, role)
        left = [p for p in got if p.role == role]
        if role == "affected":
            found["right"] += all(any(matched(p, accepted) for p in left) for accepted in gold)
            found["silent"] += not gold and bool(left)
        found["read"] += len(left) if gold else 0
        found["gold"] += len(gold)
        for accepted in gold:
            hit = next((p for p in left if matched(p, accepted)), None)
            if hit is not None:
                left.remove(hit)
                found["hit"] += 1
                found.update(pronoun(hit, accepted))
    return found


def pronoun(hit: Participant, accepted: Sequence[str]) -> Counter[str]:
    full = [name for name in accepted if name.lower() not in PRONOUNS]
    if hit.mention.quote.lower() not in PRONOUNS or not full:
        return Counter()
    return Counter(pronouns=1, meant=same_name(hit.name, full))


def line(title: str, total: Counter[str]) -> str:
    p, r = total["hit"] / max(1, total["read"]), total["hit"] / max(1, total["gold"])
    f = 2 * p * r / (p + r) if p + r else 0.0
    return (
        f"{title:24} affected right {total['right'] / max(1, total['acts']):.3f}"
        f"   who P {p:.3f} R {r:.3f} F1 {f:.3f}"
        f"   pronouns {total['meant']}/{total['pronouns']}   silent {total['silent']}   acts {total['acts']}"
    )


def show(parsed: Parsed, act: Act, event: dict[str, Any], got: Sequence[Participant]) -> None:
    print(f"{parsed.document.file} {event['id']} {act.type} [{act.span.text}]")
    print("   gold", {role: of_role(event, role) for role in ROLES})
    print("   got ", [(p.role, p.name, p.mention.quote, p.rule) for p in got])
    print("   slots", [(name, token.text) for name, token in fillers(act.span)])
    print("   ", parsed.doc.text)


def main() -> None:
    wanted = option("--half")
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seconds = 0.0
    for document, parsed, acts in readings(option("--more")):
        part = half(document.file)
        begun = time.process_time()
        cast = entities.read(document, parsed)
        read = [resolve(act, p, cast) for p, act, _ in acts]
        seconds += time.process_time() - begun
        for (p, act, event), got in zip(acts, read, strict=True):
            if event["optional"] or (wanted is not None and part != int(wanted)):
                continue
            found = count(event, got)
            totals[f"half {part}"] += found
            totals["all"] += found
            if "--types" in sys.argv:
                totals[act.type] += found
            if (
                "--misses" in sys.argv
                and part == 0
                and (found["hit"] < found["gold"] or found["hit"] < found["read"])
            ):
                show(p, act, event, got)
    for title, total in sorted(totals.items(), key=lambda pair: pair[1]["gold"] - pair[1]["hit"]):
        print(line(title, total))
    print(f"{seconds:.2f} s for entities and participants")


if __name__ == "__main__":
    main()
