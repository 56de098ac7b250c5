"""Links over real shelves: how long they take, and whether reports of different years are taken for copies.

usage: python -m bench.linking [SHELF ...]     folders; default those beside the checkout

Every report that the files of the folders hold is read and divided, not analysed. A report's year is the
one in the path of its file. Seconds are those of one processor.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from habeas.model.document import Document, Raw
from habeas.model.link import Link
from habeas.read import read
from habeas.structure import structure
from habeas.versions.copies import Own, compare
from habeas.versions.shingles import candidates, signature

RESULTS = Path(__file__).parent / "results" / "linking.txt"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SHELVES = (CORPUS / "amnesty" / "chapters", CORPUS / "amnesty" / "volumes", CORPUS / "state_department")


def reports(shelf: Path) -> Iterator[tuple[str, Document]]:
    """(year, report) of everything that a folder holds."""
    for path in sorted(path for path in shelf.rglob("*.txt") if path.is_file()):
        year = re.search(r"(?:19|20)\d\d", str(path.relative_to(shelf)))
        for part in read(path):
            if isinstance(part, Raw):
                yield year[0] if year else "?", structure(part)[0]


def main() -> None:
    shelves = [Path(word) for word in sys.argv[1:]] or list(SHELVES)
    years, where, owns = dict[str, str](), dict[str, str](), dict[str, Own]()
    for shelf in shelves:
        for year, document in reports(shelf):
            own = Own(document)
            years[document.id], where[document.id], owns[document.id] = year, shelf.name, own
    if not owns:
        sys.exit("no report in: " + ", ".join(map(str, shelves)))
    start = time.process_time()
    signed = {id: s for id, own in owns.items() if (s := signature(own.shingles)) is not None}
    signing = time.process_time() - start
    pairs = sorted(candidates(signed))
    looking = time.process_time() - start - signing
    links = [link for one, other in pairs if (link := compare(owns[one], owns[other]))]
    comparing = time.process_time() - start - signing - looking
    shares = ", ".join(f"{count} {shelf}" for shelf, count in Counter(where.values()).items())
    spent = f"signing {signing:.1f}, looking {looking:.1f}, comparing {comparing:.1f}"
    lines = [
        "python -m bench.linking",
        "",
        f"reports            {len(owns):>8}  {shares}",
        f"words              {sum(len(own.words) for own in owns.values()):>8}",
        f"pairs of them      {len(owns) * (len(owns) - 1) // 2:>8}",
        f"pairs compared     {len(pairs):>8}",
        f"seconds            {signing + looking + comparing:>8.1f}  {spent}",
        "",
        f"{'links':<32}{'copy':>6}{'near':>6}{'newer':>6}",
        *_rows(links, where, years),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _rows(links: list[Link], where: dict[str, str], years: dict[str, str]) -> Iterator[str]:
    told: Counter[tuple[str, str]] = Counter()
    for link in links:
        shelves = " - ".join(sorted((where[link.one], where[link.other])))
        told[shelves, link.kind] += 1
        if years[link.one] != years[link.other]:
            told["of different years", link.kind] += 1
    for row in (*sorted({shelves for shelves, _ in told} - {"of different years"}), "of different years"):
        yield f"{row:<32}" + "".join(f"{told[row, kind]:>6}" for kind in ("copy", "near", "newer"))


if __name__ == "__main__":
    main()
