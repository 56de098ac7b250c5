"""A citation of a report or of a passage in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.cite.permalink import permalink, quote_hash
from habeas.cite.work import Work, worded, work
from habeas.errors import ExportError
from habeas.model.document import Document
from habeas.model.passage import Passage

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a report or a passage.

    `printed` is the report's own "Cite as", whole and unchanged, None where it prints none; `generated`
    is made from title, publisher and date, with the day of access; `address` is `DOC#passage`, which
    `habeas cite` and `habeas show` open again, `permalink` says the same by hashes alone; `sha256` is
    that of the original bytes, `quote` the passage's words, `quote_sha256` their hash by which a
    changed text is noticed.
    """

    document: str
    file: str
    sha256: str
    printed: str | None
    generated: str
    work: Work
    passage: Passage | None
    address: str
    permalink: str
    quote: str | None
    quote_sha256: str | None

    def styled(self, style: str) -> str:
        """The citation as filed: `printed`, `oscola`, `apa`, `chicago`, `un`, `bibtex`, `ris`, `csl-json`.

        Raises ExportError for another style, and NotFound for `printed` where the report prints none.
        """
        from habeas.cite.styles import FORMS

        if style not in FORMS:
            raise ExportError(f"no style {style!r}: there are {', '.join(FORMS)}")
        return FORMS[style](self)


def cite(document: Document, passage: Passage | None, *, accessed: date) -> Citation:
    """The citation of a document, or of one passage of it."""
    cited = work(document, accessed=accessed)
    link, quote = permalink(document), None
    if passage is not None:
        link = permalink(document, passage.start, passage.end)
        quote = document.text[passage.start : passage.end]
    return Citation(
        document=document.id,
        file=document.file,
        sha256=document.sha256,
        printed=document.meta.citation,
        generated=generated(cited, passage),
        work=cited,
        passage=passage,
        address=document.id if passage is None else f"{document.id}#{passage.address}",
        permalink=str(link),
        quote=quote,
        quote_sha256=None if quote is None else quote_hash(quote),
    )


def generated(cited: Work, passage: Passage | None) -> str:
    """Publisher, Title, D Month YYYY, section, para. N, [accessed D Month YYYY]; absent parts left out."""
    parts = [cited.publisher, cited.title, cited.volume, spelled(cited.issued), cited.number]
    parts += [worded(passage)] if passage else []
    if cited.url:
        parts.append(f"available at: {cited.url}")
    known = [part for part in parts if part]
    return f"{', '.join(known)}{' ' if cited.url else ', '}[accessed {spelled(cited.accessed.isoformat())}]"


def spelled(day: str | None) -> str | None:
    """`2004-05-26` as `26 May 2004`, `2004-05` as `May 2004`, `2004` as it is."""
    if not day:
        return None
    year, *rest = day.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*[str(int(number)) for number in rest[1:]], *month, year])
