"""The page of a country, and the sentences behind each of its counts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from habeas.view.acts import Asked
from habeas.view.ranges import Range
from habeas.view.roll import Line
from habeas.vocabulary.death_penalty import standing
from habeas.vocabulary.load import acts
from habeas.web.charts import years_chart
from habeas.web.language import texts
from habeas.web.links import address
from habeas.web.render import page
from habeas.web.safety import allowed, archive

router = APIRouter(dependencies=[Depends(allowed("reader"))])
CASES = 24
SHOWN = 50
OTHER = "other"


@router.get("/country/{code}")
def country(request: Request, code: str) -> HTMLResponse:
    """What the archive holds on one country: acts by year and group, the death penalty, cases, reports."""
    found = archive(request).country(code)
    said = texts(request).gettext
    held, others = _held_first(found.cases)
    return page(
        request,
        "country.html",
        found=found,
        grid=found.grid,
        group_names=group_names(request),
        deadly_names=deadly_names(request),
        chart=years_chart(found.grid),
        deadly=years_chart(found.deadly),
        standing=standing,
        total=sum(found.grid.total.values(), Range()),
        held=held[:CASES],
        others=others[: max(CASES - len(held), 0)],
        acts_at=lambda group, year: address(
            f"/country/{found.code}/acts", {"group": group, "year": OTHER if year is None else year}
        ),
        deadly_at=lambda kind, year: address(
            f"/country/{found.code}/acts", {"deadly": kind, "year": OTHER if year is None else year}
        ),
        crumbs=[(said("Countries"), "/countries"), (found.name, None)],
    )


@router.get("/country/{code}/acts")
def told(
    request: Request,
    code: str,
    group: Annotated[str, Query(max_length=40)] = "",
    type: Annotated[str, Query(max_length=40)] = "",
    deadly: Annotated[str, Query(max_length=40)] = "",
    year: Annotated[str, Query(pattern=r"^(\d{4}|other)?$")] = "",
    first: Annotated[int, Query(alias="from", ge=0)] = 0,
) -> HTMLResponse:
    """The sentences behind a count: all acts of a group, a type or a step of the death penalty in a year."""
    said = texts(request).gettext
    when = int(year) if year.isdecimal() else None
    asked = Asked(group=group, type=type, deadly=deadly, year=when, elsewhen=year == OTHER)
    found = archive(request).acts_in(code, asked, first=first, limit=SHOWN)
    given = {"group": group, "type": type, "deadly": deadly, "year": year}
    return page(
        request,
        "country_acts.html",
        found=found,
        first=first,
        shown=SHOWN,
        given=given,
        names=group_names(request) | deadly_names(request),
        what=acts()[type].label if type in acts() else deadly or group,
        at=lambda place: address(f"/country/{found.code}/acts", {**given, "from": place}),
        crumbs=[
            (said("Countries"), "/countries"),
            (found.name, f"/country/{found.code}"),
            (said("Acts told"), None),
        ],
    )


def _held_first(cases: tuple[Line, ...]) -> tuple[list[Line], list[Line]]:
    return [line for line in cases if line.held], [line for line in cases if not line.held]


def group_names(request: Request) -> dict[str, str]:
    """The groups of acts as pages name them."""
    said = texts(request).gettext
    return {
        "custody": said("Custody"),
        "life": said("Life"),
        "integrity": said("Integrity of the person"),
        "justice": said("Justice"),
        "civic space": said("Civic space"),
        "movement": said("Movement"),
        "law and policy": said("Law and policy"),
        "other": said("Other"),
    }


def deadly_names(request: Request) -> dict[str, str]:
    """The parts of the account of the death penalty as pages name them."""
    said = texts(request).gettext
    return {
        "executions": said("Executions"),
        "death sentences": said("Death sentences"),
        "commutations": said("Commutations"),
        "moratorium and abolition": said("Moratorium, abolition"),
        "other steps": said("Other steps"),
    }
