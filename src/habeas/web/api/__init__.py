"""The archive for programs: REST under `/api/v1`, OAI-PMH at `/oai`, citations of `/doc/ID` for who asks."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route

from habeas.web.api import oai
from habeas.web.api.answers import BASE
from habeas.web.api.application import make_api
from habeas.web.api.citations import CitedRoute
from habeas.web.api.problems import problem


def told(request: Request, error: Exception) -> Response | None:
    """The problem that a program is told of an error before its request came here; None for a person's."""
    if not request.url.path.startswith(f"{BASE}/"):
        return None
    status = error.status_code if isinstance(error, HTTPException) else 503
    return problem(request, status, str(getattr(error, "detail", error)))


class Under(Mount):
    """A mount that also takes the addresses with a line break in them, for what is there to refuse."""

    def __init__(self, path: str, app: FastAPI) -> None:
        super().__init__(path, app=app, name="api")
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


def join(app: FastAPI) -> None:
    """Hangs the three on the reading room, before its pages: a citation is looked for before a page."""
    inner = make_api()
    inner.state = app.state
    app.router.routes += [
        Under(BASE, inner),
        Route("/oai", oai.answer, methods=["GET", "POST"], name="oai"),
        CitedRoute("/doc/{id}"),
    ]
