"""What is cited, by the facts that every style of citation arranges in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from habeas.model.document import Document
from habeas.model.passage import Passage

Value: TypeAlias = "str | list[dict[str, str]] | dict[str, list[list[int]]] | None"


@dataclass(frozen=True, slots=True)
class Work:
    """A report, or an entry of a `volume`; what its page does not say is None or empty.

    `issued` is `YYYY[-MM[-DD]]` as printed, `pages` those of the entry, `url` the original's address,
    `archive_url` that of a copy kept by a web archive, `accessed` the day of access that is given.
    """

    id: str
    title: str
    volume: str | None
    authors: tuple[str, ...]
    publisher: str | None
    issued: str | None
    number: str | None
    pages: tuple[str, ...]
    language: str | None
    url: str | None
    archive_url: str | None
    accessed: date


def work(document: Document, *, accessed: date) -> Work:
    """What a document says of itself, each value in one line."""
    meta, entry = document.meta, document.entry
    pages = (entry.first_page, entry.last_page) if entry else ()
    return Work(
        id=document.id,
        title=_line(meta.title or (entry.heading if entry else document.file)) or document.file,
        volume=_line(entry.volume) if entry else None,
        authors=tuple(" ".join(name.split()) for name in meta.authors),
        publisher=_line(meta.publisher),
        issued=meta.published,
        number=_line(meta.symbol),
        pages=tuple(dict.fromkeys(page for page in pages if page)),
        language=meta.language,
        url=meta.url,
        archive_url=meta.archive_url,
        accessed=accessed,
    )


def csl_json(cited: Work) -> dict[str, Value]:
    """The CSL-JSON item of a work; without `author` where the publisher alone stands for it."""
    found: dict[str, Value] = {
        "id": cited.id,
        "type": "chapter" if cited.volume else "report",
        "title": cited.title,
        "container-title": cited.volume,
        "author": [{"literal": name} for name in cited.authors],
        "publisher": cited.publisher,
        "issued": _day(cited.issued),
        "number": cited.number,
        "page": "-".join(cited.pages),
        "language": cited.language,
        "URL": cited.url,
        "archive_location": cited.archive_url,
        "accessed": _day(cited.accessed.isoformat()),
    }
    return {name: value for name, value in found.items() if value}


def place(passage: Passage) -> dict[str, str]:
    """The page, section and paragraph of a passage, as far as it has them."""
    paragraph = str(passage.paragraph) if passage.paragraph else None
    found = {"page": passage.page, "section": _line(passage.section), "paragraph": paragraph}
    return {name: value for name, value in found.items() if value}


def worded(passage: Passage) -> str:
    """The place of a passage in words: `p. 211, Death penalty, para. 1`."""
    before = {"page": "pp. " if "-" in (passage.page or "") else "p. ", "paragraph": "para. "}
    return ", ".join(before.get(name, "") + value for name, value in place(passage).items())


def _day(day: str | None) -> Value:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) if words else None
