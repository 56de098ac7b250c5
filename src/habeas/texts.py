"""A report's other texts: its copies, the older and newer ones, and two of them compared."""

from __future__ import annotations

from habeas.errors import NotFound
from habeas.linking import links_in_step
from habeas.model.document import Document
from habeas.store.records import Records
from habeas.versions.copies import order
from habeas.versions.diff import Diff, diff
from habeas.view.family import Family, family, nearest, relatives


def family_of(document: Document, records: Records, *, followed: bool) -> Family:
    """Where a report was found, its copies and near copies, its older and newer texts."""
    id, links = document.id, links_in_step(records)
    others = records.documents(relatives(id, links) - {id})
    related = {id: document, **{other.id: other for other in others}}
    events = {each: list(records.events(each)) if followed else [] for each in related}
    places = [place.name for place in records.places([id])[id]]
    return family(id, links, related, places=places, events=events)


def difference(one: Document, other: Document | None, records: Records) -> Diff:
    """Two texts compared, the older first where their dates tell; without another the nearest of its own."""
    beside = other or nearest(family_of(one, records, followed=True))
    if beside is None:
        raise NotFound(f"no other text or copy of {one.file} is known: name a report to compare")
    return diff(beside, one) if order(one, beside) > 0 else diff(one, beside)
