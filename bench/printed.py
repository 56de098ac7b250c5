"""PDF: what of pages set here is read as it was set, and speed against bare extraction in the same run.

usage: python -m bench.printed

Volumes of invented country entries are set by `tests/read/press.py` in one, two and three columns, with
running heads, page numbers, hyphens, bullets and, in half of them, footnotes. Blocks: headings, paragraphs
and bullets that are read exactly as they were set, of those set. Words: words in the order in which they were
set, of those set and of those read, whichever are more. Bare: the same pages' text, nothing done with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

import pypdfium2 as pdfium

from habeas.model.document import Raw
from habeas.read import pdf
from habeas.read.source import File
from tests.read.press import Piece, Report, volume

RESULTS = Path(__file__).parent / "results" / "printed.txt"
KINDS = [(columns, notes) for columns in (1, 2, 3) for notes in (False, True)]
WAYS = [(0.0, 6.0), (12.0, 0.0)]
RUNS = 3


def bare(content: bytes) -> None:
    """The text of each page."""
    document = pdfium.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def read(content: bytes) -> Raw:
    return pdf.read(File(Path("volume.pdf"), content, sha256(content).hexdigest()))


def seconds(work: Callable[[bytes], object], content: bytes) -> float:
    """The fastest of three runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(content)
        times.append(time.perf_counter() - start)
    return min(times)


def in_order(meant: list[str], found: list[str]) -> float:
    """The share of what was set, or of what was read, that stands in both in the same order."""
    if meant == found:
        return 1.0
    same = sum(
        match.size for match in SequenceMatcher(None, meant, found, autojunk=False).get_matching_blocks()
    )
    return same / max(len(meant), len(found))


def quality(report: Report) -> tuple[float, float]:
    """The shares of blocks and of words."""
    raw = read(report.content)
    found = [Piece(kind, raw.text[start:end]) for kind, start, end in raw.blocks]
    as_lines = [[f"{piece.kind} {piece.text}" for piece in pieces] for pieces in (report.blocks, found)]
    as_words = [
        [word for piece in pieces for word in piece.text.split()] for pieces in (report.blocks, found)
    ]
    return in_order(*as_lines), in_order(*as_words)


def main() -> None:
    """Measures, prints and freezes."""
    rows = ["columns  notes  paragraphs  pages   blocks    words"]
    for columns, notes in KINDS:
        for indent, gap in WAYS:
            report = volume(entries=6, seed=9, columns=columns, notes=notes, indent=indent, gap=gap)
            pages, (blocks, words) = len(read(report.content).pages), quality(report)
            way, noted = "indents" if indent else "gaps", "yes" if notes else "no"
            rows.append(f"{columns:7}  {noted:>5}  {way:>10}  {pages:5}  {blocks:6.1%}  {words:6.1%}")
    content = volume(entries=60, notes=True).content
    pages, plain, whole = len(read(content).pages), seconds(bare, content), seconds(read, content)
    rows += [
        "",
        f"bare extraction   {pages / plain:6.0f} pages a second",
        f"reading           {pages / whole:6.0f} pages a second, {whole / plain:.1f} times as long",
    ]
    RESULTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
