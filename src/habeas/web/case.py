"""The page of a case, the same for printing, and the roll of cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from habeas.errors import Ambiguous
from habeas.model.outline import Holding
from habeas.search.facets import fold
from habeas.view.casefile import CaseFile
from habeas.view.moments import moments
from habeas.view.roll import Order, lines, ordered
from habeas.view.voices import freshness, voices, witnesses
from habeas.vocabulary.conflict_rules import conflict_rules
from habeas.web.charts import timeline
from habeas.web.language import texts
from habeas.web.links import address, sentence
from habeas.web.render import page
from habeas.web.safety import allowed, archive

router = APIRouter(dependencies=[Depends(allowed("reader"))])
SHOWN = 60
AsOf = Annotated[date | None, BeforeValidator(lambda given: given or None)]


@router.get("/case/{key}")
def case(request: Request, key: str, as_of: AsOf = None) -> HTMLResponse:
    """What all reports tell of one person, as of now or as it could be known on a day.

    Where a name is that of several it lists whom it may mean.
    """
    return _case(request, key, as_of, "case.html")


@router.get("/case/{key}/print")
def printed(request: Request, key: str, as_of: AsOf = None) -> HTMLResponse:
    """A case to be printed or filed: acts in time order, with footnotes."""
    return _case(request, key, as_of, "case_print.html")


@router.get("/cases")
def cases(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    country: Annotated[str, Query(max_length=3)] = "",
    status: Annotated[str, Query(max_length=60)] = "",
    order: Order = "acts",
    first: Annotated[int, Query(alias="from", ge=0)] = 0,
) -> HTMLResponse:
    """All cases, a person a line, narrowed by beginnings of words of the name, country and status."""
    held = archive(request)
    known = held.inventory()
    told = {
        id: each for id, each in known.cases.items() if not country or country in known.holdings[id].countries
    }
    found = lines(told, known.certainty, held.identities().of)
    states = sorted({line.status.value for line in found if line.status})
    found = [
        line
        for line in found
        if _named(line.name, q) and (not status or (line.status is not None and line.status.value == status))
    ]
    given = {"q": q, "country": country, "status": status, "order": order}
    return page(
        request,
        "cases.html",
        lines=ordered(found, order)[first : first + SHOWN],
        total=len(found),
        first=first,
        shown=SHOWN,
        holdings=known.holdings,
        countries=sorted({c for id in known.cases for c in known.holdings[id].countries}),
        states=states,
        codes=lambda line: sorted({c for id in line.documents for c in known.holdings[id].countries}),
        given=given,
        at=lambda place: address("/cases", {**given, "from": place}),
    )


def _named(name: str, asked: str) -> bool:
    """True where each word asked for begins one of the name; signs alone ask for nobody."""
    words, parts = fold(asked).split(), fold(name).split()
    return bool(words or not asked.strip()) and all(any(p.startswith(w) for p in parts) for w in words)


def _case(request: Request, key: str, as_of: date | None, template: str) -> HTMLResponse:
    held, said = archive(request), texts(request).gettext
    try:
        file = held.case(key, as_of=as_of)
    except Ambiguous as several:
        return page(request, "case_several.html", name=key, choices=several.choices)
    holdings = held.inventory().holdings
    told = moments(file)
    countries = _countries(holdings[entry.event.document] for entry in file.entries)
    return page(
        request,
        template,
        key=key,
        file=file,
        timeline=timeline(told),
        voices=voices(file, holdings),
        witnesses=witnesses(file, holdings),
        freshness=freshness(file),
        telling=_telling(file),
        reliances=list(_reliances(file)),
        holdings=holdings,
        kinds={rule.name: rule.title for rule in conflict_rules()},
        countries=countries,
        opens=sentence,
        crumbs=[(said("Cases"), "/cases"), (file.name, None)],
    )


def _telling(file: CaseFile) -> int | None:
    """The number of the telling that says where the person stands."""
    event = file.standing.event if file.standing else None
    return next((entry.number for entry in file.entries if entry.event.id == event), None)


def _reliances(file: CaseFile) -> Iterator[tuple[str, str, str, str]]:
    """Which report rests on which other or on which speaker, by which rule and words; each once.

    That reports have one publisher goes without saying: they are listed under it.
    """
    told = ((r.one, r.on, r.rule, r.words) for act in file.acts for r in act.sources.reliances)
    yield from dict.fromkeys(each for each in told if each[2] != "publisher")


def _countries(reports: Iterator[Holding]) -> dict[str, str]:
    """The codes of the countries of reports, each with a name as printed."""
    return {c: name for held in reports for c, name in zip(held.countries, held.country_names, strict=False)}
