"""`habeas country`: what the archive holds on one country."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.listing import years
from habeas.cli.terminal import say, say_json, short, table
from habeas.cli.wording import act, basis, counted, dated, left_in, surety
from habeas.export.common import document_record, event_record
from habeas.store.codec import plain
from habeas.vocabulary.countries import codes_of

if TYPE_CHECKING:
    from habeas.view.country import CountryPage


def country(
    context: typer.Context,
    code: Annotated[list[str], typer.Argument(metavar="CODE", help="KAZ, or a name as a report prints it.")],
    as_json: Json = False,
) -> None:
    """Print a country's page: years covered, acts by group, the death penalty, cases."""
    page = archive_of(context).country(" ".join(code))
    if as_json:
        say_json(_record(page))
    else:
        print_country(page)


def print_country(page: CountryPage) -> None:
    """Prints a country's page."""
    say(
        (page.name, "bold"),
        f" ({page.code}) · years covered: {', '.join(map(str, page.years)) or 'not known'}",
    )
    for document in page.documents:
        meta = document.meta
        say(
            f"{years(document)}  {meta.publisher or '?'}, {meta.title or document.file} ({document.id[:9]})",
            *((f" · {document.entry.where}",) if document.entry else ()),
            indent=2,
        )
    say()
    say(("Death penalty", "bold"))
    for year, publisher, value in page.facts:
        say(f"{year}  {value} (as stated by {publisher})", indent=2)
    for told in page.death_penalty:
        event = told.event
        say(
            f"{dated(event.when)}  {act(event)}",
            (f" · {surety(event)} · {basis(event.when)} · {short(told.citation.address)}", "dim"),
            indent=2,
        )
    if not page.facts and not page.death_penalty:
        say("nothing told", indent=2)
    say()
    say(
        ("Acts told", "bold"),
        " · hedged: reported, alleged, apparent, possible, unconfirmed; denied: said not to have happened",
    )
    table(
        ("group", "act", "stated", "hedged", "intended", "denied"),
        _tallies(page),
        figures=4,
    )
    say()
    say(("Cases", "bold"))
    for case in page.cases:
        state = f", {left_in(case.status, case.certainty)} as of {case.status.as_of}" if case.status else ""
        size = f"acts told {counted(case.acts, 'time')} in {counted(case.reports, 'report')}"
        say(f"{case.name}: {size}{state}", indent=2)
    if not page.cases:
        say("none", indent=2)


def _codes(alpha3: str) -> dict[str, str | int | None]:
    """The country's codes for data sets: of the UN, the Correlates of War, Gleditsch and Ward."""
    codes = codes_of(alpha3)
    return {"m49": codes.m49, "cow": codes.cow, "gw": codes.gw} if codes else {}


def _tallies(page: CountryPage) -> list[tuple[str, ...]]:
    rows = []
    ordered = sorted(page.tallies, key=lambda tally: tally.group)
    for group, tallies in groupby(ordered, key=lambda tally: tally.group):
        for number, tally in enumerate(tallies):
            figures = (tally.stated, tally.hedged, tally.intended, tally.negated)
            rows.append(("" if number else group, tally.label, *(str(n) if n else "" for n in figures)))
    return rows


def _record(page: CountryPage) -> dict[str, object]:
    sections = {d.id: d.sections for d in page.documents}
    return {
        "code": page.code,
        "name": page.name,
        "names": list(page.names),
        "codes": _codes(page.code),
        "years": list(page.years),
        "documents": [document_record(document) for document in page.documents],
        "acts": [asdict(tally) for tally in page.tallies],
        "death_penalty": {
            "facts": [
                {"year": y, "publisher": publisher, "value": value} for y, publisher, value in page.facts
            ],
            "events": [
                event_record(
                    told.event,
                    section=None
                    if told.event.section is None
                    else sections[told.event.document][told.event.section].title,
                )
                | {"citation": told.citation.generated, "address": told.citation.address}
                for told in page.death_penalty
            ],
        },
        "cases": [plain(case) for case in page.cases],
    }
