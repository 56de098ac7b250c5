"""What goes wrong in a request of a program, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from habeas.errors import HabeasError
from habeas.web.api.answers import NotModified, json_bytes
from habeas.web.failures import status_of

MEDIA_TYPE = "application/problem+json"
PROBLEM: dict[str, Any] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
ABSENT: dict[int | str, dict[str, Any]] = {
    404: {"description": "The archive holds nothing of this id.", "content": PROBLEM}
}

NO_PAGE: dict[int | str, dict[str, Any]] = {
    404: {"description": "No page goes on from this cursor, or there is no such report.", "content": PROBLEM}
}


class Fault(BaseModel):
    """A parameter that does not have the form it must have."""

    parameter: str = Field(description="Its name.")
    detail: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(description="`about:blank`: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="One line for a person, with what to do next.")
    instance: str = Field(description="The path that was asked for.")
    errors: list[Fault] = Field(default=[], description="With status 422: each parameter that is wrong.")


def tell_problems(app: FastAPI) -> None:
    """Makes an application answer every error with a problem."""
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(HabeasError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request that cannot be fulfilled."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    whole = told | ({"errors": errors} if errors else {})
    return Response(json_bytes(whole), status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _not_modified(_: Request, error: Exception) -> Response:
    return Response(status_code=304, headers=error.headers if isinstance(error, NotModified) else None)


def _ours(request: Request, error: Exception) -> Response:
    return problem(request, status_of(error) if isinstance(error, HabeasError) else 500, str(error))


def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(getattr(error, "detail", error))
    told = {
        404: "There is nothing at this address: openapi.json lists what there is.",
        405: "This address takes no such request: records are only read here.",
    }.get(status, detail)
    return problem(request, status, told, headers=getattr(error, "headers", None))


def _invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [{"parameter": str(fault["loc"][-1]), "detail": str(fault["msg"])} for fault in faults]
    told = "; ".join(f"{each['parameter']}: {each['detail']}" for each in errors)
    return problem(request, 422, told, errors=errors)


def _unforeseen(request: Request, error: Exception) -> Response:
    return problem(request, 500, f"The request could not be answered: {type(error).__name__}.")
