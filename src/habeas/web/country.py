"""The page of a country, and the sentences behind each of its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from habeas.view.acts import ALL, Asked
from habeas.view.country import CountryPage
from habeas.view.ranges import Range
from habeas.view.roll import Line
from habeas.vocabulary.load import acts
from habeas.web.charts import Said, years_chart
from habeas.web.language import texts
from habeas.web.links import address
from habeas.web.render import page
from habeas.web.safety import allowed, archive

router = APIRouter(dependencies=[Depends(allowed("reader"))])
CASES = 24
SHOWN = 50
SENTENCES = 12
OTHER = "other"


@router.get("/country/{code}")
def country(request: Request, code: str) -> HTMLResponse:
    """What the archive holds on one country: acts by year and group, the death penalty, cases, reports."""
    found = archive(request).country(code)
    said, groups = texts(request).gettext, group_names(request)
    held, others = _held_first(found.cases)
    boxes = _fact_boxes(found)
    return page(
        request,
        "country.html",
        found=found,
        grid=found.grid,
        group_names=groups,
        deadly_names=deadly_names(request),
        chart=years_chart(found.grid, groups=tuple(groups)),
        deadly=years_chart(found.deadly, groups=tuple(deadly_names(request)), said=boxes),
        spans=_spans(boxes),
        total=sum(found.grid.total.values(), Range()),
        held=held[:CASES],
        others=others[: max(CASES - len(held), 0)],
        sentences=SENTENCES,
        acts_at=_opens(found.code, "group", found.grid.groups),
        deadly_at=_opens(found.code, "deadly", found.deadly.groups),
        crumbs=[(said("Countries"), "/countries"), (found.name, None)],
    )


def _opens(code: str, name: str, groups: Iterable[str]) -> Callable[[str, int | None], str]:
    """What gives the address of the acts of a group in a year."""
    paths = {group: address(f"/country/{code}/acts", {name: group}) for group in groups}
    return lambda group, year: f"{paths[group]}&year={OTHER if year is None else year}"


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
        names=group_names(request) | deadly_names(request) | {ALL: said("Death penalty")},
        what=acts()[type].label if type in acts() else deadly or group,
        at=lambda place: address(f"/country/{found.code}/acts", {**given, "from": place}),
        crumbs=[
            (said("Countries"), "/countries"),
            (found.name, f"/country/{found.code}"),
            (said("Acts told"), None),
        ],
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Years in which fact boxes of one publisher say the same."""

    first: int
    last: int
    words: str
    publisher: str


def _fact_boxes(found: CountryPage) -> list[Said]:
    """What fact boxes say of the death penalty, by year covered."""
    return [
        Said(year, document.meta.facts["death_penalty"], document.meta.publisher or document.place)
        for document in found.documents
        if "death_penalty" in document.meta.facts and document.meta.covers
        for year in range(document.meta.covers[0].year, document.meta.covers[1].year + 1)
    ]


def _spans(boxes: list[Said]) -> list[Span]:
    spans: dict[str, list[Span]] = {}
    for box in boxes:
        before = spans.setdefault(box.publisher, [])
        if before and before[-1].words.casefold() == box.words.casefold():
            before[-1] = replace(before[-1], last=box.year)
        else:
            before.append(Span(box.year, box.year, box.words, box.publisher))
    return sorted(
        (span for each in spans.values() for span in each), key=lambda span: (span.first, span.last)
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
