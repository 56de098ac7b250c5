"""How well the year of a month is read from context: hide the year of each date that states one, and compare.

usage: python -m bench.masked_years [--limit N] [--misses]

Over the country entries of the corpus: every "in March 2005" becomes "in March", one at a time, the rest
of its paragraph stays. Right is the same year. Dates inside the covered period are what a report prints
without a year; those outside it print the year because the context does not give it: in the annotated
reports a month without a year is of the covered period even after an earlier year was told.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from habeas.analyse.time.expressions import Expression, find
from habeas.analyse.time.interval import Interval, year_of
from habeas.analyse.time.mentions import resolve_expressions

CHAPTERS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "amnesty" / "chapters"
COVERS = re.compile(r"Covering events from January - December (\d{4})")
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”][.!?])\s+(?=[A-Z“])")


def paragraphs(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if len(line) > 80:
            yield SENTENCE_END.split(line)


def last_told(sentences: list[str], covers: Interval) -> Interval | None:
    told = None
    for sentence in sentences:
        for mention in resolve_expressions(find(sentence), covers, told):
            if mention.interval is not None and mention.relation != "bare":
                told = mention.interval
    return told


def masked(sentence: str, expression: Expression) -> tuple[str, int] | None:
    """The sentence without the year of one expression, and where the expression starts."""
    printed = sentence[expression.core : expression.end]
    hidden = re.sub(r",? (?:of )?(?:1[89]|20)\d\d$", "", printed)
    if hidden == printed or expression.until is not None or expression.form not in ("day", "month"):
        return None
    return sentence[: expression.core] + hidden + sentence[expression.end :], expression.core


def trials(text: str, covers: Interval) -> Iterator[tuple[int, int | None, str]]:
    """For each stated month: the true year, the year read, the sentence."""
    for sentences in paragraphs(text):
        for i, sentence in enumerate(sentences):
            for expression in find(sentence):
                hidden = masked(sentence, expression)
                if hidden is None or expression.year is None:
                    continue
                told = last_told(sentences[:i], covers)
                found = resolve_expressions(find(hidden[0]), covers, told)
                read = next((m.interval for m in found if m.start <= hidden[1] < m.end), None)
                yield expression.year, read.start.year if read else None, sentence


def main() -> None:
    parser = argparse.ArgumentParser(description="Masked years, inside and outside the covered period.")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--misses", action="store_true", help="list the wrong ones inside the covered period")
    options = parser.parse_args()
    counts: dict[str, Counter[bool]] = {"inside": Counter(), "outside": Counter()}
    for path in sorted(CHAPTERS.glob("*/*.txt"))[: options.limit]:
        text = path.read_text(encoding="utf-8")
        printed = COVERS.search(text)
        if printed is None:
            continue
        covers = year_of(int(printed[1]))
        for true, read, sentence in trials(text, covers):
            side = "inside" if true == covers.start.year else "outside"
            counts[side][true == read] += 1
            if options.misses and side == "inside" and true != read:
                print(f"{path.stem}: {true} read as {read}: {sentence}")
    for side, count in counts.items():
        print(f"{side:<8} {count[True]}/{count.total()} = {count[True] / max(1, count.total()):.3f}")


if __name__ == "__main__":
    main()
