"""Every figure in the documents is read from bench/results: `python -m docs.figures [--write]`.

A table between `<!-- figures: NAME -->` and `<!-- end of figures -->` is made here; NAME is one of
`TABLES`. Where the results are not there the table says so.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from docs.shown import ROOT, documents

RESULTS = ROOT / "bench" / "results"
MARKED = re.compile(r"(<!-- figures: (?P<name>\w+) -->\n).*?(<!-- end of figures -->)", re.S)
PARTS = {"the kept-back quarter": "kept back", "the rest": "the others"}
MEASURES = {
    "events": "acts found, F1",
    "strict": "acts with every field right, F1",
    "who": "persons of an act, F1",
    "when": "date of an act",
    "certainty": "certainty",
    "polarity": "said to have happened or not",
    "sources": "who says so",
    "charge": "charge",
    "sentence": "sentence: kind and length",
    "cases": "cases, F1",
}
SPEED = {
    "whole_words_per_second": "words a second, from file to archive, one process",
    "bare_words_per_second": "words a second of the language model alone, same text, same run",
    "ratio": "the first of these beside the second",
    "ratio_rules_alone": "the rules without encoder and archive, beside the second",
    "peak_memory_mb": "memory at most, MB",
    "search_start_up_seconds": "`habeas search`, whole run, seconds",
}


def score() -> str:
    """How far the records agree with a careful reader's, on reports kept back and on the others."""
    path = RESULTS / "score.txt"
    if not path.is_file():
        return "Not measured yet: `bench/score.sh` writes `bench/results/score.txt`.\n"
    parts = _parts(path.read_text(encoding="utf-8"))
    lines = ["| | " + " | ".join(PARTS.values()) + " |", "| --- |" + " ---: |" * len(PARTS)]
    for measure, title in MEASURES.items():
        cells = [parts.get(name, {}).get(measure) for name in PARTS]
        if any(cells):
            lines.append(f"| {title} | " + " | ".join(cell or "–" for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _parts(text: str) -> dict[str, dict[str, str]]:
    """The figure behind each measure of each part of `score.txt`: F1 where there is one, else the share."""
    parts: dict[str, dict[str, str]] = {}
    measures: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            measures = parts.setdefault(line[3:].partition(" (")[0].strip(), {})
        elif found := re.match(r"(\w+)\s.*?(?:F1|=) (\d\.\d+)", line):
            measures[found[1]] = f"{float(found[2]):.2f}"
    return parts


def speed() -> str:
    """How fast and in how much memory, as `bench/speed.py` measured it."""
    path = RESULTS / "speed.json"
    if not path.is_file():
        return "Not measured yet: `python -m bench.speed` writes `bench/results/speed.json`.\n"
    measured: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    lines = [f"| {title} | {measured[name]:,} |" for name, title in SPEED.items() if name in measured]
    return "\n".join(["| | |", "| --- | ---: |", *lines]) + "\n"


def ablation() -> str:
    """What rules and encoder are worth alone and together, as `bench/ablation.py` measured it."""
    path = RESULTS / "ablation.txt"
    if not path.is_file():
        return "Not measured yet: `python -m bench.ablation` writes `bench/results/ablation.txt`.\n"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("reports "))
    notes = [line.partition(": python")[0] for line in lines[:head]]
    rows = [[line[:10].strip(), line[11:19].strip(), *line[19:].split()] for line in lines[head:]]
    table = ["| " + " | ".join(cells) + " |" for cells in rows]
    ruler = "| --- | --- |" + " ---: |" * (len(rows[0]) - 2)
    return "\n".join([table[0], ruler, *table[1:], "", "; ".join(notes) + "."]) + "\n"


def weights() -> str:
    """The version and size of the weights, and what they were trained on."""
    folder = ROOT / "src" / "habeas" / "analyse" / "weights"
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    size = (folder / "acts.onnx").stat().st_size / 1e6
    seen = sum(labels["seen"])
    said = f"Version {labels['version']}, {size:.0f} MB, {len(labels['types'])} types of act"
    version, *read = (ROOT / "train" / "trained_on.txt").read_text(encoding="utf-8").split()
    reports = f" of {len(read)} reports" if version == labels["version"] else ""
    return f"{said}, trained on {seen:,} acts{reports}.\n"


def audit() -> str:
    """How often a field is right, as judged by reading, of the records that `bench/audit` drew."""
    path = RESULTS / "audit.txt"
    if not path.is_file():
        return "Not judged yet: `python -m bench.audit` says how.\n"
    rows = [line.split()[:5] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    lines = [
        f"| {name} | {right} of {of} | {share} | {interval} |" for name, right, of, share, interval in rows
    ]
    return (
        "\n".join(["| field | right | share | 95 % interval |", "| --- | ---: | ---: | ---: |", *lines])
        + "\n"
    )


TABLES: dict[str, Callable[[], str]] = {
    "score": score,
    "speed": speed,
    "ablation": ablation,
    "weights": weights,
    "audit": audit,
}


def in_step(markdown: str) -> str:
    """The document with every table of figures made anew."""
    return MARKED.sub(lambda found: found[1] + TABLES[found["name"]]() + found[3], markdown)


def behind() -> list[Path]:
    """The documents whose figures are not those of bench/results."""
    texts = {path: path.read_text(encoding="utf-8") for path in documents()}
    return [path for path, text in texts.items() if in_step(text) != text]


def main(words: list[str]) -> int:
    """Names every document with other figures, and with --write puts it in step."""
    found = behind()
    for path in found:
        if "--write" in words:
            path.write_text(in_step(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'written' if '--write' in words else 'out of step'}")
    return 1 if found and "--write" not in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
