"""The page of a report: its text as printed, the records of a sentence beside it, its citation, its bytes."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from habeas.cite import cite as cited
from habeas.cite import find
from habeas.cite.styles import FORMS
from habeas.errors import NotFound
from habeas.model.document import Document
from habeas.reading import Reading
from habeas.review.desk import Rejection
from habeas.view.leaf import Line, Paragraph, leaves
from habeas.web.headers import SANDBOX
from habeas.web.language import texts
from habeas.web.printing import printer
from habeas.web.render import page
from habeas.web.safety import allowed, archive
from habeas.web.words import told

router = APIRouter(prefix="/doc", dependencies=[Depends(allowed("reader"))])
SPAN = re.compile(r"(\d{1,9}),(\d{1,9})")
STYLES = ("printed", "oscola", "chicago", "apa", "un", "bibtex", "ris", "csl-json")
Place = Annotated[str | None, Query(max_length=30)]


@router.get("/{name}")
def document(request: Request, name: str, at: Place = None) -> HTMLResponse:
    """A report; with `at`, offsets of its text, opened at the sentence that holds them."""
    reading = archive(request).reading(name, entities=False)
    report = reading.document
    paragraphs = leaves(report, reading.events)
    chosen = line_at(paragraphs, span(report, at))
    said = texts(request)
    title = report.meta.title or report.file
    return page(
        request,
        "document.html",
        reading=reading,
        document=report,
        paragraphs=paragraphs,
        print=printer(report.id, chosen, lambda event: told(event, said)),
        chosen=chosen,
        cases=cases_in(reading, chosen),
        rejected=rejected_in(request, report, chosen),
        family=archive(request).versions(report, followed=False),
        citation=cited(report, None, accessed=date.today()),
        crumbs=((said.gettext("Search"), "/search"), (title, None)),
    )


@router.get("/{name}/sentence")
def sentence(request: Request, name: str, at: Place = None) -> HTMLResponse:
    """The records of one sentence, to be put beside the text."""
    reading = archive(request).reading(name, entities=False)
    report = reading.document
    chosen = line_at(leaves(report, reading.events), span(report, at))
    if chosen is None:
        raise HTTPException(404)
    cases = cases_in(reading, chosen)
    rejected = rejected_in(request, report, chosen)
    return page(request, "sentence.html", document=report, chosen=chosen, cases=cases, rejected=rejected)


@router.get("/{name}/cite")
def cite(request: Request, name: str, at: Place = None) -> HTMLResponse:
    """How to cite a report, or the words at some offsets of it, in every style."""
    report = archive(request).document(name)
    place = span(report, at)
    passage = find(report, f"char={place[0]},{place[1]}") if place else None
    citation = cited(report, passage, accessed=date.today())
    styles = [style for style in STYLES if style != "printed" or citation.printed]
    said = texts(request).gettext
    return page(
        request,
        "cite_part.html" if "hx-request" in request.headers else "cite.html",
        document=report,
        citation=citation,
        place=place,
        styled={style: citation.styled(style) for style in styles if style in FORMS},
        crumbs=(
            (said("Search"), "/search"),
            (report.meta.title or report.file, f"/doc/{report.id}"),
            (said("Cite"), None),
        ),
    )


@router.get("/{name}/original")
def original(request: Request, name: str) -> FileResponse:
    """The bytes that a report was read from, as a file to keep: they are never shown as a page."""
    report = archive(request).document(name)
    held = archive(request).original(report.id)
    return FileResponse(
        held.path,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(held.file, safe='')}",
            "Content-Security-Policy": SANDBOX,
            "Link": f'</doc/{report.id}>; rel="describedby"',
            "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(held.sha256)).decode()}:",
        },
    )


def span(report: Document, at: str | None) -> tuple[int, int] | None:
    """The offsets that an address names; NotFound where they are no stretch of the text."""
    if not at:
        return None
    match = SPAN.fullmatch(at)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if not start < end <= len(report.text):
        raise NotFound(f"no such stretch of {report.file}: {at}; its text has {len(report.text)} characters")
    return start, end


def line_at(paragraphs: tuple[Paragraph, ...], place: tuple[int, int] | None) -> Line | None:
    """The sentence that holds an offset, or the first after it; None without one."""
    if place is None:
        return None
    lines = (line for paragraph in paragraphs for line in paragraph.lines)
    return next((line for line in lines if line.id and place[0] < line.end), None)


def cases_in(reading: Reading, chosen: Line | None) -> dict[str, list[tuple[str, str]]]:
    """The cases that each act of a sentence belongs to: pairs of id and name, by the act's id."""
    acts = {event.id for event in chosen.events} if chosen else set()
    return {act: [(case.id, case.name) for case in reading.cases if act in case.events] for act in acts}


def rejected_in(request: Request, report: Document, chosen: Line | None) -> list[Rejection]:
    """The acts of a sentence that people rejected."""
    place = (chosen.start, chosen.end) if chosen else (0, 0)
    return archive(request).desk.rejections(report.id, place)
