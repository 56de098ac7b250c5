"""`habeas corroborate`, `habeas conflicts`: how many sources an act has, what reports tell differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import Json, archive_of
from habeas.cli.case import AsOf
from habeas.cli.terminal import item, say, say_json, short
from habeas.cli.wording import ID, act, basis, counted, dated, flat, spanned, surety
from habeas.export.common import event_record
from habeas.store.codec import plain

if TYPE_CHECKING:
    from habeas.view.country import Told
    from habeas.view.disputed import Corroborated, Disputed

RESTS = {
    "copy": "is a copy of",
    "near": "has nearly the text of",
    "newer": "is another text of",
    "publisher": "has the publisher of",
    "wording": "tells it in the words of",
    "quotation": "has the quotation of",
    "figure": "gives the number of",
    "named": "names as its source",
    "speaker": "rests on",
}


def corroborate(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an act, or the beginning of it.")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Print how many independent sources tell of an act, and who of them rests on whom.

    The act is the one that the event tells, with all tellings of it in all reports. Reports of one
    publisher, of one text, in the same words, or that give one another or one speaker as their source,
    are one source. `habeas case`, `habeas search` and `habeas show DOC --records` print the ids.
    """
    found = archive_of(context).corroborate(event, as_of=as_of.date() if as_of else None)
    if as_json:
        say_json(_corroborated(found))
    else:
        print_corroborated(found)


def conflicts(
    context: typer.Context,
    country: Annotated[
        str | None, typer.Option("--country", help="Only persons in reports on it: KAZ, or a name.")
    ] = None,
    explained: Annotated[
        bool, typer.Option("--explained", help="Show too what a later ruling or a correction explains.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print what two reports tell differently of one person, with both passages.

    Lengths of sentences, dates, charges, outcomes, who is alive, how a name is spelt, what is denied. What
    one report tells differently within itself stands in its own records: habeas show DOC --records.
    """
    found = archive_of(context).conflicts(country)
    explained_too = [one for one in found if explained or not one.dispute.settled]
    if as_json:
        say_json([_disputed(one) for one in explained_too])
    else:
        print_disputed(explained_too, hidden=len(found) - len(explained_too))


def print_corroborated(found: Corroborated) -> None:
    """Prints an act, its independent sources, and what shows that the others are none."""
    told, sources = found.act, found.sources
    head = f"{told.type.replace('_', ' ')} · {spanned(told.days)}"
    say((head, "bold"), f" · {flat(found.name)}" if found.name else "")
    reports = counted(len(sources.reports), "document")
    say(f"{reports}, {counted(sources.independent, 'independent source')}", indent=2)
    say()
    titles = {held.id: flat(held.title) for held in sources.reports}
    for number, group in enumerate(sources.groups, 1):
        publishers = {flat(held.publisher or "?") for held in sources.reports if held.id in group}
        item(f"{number}.", (", ".join(sorted(publishers)), "bold"), f" · {counted(len(group), 'document')}")
        for passage in found.passages:
            if passage.event.document in group:
                _passage(passage)
    for reliance in sources.reliances:
        on = titles.get(reliance.on, flat(reliance.on))
        words = f": {flat(reliance.words)}" if reliance.words != on else ""
        item("=", f"{titles[reliance.one]} {RESTS[reliance.rule]} {on}{words}")
    for loop in sources.loops:
        item("!", ("round trip: ", "bold"), " gives as its source ".join((*loop, loop[0])))


def print_disputed(found: list[Disputed], *, hidden: int = 0) -> None:
    """Prints what reports tell differently."""
    for number, one in enumerate(found, 1):
        item(f"{number}.", (flat(one.name), "bold"), f" · {one.dispute.reason}")
        for passage in one.passages:
            _passage(passage)
        if settled := one.dispute.settled:
            how = settled.how.replace("_", " ")
            item("=", f"explained by a {how}: “{flat(settled.words)}” · {(settled.event or '')[:ID]}")
    more = f"; {hidden} explained: --explained shows them" if hidden else ""
    say(f"{counted(len(found), 'thing')} told differently{more}")


def _passage(passage: Told) -> None:
    event = passage.event
    item("-", f"{flat(passage.title)} · {dated(event.when)} · {act(event)}")
    item("", (f"{surety(event)} · {basis(event.when)}", "cyan"))
    quote = f"“{flat(event.sentence.quote)}” {short(passage.citation.address)} · {event.id[:ID]}"
    item("", (quote, "dim"))


def _corroborated(found: Corroborated) -> dict[str, object]:
    act, sources = found.act, found.sources
    return {
        "act": act.id,
        "type": act.type,
        "from": act.days[0].isoformat() if act.days else None,
        "to": act.days[1].isoformat() if act.days else None,
        "count": plain(act.count),
        "name": found.name,
        "documents": len(sources.reports),
        "independent": sources.independent,
        "groups": [list(group) for group in sources.groups],
        "reliances": [plain(reliance) for reliance in sources.reliances],
        "loops": [list(loop) for loop in sources.loops],
        "tellings": [_told(passage) for passage in found.passages],
    }


def _disputed(one: Disputed) -> dict[str, object]:
    dispute = one.dispute
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "person": dispute.person,
        "name": one.name,
        "reason": dispute.reason,
        "settled": plain(dispute.settled),
        "tellings": [_told(passage) for passage in one.passages],
    }


def _told(passage: Told) -> dict[str, object]:
    place = passage.citation.passage
    return {
        "event": event_record(passage.event, section=place.section if place else None),
        "title": passage.title,
        "citation": passage.citation.generated,
        "address": passage.citation.address,
    }
