"""How yearly volumes come apart: entries found of those named, words that land, and text beside the chapters.

usage: python -m bench.volumes [--show]     needs ../shared

Named are the countries of the volume's own table of contents; where that stands in a file of its own
(2007), of that one; where there is none (2006), the countries of the chapters that somebody split from the
volume, which say nothing of the order. Found is an entry of that country in its place in that order. Words
land in an entry, in a part with a name, or in none; what belongs to the page (running titles, page numbers,
thumb tabs) is no part of the text. The text of an entry agrees with its chapter by the share of words that
both hold; a chapter holds what stood between two heads in the file, so it is the worse of the two where
columns are out of order: `moved` are the words that were given back to another entry on their page. Writes
bench/results/volumes.txt; --show prints what was missed and which entries agree least.
"""

from __future__ import annotations

import argparse
import bisect
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from habeas.model.document import Raw
from habeas.read.source import take
from habeas.read.text import read
from habeas.read.volumes import Division, divide, entries
from habeas.read.volumes.contents import contents
from habeas.read.volumes.leaves import layout
from habeas.vocabulary.countries import resolve

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "amnesty"
RESULTS = Path(__file__).parent / "results" / "volumes.txt"
VOLUMES = {"2006": "2006-countries", "2007": "2007-countries", "2008": "2008", "2009": "2009"}
CONTENTS = {"2007": "2007-intro"}
PARTS_OF_OTHERS = {"montenegro"}  # 2006: a chapter cut out of Serbia and Montenegro
OLD_CODES = {"ROM": "ROU", "ZAR": "COD"}
WORD = re.compile(r"\w+")
AGREES = 0.9


@dataclass(frozen=True)
class Result:
    """The figures of one volume, and what was missed."""

    volume: str
    named: int
    found: int
    entries: int
    in_order: bool
    words: int
    moved: int
    landed: int
    in_parts: int
    agreement: tuple[tuple[float, str], ...]
    missed: tuple[str, ...]


def measure(edition: str) -> Result:
    """A volume of the corpus divided and compared."""
    raw = read(take(CORPUS / "volumes" / f"{VOLUMES[edition]}.txt"))
    divided, made = divide(raw), entries(raw)
    assert divided is not None
    assert made is not None
    names = dict(named(edition, divided))
    heads = [piece.head.codes for piece in divided.pieces]
    missed = [name for code, name in names.items() if not any(code in codes for codes in heads)]
    whole, landed, in_parts = words(divided)
    return Result(
        volume=VOLUMES[edition],
        named=len(names),
        found=len(names) - len(missed),
        entries=len(made[0]),
        in_order=ordered(list(names), heads),
        words=whole,
        moved=moved(divided),
        landed=landed,
        in_parts=in_parts,
        agreement=tuple(agreement(edition, made[0])),
        missed=tuple(missed),
    )


def named(edition: str, divided: Division) -> Iterator[tuple[str, str]]:
    """A code and the name of each country that the volume is said to hold, in order."""
    table = divided.contents
    if edition in CONTENTS:
        table = contents(layout(read(take(CORPUS / "volumes" / f"{CONTENTS[edition]}.txt"))))
    if table:
        yield from ((item.codes[0], item.name) for item in table.countries)
        return
    own = {code: path.stem for code, path in chapters(edition) if path.stem not in PARTS_OF_OTHERS}
    alone = {piece.head.codes[0] for piece in divided.pieces if len(piece.head.codes) == 1}
    for piece in divided.pieces:
        codes = piece.head.codes if len(piece.head.codes) == 1 else set(piece.head.codes) - alone
        yield from ((code, own.pop(code)) for code in codes if code in own)
    yield from own.items()


def chapters(edition: str) -> Iterator[tuple[str, Path]]:
    """The code and file of each chapter of an edition."""
    with (CORPUS / "chapters" / "index.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if row["file"].startswith(edition):
                code = OLD_CODES.get(row["country"], row["country"])
                yield code, CORPUS / "chapters" / row["file"]


def ordered(names: list[str], heads: list[tuple[str, ...]]) -> bool:
    """Whether the entries that are named stand in the order of the names."""
    places = [names.index(codes[0]) for codes in heads if codes and codes[0] in names]
    return places == sorted(places)


def words(divided: Division) -> tuple[int, int, int]:
    """Words of the text, those that land in an entry, and those in a part with a name."""
    pages = divided.layout
    sizes = [len(line.text.split()) for line in pages.lines]
    furniture = divided.tabs | pages.furniture
    in_entry = {line for piece in divided.pieces for line in (*piece.head.lines, *piece.lines)}
    in_part = {line for part in divided.parts if part.name for line in range(part.first, part.last)}
    whole, entry, part = (
        sum(sizes[line] for line in lines - furniture)
        for lines in (set(range(len(sizes))), in_entry, in_part - in_entry)
    )
    return whole, entry, part


def moved(divided: Division) -> int:
    """Words that stand behind another head in the file than that of their entry."""
    pages = divided.layout
    heads = sorted(divided.pieces, key=lambda piece: piece.head.line)
    lines = [piece.head.line for piece in heads]
    return sum(
        len(pages.lines[line].text.split())
        for place, piece in enumerate(heads)
        for line in piece.lines
        if bisect.bisect_right(lines, line) - 1 != place
    )


def agreement(edition: str, made: tuple[Raw, ...]) -> Iterator[tuple[float, str]]:
    """For each chapter with an entry the share of words that both hold, and its name."""
    by_code = {
        code: bag(raw.text)
        for raw in made
        if raw.entry
        for code in resolve(raw.entry.heading, year=int(edition))
    }
    for code, path in chapters(edition):
        body = path.read_text(encoding="utf-8").partition("Covering events from")[2].partition("\n")[2]
        chapter = bag(body.rpartition("Copyright notice")[0])
        if code in by_code:
            both = (chapter & by_code[code]).total()
            yield 2 * both / (chapter.total() + by_code[code].total()), f"{edition}/{path.stem}"


def bag(text: str) -> Counter[str]:
    """The words of a text and how often each stands there."""
    return Counter(WORD.findall(text.casefold()))


def report(results: list[Result]) -> str:
    """The table."""
    lines = ["python -m bench.volumes", ""]
    lines.append(
        f"{'volume':<16}{'named':>6}{'found':>6}{'share':>7}{'order':>7}{'entries':>8}"
        f"{'words':>8}{'moved':>7}{'entry':>7}{'part':>6}{'none':>6}{'chapters':>9}{'median':>7}{'>=0.9':>7}"
    )
    for r in results:
        shares = [share for share, _ in r.agreement]
        near = sum(share >= AGREES for share in shares)
        lines.append(
            f"{r.volume:<16}{r.named:>6}{r.found:>6}{r.found / r.named:>7.3f}"
            f"{'right' if r.in_order else 'WRONG':>7}{r.entries:>8}{r.words:>8}{r.moved:>7}"
            f"{r.landed / r.words:>7.3f}{r.in_parts / r.words:>6.3f}"
            f"{(r.words - r.landed - r.in_parts) / r.words:>6.3f}{len(shares):>9}{median(shares):>7.3f}"
            f"{near / len(shares):>7.2f}"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    results = [measure(edition) for edition in VOLUMES]
    table = report(results)
    print(table)
    if show:
        for result in results:
            print(result.volume, "missed:", ", ".join(result.missed) or "none")
            print("  ", *(f"{name} {share:.2f}" for share, name in sorted(result.agreement)[:16]))
        return
    RESULTS.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
