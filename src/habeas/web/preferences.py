"""What a reader prefers, kept in a cookie of the browser: the language and the colours."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import RedirectResponse

from habeas.web.language import LANGUAGES
from habeas.web.render import THEMES
from habeas.web.safety import inner

router = APIRouter()
YEAR = 365 * 24 * 3600
CHOICES = {"language": tuple(LANGUAGES), "theme": THEMES}


@router.get("/prefer/{what}/{value}", include_in_schema=False)
def prefer(what: str, value: str, back: Annotated[str, Query()] = "/") -> RedirectResponse:
    """Notes a preference and goes back to the page it was set on."""
    if value not in CHOICES.get(what, ()):
        raise HTTPException(404)
    response = RedirectResponse(inner(back), status_code=303)
    response.set_cookie(what, value, max_age=YEAR, samesite="lax", httponly=True)
    return response
