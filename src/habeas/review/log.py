"""A judgement as a line of the log: for people, and as plain values for programs."""

from __future__ import annotations

from typing import TypedDict

from habeas.model.anchor import Anchor
from habeas.model.judgement import Json, Judgement, Of
from habeas.review.written import written


class Words(TypedDict):
    """Words of a report, by their offsets."""

    document: str
    start: int
    end: int
    text: str


class Line(TypedDict):
    """A judgement as plain values; `words` are those of its record, or of both mentions."""

    id: str
    at: str
    by: str
    role: str
    what: str
    kind: str
    type: str | None
    field: str | None
    words: list[Words]
    before: Json
    after: Json
    why: str
    withdraws: str | None


def judgement_record(told: Judgement) -> Line:
    """A judgement as plain values."""
    subject = told.subject
    of = subject if isinstance(subject, Of) else None
    anchors = [subject.words] if isinstance(subject, Of) else [subject.one, subject.other]
    return {
        "id": told.id,
        "at": told.at.isoformat().replace("+00:00", "Z"),
        "by": told.by,
        "role": told.role,
        "what": told.what,
        "kind": of.kind if of else "pair",
        "type": of.type if of else None,
        "field": of.field if of else None,
        "words": [_words(anchor) for anchor in anchors],
        "before": told.before,
        "after": told.after,
        "why": told.why,
        "withdraws": told.withdraws,
    }


def changed(told: Judgement) -> tuple[str, str] | None:
    """What a judgement put in place of what, as a person writes both; None where it puts nothing."""
    subject = told.subject
    if not isinstance(subject, Of) or subject.field is None or told.what == "withdraw":
        return None
    after = told.before if told.what == "accept" else told.after
    return written(told.before) or "∅", written(after) or "∅"


def _words(anchor: Anchor) -> Words:
    return {"document": anchor.document, "start": anchor.start, "end": anchor.end, "text": anchor.quote}
