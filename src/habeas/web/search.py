"""The search page: one box, what is found, and what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias, cast
from urllib.parse import quote_plus

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from habeas.archive import Archive
from habeas.search.facets import Narrowing
from habeas.search.hits import Hit, Results, Tally
from habeas.search.index import ORDERS
from habeas.search.query import QueryError
from habeas.web.language import texts
from habeas.web.links import address, sentence
from habeas.web.render import page
from habeas.web.safety import allowed, archive
from habeas.web.words import country_name, label_of, plain

Said: TypeAlias = Callable[[str], str]
router = APIRouter(dependencies=[Depends(allowed("reader"))])
SHOWN = 20
MOST = 10_000
MANY = 27
FIELDS = ("country", "year", "section", "type", "person", "institution", "certainty", "source", "publisher")


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for, as the address says it."""

    words: str = ""
    order: str = ORDERS[0]
    first: int = 0
    narrowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def filters(self) -> Narrowing:
        """The filters as the library takes them; a year that is no number is one that nothing covers."""
        year = self.narrowed.get("year")
        given: dict[str, str | int] = dict(self.narrowed)
        if year is not None:
            given["year"] = int(year) if year.isdecimal() else -1
        return cast(Narrowing, given)

    def but(self, **changed: str | int | None) -> str:
        """The address of this search with something changed; from the first passage on unless told."""
        order = None if self.order == ORDERS[0] else self.order
        return address("/search", {"q": self.words, **self.narrowed, "order": order, **changed})


async def asked(
    request: Request,
    q: Annotated[str, Query(max_length=1000)] = "",
    order: str = ORDERS[0],
    first: Annotated[int, Query(alias="from", ge=0, le=MOST)] = 0,
) -> Search:
    """The search that an address asks for."""
    given = {name: request.query_params.get(name, "").strip() for name in (*FIELDS, "document")}
    return Search(q.strip(), order, first, {name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a search can be narrowed by: its words, where it leads, how many passages have it."""

    words: str
    address: str
    passages: int


@router.get("/")
@router.get("/search")
def search(request: Request, asked: Annotated[Search, Depends(asked)]) -> HTMLResponse:
    """Passages that hold words, best first, with what they can be narrowed by.

    Where nothing is asked for the whole archive is counted.
    """
    held, said, told = archive(request), texts(request).gettext, None
    results = Results(0, ())
    tallies: Mapping[str, tuple[Tally, ...]] = {}
    try:
        if asked.words or asked.narrowed:
            results = held.search(
                asked.words, order=asked.order, limit=SHOWN, offset=asked.first, **asked.filters
            )
        tallies = held.tallies(asked.words, most=MANY, **asked.filters)
    except QueryError as error:
        told = str(error)
    return page(
        request,
        "search.html",
        status=400 if told else 200,
        asked=asked,
        results=results,
        choices=choices(asked, tallies, said),
        chips=chips(asked, held, said),
        labels=labels(said),
        orders=ORDERS,
        told=told,
        opens=opens,
        shown=SHOWN,
    )


def opens(hit: Hit) -> str:
    """Where a hit opens: at the first word found, else at the first act told, else at the passage."""
    if hit.found:
        return sentence(hit.document, *hit.found[0])
    if hit.records:
        return sentence(hit.document, hit.records[0].trigger.start, hit.records[0].trigger.end)
    return sentence(hit.document, hit.start, hit.end)


def choices(asked: Search, tallies: Mapping[str, tuple[Tally, ...]], said: Said) -> dict[str, list[Choice]]:
    """What a search can be narrowed by further, by field, the most frequent first."""
    rest = asked.but()
    joined = f"{rest}{'&' if '?' in rest else '?'}"
    return {
        field: [
            Choice(
                worded(field, each.value, said), f"{joined}{field}={quote_plus(each.value)}", each.passages
            )
            for each in tallies[field]
        ]
        for field in FIELDS
        if field not in asked.narrowed and tallies.get(field)
    }


def chips(asked: Search, held: Archive, said: Said) -> list[tuple[str, str, str]]:
    """What a search is narrowed by: the filter, its value as people read it, the search without it."""
    found = []
    for name, value in asked.narrowed.items():
        words = worded(name, value, said)
        if name == "document":
            report = held.document(value)
            words = report.meta.title or report.file
        found.append((name, words, asked.but(**{name: None})))
    return found


def worded(field: str, value: str, said: Said) -> str:
    """A value of a filter as people read it."""
    match field:
        case "country":
            return said(country_name(value))
        case "type":
            return said(label_of(value))
        case "certainty" | "source":
            return said(plain(value))
        case _:
            return value


def labels(said: Said) -> dict[str, str]:
    """The filters as people read them."""
    return {
        "country": said("Country"),
        "year": said("Year covered"),
        "section": said("Section"),
        "type": said("Act"),
        "person": said("Person"),
        "institution": said("Institution"),
        "certainty": said("How surely"),
        "source": said("Who says it"),
        "publisher": said("Publisher"),
        "document": said("Report"),
    }
