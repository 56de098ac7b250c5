"""Filters that name what there is: a misspelt type of act is told, and does not find nothing."""

from __future__ import annotations

from importlib.resources import files

from habeas.model.record import CERTAINTIES
from habeas.search.facets import AUTHOR, SOMEBODY, Filters, fold
from habeas.search.query import QueryError
from habeas.vocabulary.persons import institution_kinds


def checked(filters: Filters) -> Filters:
    """The filters as they are; QueryError for a type, a certainty or a source that there is not."""
    if filters.type is not None:
        types = act_types()
        if fold(filters.type) not in map(fold, types):
            raise QueryError(f"no act type {filters.type!r}: there are {', '.join(types)}")
    if filters.certainty is not None and filters.certainty not in CERTAINTIES:
        raise QueryError(f"no certainty {filters.certainty!r}: there are {', '.join(CERTAINTIES)}")
    if filters.source is not None:
        sources = [AUTHOR, SOMEBODY, *institution_kinds()]
        if fold(filters.source) not in map(fold, sources):
            raise QueryError(f"no source {filters.source!r}: there are {', '.join(sources)}")
    return filters


def act_types() -> list[str]:
    """The types of acts that there are, by name."""
    return sorted(act.name.removesuffix(".yml") for act in (files("habeas.vocabulary") / "acts").iterdir())
