"""The citation of a report, in the form that is asked for by `Accept`."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import Scope

from habeas.archive import Archive
from habeas.cite import Citation, Passage, at, cite
from habeas.errors import HabeasError, NotFound
from habeas.model.document import Document
from habeas.web.api.accept import best
from habeas.web.api.answers import Held, NotModified, stamp
from habeas.web.api.problems import ABSENT, PROBLEM, problem
from habeas.web.failures import status_of
from habeas.web.safety import archive

router = APIRouter(tags=["reports"])
FORMS: Mapping[str, str] = {
    "application/vnd.citationstyles.csl+json": "csl-json",
    "application/x-bibtex": "bibtex",
    "application/x-research-info-systems": "ris",
    "text/html": "html",
    "text/plain": "oscola",
}
REFUSED = {"description": "There is no citation in a form that is accepted.", "content": PROBLEM}
TEXT = {"schema": {"type": "string"}}
LIST = {"schema": {"type": "array", "items": {"type": "object"}}}
CONTENT = {form: LIST if style == "csl-json" else TEXT for form, style in FORMS.items()}


def dated(request: Request, held: Held) -> dict[str, str]:
    """The headers of an answer that also depends on the day."""
    return stamp(request, held, date.today().isoformat())


@router.get(
    "/documents/{id}/citation",
    response_class=Response,
    responses={200: {"content": CONTENT}, **ABSENT, 406: REFUSED},
)
def citation(
    id: str,
    request: Request,
    held: Held,
    dated: Annotated[dict[str, str], Depends(dated)],
    start: Annotated[int | None, Query(ge=0, description="With `end`: the words that are cited.")] = None,
    end: Annotated[int | None, Query(ge=0, description="Code points into the text.")] = None,
) -> Response:
    """How to cite a report, or words in it: CSL-JSON, BibTeX, RIS, HTML, or a note in plain text (OSCOLA)."""
    return cited(request, held, id, dated, words=(start, end))


def cited(
    request: Request,
    held: Archive,
    id: str,
    headers: Mapping[str, str],
    *,
    words: tuple[int | None, int | None] = (None, None),
) -> Response:
    """The citation in the form that is asked for; HTTPException 406 where there is none."""
    form = best(request.headers.get("accept", ""), tuple(FORMS))
    if form is None:
        raise HTTPException(406, f"A citation comes as {', '.join(FORMS)}.")
    document = held.pages.one(Document, id)
    made = cite(document, _passage(document, *words), accessed=date.today())
    body = _as_html(made) if form == "text/html" else made.styled(FORMS[form])
    return Response(body.encode("utf-8", "replace"), headers=dict(headers), media_type=_typed(form))


def _passage(document: Document, start: int | None, end: int | None) -> Passage | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end <= len(document.text):
        raise NotFound(
            f"the report has no words from {start} to {end}: it has {len(document.text)} characters"
        )
    return at(document, start, end)


def _as_html(made: Citation) -> str:
    """The note as a paragraph, the printed citation before it where there is one."""
    told = [made.printed, made.styled("oscola")]
    lines = "".join(f"<p>{html.escape(each)}</p>" for each in told if each)
    return f'<!doctype html><html lang="en"><title>{html.escape(made.work.title)}</title>{lines}</html>'


def _typed(form: str) -> str:
    return form if form.endswith("json") else f"{form}; charset=utf-8"


class CitedRoute(Route):
    """The address of a report's page for who asks for a citation rather than a page."""

    def __init__(self, path: str) -> None:
        super().__init__(path, _negotiated, methods=["GET"], name="cited", include_in_schema=False)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Matches where a form of citation is accepted, and HTML is not accepted as gladly."""
        accept = next(
            (value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"accept"), ""
        )
        asked = best(accept, ("text/html", *(form for form in FORMS if form != "text/plain")))
        if accept in ("", "*/*") or asked in (None, "text/html"):
            return Match.NONE, {}
        return super().matches(scope)


async def _negotiated(request: Request) -> Response:
    return await run_in_threadpool(_of_page, request)


def _of_page(request: Request) -> Response:
    held = archive(request)
    try:
        return cited(request, held, request.path_params["id"], dated(request, held))
    except NotModified as known:
        return Response(status_code=304, headers=known.headers)
    except HabeasError as error:
        return problem(request, status_of(error), str(error))
