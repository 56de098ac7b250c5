"""A citation of a report or of a passage in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.cite.passage import Passage
from habeas.model.document import Document

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a report or a passage.

    `printed` is the report's own "Cite as", whole and unchanged, None where it prints none; `generated`
    is made from title, publisher and date, with the day of access; `address` is `DOC#passage`, which
    `habeas cite` and `habeas show` open again; `quote` the passage's words.
    """

    document: str
    file: str
    printed: str | None
    generated: str
    address: str
    quote: str | None


def cite(document: Document, passage: Passage | None, *, accessed: date) -> Citation:
    """The citation of a document, or of one passage of it."""
    return Citation(
        document=document.id,
        file=document.file,
        printed=document.meta.citation,
        generated=generated(document, passage, accessed=accessed),
        address=document.id if passage is None else f"{document.id}#{passage.address}",
        quote=None if passage is None else document.text[passage.start : passage.end],
    )


def generated(document: Document, passage: Passage | None, *, accessed: date) -> str:
    """Publisher, Title, D Month YYYY, section, para. N, [accessed D Month YYYY]; absent parts left out."""
    meta = document.meta
    parts = [meta.publisher, meta.title or document.file, spelled(meta.published), meta.symbol]
    if passage is not None:
        parts.append(passage.section)
        parts.append(f"para. {passage.paragraph}" if passage.paragraph else None)
    if meta.url:
        parts.append(f"available at: {meta.url}")
    known = [" ".join(part.split()) for part in parts if part]
    return f"{', '.join(known)}{' ' if meta.url else ', '}[accessed {spelled(accessed.isoformat())}]"


def spelled(day: str | None) -> str | None:
    """`2004-05-26` as `26 May 2004`, `2004-05` as `May 2004`, `2004` as it is."""
    if not day:
        return None
    year, *rest = day.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*[str(int(number)) for number in rest[1:]], *month, year])
