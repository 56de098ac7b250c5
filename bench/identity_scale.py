"""What resolving identities costs as an archive grows: invented persons, and the reports of an archive.

usage: python -m bench.identity_scale [ARCHIVE]    writes bench/results/identity_scale.txt

An invented person stands in one to three reports on a country, now and then spelled otherwise; names are
drawn from a country's own stock, common ones often. Seconds are those of one processor, memory is the most
that the process held. With an archive: from its records to its identities, nothing kept from before.
"""

from __future__ import annotations

import gc
import math
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from habeas.identities import WhoIsWho
from habeas.model.anchor import Anchor, content_id
from habeas.model.identity import Figure, Identities
from habeas.resolve.identity import resolve
from habeas.resolve.joining import joined
from habeas.resolve.names import name
from habeas.resolve.profiles import Dated, Profile
from habeas.store.store import Store

RESULTS = Path(__file__).parent / "results" / "identity_scale.txt"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
COUNTRIES = 150
SEED = 7
ONSETS = "b d g k l m n r s t v z sh zh kh h j ch p f".split()
NUCLEI = "a e i o u ou ei".split()
CODAS = ["", "", "n", "r", "l", "k", "m", "t"]
DRIFT = (("kh", "h"), ("zh", "j"), ("ou", "u"), ("ei", "ay"), ("sh", "ch"))


def invented(count: int) -> Iterator[tuple[int, Profile]]:
    """Persons by number, with a profile for each report that tells of them."""
    chance = random.Random(SEED)
    stocks = [
        ([_word(chance, 2) for _ in range(60)], [_word(chance, 3) for _ in range(400)])
        for _ in range(COUNTRIES)
    ]
    for person in range(count):
        country = min(int(chance.expovariate(1 / 40)), COUNTRIES - 1)
        given, family = stocks[country]
        printed = f"{_drawn(chance, given)} {_drawn(chance, family)} {_word(chance, 2)}".title()
        arrest = date(2000, 1, 1) + timedelta(chance.randrange(3000))
        for report in range(chance.choice((1, 1, 2, 3))):
            yield person, _profile(_respelled(chance, printed, report), country, report, arrest)


def _profile(printed: str, country: int, year: int, arrest: date) -> Profile:
    words = name(printed)
    document = content_id("d", country, year)
    id = content_id("n", document, printed, arrest.isoformat())
    anchor = Anchor(document, 0, len(printed), printed)
    figure = Figure(id, "person", document, printed, (), (words.words,), anchor, ((0, len(printed)),))
    return Profile(
        figure=figure,
        names=(words,),
        countries=frozenset({f"C{country}"}),
        covers=date(2005 + year, 12, 31),
        sex=None,
        offices=frozenset(),
        role=frozenset(),
        acts=(Dated("arrest", arrest, arrest),),
        places=frozenset(),
        charges=frozenset(),
        terms=frozenset(),
        company=frozenset(),
        bodies=frozenset(),
        died=None,
    )


def _word(chance: random.Random, syllables: int) -> str:
    parts = ((chance.choice(ONSETS), chance.choice(NUCLEI), chance.choice(CODAS)) for _ in range(syllables))
    return "".join("".join(part) for part in parts)


def _drawn(chance: random.Random, stock: list[str]) -> str:
    """One of a stock, the first of it often."""
    return stock[min(int(chance.expovariate(4 / len(stock))), len(stock) - 1)]


def _respelled(chance: random.Random, printed: str, report: int) -> str:
    if report and chance.random() < 0.2:
        for one, other in DRIFT:
            printed = printed.replace(one, other)
    return printed


def _right(persons: list[int], profiles: list[Profile], found: Identities) -> tuple[float, float]:
    """Precision and recall of the pairs."""
    by_person: dict[int, list[str]] = {}
    for person, profile in zip(persons, profiles, strict=True):
        by_person.setdefault(person, []).append(found.of[profile.id].id)
    true = sum(math.comb(ids.count(id), 2) for ids in by_person.values() for id in set(ids))
    wanted = sum(math.comb(len(ids), 2) for ids in by_person.values())
    told = sum(math.comb(len(one.figures), 2) for one in found.all)
    return true / max(told, 1), true / max(wanted, 1)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def curve() -> Iterator[str]:
    """A line for each size: seconds, and how they grow with the size since the one before."""
    head = (("persons", 8), ("profiles", 10), ("identities", 12), ("seconds", 9), ("growth", 8), ("MB", 7))
    yield "".join(f"{word:>{width}}" for word, width in (*head, ("P", 7), ("R", 7)))
    before: tuple[int, float] | None = None
    for size in SIZES:
        persons, profiles = map(list, zip(*invented(size), strict=True))
        start = time.process_time()
        found = resolve(profiles)
        spent = time.process_time() - start
        grown = f"n^{math.log(spent / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        precision, recall = _right(persons, profiles, found)
        yield (
            f"{size:>8}{len(profiles):>10}{len(found.all):>12}{spent:>9.1f}{grown:>8}{_memory():>7.0f}"
            f"{precision:>7.3f}{recall:>7.3f}"
        )
        before = size, spent


def archive(folder: Path) -> Iterator[str]:
    """What the identities of an archive take, made anew."""
    with closing(Store(folder)) as store:
        records, start, clock = store.records, time.process_time(), time.perf_counter()
        figures, compared = WhoIsWho().in_step(records, f"measured anew {time.time_ns()}")
        found = joined(figures, compared)
        spent, waited = time.process_time() - start, time.perf_counter() - clock
        reports, entities = len(records.fingerprints()), records.counts()["entities"]
        yield f"{reports} reports, {entities} entities, {len(figures)} figures, {len(found.all)} identities"
        yield f"{spent:.1f} seconds of a processor, {waited:.1f} on the clock, {_memory():.0f} MB at most"


def main() -> None:
    gc.set_threshold(100_000)  # as the command has it
    lines = ["python -m bench.identity_scale [ARCHIVE]", ""]
    if sys.argv[1:]:
        lines += [*archive(Path(sys.argv[1])), ""]
    lines += curve()
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
