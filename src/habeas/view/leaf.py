"""A report as it is printed on a page: blocks of sentences, cut where the words of records begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.model.anchor import Anchor
from habeas.model.document import Block, Document
from habeas.model.passage import of_blocks, slugs
from habeas.model.record import Event


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a field of a record rests on; `field` is `trigger`, `when`, `affected` and so on."""

    event: Event
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on which the same evidence rests, in the order in which it begins; often none."""

    text: str
    start: int
    evidence: tuple[Evidence, ...]

    @property
    def act(self) -> Event | None:
        """The act that these words tell of, the one told in fewer words where there are several."""
        told = [each for each in self.evidence if each.field == "trigger"]
        return min(told, key=lambda each: each.end - each.start).event if told else None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or what stands between two; only a sentence has an `id`: `p5s2`, as in an address."""

    id: str | None
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as it is printed.

    `level` is that of a heading, from 2; `slug` names the section that it heads; `number` counts
    paragraphs within the section, as citations do; `page` is the label of a page that begins in it.
    """

    kind: str
    start: int
    end: int
    lines: tuple[Line, ...]
    number: int | None
    level: int
    slug: str | None
    page: str | None


def leaves(document: Document, events: Sequence[Event]) -> tuple[Paragraph, ...]:
    """The whole report, block by block."""
    numbers = [passage.paragraph for passage in of_blocks(document)]
    heads = _heads(document)
    lines = _lines(document, events)
    paragraphs = []
    for number, block in enumerate(document.blocks):
        depth = len(document.sections[block.section].path) if block.section is not None else 1
        paragraphs.append(
            Paragraph(
                kind=block.kind,
                start=block.start,
                end=block.end,
                lines=tuple(lines[number]),
                number=numbers[number],
                level=min(depth + 1, 4),
                slug=heads.get(block.start) if block.kind == "heading" else None,
                page=_page(document, block),
            )
        )
    return tuple(paragraphs)


def evidence(event: Event) -> Iterator[Evidence]:
    """Every stretch of words that the record of an act points at, but for its sentence."""
    found: list[tuple[str, Anchor | None]] = [
        ("trigger", event.trigger),
        ("when", event.when.anchor if event.when else None),
        ("place", event.place.anchor if event.place else None),
        ("penalty", event.penalty.anchor if event.penalty else None),
        *((who.role, who.mention) for who in event.participants),
        *(("charge", charge.anchor) for charge in event.charges),
        *(("source", source.mention) for source in event.attribution.sources),
        *(("cue", source.cue) for source in event.attribution.sources),
    ]
    yield from (Evidence(event, field, words.start, words.end) for field, words in found if words)


def sentence_at(document: Document, start: int) -> str | None:
    """The id of the sentence that holds an offset, or begins after it; None where none does."""
    for sentence, id in zip(document.sentences, _ids(document), strict=True):
        if start < sentence.end:
            return id
    return None


def _lines(document: Document, events: Sequence[Event]) -> Mapping[int, list[Line]]:
    """The sentences of each block, by its number, and what stands between them."""
    parts = list(_parts(document))
    starts = [part.start for part in parts]
    told: dict[int, list[Event]] = defaultdict(list)
    marks: dict[int, list[Evidence]] = defaultdict(list)
    for event in events:
        told[bisect_right(starts, event.trigger.start) - 1].append(event)
        for mark in evidence(event):
            first, last = bisect_right(starts, mark.start) - 1, bisect_left(starts, mark.end)
            for number in range(max(first, 0), last):
                marks[number].append(mark)
    found: dict[int, list[Line]] = defaultdict(list)
    for number, part in enumerate(parts):
        stretches = tuple(_stretches(document.text, part, marks[number]))
        found[part.block].append(Line(part.id, part.start, part.end, stretches, tuple(told[number])))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or what stands between two, in a block."""

    block: int
    id: str | None
    start: int
    end: int


def _parts(document: Document) -> Iterator[_Part]:
    """All of the text of all blocks, in order."""
    of_block: dict[int, list[_Part]] = defaultdict(list)
    for sentence, id in zip(document.sentences, _ids(document), strict=True):
        of_block[sentence.block].append(_Part(sentence.block, id, sentence.start, sentence.end))
    for number, block in enumerate(document.blocks):
        last = block.start
        for part in of_block[number]:
            if last < part.start:
                yield _Part(number, None, last, part.start)
            yield part
            last = part.end
        if last < block.end:
            yield _Part(number, None, last, block.end)


def _stretches(text: str, part: _Part, marks: Sequence[Evidence]) -> Iterator[Stretch]:
    if not marks:
        yield Stretch(text[part.start : part.end], part.start, ())
        return
    cuts = {part.start, part.end, *(mark.start for mark in marks), *(mark.end for mark in marks)}
    for a, b in pairwise(sorted(cut for cut in cuts if part.start <= cut <= part.end)):
        yield Stretch(text[a:b], a, tuple(mark for mark in marks if mark.start <= a and b <= mark.end))


def _ids(document: Document) -> list[str]:
    """The id of each sentence: the number of its block, and its number there, both from 1."""
    seen: dict[int, int] = defaultdict(int)
    ids = []
    for sentence in document.sentences:
        seen[sentence.block] += 1
        ids.append(f"p{sentence.block + 1}s{seen[sentence.block]}")
    return ids


def _heads(document: Document) -> dict[int, str]:
    """The slug of the section that each heading begins, by the heading's start."""
    return {section.start: slug for section, slug in zip(document.sections, slugs(document), strict=True)}


def _page(document: Document, block: Block) -> str | None:
    """The label of the page that begins in or right before a block."""
    begun = [page.label for page in document.pages if block.start <= page.start < block.end]
    return begun[0] if begun else None
