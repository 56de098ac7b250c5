"""Paragraphs to the frozen text: words joined over the ends of lines, each character's place kept."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from habeas.read.printed.columns import Line
from habeas.read.printed.glyphs import Piece, Sheet
from habeas.read.printed.prose import Paragraph

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SOFT_HYPHEN = "\xad"
_HYPHENS = "-\u2010\ufffe\x02" + _SOFT_HYPHEN
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PLAIN = re.compile(r"[!-~‘’“”–—…À-ɏ]+(?: [!-~‘’“”–—…À-ɏ]+)*")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+$")
_NOTE_MARKS = "0123456789*†‡§"
_SUSPENDED = ("and", "or")
_PAGE = 1 << 24


@dataclass(slots=True)
class Text:
    """Characters with the place of each: its page from 0, and its index among the page's characters."""

    parts: list[str] = field(default_factory=list)
    places: array[int] = field(default_factory=lambda: array("q"))
    blocks: list[tuple[str, int, int]] = field(default_factory=list)

    def __str__(self) -> str:
        return "".join(self.parts)

    def place(self, offset: int) -> tuple[int, int]:
        """The page and the index there of a character."""
        return divmod(self.places[offset], _PAGE)

    def add(self, characters: str, places: Iterable[int]) -> None:
        """Appends characters with their places."""
        self.parts.append(characters)
        self.places.extend(places)


def written(paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet]) -> Text:
    """The text of all paragraphs, a blank line apart; rows of a table stand on neighbouring lines.

    It is in the form in which text is frozen: NFC, plain blanks, no unseen characters, no ligatures.
    """
    words = _words(paragraphs)
    text, before = Text(), ""
    for paragraph in paragraphs:
        characters, places = _paragraph(paragraph, sheets, words)
        if not characters:
            continue
        if text.parts:
            gap = "\n" if paragraph.kind == before == "row" else "\n\n"
            text.add(gap, [text.places[-1]] * len(gap))
        start = len(text.places)
        text.add(characters, places)
        text.blocks.append((paragraph.kind, start, len(text.places)))
        before = paragraph.kind
    return text


def _paragraph(paragraph: Paragraph, sheets: Sequence[Sheet], words: frozenset[str]) -> tuple[str, list[int]]:
    characters, places = "", list[int]()
    for number, line in enumerate(paragraph.lines):
        more, theirs = _line(line, sheets[line.sheet], skipping=0 if number else paragraph.mark)
        if not more:
            continue
        if characters:
            joint, cut = _joint(characters, more, words)
            if cut:
                characters, places = characters[:-cut], places[:-cut]
            characters += joint
            places += [places[-1]] * len(joint)
        characters += more
        places += theirs
    if characters[-1:] and characters[-1] in _HYPHENS[2:]:
        characters = characters[:-1] + "-"
    return _composed(characters, places)


def _line(line: Line, sheet: Sheet, *, skipping: int) -> tuple[str, list[int]]:
    """A line's characters; those of a bullet's mark, and the numbers of footnotes, are left out."""
    characters, places = "", list[int]()
    for piece in line.pieces:
        more, theirs = _characters(piece, sheet, skipping)
        skipping = max(0, skipping - len(piece.text))
        if more and characters:
            characters += "\t" if line.row else " "
            places.append(places[-1])
        characters += more
        places += theirs
    return characters, places


def _characters(piece: Piece, sheet: Sheet, skipping: int) -> tuple[str, list[int]]:
    first, base = piece.first, sheet.number * _PAGE
    marked = sheet.marks and not sheet.marks.isdisjoint(range(first, piece.last))
    if not skipping and not marked and _PLAIN.fullmatch(piece.text):
        return piece.text, list(range(base + first, base + piece.last))
    kept: list[str] = []
    places: list[int] = []
    for index in range(first + skipping, piece.last):
        sign = sheet.characters[index]
        if sign in _UNSEEN or (index in sheet.marks and _is_note(sign, kept)):
            continue
        if sign.isspace() or (sign < " " and sign not in _HYPHENS):
            if not kept or kept[-1] == " ":
                continue
            sign = " "
        elif sign in _HYPHENS and index + 1 < piece.last:
            if sign == _SOFT_HYPHEN:
                continue
            sign = "-"
        for one in _LIGATURES.get(sign, sign):
            kept.append(one)
            places.append(base + index)
    while kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), places


def _is_note(sign: str, kept: Sequence[str]) -> bool:
    return sign in _NOTE_MARKS and bool(kept) and not kept[-1].isdigit()


def _joint(before: str, after: str, words: frozenset[str]) -> tuple[str, int]:
    """What stands between two lines, and how many characters of the first's end go."""
    hyphen = before[-1]
    if hyphen not in _HYPHENS or len(before) < 2 or not before[-2].isalnum():
        return " ", 0
    left, right = _LAST_WORD.search(before[:-1]), _WORD.match(after)
    if hyphen == _SOFT_HYPHEN:
        return "", 1
    if left is None or right is None:
        return "-", 1
    if right[0] in _SUSPENDED:
        return "- ", 1
    keeps = not right[0][0].islower() or left[0][-1].isdigit() or _is_compound(left[0], right[0], words)
    return ("-", 1) if keeps else ("", 1)


def _is_compound(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word, by what the text has elsewhere."""
    left, right = left.casefold(), right.casefold()
    if left + right in words:
        return False
    if f"{left}-{right}" in words:
        return True
    return left in words and right in words and len(right) > 2


def _words(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The words of the text, but for those at the ends of lines that end in a hyphen."""
    found: set[str] = set()
    for paragraph in paragraphs:
        cut = False
        for line in paragraph.lines:
            text = line.text.casefold()
            words = _WORD.findall(text)
            hyphenated = text.rstrip()[-1:] in tuple(_HYPHENS)
            found.update(words[cut : len(words) - hyphenated])
            cut = hyphenated
    return frozenset(found)


def _composed(characters: str, places: list[int]) -> tuple[str, list[int]]:
    """NFC: what is composed of several characters stands where the first of them stood."""
    if unicodedata.is_normalized("NFC", characters):
        return characters, places
    kept: list[str] = []
    where: list[int] = []
    for sign, place in zip(characters, places, strict=True):
        together = kept[-1] + sign if kept else sign
        if kept and (unicodedata.combining(sign) or not unicodedata.is_normalized("NFC", together)):
            kept[-1] = unicodedata.normalize("NFC", together)
        else:
            kept.append(unicodedata.normalize("NFC", sign))
            where.append(place)
    spread = [place for sign, place in zip(kept, where, strict=True) for _ in sign]
    return "".join(kept), spread
