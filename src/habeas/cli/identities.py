"""`habeas review identities`, `habeas merge`, `habeas split`: who is who across the reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from habeas.cli.app import FAILED, Json, archive_of
from habeas.cli.judging import say_judgement
from habeas.cli.review import By, Editor, Why, reviewer
from habeas.cli.terminal import complain, console, plain, say, say_json, short, text
from habeas.cli.wording import counted, flat

if TYPE_CHECKING:
    from habeas.archive import Archive
    from habeas.model.identity import Comparison, Figure, Identities
    from habeas.review.desk import Reviewer

ASK = "[s]ame  [d]ifferent  [u]nsure  [n]ext  [w]ithdraw the last  [q]uit; a reason may follow the letter"
ANSWERS = {"s": "same", "d": "different", "u": "unsure"}


def identities(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs are listed as JSON.")] = 20,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write them for nomenklatura's resolver.")
    ] = None,
    take_in: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Judge as such a file does.")
    ] = None,
    by: By = None,
    editor: Editor = False,
    as_json: Json = False,
) -> None:
    """Review who is who: pairs that may be one, the likeliest first, both passages side by side.

    What is decided is kept in the log of judgements, applied at once, and taken back by `habeas review
    undo`. With --export and --import identities go to nomenklatura and come from it.
    """
    archive, who = archive_of(context), reviewer(by, editor=editor)
    if export or take_in:
        _carry(archive, export, take_in, by=who)
    elif as_json:
        known = archive.identities()
        pairs = [_record(pair, known) for pair in known.unsure[:limit]]
        say_json({"total": len(known.unsure), "pairs": pairs})
    else:
        _walk(archive, by=who)


def merge(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help="A person or body: an id of it, or its name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Whom it is the same as.")],
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Judge two persons or bodies of the reports to be one; `habeas review undo` takes it back."""
    archive = archive_of(context)
    say_judgement(archive.registry.merge(one, other, by=reviewer(by, editor=editor), why=why))
    whole = archive.person(one)
    say(f"{whole.name} · {whole.id} · {counted(len(whole.documents), 'report')}")


def split(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="A person or body: an id of it, or its name.")],
    out: Annotated[
        list[str] | None, typer.Argument(metavar="ENTITY...", help="Its entities that are somebody else.")
    ] = None,
    why: Why = "",
    by: By = None,
    editor: Editor = False,
) -> None:
    """Take a person or body apart: what people merged, or the entities named, which are somebody else."""
    archive = archive_of(context)
    for told in archive.registry.split(id, out or (), by=reviewer(by, editor=editor), why=why):
        say_judgement(told)


def _walk(archive: Archive, *, by: Reviewer) -> None:
    """Asks about one pair after the other; after each answer the pairs are those that are left."""
    skipped: set[tuple[str, str]] = set()
    last: str | None = None
    while waiting := [p for p in archive.identities().unsure if (p.one, p.other) not in skipped]:
        pair = waiting[0]
        _show(archive, pair, left=len(waiting))
        letter, _, why = str(typer.prompt(ASK, default="n", show_default=False)).strip().partition(" ")
        if letter == "q":
            return
        if letter in ANSWERS:
            told = archive.registry.decide(ANSWERS[letter], pair.one, pair.other, by=by, why=why)
            last = told.id
            say_judgement(told)
        elif letter == "w" and last:
            say_judgement(archive.desk.withdraw(last, by=by, why=why))
            last = None
        elif letter == "n":
            skipped.add((pair.one, pair.other))
        else:
            complain("nothing was judged yet" if letter == "w" else f"type one of {ASK}")
    say("No pair waits for your review.")


def _show(archive: Archive, pair: Comparison, *, left: int) -> None:
    """Prints two passages side by side, and what speaks for and against their telling of one."""
    from rich.table import Table

    known = archive.identities().figures
    sides = [known[pair.one], known[pair.other]]
    grid = Table.grid(padding=(0, 2), expand=True)
    for _ in sides:
        grid.add_column(ratio=1)
    grid.add_row(*(text((figure.name, "bold")) for figure in sides))
    grid.add_row(*(text((_where(archive, figure), "dim")) for figure in sides))
    grid.add_row(*(_passage(archive, figure) for figure in sides))
    say()
    console().print(grid)
    say()
    for reason in pair.reasons:
        style = "green" if reason.weight > 0 else "red" if reason.weight < 0 else "dim"
        say(
            (f"{reason.weight:+5.1f} ", style),
            f"{reason.rule.replace('_', ' ')}: {flat(reason.words)}",
            indent=2,
        )
    say(f"{pair.score:+5.1f} · {left} wait", indent=2)


def _where(archive: Archive, figure: Figure) -> str:
    document = archive.document(figure.document)
    return f"{document.meta.title or document.place}, {_address(archive, figure)}"


def _address(archive: Archive, figure: Figure) -> str:
    from habeas.cite import at

    passage = at(archive.document(figure.document), figure.mention.start, figure.mention.end)
    return short(f"{figure.document}#{passage.address}")


def _passage(archive: Archive, figure: Figure) -> Text:
    """The paragraph that holds the mention, the name in it marked."""
    document, mention = archive.document(figure.document), figure.mention
    held = (b for b in document.blocks if b.start <= mention.start and mention.end <= b.end)
    block = next(held, None)
    start, end = (block.start, block.end) if block else (mention.start, mention.end)
    before, after = document.text[start : mention.start], document.text[mention.end : end]
    return Text.assemble(plain(before), (plain(mention.quote), "bold reverse"), plain(after))


def _carry(archive: Archive, export: Path | None, take_in: Path | None, *, by: Reviewer) -> None:
    try:
        if take_in:
            with take_in.open(encoding="utf-8") as stream:
                told = archive.registry.take_in(stream, by=by, where=take_in.name)
            say(f"{counted(len(told), 'judgement')} taken in")
        if export:
            export.write_text("".join(archive.registry.lines()), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        complain(f"{take_in or export}: {error}")
        raise typer.Exit(FAILED) from error


def _record(pair: Comparison, known: Identities) -> dict[str, object]:
    sides = [known.figures[pair.one], known.figures[pair.other]]
    return {
        "score": pair.score,
        "figures": [
            {
                "entity": figure.id,
                "name": figure.name,
                "identity": known.of[figure.id].id,
                "document": figure.document,
                "start": figure.mention.start,
                "end": figure.mention.end,
            }
            for figure in sides
        ],
        "reasons": [{"rule": r.rule, "weight": round(r.weight, 2), "words": r.words} for r in pair.reasons],
    }
