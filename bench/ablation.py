"""What the rules and the encoder are worth alone and together, on the kept-back quarter and on the rest.

usage: python -m bench.ablation [--sample N]      needs ../shared; writes bench/results/ablation.txt

Every annotated report is read three times: by the rules alone, by the encoder alone (without cues; dates,
places, charges and sentences are the rules' all the same, and there are no speakers), and
by both as the pipeline has it. `score.py` beside the annotated reports judges each export. The rest is what
the encoder was trained on and the rules were written from: there the encoder's figures are no measure.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.held import GOLD, held, seen_in_training
from habeas.analyse.events import BOTH, By
from habeas.analyse.learned import encoder
from habeas.export import records
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.pipeline import Reading, process
from habeas.read import Unreadable

RESULTS = Path(__file__).parent / "results" / "ablation.txt"
SCORER = GOLD.parent / "bench" / "score.py"
SETTINGS = {"rules": By(learned=False), "learned": By(rules=False), "both": BOTH}
PARTS = ("kept back", "rest")
COLUMNS = ("P", "R", "F1", "strict", "who", "when", "certainty", "hedged", "polarity")


@dataclass(frozen=True)
class Readings:
    """Readings as an exporter takes them."""

    every: tuple[Reading, ...]

    def documents(self) -> Iterator[Document]:
        return (reading.document for reading in self.every)

    def entities(self) -> Iterator[Entity]:
        return (entity for reading in self.every for entity in reading.entities)

    def events(self) -> Iterator[Event]:
        return (event for reading in self.every for event in reading.events)

    def cases(self) -> Iterator[Case]:
        return (case for reading in self.every for case in reading.cases)

    def conflicts(self) -> Iterator[Conflict]:
        return (conflict for reading in self.every for conflict in reading.conflicts)


def figures(printed: str) -> dict[str, str]:
    """The figures that score.py prints, by name of the column."""
    found = dict(re.findall(r"^(\w+) .*?(?:F1|=) (\d\.\d+)", printed, re.M))
    if events := re.search(r"^events +P (\S+) +R (\S+) +F1 (\S+)", printed, re.M):
        found |= dict(zip(("P", "R", "F1"), events.groups(), strict=True))
    return found


def table(measured: Iterable[tuple[str, str, dict[str, str]]]) -> str:
    """A line for each part and setting, a column for each figure."""
    lines = [f"{'reports':<10} {'made by':<8} " + " ".join(f"{name:>9}" for name in COLUMNS)]
    for part, setting, found in measured:
        cells = " ".join(f"{found.get(name, '-'):>9}" for name in COLUMNS)
        lines.append(f"{part:<10} {setting:<8} {cells}")
    return "\n".join(lines) + "\n"


def _score(exported: Path, gold: list[Path]) -> dict[str, str]:
    command = [sys.executable, str(SCORER), str(exported), *map(str, gold)]
    return figures(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def readings(path: Path, *, by: By = BOTH) -> Iterator[Reading]:
    """The documents of a file; what cannot be read of it is raised."""
    for part in process(path, by=by):
        if isinstance(part, Unreadable):
            raise part
        if isinstance(part, Reading):
            yield part


def _measured(gold: list[Path]) -> Iterator[tuple[str, str, dict[str, str]]]:
    texts = [GOLD.parent / "texts" / json.loads(p.read_text(encoding="utf-8"))["document"] for p in gold]
    with tempfile.TemporaryDirectory() as folder:
        exports = {}
        for setting, by in SETTINGS.items():
            view = Readings(tuple(reading for path in texts for reading in readings(path, by=by)))
            exports[setting] = Path(folder) / f"{setting}.jsonl"
            with exports[setting].open("w", encoding="utf-8") as out:
                for record in records(view):
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
        for part in PARTS:
            some = [path for path in gold if (path.name in held()) == (part == PARTS[0])]
            some = [path for path in some if path.name not in seen_in_training()]
            for setting, exported in exports.items():
                yield part, setting, _score(exported, some)


def main() -> None:
    """Measures, prints and freezes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, help="only so many reports of each part; nothing is frozen")
    chosen = options.parse_args()
    if not SCORER.is_file():
        sys.exit(f"bench.ablation: no {SCORER}: nothing to score with")
    gold = sorted(GOLD.glob("*.json"))
    if chosen.sample:
        kept = [path for path in gold if path.name in held()]
        rest = [path for path in gold if path.name not in held()]
        gold = kept[: chosen.sample] + rest[: chosen.sample]
    head = f"{len(gold)} reports, encoder {encoder().version}: python -m bench.ablation\n"
    for name in sorted(seen_in_training()):
        head += f"left out: {name}, kept back, but these weights were trained on it by mistake\n"
    text = head + table(_measured(gold))
    if not chosen.sample:
        RESULTS.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
