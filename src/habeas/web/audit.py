"""The log's page: who read which restricted report when, and what was done to users and reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from habeas.web.render import page
from habeas.web.safety import allowed, porter

router = APIRouter(dependencies=[Depends(allowed("admin"))])
MOST = 100
Asked = Annotated[str, Query(max_length=300)]
DEEDS = (
    *("opened", "shown", "restricted", "freed", "login", "refused", "logout"),
    *("added", "role", "disabled", "enabled", "password", "key", "key taken back", "uploaded"),
)


@router.get("/audit")
def audit(
    request: Request,
    user: Asked = "",
    what: Asked = "",
    subject: Asked = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """The lines of the log, the latest first, narrowed by user, deed and what it was done to."""
    asked = {"user": user.strip(), "what": what, "subject": subject.strip()}
    same = {column: value for column, value in asked.items() if value}
    lines = list(porter(request).log.lines(before=before, limit=MOST + 1, **same))
    older = lines[MOST - 1].number if len(lines) > MOST else None
    return page(request, "audit.html", lines=lines[:MOST], asked=asked, kinds=DEEDS, older=older)
