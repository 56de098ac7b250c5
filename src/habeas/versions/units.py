"""A report as the units that an erratum changes: its sentences, headings, facts and notices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from habeas.model.document import Document

PRINTED_ALIKE = str.maketrans("’‘‛`“”„«»–—‐‑", '\'\'\'\'"""""----')
_DIVIDED = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[a-z])")
_SIGN = re.compile(rf"(?P<divided>{_DIVIDED.pattern})|\S|\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a block that has none; `words` are its own, in one line and plainly printed."""

    start: int
    end: int
    kind: str
    words: str


def units(document: Document) -> list[Unit]:
    """The units of a report, in order."""
    kinds = [block.kind for block in document.blocks]
    divided = {sentence.block for sentence in document.sentences}
    spans = [(s.start, s.end, kinds[s.block]) for s in document.sentences]
    spans += [(b.start, b.end, b.kind) for n, b in enumerate(document.blocks) if n not in divided]
    return [
        Unit(start, end, kind, words)
        for start, end, kind in sorted(spans)
        if (words := plain(document.text[start:end]))
    ]


def plain(text: str) -> str:
    """A text in one line, divided words whole, its quotation marks and dashes as on a typewriter."""
    return " ".join(_DIVIDED.sub("", text).split()).translate(PRINTED_ALIKE)


@dataclass(frozen=True, slots=True)
class Signs:
    """The plain form of a stretch of text, and for each of its signs where it stands in the text."""

    plain: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str, unit: Unit) -> Signs:
        """The signs of a unit of this text."""
        found = [
            (match.start(), " " if match[0].isspace() else match[0])
            for match in _SIGN.finditer(text, unit.start, unit.end)
            if match["divided"] is None
        ]
        while found and found[-1][1] == " ":
            found.pop()
        while found and found[0][1] == " ":
            found.pop(0)
        signs = "".join(sign for _, sign in found).translate(PRINTED_ALIKE)
        return cls(signs, tuple(offset for offset, _ in found))

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first and the end sign of a stretch given by its offsets in the text."""
        return bisect_left(self.offsets, start), bisect_right(self.offsets, end - 1)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where signs stand in the text."""
        return self.offsets[first], self.offsets[end - 1] + 1
