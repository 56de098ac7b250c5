"""What goes wrong in a request, told on a page in one line with what to do next."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from habeas.errors import Damaged, HabeasError, NoArchive, NotFound, NotStored, PassageError
from habeas.web.language import texts
from habeas.web.render import page


def tell_failures(app: FastAPI) -> None:
    """Makes an app answer errors with a page: ours with their line, HTTP's with theirs."""
    app.add_exception_handler(HabeasError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _unread)


def told(request: Request, error: Exception) -> Response:
    """The page of an error; of one that nobody foresaw without a word of where it happened."""
    if isinstance(error, HabeasError):
        return _ours(request, error)
    if isinstance(error, HTTPException):
        return _of_http(request, error)
    return _of_http(request, HTTPException(500))


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
        500: words("Something went wrong that nobody foresaw; the log of the server says what."),
    }
    own = str(getattr(error, "detail", ""))
    said = words(own) if own and own != HTTPStatus(status).phrase else told.get(status, own)
    response = page(request, "error.html", status=status, code=status, told=said)
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _unread(request: Request, error: Exception) -> Response:
    """What was sent cannot be read: which fields, without what was in them."""
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    fields = ", ".join(dict.fromkeys(str(fault["loc"][-1]) for fault in faults))
    said = texts(request).gettext("Something that was sent cannot be read: %(fields)s.") % {"fields": fields}
    return page(request, "error.html", status=422, code=422, told=said)
