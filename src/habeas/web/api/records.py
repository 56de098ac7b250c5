"""Records: who is named, what is told, cases, conflicts, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import APIRouter
from fastapi.responses import Response

from habeas.archive import Archive
from habeas.export.common import (
    Record,
    entity_record,
    event_record,
    issue_record,
)
from habeas.model.case import Entity
from habeas.model.record import Event
from habeas.web.api import forms
from habeas.web.api.answers import Fresh, Held, Turned, answer
from habeas.web.api.problems import ABSENT, NO_PAGE
from habeas.web.api.wanted import Report, Wanted

router = APIRouter(tags=["records"])


@router.get("/entities", responses={200: {"model": forms.Page[forms.Entity]}, **NO_PAGE})
def entities(held: Held, turn: Turned, document: Report = None) -> Response:
    """Persons, organisations, groups, places and laws, by report and in their order there."""
    found = held.pages.standing(Entity, after=turn.cursor, limit=turn.limit, document=document)
    return turn.page(_named(held, found.records), found.next)


@router.get("/entities/{id}", responses={200: {"model": forms.Entity}, **ABSENT})
def entity(id: str, held: Held, fresh: Fresh) -> Response:
    """One of them, with every mention."""
    (named,) = _named(held, [held.pages.one(Entity, id)])
    return answer(named, fresh)


def _named(held: Archive, entities: Iterable[Entity]) -> Iterator[Record]:
    """Entities with who they are across reports."""
    who = held.identities().of
    for entity in entities:
        yield entity_record(entity, identity=who[entity.id].id if entity.id in who else None)


@router.get("/events", responses={200: {"model": forms.Page[forms.Event]}, **NO_PAGE})
def events(held: Held, turn: Turned, wanted: Wanted) -> Response:
    """Acts by report and place in it: all, or those told in the passages that fulfil the filters.

    `person` asks that the person takes part in the act.
    """
    found = held.pages.events(after=turn.cursor, limit=turn.limit, **wanted)
    titles = held.pages.sections(found.records)
    told = (event_record(event, section=titles[event.id]) for event in found.records)
    return turn.page(told, found.next)


@router.get("/events/{id}", responses={200: {"model": forms.Event}, **ABSENT})
def event(id: str, held: Held, fresh: Fresh) -> Response:
    """One act."""
    told = held.pages.one(Event, id)
    return answer(event_record(told, section=held.pages.sections([told])[told.id]), fresh)


@router.get("/cases", responses={200: {"model": forms.Page[forms.Case]}, **NO_PAGE})
def cases(held: Held, turn: Turned, document: Report = None) -> Response:
    """What is told of each person or group, in time order: one case a person, whatever reports tell it.

    They come in the order of the first report that tells them.
    """
    found = held.joint.cases(after=turn.cursor, limit=turn.limit, document=document)
    return turn.page(found.records, found.next)


@router.get("/cases/{id}", responses={200: {"model": forms.Case}, **ABSENT})
def case(id: str, held: Held, fresh: Fresh) -> Response:
    """One case."""
    return answer(held.joint.case(id), fresh)


@router.get("/conflicts", responses={200: {"model": forms.Page[forms.Conflict]}, **NO_PAGE})
def conflicts(held: Held, turn: Turned, document: Report = None) -> Response:
    """Acts that cannot all be true: within each report, then between the reports that tell of a person."""
    found = held.joint.conflicts(after=turn.cursor, limit=turn.limit, document=document)
    return turn.page(found.records, found.next)


@router.get("/conflicts/{id}", responses={200: {"model": forms.Conflict}, **ABSENT})
def conflict(id: str, held: Held, fresh: Fresh) -> Response:
    """One conflict."""
    return answer(held.joint.conflict(id), fresh)


@router.get("/issues", responses={200: {"model": forms.Page[forms.Issue]}, **NO_PAGE})
def issues(held: Held, turn: Turned) -> Response:
    """What was not understood: files that could not be read, then by report."""
    found = held.pages.issues(after=turn.cursor, limit=turn.limit)
    return turn.page(map(issue_record, found.records), found.next)
