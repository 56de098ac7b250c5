"""Fields read from the gold triggers: how good is each field where finding the act is no question.

usage: python bench/oracle.py FIELD [--misses]      FIELD: time | participants | attribution | charges
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.held import GOLD, tuning
from habeas.analyse.language import Act, Parsed, parse
from habeas.model.document import Block, Document, Metadata, Sentence

TEXTS = GOLD.parent / "texts"


def rough_document(path: Path) -> Document:
    """A document good enough for a parse; the real division is the pipeline's."""
    return rough(path.name, path.read_text(encoding="utf-8"))


def rough(name: str, text: str) -> Document:
    """The same of a text in hand."""
    covers = re.search(r"Covering events from January - December (\d{4})", text)
    year = int(covers[1]) if covers else 0
    blocks, sentences = [], []
    for match in re.finditer(r"[^\n]+", text):
        start = match.start() + len(re.match(r"\s*(?:•\s*)?", match[0])[0])  # type: ignore[index]
        if start >= match.end() or match.end() - start < 25:
            continue
        blocks.append(Block("paragraph", start, match.end(), None))
        last = start
        for stop in re.finditer(r"(?<=[a-z0-9)”’\"][.!?])[”\"]?\s+(?=[A-Z“\"‘])", match[0]):
            at = match.start() + stop.start()
            if at > last:
                sentences.append(Sentence(last, at, len(blocks) - 1))
                last = match.start() + stop.end()
        if last < match.end():
            sentences.append(Sentence(last, match.end(), len(blocks) - 1))
    meta = Metadata(
        title=text.split("\n", 1)[0],
        covers=(date(year, 1, 1), date(year, 12, 31)) if year else None,
    )
    return Document(
        "d" + Path(name).stem, name, "", "text/plain", text, meta, (), tuple(blocks), tuple(sentences)
    )


def documents() -> Iterator[tuple[Document, list[Parsed], list[tuple[Parsed, Act, dict[str, Any]]]]]:
    """Each tuning document with its parses and its gold events as acts."""
    for path in tuning():
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = rough_document(TEXTS / gold["document"])
        parsed = list(parse(document, document.sentences))
        acts = []
        for event in gold["events"]:
            a, b = event["trigger"]
            for p in parsed:
                if p.sentence.start <= a < p.sentence.end:
                    span = p.doc.char_span(
                        a - p.sentence.start,
                        min(b, p.sentence.end) - p.sentence.start,
                        alignment_mode="expand",
                    )
                    if span is not None:
                        acts.append((p, Act(event["types"][0], span, "gold"), event))
                    break
        yield document, parsed, acts


if __name__ == "__main__":
    counts = [(len(a), len(p)) for _, p, a in documents()]
    print(
        sum(a for a, _ in counts),
        "gold acts placed in",
        sum(p for _, p in counts),
        "sentences",
        file=sys.stderr,
    )
