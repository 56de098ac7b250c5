"""Records drawn at random and judged by reading, field by field: the precision, with its interval.

usage: python -m bench.audit draw FILE [--size N] [--seed S] [--jobs J]     needs ../shared
       python -m bench.audit take FILE
       python -m bench.audit

`draw` writes a sheet (text of the reports: never committed) of records from the corpus entries that are
neither annotated nor read by us, each with its sentence, the one before and its fields; what was judged
before and is unchanged is left out. Whoever reads writes `y` or `n` behind each field on the sheet.
`take` adds a filled sheet to `judgements.jsonl`: ids, a hash of what was judged, verdicts, no text.
Alone it prints the precision of each field with its 95 % interval (Wilson), also to bench/results/audit.txt.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from math import sqrt
from pathlib import Path

from bench.ablation import readings
from bench.coverage import CORPUS
from bench.held import GOLD
from habeas.model.document import Document
from habeas.model.record import Event

READ_BY_US = Path(__file__).resolve().parents[2] / "train" / "readings"
JUDGED = Path(__file__).parent / "judgements.jsonl"
RESULTS = Path(__file__).resolve().parents[1] / "results" / "audit.txt"
BARS = {"event": (0.90, 0.85), "when": (0.92, 0.87), "affected": (0.85, 0.79)}
Z = 1.96
_HEAD = re.compile(r"^## (?P<id>\S+) (?P<hash>\S+)$")
_FIELD = re.compile(r"^(?P<verdict>[yn]) +(?P<field>\w+):")


def fields(event: Event) -> dict[str, str]:
    """What is judged of a record, as it is printed; a field that says nothing is left out."""
    held, when = event.attribution, event.when
    told = {
        "event": f"{event.type} | {event.trigger.quote}",
        "when": f"{when.start}..{when.end}" if when else "",
        "certainty": f"{held.certainty}, {held.polarity}",
        "sources": "; ".join(source.name for source in held.sources),
        "charge": "; ".join(charge.text for charge in event.charges),
        "penalty": f"{event.penalty.kind} {event.penalty.duration or ''}" if event.penalty else "",
        "outcome": event.outcome or "",
        "place": event.place.name if event.place else "",
    }
    for role in ("affected", "actor"):
        told[role] = "; ".join(p.name for p in event.participants if p.role == role)
    return {name: value for name, value in told.items() if value}


def hash_of(told: Mapping[str, str]) -> str:
    """Eight hexadecimal digits that change with any field."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:8]


def unread() -> list[Path]:
    """The corpus entries that were neither annotated nor read by us, in the order of their names."""
    known = {path.stem for path in (*GOLD.glob("*.json"), *READ_BY_US.glob("*.json"))}
    return [p for p in sorted(CORPUS.rglob("*.txt")) if f"amnesty-{p.parent.name}-{p.stem}" not in known]


def measure(path: Path) -> list[tuple[str, str, str]]:
    """Id, hash and sheet of every record of an entry."""
    return [
        (event.id, hash_of(fields(event)), sheet(reading.document, event))
        for reading in readings(path)
        for event in reading.events
    ]


def sheet(document: Document, event: Event) -> str:
    """One record to be judged."""
    starts = [sentence.start for sentence in document.sentences]
    at = starts.index(event.sentence.start)
    before = document.sentences[at - 1] if at else None
    told = fields(event)
    covers = document.meta.covers
    lines = [
        f"## {event.id} {hash_of(told)}",
        f"{document.file} {document.meta.countries} covers {covers[0] if covers else '?'}..",
        f"before: {document.text[before.start : before.end] if before else '-'}",
        f"SENTENCE: {event.sentence.quote}",
        *(f"_ {name}: {value}" for name, value in told.items()),
    ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def judged() -> dict[tuple[str, str], dict[str, bool]]:
    """The verdicts by record and hash."""
    if not JUDGED.is_file():
        return {}
    rows = map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines())
    return {(row["id"], row["hash"]): row["verdicts"] for row in rows}


