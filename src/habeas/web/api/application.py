"""The REST application: its rooms, and the OpenAPI document of what they answer."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from habeas.version import VERSION
from habeas.web.api import annotated, citations, documents, found, persons, records, start
from habeas.web.api.answers import BASE
from habeas.web.api.heads import Heads
from habeas.web.api.problems import PROBLEM, Problem, tell_problems

ABOUT = """The records of an archive of human-rights reports: what is told of whom, when, how surely, by whom.

Records are those of `habeas export` (the record format, version 1). Lists come in pages: `next` is the
address of the page after, null on the last. A page goes on from where the one before it ended, whatever
was read into the archive in between. An answer carries an `ETag`, which `If-None-Match` sends back: 304 says
that nothing has changed. What cannot be answered is told as `application/problem+json` (RFC 9457)."""

ROOMS = (start, documents, records, persons, found, annotated, citations)
COMMON: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the answer with this ETag."},
    400: {"description": "A filter, query or cursor that cannot be read.", "content": PROBLEM},
    422: {"description": "A parameter of another form than it must have.", "content": PROBLEM},
    503: {"description": "The archive cannot be read.", "content": PROBLEM},
}


class Api(FastAPI):
    """An application whose OpenAPI document knows the form of a problem."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if not self.openapi_schema:
            made = get_openapi(
                title=self.title,
                version=self.version,
                description=self.description,
                routes=self.routes,
            )
            form = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            made["components"]["schemas"] |= {**form.pop("$defs", {}), "Problem": form}
            made["servers"] = [{"url": BASE}]
            self.openapi_schema = made
        return self.openapi_schema


def make_api() -> FastAPI:
    """The application that is mounted under `/api/v1`."""
    api = Api(
        title="habeas",
        version=VERSION,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_name,
    )
    for room in ROOMS:
        api.include_router(room.router, responses=COMMON)
    api.add_middleware(Heads)
    tell_problems(api)
    return api


def _name(route: APIRoute) -> str:
    return route.name
