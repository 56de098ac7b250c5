"""A report in unqualified Dublin Core, as OAI-PMH asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from habeas.cite.permalink import permalink
from habeas.model.document import Document
from habeas.web.api.xml import XSI, Maker

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"
E, DCE = Maker(OAI_DC, {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}), Maker(DC, {"dc": DC})


def dublin_core(document: Document, *, page: str) -> _Element:
    """The description of a report; `page` is the address of its page here."""
    parts = [DCE(name, " ".join(value.split())) for name, value in _elements(document, page) if value]
    return E.placed("dc", *parts, schema=SCHEMA)


def _elements(document: Document, page: str) -> Iterator[tuple[str, str | None]]:
    meta, entry = document.meta, document.entry
    yield "title", meta.title or (entry.heading if entry else document.file)
    for author in meta.authors or (meta.publisher,):
        yield "creator", author
    yield "publisher", meta.publisher
    yield "date", meta.published
    yield "type", "Text"
    yield "type", meta.document_type
    yield "format", document.media_type
    yield "language", meta.language
    yield "identifier", page
    yield "identifier", str(permalink(document))
    yield "identifier", meta.url
    yield "identifier", meta.symbol
    yield "source", meta.archive_url
    yield "relation", entry.volume if entry else None
    for name in meta.country_names or meta.countries:
        yield "coverage", name
    if meta.covers:
        yield "coverage", f"{meta.covers[0].isoformat()}/{meta.covers[1].isoformat()}"
    yield "description", meta.citation
    yield "rights", meta.rights
