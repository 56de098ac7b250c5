"""Reports: listed, one, its text, its original bytes."""

from __future__ import annotations

import base64

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from habeas.export.common import document_record
from habeas.model.document import Document
from habeas.web.api import forms
from habeas.web.api.answers import Fresh, Held, Turned, answer
from habeas.web.api.problems import ABSENT, NO_PAGE, PROBLEM
from habeas.web.api.wanted import Country, Publisher, Year
from habeas.web.headers import SANDBOX

router = APIRouter(prefix="/documents", tags=["reports"])
GONE = {"description": "The original bytes are missing from the archive.", "content": PROBLEM}


@router.get("", responses={200: {"model": forms.Page[forms.Document]}, **NO_PAGE})
def documents(
    held: Held,
    turn: Turned,
    country: Country = None,
    year: Year = None,
    publisher: Publisher = None,
) -> Response:
    """Reports in the order of their ids, all or those on a country, covering a year, by a publisher."""
    found = held.pages.documents(
        after=turn.cursor, limit=turn.limit, country=country, year=year, publisher=publisher
    )
    return turn.page(map(document_record, found.records), found.next)


@router.get("/{id}", responses={200: {"model": forms.Document}, **ABSENT})
def document(id: str, held: Held, fresh: Fresh) -> Response:
    """One report, without its text."""
    return answer(document_record(held.pages.one(Document, id)), fresh)


@router.get(
    "/{id}/text",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **ABSENT},
)
def text(id: str, held: Held, fresh: Fresh) -> Response:
    """The text of a report, into which every offset points; they count Unicode code points."""
    whole = held.pages.one(Document, id).text.encode("utf-8", "replace")
    return Response(whole, headers=fresh, media_type="text/plain; charset=utf-8")


BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/{id}/original", response_class=Response, responses={200: {"content": BYTES}, **ABSENT, 503: GONE}
)
def original(id: str, held: Held, fresh: Fresh) -> Response:
    """The bytes that a report was read from, or those of the volume or container that holds it.

    `Repr-Digest` (RFC 9530) is their SHA-256. They are never shown as a page of this server.
    """
    found = held.pages.one(Document, id)
    sha256 = base64.b64encode(bytes.fromhex(found.within or found.sha256)).decode()
    return FileResponse(
        held.pages.original(found),
        media_type="application/octet-stream",
        filename=found.file,
        headers={**fresh, "Repr-Digest": f"sha-256=:{sha256}:", "Content-Security-Policy": SANDBOX},
    )
