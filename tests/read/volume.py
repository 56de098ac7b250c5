"""Yearly volumes made in a line a page: heads, fact boxes, running titles, and the dirt of a PDF's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from habeas.model.document import Raw

COUNTRIES = ("Albania", "Belgium", "Chad", "Denmark", "Ecuador", "Fiji", "Ghana", "Haiti")
SAID = (
    "The guards of the harbour prison were seldom asked what they had done in {name} that winter.",
    "In March two weavers were held for nine days without a lawyer and then let go.",
    "A court in the capital put off the hearing for the third time and gave no reason.",
    "Letters to the ministry went unanswered, and the families waited at the gate.",
    "Nobody in {name} was charged with the death of the ferryman by the end of the year.",
    "Those who asked about him in public lost their licences to trade on the quay.",
)
BOX = "Head of state: Orla Fenn\nHead of government: Tobias Marl\nDeath penalty: retentionist"


def body(name: str, times: int = 2) -> str:
    """Some paragraphs on a country."""
    return "\n".join(line.format(name=name) for line in SAID * times)


def entry(name: str, *, box: str | None = BOX, official: str | None = None, text: str | None = None) -> str:
    """A head, its fact box and its text."""
    head = [name.upper(), official or f"REPUBLIC OF {name.upper()}"] if box else [name.upper()]
    return "\n".join([*head, *([box] if box else []), text or body(name)])


def paged(pages: Iterable[str], *, title: str = "Lantern Watch Report 2011", first: int = 41) -> str:
    """Pages with a running title and a number at their foot, a blank line between."""
    return "\n\n".join(f"{page}\n{title}\n{number}" for number, page in enumerate(pages, start=first))


def contents(names: Sequence[str], *, first: int = 41) -> str:
    """A table of contents."""
    return "\n".join(["CONTENTS", *(f"{name}/{page}" for page, name in enumerate(names, start=first))])


def raw(text: str) -> Raw:
    """The text as its reader gives it."""
    return Raw("volume.txt", "0" * 64, "text/plain", "utf-8", text)
