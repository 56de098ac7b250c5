"""`habeas case`: what the reports tell about a person, in time order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import item, say, say_json, short
from habeas.cli.wording import ID, act, basis, counted, dated, details, left_in, surety
from habeas.export.common import event_record

if TYPE_CHECKING:
    from habeas.view.casefile import CaseFile, Entry, Outcome


def case(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME...", help="The person's name, or a part of it.")],
    as_json: Json = False,
) -> None:
    """Print a person's case file: each act with date, certainty, speaker and a numbered citation."""
    file = archive_of(context).case(" ".join(name))
    if as_json:
        say_json(_record(file))
    else:
        print_case(file)


def print_case(file: CaseFile) -> None:
    """Prints a case file."""
    say((file.name, "bold"), f" · {counted(len(file.entries), 'act')} in {counted(file.reports, 'report')}")
    if file.aliases:
        say(("also printed: ", "dim"), ", ".join(file.aliases), indent=2)
    if file.reports > 1:
        say(
            ("Brought together by the printed name; whether it is one person was not judged.", "dim"),
            indent=2,
        )
    for outcome in file.outcomes:
        day = f"{outcome.status.as_of:%Y-%m-%d}" if outcome.status.as_of else "?"
        state = left_in(outcome.status, _certainty(file, outcome))
        say(
            ("status: ", "dim"),
            f"{state}, as of {day} (act {outcome.entry}), {outcome.title}",
            indent=2,
        )
    say()
    for entry in file.entries:
        _entry(entry)
    for clash in file.clashes:
        numbers = " and ".join(str(number) for number in clash.entries)
        item("!", (f"acts {numbers} cannot both be true: ", "bold"), clash.reason)
    say()
    for number, citation in enumerate(file.citations, 1):
        item(f"[{number}]", citation)


def _entry(entry: Entry) -> None:
    event = entry.event
    item(f"{entry.number}.", (dated(event.when), "bold"), " · ", (act(event), "bold"), f" [{entry.cited}]")
    item("", (f"{surety(event)} · {basis(event.when)}", "cyan"))
    if told := " · ".join(details(event)):
        item("", told)
    item(
        "",
        (
            f"“{' '.join(event.sentence.quote.split())}” {short(entry.citation.address)} · {event.id[:ID]}",
            "dim",
        ),
    )


def _certainty(file: CaseFile, outcome: Outcome) -> str:
    return file.entries[outcome.entry - 1].event.attribution.certainty


def _record(file: CaseFile) -> dict[str, object]:
    return {
        "name": file.name,
        "aliases": list(file.aliases),
        "reports": file.reports,
        "status": [
            {
                "value": outcome.status.value,
                "certainty": _certainty(file, outcome),
                "as_of": outcome.status.as_of.isoformat() if outcome.status.as_of else None,
                "entry": outcome.entry,
                "title": outcome.title,
            }
            for outcome in file.outcomes
        ],
        "entries": [
            {
                "number": entry.number,
                "event": event_record(entry.event, section=entry.section),
                "citation": entry.citation.generated,
                "printed": entry.citation.printed,
                "address": entry.citation.address,
            }
            for entry in file.entries
        ],
        "conflicts": [{"entries": list(clash.entries), "reason": clash.reason} for clash in file.clashes],
    }
