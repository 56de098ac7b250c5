"""A small press: sets invented reports on PDF pages, with all that makes printed pages hard to read."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WHO = "The journalist|Mirela Dasko|Two farmers|A student leader|The lawyer Oren Halvik|Her brother".split("|")
DID = (
    "was detained in Verrin without a warrant|was held incommunicado for nine days"
    "|appealed against the conviction|was released from imprisonment after an international campaign"
    "|reported ill-treatment by officers of the interior ministry|was sentenced to three years’ imprisonment"
).split("|")
WHEN = "in March|in the north|at the end of the year|despite the government’s assurances|in a closed trial".split(
    "|"
)
COUNTRIES = "Kaldria|Ostravia|Velmark|Tarnovia|Sorrenia|Uld and Marrow".split("|")
PAGE = (595.0, 842.0)

SYLLABLES = ("ment", "tion", "nal", "ter", "ister", "ances", "paign", "ducted")


@dataclass(slots=True)
class Piece:
    """One block to be set: `kind` as in `Raw.blocks`."""

    kind: str
    text: str


@dataclass(slots=True)
class Report:
    """What was set: the PDF, and the blocks that its reader should find, in order."""

    content: bytes
    blocks: list[Piece] = field(default_factory=list)


def sentences(chance: random.Random, count: int) -> str:
    return " ".join(f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHEN)}." for _ in range(count))


def entry(chance: random.Random, country: str, paragraphs: int = 14) -> Iterator[Piece]:
    yield Piece("heading1", country.upper())
    yield Piece("paragraph", "Head of state: Ivo Brandel")
    yield Piece("paragraph", "Death penalty: retentionist")
    yield Piece("paragraph", sentences(chance, 4))
    for number in range(paragraphs):
        if number % 4 == 0:
            yield Piece("heading2", chance.choice(["Death penalty", "Unfair trials", "Police violence"]))
        bullet = number % 4 == 3
        yield Piece("bullet" if bullet else "paragraph", sentences(chance, chance.randint(2, 5)))


class Press:
    """Sets blocks in columns from page to page."""

    def __init__(
        self,
        *,
        columns: int = 2,
        heads: bool = True,
        notes: bool = False,
        hyphens: bool = True,
        indent: float = 0,
        gap: float = 6,
        size: float = 9.5,
        first_number: int = 41,
    ) -> None:
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=PAGE, invariant=1)
        self._columns, self._heads, self._notes, self._hyphens = columns, heads, notes, hyphens
        self._indent, self._gap, self._size = indent, gap, size
        self._leading = size * 1.2
        self._number = first_number
        self._head = ""
        self._column = -1
        self._y = 0.0
        self._width = (PAGE[0] - 100 - 18 * (columns - 1)) / columns
        self._open = False

    def set(self, pieces: Sequence[Piece], head: str) -> None:
        """Sets an entry, whose name stands at the head of its pages."""
        self._head = head
        for piece in pieces:
            self._set(piece)

    def done(self) -> bytes:
        """The PDF."""
        self._end_page()
        self._canvas.save()
        return self._stream.getvalue()

    def _set(self, piece: Piece) -> None:
        level = {"heading1": (20.0, "Helvetica-Bold"), "heading2": (self._size + 1.5, "Helvetica-Bold")}
        size, font = level.get(piece.kind, (self._size, "Times-Roman"))
        leading = size * 1.2
        hang = 10 if piece.kind == "bullet" else 0
        lines = self._broken(piece, font, size, hang)
        if piece.kind.startswith("heading"):
            self._y -= self._gap
            if self._y - 4 * leading < self._floor:
                self._next_column()
        for number, (text, last) in enumerate(lines):
            if self._y - leading < self._floor or self._column < 0:
                self._next_column()
            self._y -= leading
            left = 50 + self._column * (self._width + 18) + hang
            if piece.kind == "bullet" and not number:
                self._canvas.setFont("ZapfDingbats", size * 0.7)
                self._canvas.drawString(left - hang, self._y, "n")
            indent = self._indent if piece.kind == "paragraph" and not number else 0
            line = self._canvas.beginText(left + indent, self._y)
            line.setFont(font, size)
            blanks = text.count(" ")
            room = self._width - hang - indent - stringWidth(text, font, size)
            line.setWordSpace(room / blanks if blanks and not last and font == "Times-Roman" else 0)
            line.textOut(text)
            self._canvas.drawText(line)
        self._y -= self._gap

    @property
    def _floor(self) -> float:
        return 60 + (3 * 9 if self._notes else 0)

    def _broken(self, piece: Piece, font: str, size: float, hang: float) -> list[tuple[str, bool]]:
        """The block's lines, and of each whether it is the last."""
        lines: list[str] = []
        line = ""
        for word in piece.text.split(" "):
            indent = self._indent if piece.kind == "paragraph" and not lines else 0
            room = self._width - hang - indent
            wider = f"{line} {word}" if line else word
            if stringWidth(wider, font, size) <= room:
                line = wider
                continue
            stem = next((s for s in SYLLABLES if self._hyphens and word.rstrip(".,").endswith(s)), None)
            cut = word.rindex(stem) if stem else 0
            if cut > 2 and stringWidth(f"{line} {word[:cut]}-", font, size) <= room:
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        lines.append(line)
        return [(text, number == len(lines) - 1) for number, text in enumerate(lines)]

    def _next_column(self) -> None:
        self._column += 1
        if self._column in (0, self._columns):
            if self._open:
                self._end_page()
            self._start_page()
            self._column = 0
        self._y = 780

    def _start_page(self) -> None:
        self._open = True
        if self._heads:
            self._canvas.setFont("Helvetica", 8)
            head = self._head.upper() if self._number % 2 else "Amity Watch Report 2010"
            self._canvas.drawString(50, 805, head)
        if self._notes:
            self._canvas.setFont("Times-Roman", 7)
            notes = random.Random(self._number)
            self._canvas.drawString(50, 68, f"{self._number} Interview with {sentences(notes, 1)}")
            self._canvas.drawString(50, 60, sentences(notes, 1))

    def _end_page(self) -> None:
        if self._heads:
            self._canvas.setFont("Helvetica", 8)
            left = 540 if self._number % 2 else 50
            self._canvas.drawString(left, 30, str(self._number))
        self._number += 1
        self._canvas.showPage()


def volume(
    *,
    entries: int = 4,
    seed: int = 1,
    columns: int = 2,
    notes: bool = False,
    indent: float = 0,
    gap: float = 6,
) -> Report:
    """A volume of country entries, each running on from page to page."""
    chance = random.Random(seed)
    press = Press(columns=columns, notes=notes, indent=indent, gap=gap)
    blocks: list[Piece] = []
    for number in range(entries):
        country = COUNTRIES[number % len(COUNTRIES)]
        pieces = list(entry(chance, country))
        press.set(pieces, country)
        blocks += pieces
    return Report(press.done(), blocks)
