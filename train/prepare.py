"""Everything to train on, as examples: annotated reports that are not kept back, and our own readings.

usage: python -m train.prepare EXAMPLES      needs ../shared; the file is a pickle for train.tagger
"""

from __future__ import annotations

import json
import pickle
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.held import tuning
from bench.oracle import TEXTS, rough
from habeas.model.document import Document
from train.examples import Example, of, read
from train.readings import FOLDER, load


def reading(path: Path) -> Iterator[Example]:
    """The examples of one of our readings; of a long report only the part that was read."""
    text, events, no_act = load(path)
    document = rough(f"{path.stem}.txt", text)
    if json.loads(path.read_text(encoding="utf-8"))["publisher"] == "state":
        document = _part(document, [event["trigger"][0] for event in events], path.stem)
    return of(document, events, no_act)


def _part(document: Document, triggers: list[int], name: str) -> Document:
    """The sentences from the first act to the last; the year stands in the reading's name."""
    year = int(re.findall(r"-(\d{4})-", name)[0])
    meta = replace(document.meta, covers=(date(year, 1, 1), date(year, 12, 31)))
    told = [s for s in document.sentences if s.end > min(triggers) and s.start <= max(triggers)]
    return replace(document, meta=meta, sentences=tuple(told))


def examples() -> Iterator[Example]:
    """All examples, by report."""
    for path in tuning():
        yield from read(path, TEXTS)
    for path in sorted(FOLDER.glob("*.json")):
        yield from reading(path)


def main() -> None:
    """Writes the examples."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(examples())
    Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
    Path(sys.argv[1]).write_bytes(pickle.dumps(found))
    acts = sum(len(example.acts) for example in found)
    print(f"{len({example.file for example in found})} reports, {len(found)} sentences, {acts} acts")


if __name__ == "__main__":
    main()
