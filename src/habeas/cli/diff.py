"""`habeas diff`: two texts of a report, sentence by sentence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cite import at
from habeas.cli.app import Json, archive_of
from habeas.cli.terminal import Styled, console, item, say, say_json, short
from habeas.cli.wording import ID, flat

if TYPE_CHECKING:
    from habeas.model.anchor import Anchor
    from habeas.model.document import Document
    from habeas.versions.diff import Change, Diff, Part

MARKS = {"moved": ">", "reworded": "~", "gone": "-", "new": "+"}


def diff(
    context: typer.Context,
    doc: Annotated[str, typer.Argument(metavar="DOC", help="Id, its beginning, or file name.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="The text before it, if left out; or its copy.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare two texts sentence by sentence: what was moved (>), reworded (~), taken out (-) or added (+).

    The older comes first where their dates tell which it is; else DOC does. Notices of a host are left aside.
    """
    found = archive_of(context).diff(doc, other)
    if as_json:
        say_json(
            {
                "old": found.old.id,
                "new": found.new.id,
                "counts": found.counts,
                "changes": [asdict(change) for change in found.changes],
            }
        )
        return
    for label, document in (("old", found.old), ("new", found.new)):
        title = document.meta.title or document.file
        say((f"{label}  ", "dim"), document.id[:ID], f"  {title} · {document.place}")
    say(", ".join(f"{count} {kind}" for kind, count in found.counts.items()), " (sentences and headings)")
    for change in found.changes:
        _change(found, change)


def _change(found: Diff, change: Change) -> None:
    say()
    if change.old and change.new:
        places = f"{_address(found.old, change.old)} → {_address(found.new, change.new)}"
    elif change.old:
        places = _address(found.old, change.old)
    else:
        assert change.new
        places = _address(found.new, change.new)
    item(MARKS[change.kind], (f"{change.kind} · {places}", "dim"))
    words = change.new or change.old
    if change.parts:
        item("", *(_part(part) for part in change.parts))
    elif words:
        style = {"gone": "red", "new": "green"}.get(change.kind, "")
        item("", (flat(words.quote), style))


def _part(part: Part) -> str | Styled:
    """Words with their fate: coloured, or between brackets where there are no colours."""
    if part.kind == "same":
        return part.words
    if console().color_system is not None:
        return part.words, "red strike" if part.kind == "gone" else "green"
    words, blank = part.words.rstrip(), part.words[len(part.words.rstrip()) :]
    return (f"[-{words}-]" if part.kind == "gone" else f"{{+{words}+}}") + blank


def _address(document: Document, words: Anchor) -> str:
    return short(f"{document.id}#{at(document, words.start, words.end).address}")
