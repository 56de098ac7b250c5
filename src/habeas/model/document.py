"""A report as it was read: frozen text, what its page says of it, and how it is divided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from habeas.model.anchor import Anchor, content_id


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged format: its printed label and its stretch of the text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The place of a document within a volume of many: `order` counts from 1, pages are labels.

    `volume` is the volume's title, or the name of its file; `heading` the entry's as printed; `covers` the
    period that the volume says it is about, `publisher` who it says published it, where it does.
    """

    volume: str
    order: int
    first_page: str | None
    last_page: str | None
    heading: str
    covers: tuple[date, date] | None = None
    publisher: str | None = None

    @property
    def where(self) -> str:
        """The place within the volume, for people: `entry 6, page 60`, `entry 7, pages 61–64`."""
        if self.first_page is None:
            return f"entry {self.order}"
        if self.first_page == self.last_page:
            return f"entry {self.order}, page {self.first_page}"
        return f"entry {self.order}, pages {self.first_page}–{self.last_page}"


def found_in(file: str, member: str | None, entry: Entry | None) -> str:
    """Where a document stands, for people: `2008.pdf`, `shelf.zip!/kaldria.html`, `2008.pdf, KALDRIA`."""
    place = f"{file}!/{member}" if member else file
    return f"{place}, {entry.heading}" if entry else place


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader did not understand; `kind` and `detail` as of an `Issue`, with its place."""

    kind: str
    detail: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """What a reader makes of one document's bytes: text that no later stage alters.

    `blocks` are (kind, start, end) as far as the format itself marks them (HTML headings, list
    items); empty for formats that do not (plain text), where `structure` finds them by layout.
    `encoding` is the one the bytes were decoded with. `sha256` is that of the file, or of the member
    where the file is a container: then `file` is the container's name, `member` the path or address
    within it and `within` the container's hash. `url` and `accessed` are what a container knows of
    where a member was found, and when.
    """

    file: str
    sha256: str
    media_type: str
    encoding: str
    text: str
    blocks: tuple[tuple[str, int, int], ...] = ()
    pages: tuple[Page, ...] = ()
    remarks: tuple[Remark, ...] = ()
    entry: Entry | None = None
    member: str | None = None
    within: str | None = None
    url: str | None = None
    accessed: date | None = None

    @property
    def id(self) -> str:
        """The document's id, from content alone: one text under two names is one document."""
        place = (self.entry.order, self.entry.heading) if self.entry else ()
        return content_id("d", self.sha256, *place)

    @property
    def place(self) -> str:
        """Where the document stands, for people."""
        return found_in(self.file, self.member, self.entry)


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
    last day that the report is about; `countries` ISO 3166-1 alpha-3, in step with `country_names`;
    `language` a BCP 47 tag, `und` where there is text enough but no language can be told.
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
    """A report: its id and hash, its frozen text, its metadata and its division.

    `pages`, `entry`, `member` and `within` are those of its `Raw`.
    """

    id: str
    file: str
    sha256: str
    media_type: str
    text: str
    meta: Metadata
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    pages: tuple[Page, ...] = ()
    entry: Entry | None = None
    member: str | None = None
    within: str | None = None

    @property
    def place(self) -> str:
        """Where the document stands, for people."""
        return found_in(self.file, self.member, self.entry)

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`; ValueError where that is no stretch of the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such stretch of {self.file}: {start}-{end}")
        return Anchor(self.id, start, end, self.text[start:end])
