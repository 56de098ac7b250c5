"""The application: its route table, a room a line."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from habeas.version import VERSION
from habeas.web import (
    api,
    audit,
    case,
    country,
    document,
    preferences,
    restricted,
    review,
    search,
    sessions,
    upload,
    users,
    who,
    world,
)
from habeas.web.failures import tell_failures, told
from habeas.web.guard import Guard
from habeas.web.porter import make_porter
from habeas.web.reader import Reader
from habeas.web.safety import ON_EVERY_ROUTE
from habeas.web.settings import Settings

ROOMS = (
    search.router,
    document.router,
    case.router,
    country.router,
    world.router,
    review.router,
    who.router,
    preferences.router,
    sessions.router,
    upload.router,
    users.router,
    restricted.router,
    audit.router,
)
PLACES = (
    ("/search", "Search", "reader"),
    ("/countries", "Countries", "reader"),
    ("/cases", "Cases", "reader"),
    ("/review", "Review", "reviewer"),
    ("/upload", "Add reports", "editor"),
)


def make_app(archive: Path, *, settings: Settings | None = None) -> FastAPI:
    """The reading room of the archive in a folder."""
    app = FastAPI(
        title="habeas",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=ON_EVERY_ROUTE,
    )
    app.state.settings = settings or Settings()
    app.state.porter = make_porter(archive, app.state.settings)
    app.state.reader = Reader(archive)
    app.add_middleware(Guard, porter=app.state.porter, tell=_told)
    api.join(app)
    for router in ROOMS:
        app.include_router(router)
    with as_file(files("habeas.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    app.state.places = PLACES
    tell_failures(app)
    return app


def _told(request: Request, error: Exception) -> Response:
    """An error before any route: to a program as a problem, to a person as a page."""
    return api.told(request, error) or told(request, error)
