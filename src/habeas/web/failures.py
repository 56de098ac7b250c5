"""What goes wrong in a request, told on a page in one line with what to do next."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from habeas.errors import Damaged, HabeasError, NoArchive, NotFound, NotStored, PassageError
from habeas.web.language import texts
from habeas.web.render import page


def tell_failures(app: FastAPI) -> None:
    """Makes an app answer errors with a page: ours with their line, HTTP's with theirs."""
    app.add_exception_handler(HabeasError, _ours)
    app.add_exception_handler(HTTPException, _of_http)


def status_of(error: HabeasError) -> int:
    """The HTTP status of an error of ours."""
    if isinstance(error, NotFound | PassageError):
        return 404
    return 503 if isinstance(error, Damaged | NoArchive | NotStored) else 400


def _ours(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, HabeasError) else 500
    return page(request, "error.html", status=status, code=status, told=str(error))


def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = texts(request).gettext
    told = {
        403: words("Your role does not allow this."),
        404: words("There is no page at this address."),
        405: words("This address takes no such request."),
    }.get(status, str(getattr(error, "detail", error)))
    response = page(request, "error.html", status=status, code=status, told=told)
    response.headers.update(getattr(error, "headers", None) or {})
    return response
