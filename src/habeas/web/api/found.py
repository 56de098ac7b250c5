"""Search: passages that hold words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from habeas.paging import cursor_at, position_of
from habeas.search.index import ORDERS
from habeas.view.hits import hit_record
from habeas.web.api import forms
from habeas.web.api.answers import Held, Turned
from habeas.web.api.problems import NO_PAGE
from habeas.web.api.wanted import Wanted

router = APIRouter(tags=["search"])


@router.get("/search", responses={200: {"model": forms.Found}, **NO_PAGE})
def search(
    held: Held,
    turn: Turned,
    wanted: Wanted,
    q: Annotated[str, Query(description='Words, "phrases", prefix*, AND, OR, NOT and brackets.')] = "",
    order: Annotated[str, Query(json_schema_extra={"enum": list(ORDERS)})] = ORDERS[0],
) -> Response:
    """Passages that hold words, best first, each with the acts told in it; words or a filter must be given.

    What is read in between may put a passage on another page: the best come first, not the same.
    """
    first = position_of(turn.cursor)
    found = held.search(q, order=order, limit=turn.limit, offset=first, **wanted)
    last = first + len(found.hits)
    following = cursor_at(last) if last < found.total else None
    return turn.page(map(hit_record, found.hits), following, total=found.total)
