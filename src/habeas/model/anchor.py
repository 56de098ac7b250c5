"""Pointing at text: the one way in which a value names the words it rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of one document's frozen text.

    `start` and `end` count Unicode code points; `quote` is exactly `text[start:end]`.
    """

    document: str
    start: int
    end: int
    quote: str


def content_id(prefix: str, *parts: str | int) -> str:
    """A stable id: `prefix` and 16 hexadecimal digits of the SHA-256 of the parts.

    The same parts give the same id on every machine; no clock, counter or path enters it.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}{hashlib.sha256(joined.encode()).hexdigest()[:16]}"
