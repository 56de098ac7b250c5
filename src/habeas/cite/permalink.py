"""Permalinks: `habeas://sha256<hash>[/entry]#char=a,b;quote=<hash>`, which outlive an archive.

The hash is that of the original bytes, `entry` the order of an entry in a volume, `a` and `b` code
points of the text, and the last part the beginning of the SHA-256 of the words between them: by it a
text that is read otherwise than it was is noticed, and the words found where they stand now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from habeas.errors import NotFound, PassageError
from habeas.model.document import Document

SCHEME = "habeas://"
SHOWN = 16
FORM = re.compile(
    r"habeas://sha256([0-9a-f]{64})(?:/(\d+))?(?:#char=(\d+),(\d+)(?:;quote=([0-9a-f]{8,64}))?)?"
)


@dataclass(frozen=True, slots=True)
class Permalink:
    """The parts of a permalink; without `start` and `end` it names the whole text."""

    sha256: str
    entry: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None

    def __str__(self) -> str:
        entry = "" if self.entry is None else f"/{self.entry}"
        words = f";quote={self.quote}" if self.quote else ""
        place = "" if self.start is None else f"#char={self.start},{self.end}{words}"
        return f"{SCHEME}sha256{self.sha256}{entry}{place}"


def permalink(document: Document, start: int | None = None, end: int | None = None) -> Permalink:
    """The permalink of a document, or of a stretch of its text."""
    entry = document.entry.order if document.entry else None
    if start is None or end is None:
        return Permalink(document.sha256, entry)
    return Permalink(document.sha256, entry, start, end, quote_hash(document.text[start:end])[:SHOWN])


def parse(link: str) -> Permalink:
    """The parts of a printed permalink; PassageError where it is none."""
    match = FORM.fullmatch(link.strip())
    if not match:
        raise PassageError(f"{link!r} is no permalink: habeas://sha256<64 digits>[/entry]#char=a,b")
    sha256, entry, start, end, quote = match.groups()
    first, last = (None, None) if start is None else (int(start), int(end))
    return Permalink(sha256, None if entry is None else int(entry), first, last, quote)


def resolve(link: Permalink, documents: Iterable[Document]) -> tuple[Document, int, int]:
    """The document and the stretch that a permalink means, given all that was read from its bytes.

    Where other words stand at the offsets than the link was made for, the same words are looked for:
    in the document, then in the other entries of the volume. NotFound where they are gone.
    """
    held = sorted(documents, key=lambda document: _entry(document) != link.entry)
    if not held:
        raise NotFound(f"the archive holds nothing with the hash {link.sha256}")
    start, end = link.start or 0, link.end or len(held[0].text)
    if link.quote is None:
        if _entry(held[0]) != link.entry:
            raise NotFound(f"{link} names none of the {len(held)} entries that were read from {held[0].file}")
        if not start < end <= len(held[0].text):
            raise NotFound(f"{link} lies outside the text, which has {len(held[0].text)} characters")
        return held[0], start, end
    if _same(held[0].text[start:end], link.quote):
        return held[0], start, end
    for document in held:
        for moved in _nearest(start, len(document.text) - (end - start)):
            if _same(document.text[moved : moved + end - start], link.quote):
                return document, moved, moved + end - start
    raise NotFound(f"{held[0].file} has changed: the words that {link} was made for no longer stand in it")


def quote_hash(words: str) -> str:
    """The SHA-256 of words in UTF-8, in hexadecimal."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(document: Document) -> int | None:
    return document.entry.order if document.entry else None


def _same(words: str, quote: str) -> bool:
    return quote_hash(words).startswith(quote)


def _nearest(start: int, last: int) -> list[int]:
    """Every offset from 0 to `last`, those near `start` first."""
    return sorted(range(last + 1), key=lambda offset: abs(offset - start))
