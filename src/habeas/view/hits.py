"""What a search found, for programs."""

from __future__ import annotations

from habeas.export.common import Record, event_record
from habeas.search.hits import Hit


def hit_record(hit: Hit) -> Record:
    """A passage that was found with the acts told in it; offsets count code points into the text."""
    return {
        "document": hit.document,
        "file": hit.file,
        "title": hit.title,
        "section": hit.section,
        "paragraph": hit.paragraph,
        "address": hit.address,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "found": [list(span) for span in hit.found],
        "snippet": hit.snippet,
        "events": [event_record(event, section=hit.section) for event in hit.records],
    }
