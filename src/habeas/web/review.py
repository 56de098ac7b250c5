"""The reviewers' room: what waits, decisions about a record in its place, the log, how far they are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from habeas.archive import Archive
from habeas.errors import ReviewError
from habeas.review import desk
from habeas.review.decisions import standing
from habeas.review.desk import Reviewer
from habeas.review.queue import Waiting
from habeas.vocabulary.review import review_words
from habeas.web.judged import entry
from habeas.web.language import texts
from habeas.web.links import sentence
from habeas.web.render import page
from habeas.web.safety import allowed, archive, inner, porter, visitor

router = APIRouter(prefix="/review", dependencies=[Depends(allowed("reviewer"))])
LONGEST = 500
SHOWN = 10
LINES = 50
Words = Annotated[str, Form(max_length=LONGEST)]


@router.get("")
def queue(
    request: Request,
    country: Annotated[str, Query(max_length=3)] = "",
    doc: Annotated[str, Query(max_length=40)] = "",
    first: Annotated[int, Query(alias="from", ge=0)] = 0,
) -> HTMLResponse:
    """The acts that wait for this reviewer, the most doubtful and weighty first."""
    held, who = archive(request), reviewer(request)
    documents = _asked(held, country, doc)
    found = held.desk.queue(by=who.name, documents=documents, offset=first, limit=SHOWN)
    holdings = held.inventory().holdings
    return page(
        request,
        "review.html",
        who=who,
        found=found,
        waiting=[_told(request, held, waiting) for waiting in found.acts],
        holdings=holdings,
        countries=sorted({code for holding in holdings.values() for code in holding.countries}),
        asked={"country": country, "doc": doc},
        first=first,
        shown=SHOWN,
        progress=held.desk.progress(),
    )


@router.get("/log")
def log(request: Request, before: Annotated[int, Query(ge=0)] = 0, by: str = "") -> HTMLResponse:
    """The log of judgements, the latest first, each to be taken back by who may."""
    told = archive(request).judgements()
    open_ones = {judgement.id for judgement in standing(told)}
    numbered = [(n, j) for n, j in enumerate(told, 1) if (not before or n < before) and by in ("", j.by)]
    shown = numbered[-LINES:][::-1]
    return page(
        request,
        "review_log.html",
        who=reviewer(request),
        lines=[(number, entry(judgement, standing=judgement.id in open_ones)) for number, judgement in shown],
        older=shown[-1][0] if len(numbered) > LINES else None,
        by=by,
        people=sorted({judgement.by for judgement in told}),
        crumbs=((texts(request).gettext("Review"), "/review"), (texts(request).gettext("Log"), None)),
    )


@router.post("/record/{id}")
def decide(
    request: Request,
    id: str,
    what: Words,
    field: Words = "",
    value: Words = "",
    why: Words = "",
    back: Words = "",
) -> Response:
    """Accepts, corrects, rejects or adds; then the page that the form was on."""
    given = value if what in ("correct", "add") else None
    try:
        told = archive(request).desk.decide(
            id, what, field=field or None, value=given, why=why, by=reviewer(request)
        )
    except ReviewError as error:
        return _refused(request, str(error), back)
    words = getattr(told.subject, "words", None)
    place = sentence(words.document, words.start, words.end) if words else "/review"
    return RedirectResponse(inner(back) if back else place, 303)


@router.post("/new")
def add(
    request: Request,
    document: Words,
    start: Annotated[int, Form(ge=0)],
    end: Annotated[int, Form(ge=0)],
    words: Words,
    type: Words,
    date: Words = "",
    affected: Words = "",
    certainty: Words = "stated",
) -> Response:
    """Adds an act that words of a sentence tell of; then the sentence."""
    report = archive(request).document(document)
    back = sentence(report.id, start, end)
    found = report.text.find(words, start, end) if words else -1
    told = {"date": date, "affected": affected, "certainty": certainty}
    given = {field: value for field, value in told.items() if value}
    try:
        if found < 0:
            raise ReviewError(f"“{words}” does not stand in the sentence: type its words as printed")
        place = (found, found + len(words))
        archive(request).desk.add(report, place, type, given, by=reviewer(request))
    except ReviewError as error:
        return _refused(request, str(error), back)
    return RedirectResponse(back, 303)


@router.post("/undo/{id}")
def undo(request: Request, id: str, why: Words = "", back: Words = "") -> Response:
    """Takes a judgement back; then the page that the form was on."""
    try:
        archive(request).desk.withdraw(id, by=reviewer(request), why=why)
    except ReviewError as error:
        return _refused(request, str(error), back)
    return RedirectResponse(inner(back) if back else "/review/log", 303)


def reviewer(request: Request) -> Reviewer:
    """Who judges: the user, or where nobody needs to log in the operator of this reading room."""
    user = visitor(request)
    return desk.reviewer(user.name or porter(request).settings.operator, editor=user.may("editor"))


def _refused(request: Request, told: str, back: str) -> HTMLResponse:
    return page(
        request, "review_refused.html", status=400, told=told, back=inner(back) if back else "/review"
    )


def _asked(held: Archive, country: str, doc: str) -> set[str] | None:
    """The reports that a queue is asked for; None for all."""
    if doc:
        return {held.document(doc).id}
    if country:
        return {id for id, told in held.inventory().holdings.items() if country in told.countries}
    return None


def _told(request: Request, held: Archive, waiting: Waiting) -> dict[str, object]:
    """What the queue shows of an act: the act, and why it is asked about, in words."""
    said = texts(request).gettext
    reasons = [said(review_words().told(reason)) for reason in waiting.reasons]
    return {"waiting": waiting, "event": held.event(waiting.event), "reasons": reasons}
