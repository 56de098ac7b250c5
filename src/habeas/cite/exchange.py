"""Citations for citing programs: BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from habeas.cite.work import worded
from habeas.model.passage import slugify

if TYPE_CHECKING:
    from habeas.cite.citation import Citation

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ESCAPED = {
    **{ord(sign): f"\\{sign}" for sign in "&%$#_{}"},
    **{ord("\\"): r"\textbackslash{}", ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}"},
}


def bibtex(citation: Citation) -> str:
    """A `techreport`, or an `incollection` for an entry of a volume; the pinpoint is its note."""
    work = citation.work
    year, *rest = (work.issued or "").split("-")
    key = "-".join(part for part in (slugify(work.publisher or work.title), year, work.id[:9]) if part)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors or (work.publisher,) if name),
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": _tex(work.volume or ""),
        "publisher" if work.volume else "institution": _tex(work.publisher or ""),
        "year": year,
        "number": _tex(work.number or ""),
        "pages": "--".join(work.pages),
        "url": work.url or work.archive_url,
        "urldate": work.accessed.isoformat() if work.url or work.archive_url else None,
        "note": _tex("; ".join(_notes(citation))),
    }
    month = [f"  month = {MONTHS[int(rest[0]) - 1]},"] if rest else []
    lines = [*(f"  {name} = {{{value}}}," for name, value in fields.items() if value), *month]
    return "\n".join([f"@{'incollection' if work.volume else 'techreport'}{{{key},", *lines, "}"])


def ris(citation: Citation) -> str:
    """A RIS record: `RPRT`, or `CHAP` for an entry of a volume; archive, pinpoint and words as notes."""
    work = citation.work
    year, *rest = (work.issued or "").split("-")
    online = work.url or work.archive_url
    tags = [
        ("TY", "CHAP" if work.volume else "RPRT"),
        *(("AU", name) for name in work.authors or (work.publisher,)),
        ("TI", work.title),
        ("T2", work.volume),
        ("PB", work.publisher),
        ("PY", year),
        ("DA", "/".join([year, *rest]) if year else None),
        ("M1", work.number),
        ("SP", work.pages[0] if work.pages else None),
        ("EP", work.pages[-1] if work.pages else None),
        ("LA", work.language),
        ("UR", online),
        ("Y2", work.accessed.strftime("%Y/%m/%d") if online else None),
        *(("N1", note) for note in _notes(citation)),
        ("ID", work.id),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _notes(citation: Citation) -> Iterator[str]:
    if citation.passage:
        yield worded(citation.passage)
    if citation.work.url and citation.work.archive_url:
        yield f"archived at {citation.work.archive_url}"
    yield citation.permalink


def _tex(words: str) -> str:
    return words.translate(ESCAPED)
