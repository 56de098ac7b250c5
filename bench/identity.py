"""Who is who across five yearly reports on a country, against what readers found.

usage: python -m bench.identity [--archive FOLDER] [--misses]    writes bench/results/identity.txt

Gold: bench/identity/*.json, and of countries that nobody looks at while tuning in held/, of which only sums
are told. An element is a person as the records of one report have it, at which a mention of the gold stands;
what the extraction lost or mixed up is counted apart. Pairs are of different reports; pairs of the gold that
a reader could not decide are left out. `links` are the pairs of reports in which the gold has a person,
those that the extraction lost among them: what somebody who asks for a case file gets to see.
Without an archive the chapters are read anew; with one the whole of it is resolved.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from bench.identity_gold import CHAPTERS, Chapter, Gold, golds, known, matched
from habeas.model.identity import Identities
from habeas.resolve.identity import resolve

RESULTS = Path(__file__).parent / "results" / "identity.txt"
HEAD = (
    "persons",
    "mentions",
    "lost",
    "mixed",
    "links",
    "found",
    "P",
    "R",
    "F1",
    "B³ P",
    "B³ R",
    "B³ F1",
    "unsure",
)


@dataclass(slots=True)
class Sums:
    """What was counted over some countries; `precise` and `full` hold B-cubed shares, one an element."""

    persons: int = 0
    mentions: int = 0
    lost: int = 0
    mixed: int = 0
    links: int = 0
    linked: int = 0
    true: int = 0
    false: int = 0
    missed: int = 0
    asked: int = 0
    precise: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def row(self) -> Iterator[str]:
        """The figures in the order of the head."""
        yield from map(str, (self.persons, self.mentions, self.lost, self.mixed, self.links, self.linked))
        yield from _measures(_share(self.true, self.false), _share(self.true, self.missed))
        yield from _measures(_mean(self.precise), _mean(self.full))
        yield str(self.asked)


def count(gold: Gold, chapters: Mapping[str, Chapter], found: Identities, sums: Sums) -> None:
    """Adds what one country comes to."""
    whose, told = matched(gold, chapters)
    file_of = {p.id: file for file in gold.files for p in chapters[file].profiles}
    who = {profile: found.of[profile].id for profile in whose}
    asked = {frozenset((pair.one, pair.other)) for pair in found.unsure}
    sums.persons += len(gold.persons)
    sums.mentions += told.total()
    sums.lost += told["lost"]
    sums.mixed += told["mixed"]
    for one, other in combinations(sorted(whose), 2):
        people = frozenset((whose[one], whose[other]))
        if file_of[one] == file_of[other] or people in gold.unsure:
            continue
        same, joined = len(people) == 1, who[one] == who[other]
        sums.true += same and joined
        sums.false += joined and not same
        sums.missed += same and not joined
        sums.asked += same and not joined and frozenset((one, other)) in asked
        if same != joined:
            sides = " | ".join(f"{file_of[id]} {found.figures[id].name}" for id in (one, other))
            sums.misses.append(f"{'missed' if same else 'wrong'} {'/'.join(sorted(people))}: {sides}")
    _links(gold, whose, who, file_of, sums)
    b_cubed(whose, who, sums)


def _links(
    gold: Gold, whose: Mapping[str, str], who: Mapping[str, str], file_of: Mapping[str, str], sums: Sums
) -> None:
    """How many pairs of reports that tell of one person are joined, of all there are."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for profile, person in whose.items():
        held[person, file_of[profile]].add(who[profile])
    for person, places in gold.persons.items():
        for one, other in combinations(sorted({file for file, _, _ in places}), 2):
            sums.links += 1
            sums.linked += not held[person, one].isdisjoint(held[person, other])


def b_cubed(whose: Mapping[str, str], who: Mapping[str, str], sums: Sums) -> None:
    """Adds the shares of each element: whose it is by the gold, and who it is by habeas."""
    for one in whose:
        alike = {other for other in whose if whose[other] == whose[one]}
        beside = {other for other in whose if who[other] == who[one]}
        sums.precise.append(len(alike & beside) / len(beside))
        sums.full.append(len(alike & beside) / len(alike))


def _share(true: int, other: int) -> float:
    return true / (true + other) if true + other else 1.0


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0


def _measures(precision: float, recall: float) -> Iterator[str]:
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    yield from (f"{value:.3f}" for value in (precision, recall, both))


def _table(rows: Iterable[tuple[str, Sums]]) -> Iterator[str]:
    yield f"{'':<10}" + "".join(f"{name:>9}" for name in HEAD)
    for name, sums in rows:
        yield f"{name:<10}" + "".join(f"{figure:>9}" for figure in sums.row())


def main() -> None:
    words = sys.argv[1:]
    archive = Path(words[words.index("--archive") + 1]) if "--archive" in words else None
    tuning, held = list(golds(held=False)), list(golds(held=True))
    every = [path.relative_to(CHAPTERS).as_posix() for path in sorted(CHAPTERS.glob("*/*.txt"))]
    files = every if archive else sorted({file for gold in (*tuning, *held) for file in gold.files})
    chapters = known(files, archive)
    found = resolve([profile for chapter in chapters.values() for profile in chapter.profiles])
    rows, whole, kept = [], Sums(), Sums()
    for gold in tuning:
        own = Sums()
        count(gold, chapters, found, own)
        count(gold, chapters, found, whole)
        rows.append((gold.country, own))
    for gold in held:
        count(gold, chapters, found, kept)
    lines = [
        "python -m bench.identity" + (" --archive FOLDER" if archive else ""),
        "",
        f"{len(chapters)} reports, {sum(len(c.profiles) for c in chapters.values())} persons in them",
        "",
        *_table([*rows, ("tuning", whole), (f"held ({len(held)})", kept)]),
    ]
    if not archive:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    if "--misses" in words:
        print("\n".join(whole.misses))


if __name__ == "__main__":
    main()
