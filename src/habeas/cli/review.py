"""`habeas review`: the queue, what people decide about records, and the log of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.app import FAILED, Json, archive_of
from habeas.cli.judging import deciding, say_judgement, say_waiting
from habeas.cli.terminal import say, say_json, table
from habeas.cli.wording import counted

if TYPE_CHECKING:
    from habeas.archive import Archive
    from habeas.review.desk import Reviewer
    from habeas.review.queue import Waiting

review = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

Event = Annotated[str, typer.Argument(metavar="RECORD", help="Id of an act or entity, or its beginning.")]
Field = Annotated[str | None, typer.Option(help="One field alone, as `habeas review fields` prints it.")]
Why = Annotated[str, typer.Option(help="The reason, kept in the log.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; the machine's user if left out.")]
Editor = Annotated[bool, typer.Option("--editor", help="Judge as an editor, who needs nobody to agree.")]


@review.callback()
def queue(
    context: typer.Context,
    doc: Annotated[str | None, typer.Option(help="Of one report only.")] = None,
    country: Annotated[str | None, typer.Option(help="Of reports on one country only, by its code.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many are listed as JSON.")] = 20,
    by: By = None,
    editor: Editor = False,
    as_json: Json = False,
) -> None:
    """Review records, the most doubtful and weighty first: each with its passage, to be judged in place.

    What is decided is kept in a log that is only added to, applied wherever records are shown, and
    taken back by `habeas review undo`. The machine's own values stay beside.
    """
    if context.invoked_subcommand:
        return
    archive, who = archive_of(context), reviewer(by, editor=editor)
    documents = _documents(archive, doc, country)
    if as_json:
        found = archive.desk.queue(by=by, documents=documents, limit=limit)
        say_json({"total": found.total, "acts": [_waiting(waiting) for waiting in found.acts]})
        return
    skipped: set[str] = set()
    while (found := archive.desk.queue(by=who.name, documents=documents, skipped=skipped, limit=1)).acts:
        (waiting,) = found.acts
        say_waiting(archive, waiting, left=found.total)
        decided = deciding(archive.desk, waiting, by=who)
        if decided is None:
            return
        if not decided:
            skipped.add(waiting.event)
    say("Nothing waits for your review.")


@review.command()
def accept(
    context: typer.Context,
    record: Event,
    field: Field = None,
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Accept a record, or one field of it, as it is shown."""
    _decide(context, record, "accept", field=field, why=why, by=by, editor=editor)


