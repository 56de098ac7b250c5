"""Who is who across reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from habeas.errors import NotFound
from habeas.export.common import identity_record
from habeas.model.identity import Identity
from habeas.paging import Spot, listed
from habeas.search.facets import fold
from habeas.web.api import forms
from habeas.web.api.answers import Fresh, Held, Turned, answer
from habeas.web.api.problems import ABSENT, NO_PAGE

router = APIRouter(prefix="/identities", tags=["who is who"])


@router.get("", responses={200: {"model": forms.Page[forms.Identity]}, **NO_PAGE})
def identities(
    held: Held,
    turn: Turned,
    name: Annotated[str | None, Query(description="Words of a name.")] = None,
) -> Response:
    """Persons and bodies, each with the entities that stand for it in reports and what joined them."""
    asked = set(fold(name or "").split())
    meant = (one for one in held.identities().all if name is None or _called(one, asked))
    found = listed(((Spot(one.id), one) for one in meant), after=turn.cursor, limit=turn.limit)
    return turn.page(map(identity_record, found.records), found.next)


@router.get("/{id}", responses={200: {"model": forms.Identity}, **ABSENT})
def identity(id: str, held: Held, fresh: Fresh) -> Response:
    """One of them; `identity` of an entity leads here."""
    for one in held.identities().all:
        if one.id == id:
            return answer(identity_record(one), fresh)
    raise NotFound(f"the archive knows no identity {id!r}")


def _called(one: Identity, asked: set[str]) -> bool:
    return any(asked <= set(fold(each).split()) for each in (one.name, *one.aliases))
