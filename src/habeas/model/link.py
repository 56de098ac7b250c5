"""How one report belongs to another: as its copy, or as an older or newer text of it."""

from __future__ import annotations

from dataclasses import dataclass

LINKS = ("copy", "near", "newer")


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of the same words: `kind` is one of `LINKS`; of `newer` the other is the newer text.

    `one` and `other` are documents; `overlap` is the share of the words of both that stand in a run of
    three which the other has too.
    """

    kind: str
    one: str
    other: str
    overlap: float