@review.command()
def correct(
    context: typer.Context,
    record: Event,
    field: Annotated[str, typer.Argument(help="The field, as `habeas review fields` prints it.")],
    value: Annotated[str, typer.Argument(help='What is to stand there; "" for nothing.')],
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Correct a field: a date as 2003-05, a penalty as "imprisonment P3Y", a place as "Orlan (XKA)"."""
    _decide(context, record, "correct", field=field, value=value, why=why, by=by, editor=editor)


@review.command()
def reject(
    context: typer.Context,
    record: Event,
    field: Field = None,
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Reject a record, which then is shown nowhere, or one field of it."""
    _decide(context, record, "reject", field=field, why=why, by=by, editor=editor)


@review.command()
def add(
    context: typer.Context,
    record: Event,
    field: Annotated[str, typer.Argument(help="affected, actor, charge or source.")],
    value: Annotated[str, typer.Argument(help="The name, or the charge.")],
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Add to an act somebody who takes part in it, a charge or a speaker."""
    _decide(context, record, "add", field=field, value=value, why=why, by=by, editor=editor)


@review.command()
def new(
    context: typer.Context,
    words: Annotated[str, typer.Argument(metavar="DOC#char=A,B", help="The words that tell of the act.")],
    type: Annotated[str, typer.Argument(help="The type of the act: arrest.")],
    told: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE...", help="Its fields.")] = None,
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Add an act that was not found: its words by their offsets, its type, its fields as date=2003-05."""
    archive = archive_of(context)
    document, passage = archive.passage(words)
    place = (passage.start, passage.end) if passage else (0, len(document.text))
    given = {name: value for name, _, value in (each.partition("=") for each in told or ())}
    who = reviewer(by, editor=editor)
    say_judgement(archive.desk.add(document, place, type, given, by=who, why=why))


@review.command()
def fields(context: typer.Context, record: Event, as_json: Json = False) -> None:
    """List the fields of a record with their values, and what was decided about them."""
    from habeas.review.fields import of_event
    from habeas.review.written import written

    event = archive_of(context).event(record)
    if as_json:
        say_json(of_event(event))
        return
    decided = {mark.field: f"{mark.what} by {', '.join(mark.by)}" for mark in event.review}
    rows = [(name, written(value), decided.get(name, "")) for name, value in of_event(event).items()]
    table(("field", "value", "decided"), rows)


@review.command()
def undo(
    context: typer.Context,
    judgement: Annotated[str, typer.Argument(metavar="ID", help="Id of a judgement, or its beginning.")],
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Take a judgement back: all that is shown is as it was before it, and the log keeps both."""
    told = archive_of(context).desk.withdraw(judgement, by=reviewer(by, editor=editor), why=why)
    say_judgement(told)


@review.command(name="log")
def print_log(context: typer.Context, as_json: Json = False) -> None:
    """Print the log of judgements: who decided what about which record, before and after, when (UTC)."""
    from habeas.review.log import judgement_record

    told = archive_of(context).judgements()
    if as_json:
        say_json([judgement_record(judgement) for judgement in told])
        return
    for judgement in told:
        say_judgement(judgement)
    say(counted(len(told), "judgement"))


@review.command()
def agreement(context: typer.Context, as_json: Json = False) -> None:
    """Print how far the review is, and how reviewers agree beyond chance: Cohen's κ, Krippendorff's α."""
    from habeas.store.codec import plain

    told = archive_of(context).desk.progress()
    if as_json:
        say_json(plain(told))
        return
    of = f"{told.settled} settled, {told.disputed} disputed"
    say(f"{told.judged} of {counted(told.records, 'act')} judged, {of}")
    given = [
        (name, ", ".join(f"{n} {what}" for what, n in counts.items())) for name, counts in told.given.items()
    ]
    if given:
        table(("reviewer", "judgements"), given)
    rows = [(f"{b.one} and {b.other}", str(b.common), str(b.alike), _figure(b.kappa)) for b in told.between]
    if rows:
        table(("two reviewers", "in common", "alike", "κ"), rows, figures=3)
    say(f"Krippendorff's α over all reviewers: {_figure(told.alpha)}")


def reviewer(by: str | None, *, editor: bool) -> Reviewer:
    """Who judges: the one named, or the machine's user."""
    from habeas.review.desk import reviewer

    return reviewer(by, editor=editor)


def _decide(
    context: typer.Context,
    record: str,
    what: str,
    *,
    field: str | None,
    value: str | None = None,
    why: str,
    by: str | None,
    editor: bool,
) -> None:
    archive = archive_of(context)
    who = reviewer(by, editor=editor)
    say_judgement(archive.desk.decide(record, what, field=field, value=value, by=who, why=why))


def _documents(archive: Archive, doc: str | None, country: str | None) -> set[str] | None:
    """The reports that are asked for; None for all."""
    if doc is not None:
        return {archive.document(doc).id}
    if country is None:
        return None
    held = archive.inventory().holdings.values()
    found = {holding.id for holding in held if country.upper() in holding.countries}
    if not found:
        say(f"no report on {country!r}: `habeas status` lists the countries")
        raise typer.Exit(FAILED)
    return found


def _waiting(waiting: Waiting) -> dict[str, object]:
    return {
        "event": waiting.event,
        "document": waiting.document,
        "score": round(waiting.score, 3),
        "doubt": round(waiting.doubt, 3),
        "weight": waiting.weight,
        "field": waiting.field,
        "reasons": list(waiting.reasons),
        "by": sorted(waiting.by),
    }


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
