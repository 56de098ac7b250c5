"""Annotated reports to training examples: words of a sentence, acts on their head words, roles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.oracle import rough_document
from habeas.analyse.acts import find as acts_by_cue
from habeas.analyse.language import parse
from habeas.model.document import Document

CERTAINTIES = ("stated", "reported", "alleged", "apparent", "possible", "unconfirmed", "intended")


@dataclass
class ActLabel:
    word: int
    types: list[str]
    optional: bool
    certainty: list[str]
    negated: bool
    span: tuple[int, int] = (0, 0)
    whole: bool | None = None  # told of the whole covered period; None where no date is judged
    roles: dict[int, str] = field(default_factory=dict)
    masked: set[int] = field(default_factory=set)


@dataclass
class Example:
    file: str
    start: int
    words: list[str]
    acts: list[ActLabel]
    inside: set[int]  # words inside a trigger that are not its head
    rules: dict[int, str] = field(default_factory=dict)  # head word -> type, where a cue found an act


def _mentions(text: str, names: list[str], centre: int) -> tuple[int, int] | None:
    best: tuple[int, int, int] | None = None
    for name in names:
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            distance = min(abs(m.start() - centre), abs(m.end() - centre)) - 2 * len(name)
            if best is None or distance < best[0]:
                best = (distance, m.start(), m.end())
    return best[1:] if best else None


def read(gold_path: Path, text_dir: Path) -> Iterator[Example]:
    gold: dict[str, Any] = json.loads(gold_path.read_text(encoding="utf-8"))
    yield from of(rough_document(text_dir / gold["document"]), gold["events"])


def of(document: Document, told: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """The examples of a document with its annotated events, a sentence each."""
    events = sorted(told, key=lambda e: e["optional"])
    for p in parse(document, document.sentences):
        acts: dict[int, ActLabel] = {}
        inside: set[int] = set()
        text = p.doc.text
        cued = {act.span.root.i: act.type for act in acts_by_cue(p)}
        for e in events:
            a, b = (x - p.sentence.start for x in e["trigger"])
            if not 0 <= a < len(text):
                continue
            span = p.doc.char_span(a, min(b, len(text)), alignment_mode="expand")
            if span is None:
                continue
            agreeing = [t.i for t in span if cued.get(t.i) in e["types"] and t.i not in acts]
            head = agreeing[0] if agreeing else span.root.i
            inside.update(t.i for t in span)
            if head in acts:
                rest = [t.i for t in span if t.i not in acts and not t.is_stop and not t.is_punct]
                if not rest or e["optional"]:
                    continue
                head = rest[-1]
            label = ActLabel(
                head,
                e["types"],
                e["optional"],
                e["certainty"],
                e["polarity"] == "negated",
                (span.start, span.end),
            )
            if e["when"] and document.meta.covers:
                accepted = e["when"] if isinstance(e["when"][0], list) else [e["when"]]
                label.whole = [str(day) for day in document.meta.covers] in accepted
            for part in e["participants"]:
                found = _mentions(text, part["names"], a)
                if found:
                    mention = p.doc.char_span(*found, alignment_mode="expand")
                    if mention is not None:
                        label.roles[mention.root.i] = part["role"]
                        label.masked.update(t.i for t in mention if t.i != mention.root.i)
            acts[head] = label
        yield Example(
            document.file,
            p.sentence.start,
            [t.text for t in p.doc],
            list(acts.values()),
            inside - set(acts),
            cued,
        )
