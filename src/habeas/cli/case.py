"""`habeas case`: what all reports tell about a person, in time order, each act once with its tellings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import item, say, say_json, short
from habeas.cli.wording import ID, act, basis, counted, dated, day, details, flat, grouped, spanned, surety
from habeas.export.common import event_record
from habeas.export.joined import membership_record
from habeas.store.codec import plain

if TYPE_CHECKING:
    from habeas.model.occurrence import Standing
    from habeas.view.casefile import Act, Belonging, CaseFile, Clash, Entry

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Ask only what was published by that day."
    ),
]


def case(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME...", help="The person's name, or a part of it.")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Print a person's case: each act with its tellings, dates, certainty, speakers and citations.

    All reports are asked in which habeas knows the person again; an act that several of them tell stands
    once. Below stand what reports tell differently, and what explains it.
    """
    file = archive_of(context).case(" ".join(name), as_of=as_of.date() if as_of else None)
    if as_json:
        say_json(_record(file))
    else:
        print_case(file)


def print_case(file: CaseFile) -> None:
    """Prints a case file."""
    place = {number: row for row, one in enumerate(file.acts, 1) for number in one.entries}
    told = counted(len(file.acts), "act")
    if len(file.entries) > len(file.acts):
        told += f", told {len(file.entries)} times,"
    out = f", of those out by {day(file.as_of)}" if file.as_of else ""
    say((file.name, "bold"), f" · {told} in {counted(file.reports, 'report')}{out}")
    if file.aliases:
        say(("also printed: ", "dim"), ", ".join(map(flat, file.aliases)), indent=2)
    for name, id in file.maybe:
        say(("perhaps the same: ", "dim"), f"{flat(name)} ({id[:ID]}): habeas review identities", indent=2)
    if file.standing:
        say(("status: ", "dim"), _standing(file.standing, place, file), indent=2)
    if len(file.outcomes) > 1:
        for outcome in file.outcomes:
            left = f"{outcome.status.value} (act {place[outcome.entry]})"
            say((f"by {flat(outcome.title)}: {left}", "dim"), indent=4)
    say()
    for row, one in enumerate(file.acts, 1):
        _act(row, one, file)
    for clash in file.clashes:
        _clash(clash, place)
    say()
    for number, citation in enumerate(file.citations, 1):
        item(f"[{number}]", citation)


def _standing(standing: Standing, place: dict[int, int], file: CaseFile) -> str:
    """What a person is left in, and how old that is."""
    parts = []
    if standing.value:
        number = next(entry.number for entry in file.entries if entry.event.id == standing.event)
        hedge = "" if standing.certainty == "stated" else f" ({standing.certainty})"
        until = f"{standing.until:%Y-%m-%d}" if standing.until else "?"
        parts.append(f"{standing.value}{hedge}, as of {until} (act {place[number]})")
    else:
        parts.append("no act tells what became of this person")
    parts.append(f"last heard of in {flat(standing.heard.title)}, covering {standing.heard.period or '?'}")
    if standing.silent:
        says = "says" if len(standing.silent) == 1 else "say"
        later = ", ".join(flat(held.title) for held in standing.silent)
        parts.append(
            f"{counted(len(standing.silent), 'later report')} on the country {says} nothing: {later}"
        )
    return "; ".join(parts)


def _act(row: int, one: Act, file: CaseFile) -> None:
    told = [file.entries[number - 1] for number in one.entries]
    if len(told) == 1:
        event = told[0].event
        item(f"{row}.", (dated(event.when), "bold"), " · ", (act(event), "bold"), f" [{told[0].cited}]")
        _telling(told[0])
        return
    reports, sources = len(one.sources.reports), one.sources.independent
    times = f"told {len(told)} times in {counted(reports, 'report')}"
    rest = f": {counted(sources, 'independent source')}" if reports > 1 else ""
    head = f"{spanned(one.days)} · {one.type.replace('_', ' ')}"
    item(f"{row}.", (head, "bold"), f" · {times}{rest}")
    for entry in told:
        differs = (f" · {dated(entry.event.when)}", "bold") if entry.number in one.differing else ""
        item("-", act(entry.event), f" [{entry.cited}] · {flat(entry.title)}", differs)
        _telling(entry)


def _telling(entry: Entry) -> None:
    event = entry.event
    item("", (f"{surety(event)} · {basis(event.when)}", "cyan"))
    if told := " · ".join(details(event)):
        item("", told)
    if entry.belonging:
        item("", (_belonging(entry.belonging), "cyan"))
    quote = f"“{flat(event.sentence.quote)}” {short(entry.citation.address)} · {event.id[:ID]}"
    item("", (quote, "dim"))


def _belonging(one: Belonging) -> str:
    """Whom the act is told of, what says that the person is one of them, and how the group is known again."""
    told = one.membership
    where = f"{flat(one.title)}, {short(one.address)}"
    return f"told of a group, “{flat(told.name)}” · {grouped(told, where)}"


def _clash(clash: Clash, place: dict[int, int]) -> None:
    acts = list(dict.fromkeys(place[number] for number in clash.entries))
    numbers = f"act {acts[0]}" if len(acts) == 1 else f"acts {' and '.join(map(str, acts))}"
    if clash.settled:
        how = f"{clash.settled.how.replace('_', ' ')}, “{flat(clash.settled.words)}”"
        item("=", (f"{numbers}, explained by a {how}: ", "bold"), clash.reason)
    elif clash.kind:
        item("!", (f"{numbers}, told differently: ", "bold"), clash.reason)
    else:
        item("!", (f"{numbers} cannot both be true: ", "bold"), clash.reason)


def act_record(one: Act) -> dict[str, object]:
    """An act with the numbers of its tellings, and what they rest on."""
    return {
        "id": one.id,
        "type": one.type,
        "from": one.days[0].isoformat() if one.days else None,
        "to": one.days[1].isoformat() if one.days else None,
        "count": plain(one.count),
        "entries": list(one.entries),
        "dated": one.dated,
        "differing": list(one.differing),
        "reports": [held.id for held in one.sources.reports],
        "independent": one.sources.independent,
        "groups": [list(group) for group in one.sources.groups],
        "reliances": [plain(reliance) for reliance in one.sources.reliances],
        "loops": [list(loop) for loop in one.sources.loops],
    }


def _record(file: CaseFile) -> dict[str, object]:
    return {
        "name": file.name,
        "aliases": list(file.aliases),
        "person": file.person,
        "maybe": [{"name": name, "id": id} for name, id in file.maybe],
        "as_of": file.as_of.isoformat() if file.as_of else None,
        "reports": file.reports,
        "standing": plain(file.standing) if file.standing else None,
        "status": [
            {
                "value": outcome.status.value,
                "certainty": file.entries[outcome.entry - 1].event.attribution.certainty,
                "as_of": outcome.status.as_of.isoformat() if outcome.status.as_of else None,
                "entry": outcome.entry,
                "title": outcome.title,
            }
            for outcome in file.outcomes
        ],
        "acts": [act_record(one) for one in file.acts],
        "entries": [
            {
                "number": entry.number,
                "event": event_record(entry.event, section=entry.section),
                "citation": entry.citation.generated,
                "printed": entry.citation.printed,
                "address": entry.citation.address,
                "membership": membership_record(entry.belonging.membership) if entry.belonging else None,
            }
            for entry in file.entries
        ],
        "conflicts": [plain(clash) for clash in file.clashes],
    }
