"""A library read in bulk: beside bare spaCy over the same text, beside one process; memory; a second run.

usage: python -m bench.bulk [FOLDER] [--jobs 2] [--limit N]

FOLDER of reports, default the country entries beside the checkout; with a limit so many of them, spread
evenly. Bare: `nlp.pipe` of the same model over the paragraphs of the same files in as many processes,
nothing done with the result. Memory: the most that any process of the read had at once, in the first
and in the second half of the time.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import spacy

from habeas.analyse.language import MODEL

RESULTS = Path(__file__).parent / "results" / "bulk.txt"
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "amnesty" / "chapters"


def bare(files: list[Path], *, jobs: int) -> float:
    """Seconds that the bare model takes over the paragraphs of the files."""
    texts = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    nlp = spacy.load(MODEL)
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=64, n_process=jobs):
        pass
    return time.perf_counter() - start


def read(files: list[Path], archive: Path, *, jobs: int) -> tuple[float, tuple[float, float]]:
    """Seconds of `habeas ingest`, and the most memory that one of its processes had by halves, in MB."""
    command = [sys.executable, "-m", "habeas", "--archive", str(archive), "ingest", "--jobs", str(jobs)]
    start, held = time.perf_counter(), [0]
    with subprocess.Popen([*command, *map(str, files)], stdout=subprocess.DEVNULL) as reader:
        whole = psutil.Process(reader.pid)
        while reader.poll() is None:
            with contextlib.suppress(psutil.NoSuchProcess):
                held.append(max(p.memory_info().rss for p in (whole, *whole.children(recursive=True))))
            time.sleep(0.2)
    if reader.returncode:
        sys.exit(f"bench.bulk: `habeas ingest` ended with {reader.returncode}: a report could not be read")
    half = len(held) // 2
    return time.perf_counter() - start, (max(held[:half], default=0) / 1e6, max(held[half:]) / 1e6)


def main() -> None:
    """Measures, prints and freezes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args()
    files = sorted(file for file in asked.folder.rglob("*.txt") if file.is_file())
    if not files:
        sys.exit(f"bench.bulk: no texts in {asked.folder}")
    files = files[:: max(len(files) // asked.limit, 1)] if asked.limit else files
    with tempfile.TemporaryDirectory() as work:
        seconds, memory = read(files, Path(work) / "archive", jobs=asked.jobs)
        again, _ = read(files, Path(work) / "archive", jobs=asked.jobs)
        one, _ = read(files, Path(work) / "by-one", jobs=1)
    alone = bare(files, jobs=asked.jobs)
    lines = [
        f"reports                     {len(files)}",
        f"words                       {sum(len(f.read_text(encoding='utf-8').split()) for f in files)}",
        f"processes                   {asked.jobs}",
        f"read, analysed, indexed     {seconds:.0f} s",
        f"bare spaCy, same text       {alone:.0f} s",
        f"ratio                       {alone / seconds:.2f}",
        f"second run                  {again:.1f} s",
        f"by one process              {one:.0f} s, {one / seconds:.2f} times as long",
        f"most memory of one process  {memory[0]:.0f} MB in the first half, {memory[1]:.0f} MB in the second",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*lines, sep="\n")


if __name__ == "__main__":
    main()
