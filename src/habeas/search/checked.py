"""Filters that name what there is: a misspelt type of act is told, and does not find nothing."""

from __future__ import annotations

from importlib.resources import files

from habeas.model.record import CERTAINTIES
from habeas.search.facets import Filters, fold
from habeas.search.query import QueryError


def checked(filters: Filters) -> Filters:
    """The filters as they are; QueryError, one line, for a type of act or a certainty that does not exist."""
    if filters.type:
        types = [act.name.removesuffix(".yml") for act in (files("habeas.vocabulary") / "acts").iterdir()]
        if fold(filters.type) not in map(fold, types):
            raise QueryError(f"no act type {filters.type!r}: there are {', '.join(sorted(types))}")
    if filters.certainty and filters.certainty not in CERTAINTIES:
        raise QueryError(f"no certainty {filters.certainty!r}: there are {', '.join(CERTAINTIES)}")
    return filters
