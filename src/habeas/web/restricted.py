"""Restricted reports: which they are, and marking one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from habeas.errors import HabeasError
from habeas.users.restricted import SEES
from habeas.web.render import page
from habeas.web.safety import allowed, archive, inner, porter, visitor
from habeas.web.watch import address_of

router = APIRouter(prefix="/restricted", dependencies=[Depends(allowed(SEES))])
Typed = Annotated[str, Form(max_length=300)]


@router.get("")
def restricted(request: Request) -> HTMLResponse:
    """All restricted reports, and the form to restrict one more."""
    return _page(request)


@router.post("")
def mark(request: Request, document: Typed, why: Typed, back: Typed = "/restricted") -> Response:
    """Restricts a report, named by its id or file."""
    try:
        id = archive(request).document(document).id
    except HabeasError as error:
        return _page(request, told=str(error), status=400)
    porter(request).restrictions.mark(id, by=visitor(request), why=why.strip())
    return _done(request, "restricted", id, back)


@router.post("/free")
def free(request: Request, document: Typed, back: Typed = "/restricted") -> Response:
    """Lets everybody see a report again."""
    porter(request).restrictions.free(document)
    return _done(request, "freed", document, back)


def _page(request: Request, *, told: str = "", status: int = 200) -> HTMLResponse:
    marked = porter(request).restrictions.all()
    holdings = archive(request).inventory().holdings
    titles = {id: held.title for id, held in holdings.items()}
    return page(request, "restricted.html", status=status, marked=marked, titles=titles, told=told)


def _done(request: Request, what: str, id: str, back: str) -> Response:
    log, path = porter(request).log, request.url.path
    log.add(visitor(request), what, id, path=path, address=address_of(request))
    return RedirectResponse(inner(back), 303)
