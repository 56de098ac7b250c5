"""Where a program begins: what the archive holds, and where it is described."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from habeas.version import VERSION
from habeas.web.api import forms
from habeas.web.api.answers import Fresh, Held, answer, base_of

router = APIRouter(tags=["start"])
KINDS = ("documents", "entities", "identities", "events", "cases", "conflicts", "issues")


@router.get("/", responses={200: {"model": forms.Start}})
def start(request: Request, held: Held, fresh: Fresh) -> Response:
    """How many records of each kind there are, and where to ask for them."""
    base = base_of(request)
    told = {
        "name": held.path.name,
        "habeas": VERSION,
        "revision": held.pages.revision(),
        "counts": held.pages.counts(),
        "records": {kind: f"{base}/{kind}" for kind in KINDS},
        "openapi": f"{base}/openapi.json",
        "oai": f"{str(request.base_url).rstrip('/')}/oai",
    }
    return answer(told, {**fresh, "Link": f'<{base}/openapi.json>; rel="service-desc"'})
