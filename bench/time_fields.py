"""How often the days of an act are right, given the act: on the annotated reports that may be looked at.

usage: python -m bench.time_fields [--misses [HALF]] [--extra FOLDER]

The reports are split in two halves by the hash of their names: `a` is read while building, `b` only
verifies. Scored as the score script does: optional acts and acts whose `when` is null are not judged.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import groupby
from typing import Any

from bench.oracle import documents
from habeas.analyse.language import Act, Parsed
from habeas.analyse.time import begin, follow, resolve
from habeas.model.document import Document, Section
from habeas.model.record import When

Told = tuple[Parsed, Act, dict[str, Any]]


def half(document: Document) -> str:
    return "ab"[hashlib.sha256(document.file.encode()).digest()[-1] % 2]


def accepted(event: dict[str, Any]) -> list[list[str]]:
    when = event["when"] or []
    return [when] if when and not isinstance(when[0], list) else when


def divided(document: Document, parses: list[Parsed]) -> Document:
    """The rough document with its opening paragraph told from the headed rest, as the pipeline tells them."""
    blocks = [list(block) for _, block in groupby(parses, key=lambda p: p.sentence.block)]
    opening = next((block[0].sentence.block for block in blocks if len(block) > 3), None)
    headed = tuple(b if i == opening else replace(b, section=0) for i, b in enumerate(document.blocks))
    return replace(document, blocks=headed, sections=(Section("", (), 0, len(document.text)),))


def read(document: Document, parses: list[Parsed], acts: list[Told]) -> list[tuple[Told, When | None]]:
    out = []
    context = begin(document.meta.covers)
    whole = divided(document, parses)
    for parsed in parses:
        context = follow(context, replace(parsed, document=whole))
        out += [(told, resolve(told[1], parsed, context)) for told in acts if told[0] is parsed]
    return out


def right(when: When | None, event: dict[str, Any]) -> bool:
    got = [str(when.start), str(when.end)] if when else [None, None]
    return got in accepted(event)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--misses", choices=("a", "b"), nargs="?", const="a")
    options = parser.parse_args()
    scores: dict[str, Counter[bool]] = defaultdict(Counter)
    for document, parses, acts in documents():
        for (parsed, act, event), when in read(document, parses, acts):
            if event["optional"] or not event["when"]:
                continue
            ok = right(when, event)
            scores[half(document)][ok] += 1
            scores["all"][ok] += 1
            scores[f"basis {when.basis if when else None}"][ok] += 1
            if options.misses == half(document) and not ok:
                got = f"{when.edtf} {when.basis}" if when else None
                print(
                    f"{document.file} [{act.span.text}] got {got} want {accepted(event)}",
                    f"    {parsed.doc.text}",
                    sep="\n",
                )
    for name, score in sorted(scores.items()):
        print(f"{name:<18} {score[True]}/{score.total()} = {score[True] / score.total():.3f}")


if __name__ == "__main__":
    main()
