"""`Raw` to `Document`: metadata, fact box, sections, blocks and sentences of a report."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.issues import Issue
from habeas.model.document import Block, Document, Raw, Sentence
from habeas.structure.facts import fact_box
from habeas.structure.head import frame as find_frame
from habeas.structure.layout import stretches, wrap_width
from habeas.structure.metadata import Notes, metadata
from habeas.structure.names import official_names
from habeas.structure.sections import blocks as find_blocks
from habeas.structure.sentences import MAX_PIECES, MAX_SENTENCE, endless
from habeas.structure.sentences import sentences as find_sentences
from habeas.structure.sources import recognise

__all__ = ["structure"]

_READ = ("paragraph", "bullet")
_FIRST_WORDS = 80


def structure(raw: Raw) -> tuple[Document, list[Issue]]:
    """A report divided, with what its page says of it, and what was not understood of that."""
    notes = Notes(raw)
    source = recognise(f"{raw.entry.volume}\n{raw.text}" if raw.entry else raw.text)
    width = wrap_width(raw)
    frame = find_frame(raw, source, width)
    facts = fact_box(raw.text, frame.start, frame.end)
    meta = metadata(raw, source, frame, facts, notes)
    fixed = list(frame.taken())
    fixed += [("fact", *span) for fact in facts for span in fact.spans]
    first_fact = facts[0].spans[0][0] if facts else frame.start
    fixed += [("meta", *span) for span in official_names(raw.text, frame.start, first_fact, meta.countries)]
    body = stretches(raw, [(start, end) for _, start, end in fixed], width)
    blocks, sections = find_blocks(raw.text, body, dict.fromkeys(fixed))
    sentences = tuple(
        Sentence(start, end, number)
        for number, block in enumerate(blocks)
        if block.kind in _READ
        for start, end in find_sentences(raw.text, block.start, block.end)
    )
    _note_damage(raw, notes)
    _note_endless(raw, blocks, notes)
    if not sentences:
        notes.add("no-sentences", "nothing in it reads like a report's own words")
    document = Document(
        id=raw.id,
        file=raw.file,
        sha256=raw.sha256,
        media_type=raw.media_type,
        text=raw.text,
        meta=meta,
        sections=sections,
        blocks=blocks,
        sentences=sentences,
        pages=raw.pages,
        entry=raw.entry,
        member=raw.member,
        within=raw.within,
    )
    return document, notes.found


def _note_endless(raw: Raw, blocks: Iterable[Block], notes: Notes) -> None:
    """Sentences too long to be told apart, by their first words."""
    for block in blocks:
        if block.kind in _READ:
            for start, end in endless(raw.text, block.start, block.end):
                limit = MAX_PIECES * MAX_SENTENCE
                read = "in pieces" if end - start <= limit else f"for the first {limit} characters only"
                detail = f"no sentence ends within {end - start} characters: they are read {read}"
                notes.add("endless-sentence", detail, (start, start + _FIRST_WORDS))


def _note_damage(raw: Raw, notes: Notes) -> None:
    """Characters that the reader could not decode."""
    damaged = raw.text.count("\ufffd")
    if damaged:
        at = raw.text.index("\ufffd")
        notes.add("damaged-text", f"{damaged} characters could not be decoded", (at, at + 1))
