"""The search page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from habeas.web.render import page

router = APIRouter()


@router.get("/")
@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """One box, and what is found."""
    return page(request, "search.html")
