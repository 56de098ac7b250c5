"""Speed of the whole way against bare spaCy over the same text in the same run; memory; start-up.

usage: python -m bench.speed [FOLDER]      FOLDER of texts, default ../shared/texts

Bare: `nlp.pipe` of the same model over the paragraphs of the same files, nothing done with the
result. Whole way: bytes to document, records, cases, stored in a fresh archive and indexed, one
process on one core. Rules alone: bytes to records and cases without the encoder, not stored. Each three
times, by turns, the fastest counts. Start-up: wall time of `habeas search` on that archive, the best of five.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import spacy

import habeas
from bench.ablation import readings
from habeas.analyse.events import By
from habeas.analyse.language import MODEL, model

RESULTS = Path(__file__).parent / "results" / "speed.json"
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "texts"


def bare(texts: list[str]) -> float:
    """Seconds that the bare model takes over the paragraphs of the texts."""
    nlp = spacy.load(MODEL)
    paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
    list(nlp.pipe(paragraphs[:20]))
    start = time.perf_counter()
    for _ in nlp.pipe(paragraphs, batch_size=64):
        pass
    return time.perf_counter() - start


def whole(files: list[Path], archive: Path) -> float:
    """Seconds from files to a searchable archive, the language model already loaded."""
    model()("A sentence.")
    start = time.perf_counter()
    habeas.open(archive).ingest(files)
    return time.perf_counter() - start


def rules_alone(files: list[Path]) -> float:
    """Seconds from files to records that the rules make without the encoder."""
    start = time.perf_counter()
    for file in files:
        for _ in readings(file, by=By(learned=False)):
            pass
    return time.perf_counter() - start


def start_up(archive: Path) -> float:
    """Seconds of the fastest of five runs of `habeas search`."""
    habeas_command = str(Path(sys.executable).with_name("habeas"))
    command = [habeas_command, "--archive", str(archive), "search", "clemency"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measures, prints and freezes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not folder.is_dir():
        sys.exit(f"bench.speed: no folder {folder}")
    files = sorted(folder.glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as work:
        archive = Path(work) / "archive"
        peak, rounds = 0.0, []
        for name in ("first", "second", "archive"):
            whole_seconds = whole(files, Path(work) / name)
            peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rounds.append((whole_seconds, bare(texts), rules_alone(files)))
        whole_seconds, bare_seconds, rules_seconds = map(min, zip(*rounds, strict=True))
        figures = {
            "files": len(files),
            "words": words,
            "bare_words_per_second": round(words / bare_seconds),
            "whole_words_per_second": round(words / whole_seconds),
            "ratio": round(bare_seconds / whole_seconds, 2),
            "ratio_rules_alone": round(bare_seconds / rules_seconds, 2),
            "peak_memory_mb": round(peak),
            "search_start_up_seconds": round(start_up(archive), 2),
        }
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:26} {value}")


if __name__ == "__main__":
    main()
