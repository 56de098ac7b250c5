"""The archive for programs: REST under `/api/v1`, OAI-PMH at `/oai`, citations of `/doc/ID` for who asks."""

from __future__ import annotations

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


def join(app: FastAPI) -> None:
    """Hangs the three on the reading room, before its pages: a citation is looked for before a page."""
    app.router.routes += [
        Mount(BASE, app=make_api(), name="api"),
        Route("/oai", oai.answer, methods=["GET", "POST"], name="oai"),
        CitedRoute("/doc/{id}"),
    ]