def draw(target: Path, *, size: int, seed: int, jobs: int) -> None:
    """Writes the sheet of what is drawn and not yet judged; the drawn ids are the first lines."""
    with ProcessPoolExecutor(jobs) as pool:
        every = sorted(row for rows in pool.map(measure, unread(), chunksize=4) for row in rows)
    drawn = random.Random(seed).sample(every, size)
    known = judged()
    kept = [(id, hash) for id, hash, _ in drawn if (id, hash) in known]
    JUDGED.write_text(
        "".join(_line(id, hash, known[id, hash]) for id, hash in sorted(kept)), encoding="utf-8"
    )
    open_ = [text for id, hash, text in drawn if (id, hash) not in known]
    target.write_text("\n".join(open_), encoding="utf-8")
    print(f"{len(every)} records, {size} drawn, {len(kept)} judged before, {len(open_)} to judge: {target}")


def take(filled: Path) -> None:
    """Adds the verdicts of a filled sheet; one that is not filled is an error."""
    found = judged()
    for id, hash, verdicts in _verdicts(filled.read_text(encoding="utf-8").splitlines()):
        found[id, hash] = verdicts
    JUDGED.write_text("".join(_line(*key, found[key]) for key in sorted(found)), encoding="utf-8")


def _verdicts(lines: Iterable[str]) -> Iterator[tuple[str, str, dict[str, bool]]]:
    head: re.Match[str] | None = None
    verdicts: dict[str, bool] = {}
    for line in [*lines, "## end end"]:
        if found := _HEAD.match(line):
            if head is not None:
                if "event" not in verdicts:
                    sys.exit(f"bench.audit: {head['id']} has no verdict on its event")
                yield head["id"], head["hash"], verdicts
            head, verdicts = found, {}
        elif line.startswith("_ "):
            sys.exit(f"bench.audit: not judged: {line[:60]}")
        elif verdict := _FIELD.match(line):
            verdicts[verdict["field"]] = verdict["verdict"] == "y"


def _line(id: str, hash: str, verdicts: Mapping[str, bool]) -> str:
    return json.dumps({"id": id, "hash": hash, "verdicts": verdicts}, sort_keys=True) + "\n"


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval)."""
    share, weight = right / of, Z * Z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return middle - reach, middle + reach


def report(found: Iterable[Mapping[str, bool]]) -> str:
    """The table: a record whose event is wrong counts in no other field."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for verdicts in found:
        for name, verdict in verdicts.items():
            if name == "event" or verdicts["event"]:
                of[name] += 1
                right[name] += verdict
    lines = ["field       right    of  precision  95 % interval   bar (lower end)"]
    for name in sorted(of, key=lambda name: -of[name]):
        low, high = wilson(right[name], of[name])
        share = right[name] / of[name]
        bar = "{:.2f} ({:.2f})".format(*BARS[name]) if name in BARS else ""
        lines.append(
            f"{name:<10} {right[name]:>6} {of[name]:>5} {share:>10.3f}  {low:.3f}-{high:.3f}     {bar}"
        )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def main() -> None:
    """Draws, takes or reports."""
    options = argparse.ArgumentParser(prog="bench.audit", description=__doc__)
    options.add_argument("step", nargs="?", choices=("draw", "take"))
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--size", type=int, default=200)
    options.add_argument("--seed", type=int, default=2, help="another for each new draw")
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    if chosen.step and chosen.file is None:
        options.error("name the sheet")
    if chosen.step == "draw":
        draw(chosen.file, size=chosen.size, seed=chosen.seed, jobs=chosen.jobs)
    elif chosen.step == "take":
        take(chosen.file)
    else:
        found = judged()
        if not found:
            sys.exit(f"bench.audit: nothing judged in {JUDGED}")
        text = report(found.values())
        RESULTS.write_text(text, encoding="utf-8")
        print(text, end="")


if __name__ == "__main__":
    main()
