"""Who is who: pairs that may be one person, both passages side by side, to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from habeas.model.document import Document
from habeas.model.identity import Comparison, Figure, Identities
from habeas.web.language import texts
from habeas.web.links import address, sentence
from habeas.web.render import page
from habeas.web.review import reviewer
from habeas.web.safety import allowed, archive

router = APIRouter(prefix="/review/identities", dependencies=[Depends(allowed("reviewer"))])
SHOWN = 6
Words = Annotated[str, Form(max_length=500)]


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair: the name, the report, the paragraph that names them with the name's offsets in it."""

    entity: str
    name: str
    title: str
    years: str
    address: str
    words: str
    marks: tuple[tuple[int, int], ...]


@router.get("")
def pairs(request: Request, first: Annotated[int, Query(alias="from", ge=0)] = 0) -> HTMLResponse:
    """The pairs that only a person can decide, the likeliest first."""
    held = archive(request)
    known = held.identities()
    left = known.unsure
    shown = left[first : first + SHOWN]
    wanted = {known.figures[id].document for pair in shown for id in (pair.one, pair.other)}
    documents = held.pages.reports(wanted)
    return page(
        request,
        "who.html",
        pairs=[(pair, _sides(pair, known, documents)) for pair in shown],
        total=len(left),
        first=first,
        before=address("/review/identities", {"from": max(first - SHOWN, 0)}) if first else None,
        after=address("/review/identities", {"from": first + SHOWN}) if first + SHOWN < len(left) else None,
        crumbs=((texts(request).gettext("Review"), "/review"), (texts(request).gettext("Who is who"), None)),
    )


@router.post("")
def decide(request: Request, one: Words, other: Words, what: Words, why: Words = "") -> Response:
    """Judges a pair as one, as two, or leaves it open; then the pairs that are left."""
    archive(request).registry.decide(what, one, other, by=reviewer(request), why=why)
    return RedirectResponse("/review/identities", 303)


def _sides(pair: Comparison, known: Identities, documents: Mapping[str, Document]) -> list[Side]:
    figures = (known.figures[pair.one], known.figures[pair.other])
    return [_side(figure, documents[figure.document]) for figure in figures]


def _side(figure: Figure, document: Document) -> Side:
    mention, covers = figure.mention, document.meta.covers
    held = (b for b in document.blocks if b.start <= mention.start and mention.end <= b.end)
    start, end = next(((b.start, b.end) for b in held), (mention.start, mention.end))
    years = f"{covers[0].year}–{covers[1].year}" if covers else document.meta.published or ""
    return Side(
        entity=figure.id,
        name=figure.name,
        title=document.meta.title or document.file,
        years=str(covers[0].year) if covers and covers[0].year == covers[1].year else years,
        address=sentence(document.id, mention.start, mention.end),
        words=document.text[start:end],
        marks=((mention.start - start, mention.end - start),),
    )
