"""`habeas search`: passages that hold words."""

from __future__ import annotations

from typing import Annotated

import typer

from habeas.cli.app import FAILED, Json, archive_of
from habeas.cli.terminal import Styled, console, item, say, say_json, short
from habeas.cli.wording import counted, line
from habeas.search.hits import Hit, Results
from habeas.view.hits import hit_record

MANY = 4
MOST = 1_000_000


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="What to look for.")] = None,
    country: Annotated[str | None, typer.Option(help="Code (KAZ) or name as printed.")] = None,
    year: Annotated[int | None, typer.Option(help="A year that the report covers.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Words of the publisher's name.")] = None,
    section: Annotated[str | None, typer.Option(help="Words of a heading above the passage.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="A type of act told in it: arrest.")] = None,
    person: Annotated[str | None, typer.Option(help="Words of the name of a person in it.")] = None,
    institution: Annotated[
        str | None, typer.Option(help="Words of the name of an institution in an act told in it.")
    ] = None,
    certainty: Annotated[
        str | None, typer.Option(help="stated, reported, alleged, apparent, possible, unconfirmed, intended.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Who tells of it: author, government, police, ngo, somebody …")
    ] = None,
    document: Annotated[str | None, typer.Option("--in", metavar="DOC", help="One report only.")] = None,
    order: Annotated[str, typer.Option(help="relevance, newest, oldest.")] = "relevance",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=MOST, help="How many passages.")] = 10,
    offset: Annotated[int, typer.Option("--from", min=0, max=MOST, help="How many to leave out first.")] = 0,
    as_json: Json = False,
) -> None:
    """Find passages, best first, with the acts told in them.

    All words must be there. "two words" (in quotation marks of their own: '"two words"') is a phrase,
    appeal* a beginning; AND, OR, NOT and brackets join. With a filter the words may be left out. A
    filter by --type and --certainty asks for one act that has both.
    """
    archive = archive_of(context)
    results = archive.search(
        " ".join(query or ()),
        order=order,
        limit=limit,
        offset=offset,
        country=country,
        year=year,
        publisher=publisher,
        section=section,
        type=type_,
        person=person,
        institution=institution,
        certainty=certainty,
        source=source,
        document=document,
    )
    if country is not None and not results.total:
        from habeas.gather import reports_on

        reports_on(country, archive.inventory())
    if as_json:
        say_json({"total": results.total, "hits": [hit_record(hit) for hit in results.hits]})
    else:
        print_results(results, offset)
    if not results.total:
        raise typer.Exit(FAILED)


def print_results(results: Results, offset: int = 0) -> None:
    """Prints passages, numbered on from `offset`."""
    hits, total = results.hits, results.total
    for number, hit in enumerate(hits, offset + 1):
        place = ", ".join(
            part for part in (hit.section, f"para. {hit.paragraph}" if hit.paragraph else "") if part
        )
        item(f"{number}.", (hit.title, "bold"), f" · {place}" if place else "")
        item("", *lit(hit))
        for event in hit.records[:MANY]:
            item("", (f"▸ {line(event)}", "cyan"))
        if len(hit.records) > MANY:
            more = counted(len(hit.records) - MANY, "more act")
            item("", (f"▸ and {more}: habeas show {short(hit.address)} --records", "cyan"))
        item("", (short(hit.address), "dim"))
    if total and not hits:
        say(f"no more: {total} in all")
        return
    shown = f"{offset + 1}-{offset + len(hits)} of {total}" if len(hits) < total else f"{total}"
    say("nothing found" if not total else f"{shown} passages" if total > 1 else "1 passage")


def lit(hit: Hit) -> list[str | Styled]:
    """The snippet with the found words bold, or between asterisks where there are no colours."""
    parts: list[str | Styled] = []
    last, coloured = 0, console().color_system is not None
    for start, end in hit.marks:
        words = hit.snippet[start:end]
        parts += [hit.snippet[last:start], (words, "bold yellow") if coloured else f"*{words}*"]
        last = end
    return [*parts, hit.snippet[last:]]
