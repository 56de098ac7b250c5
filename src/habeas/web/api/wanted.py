"""The filters of the library's search, as parameters."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query

from habeas.model.record import CERTAINTIES
from habeas.search.checked import act_types
from habeas.search.facets import Narrowing

Country = Annotated[str | None, Query(description="An ISO 3166-1 alpha-3 code, or a name.")]
Year = Annotated[int | None, Query(ge=1, le=9999, description="A year that the report covers.")]
Publisher = Annotated[str | None, Query(description="Words of the publisher's name.")]
TYPES: dict[str, Any] = {"json_schema_extra": {"enum": act_types()}}
CERTAIN: dict[str, Any] = {"json_schema_extra": {"enum": list(CERTAINTIES)}}
Report = Annotated[str | None, Query(description="The id of a report.")]


def wanted(
    country: Country = None,
    year: Year = None,
    publisher: Publisher = None,
    section: Annotated[str | None, Query(description="Words of a heading above the passage.")] = None,
    type: Annotated[str | None, Query(description="A type of act told in the passage.", **TYPES)] = None,
    person: Annotated[str | None, Query(description="Words of the name of a person.")] = None,
    institution: Annotated[str | None, Query(description="Words of the name of an institution.")] = None,
    certainty: Annotated[str | None, Query(description="How surely an act is told.", **CERTAIN)] = None,
    source: Annotated[str | None, Query(description="The kind of who tells of it: `author`.")] = None,
    document: Report = None,
) -> Narrowing:
    """The filters that are given."""
    return {
        "country": country,
        "year": year,
        "publisher": publisher,
        "section": section,
        "type": type,
        "person": person,
        "institution": institution,
        "certainty": certainty,
        "source": source,
        "document": document,
    }


Wanted = Annotated[Narrowing, Depends(wanted)]
