"""Decisions about one text of a report carried to its copies and its newer texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from habeas.issues import Issue
from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.model.judgement import Of
from habeas.model.link import Link
from habeas.review import fields
from habeas.review.apply import lost
from habeas.review.decisions import Decision
from habeas.versions.reanchor import reanchor


def origins(judged: Collection[str], links: Iterable[Link]) -> dict[str, list[str]]:
    """The judged reports whose decisions hold for a report too: of which it is a copy or a newer text."""
    onward: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind in ("copy", "newer"):
            onward[link.one].add(link.other)
        if link.kind == "copy":
            onward[link.other].add(link.one)
    found: dict[str, list[str]] = defaultdict(list)
    for origin in sorted(judged):
        reached, fresh = {origin}, {origin}
        while fresh:
            fresh = {other for one in fresh for other in onward[one]} - reached
            reached |= fresh
        for other in sorted(reached - {origin}):
            found[other].append(origin)
    return found


def carried(
    old: Document, new: Document, decided: Iterable[Decision]
) -> tuple[tuple[Decision, ...], tuple[Issue, ...]]:
    """Decisions about the old text where their words stand in the new one, and an issue for each lost one."""
    wanted = [decision for decision in decided if isinstance(decision.last.subject, Of)]
    anchors = [anchor for decision in wanted for anchor in _anchors(old, decision)]
    places = {found.old: found for found in reanchor(old, new, (("", anchor) for anchor in anchors))}
    kept, gone = [], []
    for decision in wanted:
        words, *part = (places[anchor] for anchor in _anchors(old, decision))
        missing = next((found for found in (words, *part) if found.new is None), None)
        moved = None if missing else _moved(new, decision, words.new, part[0].new if part else None)
        if moved is None:
            why = missing.why if missing else "its words no longer stand in one sentence"
            gone.append(lost(decision, new.place, f"{why} in this text of {old.place}"))
        else:
            kept.append(moved)
    return tuple(kept), tuple(gone)


def _anchors(old: Document, decision: Decision) -> Iterator[Anchor]:
    """The words that a decision rests on: those of its record, and of a field of many its own."""
    subject = decision.last.subject
    if isinstance(subject, Of):
        yield subject.words
        if subject.field and "/" in subject.field:
            start, end = fields.span_of(subject.field)
            yield old.anchor(subject.sentence.start + start, subject.sentence.start + end)


def _moved(new: Document, decision: Decision, words: Anchor | None, part: Anchor | None) -> Decision | None:
    """The decision about the same words in the new text; None where no sentence holds them."""
    if words is None:
        return None
    held = (s for s in new.sentences if s.start <= words.start and words.end <= s.end)
    sentence = next((new.anchor(s.start, s.end) for s in held), None)
    if sentence is None:
        return None
    given = []
    for judgement in decision.given:
        subject = judgement.subject
        if isinstance(subject, Of):
            field = subject.field
            if field and part:
                kind, _, rest = field.partition("/")
                field = fields.name_of(kind, part, sentence) + "".join(f"/{n}" for n in rest.split("/")[1:])
            subject = replace(subject, words=words, sentence=sentence, field=field)
        given.append(replace(judgement, subject=subject))
    return Decision(tuple(given))
