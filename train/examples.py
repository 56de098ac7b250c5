"""Annotated reports to training examples: words of a sentence, acts on their head words, roles."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Span

from bench.oracle import rough_document
from habeas.analyse import time
from habeas.analyse.acts import find as acts_by_cue
from habeas.analyse.language import Act, Parsed, parse
from habeas.analyse.recall import BEFORE, TOLD_OF
from habeas.analyse.time.govern import Hosts
from habeas.analyse.time.interval import DAY, Interval
from habeas.analyse.time.mentions import Mention
from habeas.model.document import Document
from habeas.vocabulary.persons import persons

CERTAINTIES = ("stated", "reported", "alleged", "apparent", "possible", "unconfirmed", "intended")
Place = tuple[int, int]  # how many sentences before, and the word there


@dataclass
class ActLabel:
    word: int
    types: list[str]
    optional: bool
    certainty: list[str]
    negated: bool
    span: tuple[int, int] = (0, 0)
    # One of TOLD_OF, unless it has a date in sight; None where the document has no covered period.
    told_of: int | None = None
    roles: dict[int, str] = field(default_factory=dict)
    dates: dict[int, bool] = field(default_factory=dict)  # head of each date that is told -> is it the act's
    masked: set[int] = field(default_factory=set)
    dates_before: dict[Place, bool] = field(default_factory=dict)  # the same of dates told before
    affected_before: set[Place] = field(default_factory=set)  # where those whom it befalls were named before
    masked_before: set[Place] = field(default_factory=set)
    befalls: bool = False  # True where the annotation says whom it befalls
    ruled: tuple[str, Place | None] = ("none", None)  # basis of the date that the rules give, and its head

    def dates_at(self, back: int) -> dict[int, bool]:
        """The dates of the sentence so many before: by their heads, whether they are the act's."""
        if back == 0:
            return self.dates
        return {word: its for (at, word), its in self.dates_before.items() if at == back}

    def befallen_at(self, back: int) -> tuple[set[int], set[int]]:
        """Where those whom it befalls stand in the sentence so many before, and words that are not judged."""
        if back == 0:
            return {word for word, role in self.roles.items() if role == "affected"}, self.masked
        named = {word for at, word in self.affected_before if at == back}
        return named, {word for at, word in self.masked_before if at == back} - named


@dataclass
class Example:
    file: str
    start: int
    words: list[str]
    acts: list[ActLabel]
    inside: set[int]  # words inside a trigger that are not its head
    rules: dict[int, str] = field(default_factory=dict)  # head word -> type, where a cue found an act
    refused: set[int] = field(default_factory=set)  # words of which a reader was asked, and that are no act
    block: int = 0


def _mentions(text: str, names: list[str], centre: int) -> tuple[int, int] | None:
    best: tuple[int, int, int] | None = None
    for name in names:
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            distance = min(abs(m.start() - centre), abs(m.end() - centre)) - 2 * len(name)
            if best is None or distance < best[0]:
                best = (distance, m.start(), m.end())
    return best[1:] if best else None


def _named_before(
    label: ActLabel, names: Iterable[str], before: Iterable[tuple[Parsed, Sequence[Hosts]]]
) -> None:
    """Marks where those whom an act befalls stand in the sentences before; a pronoun can be anybody's."""
    named = [n for n in names if n.lower() not in persons().pronouns]
    for back, (parsed, _) in enumerate(before, 1):
        text = parsed.doc.text
        label.masked_before.update((back, t.i) for t in parsed.doc if t.lower_ in persons().pronouns)
        for name in named:
            for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
                span = parsed.doc.char_span(*m.span(), alignment_mode="expand")
                if span is not None:
                    label.affected_before.add((back, span.root.i))
                    label.masked_before.update((back, t.i) for t in span if t.i != span.root.i)


def _ruled(
    act_type: str,
    span: Span,
    parsed: Parsed,
    context: time.Context,
    before: Iterable[tuple[Parsed, Sequence[Hosts]]],
) -> tuple[str, Place | None]:
    """The date that the rules give an act: its basis, and where its words stand."""
    when = time.resolve(Act(act_type, span, "gold"), parsed, context)
    if when is None:
        return "none", None
    told = (
        (back, host) for back, dates in enumerate([context.dates, *(d for _, d in before)]) for host in dates
    )
    place = next(((back, host.head) for back, host in told if host.anchor == when.anchor), None)
    return when.basis, place


def _accepted(when: list[Any] | None) -> list[Interval]:
    """The intervals that an annotation accepts for an act."""
    several = [when] if when and not isinstance(when[0], list) else when or []
    return [Interval(*map(date.fromisoformat, days)) for days in several]


def _told_of(accepted: list[Interval], covers: Interval) -> int:
    """Which of TOLD_OF the accepted intervals make of an act."""
    if not accepted:
        return TOLD_OF.index("dateless")
    return TOLD_OF.index("whole" if covers in accepted else "unseen")


def _is_its(mention: Mention, accepted: list[Interval]) -> bool:
    """True of a date that an accepted interval is, begins with or ends with, by its preposition."""
    told = mention.interval
    assert told is not None
    match mention.relation:
        case "until" | "by":
            return any(told.end == days.end for days in accepted)
        case "before":
            return any(told.start - DAY == days.end for days in accepted)
        case "since" | "after":
            return any(told.start == days.start for days in accepted)
    return any(days in (told, mention.last) for days in accepted)


def read(gold_path: Path, text_dir: Path) -> Iterator[Example]:
    gold: dict[str, Any] = json.loads(gold_path.read_text(encoding="utf-8"))
    yield from of(rough_document(text_dir / gold["document"]), gold["events"])


def of(
    document: Document, told: Iterable[dict[str, Any]], no_act: Iterable[Sequence[int]] = ()
) -> Iterator[Example]:
    """The examples of a document with its annotated events, and words that are none, a sentence each."""
    refused = {start for start, _ in no_act}
    context = time.begin(document.meta.covers)
    events = sorted(told, key=lambda e: e["optional"])
    before: deque[tuple[Parsed, Sequence[Hosts]]] = deque(maxlen=BEFORE)
    for p in parse(document, document.sentences):
        context = time.follow(context, p)
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
            accepted = _accepted(e["when"])
            label.dates = {host.head: _is_its(host.mention, accepted) for host in context.dates}
            label.dates_before = {
                (back, host.head): _is_its(host.mention, accepted)
                for back, (_, dates) in enumerate(before, 1)
                for host in dates
            }
            label.ruled = _ruled(e["types"][0], span, p, context, before)
            for part in e["participants"]:
                if part["role"] == "affected":
                    label.befalls = True
                    _named_before(label, part["names"], before)
            if context.covers:
                label.told_of = _told_of(accepted, context.covers)
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
            {t.i for t in p.doc if p.sentence.start + t.idx in refused} - set(acts),
            p.sentence.block,
        )
        before.appendleft((p, context.dates))
