"""Bulk reads killed at random and begun again, against one left alone: the exports must be the same bytes.

usage: python -m bench.kill [FOLDER] [--kills 20] [--jobs 2] [--seed 1]

FOLDER holds the files to read; where none is named, 200 invented reports, every tenth of them in a ZIP.
A killed read is one that got SIGKILL after it had stored a random number of documents, and a random
moment more; after each the archive must be sound, as `habeas verify` sees it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from habeas.archive import Archive
from tests.reports import write

RESULTS = Path(__file__).parent / "results" / "kill.txt"
PATIENCE = 300  # seconds that a read may store nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the archive: documents after each kill, damages found, and the export's hash."""

    documents: tuple[int, ...]
    damages: tuple[str, ...]
    export: str


def stored(archive: Path) -> int:
    """How many documents an archive holds, asked without disturbing who writes to it."""
    file = archive / "archive.db"
    if not file.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def export(archive: Path) -> str:
    """The SHA-256 of all records of an archive, as written."""
    with tempfile.TemporaryDirectory() as folder, Archive(archive) as opened:
        opened.export("jsonl", Path(folder) / "records.jsonl")
        return hashlib.sha256((Path(folder) / "records.jsonl").read_bytes()).hexdigest()


def killed(files: Path, archive: Path, *, documents: int, moment: float, jobs: int) -> bool:
    """Reads until so many documents more are stored, and kills it; False where it came to its end before."""
    command = [sys.executable, "-m", "habeas", "--archive", str(archive), "ingest", "--jobs", str(jobs)]
    before = stored(archive)
    with subprocess.Popen(
        [*command, str(files)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as reader:
        deadline = time.monotonic() + PATIENCE
        while stored(archive) - before < documents and reader.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(moment)
        if reader.poll() is not None:
            return False
        os.kill(reader.pid, signal.SIGKILL)
    return True


def disturbed(files: Path, archive: Path, *, total: int, kills: int, jobs: int, seed: int) -> Outcome:
    """The outcome of a read that is killed so many times, then left to its end."""
    chance = random.Random(seed)
    counts: list[int] = []
    damages: list[str] = []
    while len(counts) < kills:
        left = total - stored(archive)
        documents = chance.randint(0, max(left // (kills - len(counts) + 1), 1))
        if not killed(files, archive, documents=documents, moment=chance.random() / 5, jobs=jobs):
            break
        counts.append(stored(archive))
        if counts[-1]:
            with Archive(archive) as opened:
                damages += [f"{damage.where}: {damage.what}" for damage in opened.verify()]
    with Archive(archive) as opened:
        opened.ingest([files], jobs=jobs)
        damages += [f"{damage.where}: {damage.what}" for damage in opened.verify()]
    return Outcome(tuple(counts), tuple(damages), export(archive))


def undisturbed(files: Path, archive: Path) -> Outcome:
    """The outcome of a read that nobody disturbs."""
    with Archive(archive) as opened:
        opened.ingest([files])
        found = tuple(f"{damage.where}: {damage.what}" for damage in opened.verify())
    return Outcome((stored(archive),), found, export(archive))


def reports(folder: Path, count: int = 200) -> None:
    """Invented reports, every tenth of them in one ZIP."""
    for number, file in enumerate(write(folder, count)):
        if number % 10 == 0:
            with zipfile.ZipFile(folder / "shelf.zip", "a") as shelf:
                shelf.write(file, file.name)
            file.unlink()


def main() -> None:
    """Measures, prints and freezes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    for name, default in (("kills", 20), ("jobs", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        files = asked.folder or Path(work) / "files"
        if asked.folder is None:
            reports(files)
        whole = undisturbed(files, Path(work) / "undisturbed")
        total = whole.documents[-1]
        options = {"kills": asked.kills, "jobs": asked.jobs, "seed": asked.seed}
        other = disturbed(files, Path(work) / "disturbed", total=total, **options)
    damages = whole.damages + other.damages
    lines = [
        f"documents            {total}",
        f"kills                {len(other.documents)}",
        f"documents after each {' '.join(map(str, other.documents))}",
        f"damages found        {len(damages)}",
        f"exports              {'equal' if other.export == whole.export else 'DIFFERENT'}",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*lines, *damages[:10], sep="\n")
    if other.export != whole.export or damages:
        sys.exit(1)


if __name__ == "__main__":
    main()
