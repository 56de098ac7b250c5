"""How fast an archive is searched from the library, and its index made: `python -m bench.search ARCHIVE`.

The queries are drawn from the archive's own passages with a fixed seed, so many of each kind: words of
which every tenth passage or so has one, words that stand a few times in all, two to four words in a row,
beginnings, filters alone, words with filters, and words joined by OR and NOT. Each is asked once before
it is timed, as the pages of a file are read from the disk only once; the time is that of
`Archive.search` with its first ten hits and their records, the best of five. Index: seconds from no
index to one in step. Where other work runs on the machine, seconds of processor time tell more.

usage: python -m bench.search ARCHIVE      an archive with reports in it
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import habeas
from habeas.archive import Archive
from habeas.cite import CITABLE
from habeas.model.record import CERTAINTIES
from habeas.search.facets import Narrowing
from habeas.search.index import Index

RESULTS = Path(__file__).parent / "results" / "search.txt"
EACH, SEED, TAKES, SHOWN = 60, 20261123, 5, 10
WORD = re.compile(r"[^\W\d_]{2,}")
SECTIONS = ("death penalty", "torture", "prison", "refugees", "women")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its filters."""

    query: str
    filters: Narrowing


@dataclass(frozen=True, slots=True)
class Shelf:
    """What queries are drawn from: the paragraphs, and what stands in records and on title pages."""

    paragraphs: list[str]
    frequent: list[str]
    rare: list[str]
    countries: list[str]
    years: list[int]
    types: list[str]
    persons: list[str]


def shelf(archive: Archive) -> Shelf:
    """All of an archive that queries are drawn from, in an order that content decides."""
    documents = list(archive.documents())
    paragraphs = [d.text[b.start : b.end] for d in documents for b in d.blocks if b.kind in CITABLE]
    held: Counter[str] = Counter(word for words in paragraphs for word in set(WORD.findall(words)))
    persons = {p.name for event in archive.events() for p in event.participants if p.name and p.entity}
    covered = {d.meta.covers[0].year for d in documents if d.meta.covers}
    return Shelf(
        paragraphs,
        [word for word, _ in held.most_common(300)],
        sorted(word for word, number in held.items() if number <= 3 and word[0].isupper()),
        sorted({country for d in documents for country in d.meta.countries}),
        sorted(covered),
        sorted({event.type for event in archive.events()}),
        sorted(name for name in persons if len(name.split()) == 2),
    )


def kinds(drawn: Shelf, chance: random.Random) -> dict[str, Callable[[], Asked]]:
    """How a query of each kind is drawn."""

    def phrase() -> str:
        while len(words := WORD.findall(chance.choice(drawn.paragraphs))) < 8:
            pass
        first = chance.randrange(len(words) - 4)
        return f'"{" ".join(words[first : first + chance.randint(2, 4)])}"'

    def beginning() -> str:
        word = max(WORD.findall(chance.choice(drawn.paragraphs)) or ["prison"], key=len)
        return f"{word[: chance.randint(3, 6)]}*"

    def narrowing() -> Narrowing:
        every: list[Narrowing] = [
            {"country": chance.choice(drawn.countries)},
            {"year": chance.choice(drawn.years)},
            {"type": chance.choice(drawn.types)},
            {"type": chance.choice(drawn.types), "certainty": chance.choice(CERTAINTIES)},
            {"person": chance.choice(drawn.persons)},
            {"section": chance.choice(SECTIONS)},
            {"certainty": chance.choice(CERTAINTIES)},
        ]
        return chance.choice(every)

    def some() -> str:
        return chance.choice(drawn.frequent)

    return {
        "frequent words": lambda: Asked(some(), {}),
        "rare words": lambda: Asked(chance.choice(drawn.rare), {}),
        "two words": lambda: Asked(f"{some()} {some()}", {}),
        "phrases": lambda: Asked(phrase(), {}),
        "beginnings": lambda: Asked(beginning(), {}),
        "filters alone": lambda: Asked("", narrowing()),
        "words and a filter": lambda: Asked(some(), narrowing()),
        "words, two filters": lambda: Asked(some(), {**narrowing(), **narrowing()}),
        "OR and NOT": lambda: Asked(f"{some()} OR {some()} -{some()}", {}),
    }


def milliseconds(archive: Archive, asked: Asked) -> tuple[float, float]:
    """The best of some times that a query takes once it has been asked before: by the clock, and used."""

    def take() -> tuple[float, float]:
        start, used = time.perf_counter(), time.process_time()
        archive.search(asked.query, limit=SHOWN, **asked.filters)
        return (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000

    take()
    clock, used = zip(*(take() for _ in range(TAKES)), strict=True)
    return min(clock), min(used)


def made_anew(archive: Archive) -> tuple[float, float]:
    """Seconds, and those of processor time, from no index to one in step."""
    Index(archive.path / "search.db").discard()
    start, used = time.perf_counter(), time.process_time()
    archive.search("the", limit=1)
    return time.perf_counter() - start, time.process_time() - used


def lines(archive: Archive) -> Iterator[str]:
    """The table of results."""
    chance = random.Random(SEED)
    took, used = made_anew(archive)
    drawn = shelf(archive)
    reports = archive.status().counts["documents"]
    yield f"{reports} reports, {len(drawn.paragraphs)} paragraphs: python -m bench.search ARCHIVE"
    load = os.getloadavg()[0]
    yield f"index made in {took:.1f} s ({used:.1f} s of processor time); load of the machine {load:.1f}"
    yield f"{'milliseconds':20} {'queries':>7} {'p50':>7} {'p95':>7} {'max':>7} {'used p95':>9}"
    every: list[tuple[float, float]] = []
    for kind, draw in kinds(drawn, chance).items():
        times = [milliseconds(archive, draw()) for _ in range(EACH)]
        every += times
        yield row(kind, times)
    yield row("all", every)


def row(kind: str, times: list[tuple[float, float]]) -> str:
    """A line of the table: by the clock the middle, the 95th percentile and the longest; used, the 95th."""
    clock, used = (sorted(each) for each in zip(*times, strict=True))
    p95 = min(len(times) - 1, int(len(times) * 0.95))
    return (
        f"{kind:20} {len(times):7} {clock[len(times) // 2]:7.1f} {clock[p95]:7.1f} {clock[-1]:7.1f}"
        f" {used[p95]:9.1f}"
    )


def main() -> None:
    """Measures, prints and freezes."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.search ARCHIVE")
    table = list(lines(habeas.open(sys.argv[1])))
    print("\n".join(table))
    RESULTS.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
