"""A report as it was read: frozen text, what its page says of it, and how it is divided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from habeas.model.anchor import Anchor


@dataclass(frozen=True, slots=True)
class Raw:
    """What a reader makes of a file's bytes: text that no later stage alters.

    `blocks` are (kind, start, end) as far as the format itself marks them (HTML headings, list
    items); empty for formats that do not (plain text), where `structure` finds them by layout.
    `encoding` is the one the bytes were decoded with.
    """

    file: str
    sha256: str
    media_type: str
    encoding: str
    text: str
    blocks: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, heading, fact line or notice; `kind` says which.

    Kinds: `heading`, `paragraph`, `bullet` (without its mark), `fact`, `meta` (title, publisher,
    dates, citation), `notice` (disclaimer, copyright, the host's own words). Only `paragraph` and
    `bullet` are read for acts. `section` indexes `Document.sections`; None before the first heading.
    """

    kind: str
    start: int
    end: int
    section: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a report; `path` holds the headings above it and its own, outermost first."""

    title: str
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as offsets into the document's text; `block` indexes `Document.blocks`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page prints about the report; absent stays None or empty.

    `published` is `YYYY[-MM[-DD]]` as precise as printed; `updated` is in UTC; `covers` the first and
    last day that the report is about; `countries` ISO 3166-1 alpha-3, in step with `country_names`.
    """

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: datetime | None = None
    accessed: date | None = None
    covers: tuple[date, date] | None = None
    countries: tuple[str, ...] = ()
    country_names: tuple[str, ...] = ()
    language: str | None = None
    document_type: str | None = None
    symbol: str | None = None
    url: str | None = None
    archive_url: str | None = None
    citation: str | None = None
    disclaimer: str | None = None
    rights: str | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its id and hash, its frozen text, its metadata and its division."""

    id: str
    file: str
    sha256: str
    media_type: str
    text: str
    meta: Metadata
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`; ValueError where that is no stretch of the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such stretch of {self.file}: {start}-{end}")
        return Anchor(self.id, start, end, self.text[start:end])
