"""The records as they are exported: entities with who they are, cases and conflicts over all reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from habeas.export import records as exported
from habeas.export.common import Record
from habeas.store.records import Records
from habeas.story import Known, stories


def written(records: Records, known: Callable[[], Known], *, kind: str | None) -> Iterator[Record]:
    """The records of one kind, or all; what goes across reports is asked for only where it is written."""
    people = known().identities.of if kind in (None, "entity") else {}
    who = {entity: identity.id for entity, identity in people.items()}
    told = tuple(stories(known())) if kind in (None, "case", "conflict") else ()
    return exported(records, kind=kind, identities=who, stories=told)
