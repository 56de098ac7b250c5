"""The forms in which a citation is filed: prose by CSL, and the files of citing programs."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from habeas.cite import exchange
from habeas.cite.work import Value, csl_json, place
from habeas.errors import NotFound

if TYPE_CHECKING:
    from habeas.cite.citation import Citation


def printed(citation: Citation) -> str:
    """The report's own "Cite as", as printed; NotFound where it has none."""
    if not citation.printed:
        raise NotFound(f"{citation.file} prints no citation of its own: choose another style")
    return citation.printed


def prose(style: str, citation: Citation) -> str:
    """A note; of APA the entry of the list and, for a passage, what stands in brackets in the text."""
    sheet, item = _sheet(style), csl_json(citation.work)
    pinpoint = place(citation.passage) if citation.passage else {}
    if not sheet.has_bibliography():
        return _note(sheet, item, pinpoint)
    library = _library(sheet, item, Cluster([CitationItem(citation.work.id)]))
    entry = "".join(map(str, library.bibliography()))
    return f"{entry}\n{_note(sheet, item, pinpoint)}" if pinpoint else entry


def interchange(citation: Citation) -> str:
    """CSL-JSON; what its schema has no name for stands under `custom`."""
    kept = {
        "sha256": citation.sha256,
        "printed": citation.printed,
        "permalink": citation.permalink,
        **(place(citation.passage) if citation.passage else {}),
        "quote": citation.quote,
        "quote_sha256": citation.quote_sha256,
    }
    custom = {name: value for name, value in kept.items() if value}
    return json.dumps([{**csl_json(citation.work), "custom": custom}], ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Citation], str]] = {
    "printed": printed,
    **{style: functools.partial(prose, style) for style in ("oscola", "apa", "chicago", "un")},
    "bibtex": exchange.bibtex,
    "ris": exchange.ris,
    "csl-json": interchange,
}


def _note(sheet: CitationStylesStyle, item: Mapping[str, Value], pinpoint: Mapping[str, str]) -> str:
    """The note; CSL has one locator, the paragraph, so page and section stand in the item's variables."""
    there = {name: value for name, value in pinpoint.items() if name != "paragraph"}
    at = {"locator": Locator("paragraph", pinpoint["paragraph"])} if "paragraph" in pinpoint else {}
    cluster = Cluster([CitationItem(item["id"], **at)])
    return str(_library(sheet, {**item, **there}, cluster).cite(cluster, str))


def _library(
    sheet: CitationStylesStyle, item: Mapping[str, Value], cluster: Cluster
) -> CitationStylesBibliography:
    library = CitationStylesBibliography(sheet, CiteProcJSON([item]), plain)
    library.register(cluster)
    return library


@functools.cache
def _sheet(style: str) -> CitationStylesStyle:
    with as_file(files("habeas.cite.csl") / f"{style}.csl") as path:
        return CitationStylesStyle(str(path), validate=False)
