"""Records and decisions of an older text in a newer one: exact, moved or lost, never guessed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.versions.align import LONG, Alignment, align
from habeas.versions.units import Signs, Unit
from habeas.vocabulary.time_words import time_words

HOWS = ("exact", "moved", "lost")
ELSEWHERE = "its sentence stands elsewhere"
REWORDED = "its sentence is reworded, its own words are not"
WORDS_GONE = "its sentence is reworded, and so are its words or those beside them"
UNSURE = "its sentence is reworded, and short or without all its names: it may tell of somebody else"
SENTENCE_GONE = "its sentence is gone"
SEVERAL = "its sentence comes more than once, and no place fits better than another"
OUTSIDE = "it stands in no part of the text that is compared"

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of words that something of this `type` rests on.

    `how` is `exact` (the same sentence at the same offset or in the same order), `moved` (the same words
    in a sentence that stands elsewhere or is reworded around them) or `lost`, where `new` is None;
    `why` says what it was, empty for `exact`.
    """

    type: str
    old: Anchor
    new: Anchor | None
    how: str
    why: str


def reanchor(old: Document, new: Document, anchors: Iterable[tuple[str, Anchor]]) -> tuple[Reanchored, ...]:
    """Where in the new text the anchors of the old one stand, each with the type of what rests on it."""
    told = _Texts(old, new, align(old, new))
    return tuple(told.place(type, anchor) for type, anchor in anchors)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Two texts of a report with their alignment."""

    old: Document
    new: Document
    aligned: Alignment

    def place(self, type: str, anchor: Anchor) -> Reanchored:
        """What became of one anchor."""
        units, aligned = self.aligned.old, self.aligned
        first = _holder(units, anchor.start)
        last = _holder(units, anchor.end - 1)
        if first is None or last is None:
            return Reanchored(type, anchor, None, "lost", OUTSIDE)
        held = range(first, last + 1)
        if any(aligned.same.get(n) != aligned.same.get(first, -1) + n - first for n in held):
            if first == last and first in aligned.reworded:
                return self._reworded(type, anchor, units[first], aligned.new[aligned.reworded[first]])
            return Reanchored(type, anchor, None, "lost", self._why_lost(held))
        found = self._shifted(anchor, (first, last))
        if found is None:
            return Reanchored(type, anchor, None, "lost", WORDS_GONE)
        stayed = found.start == anchor.start or not any(n in aligned.moved for n in held)
        return Reanchored(type, anchor, found, *(("exact", "") if stayed else ("moved", ELSEWHERE)))

    def _shifted(self, anchor: Anchor, held: tuple[int, int]) -> Anchor | None:
        """The words in units that are the same; None where they are otherwise printed there."""
        mine = _joined(self.aligned.old[held[0]], self.aligned.old[held[1]])
        same = self.aligned.same
        yours = _joined(self.aligned.new[same[held[0]]], self.aligned.new[same[held[1]]])
        before, after = Signs.of(self.old.text, mine), Signs.of(self.new.text, yours)
        first, end = before.within(anchor.start, anchor.end)
        return self._anchor(after, (first, end), before.plain[first:end])

    def _anchor(self, signs: Signs, place: tuple[int, int], wanted: str) -> Anchor | None:
        if not wanted or signs.plain[place[0] : place[1]] != wanted:
            return None
        return self.new.anchor(*signs.span(*place))

    def _reworded(self, type: str, anchor: Anchor, mine: Unit, yours: Unit) -> Reanchored:
        before, after = Signs.of(self.old.text, mine), Signs.of(self.new.text, yours)
        if len(before.plain.split()) < LONG or not _names(before.plain) <= _names(after.plain):
            return Reanchored(type, anchor, None, "lost", UNSURE)
        place = _kept(before, after, before.within(anchor.start, anchor.end))
        wanted = slice(*before.within(anchor.start, anchor.end))
        found = self._anchor(after, place, before.plain[wanted]) if place else None
        if found is None:
            return Reanchored(type, anchor, None, "lost", WORDS_GONE)
        return Reanchored(type, anchor, found, "moved", REWORDED)

    def _why_lost(self, numbers: Iterable[int]) -> str:
        held = {unit.words for unit in self.aligned.new}
        left = [self.aligned.old[n].words for n in numbers if n not in self.aligned.same]
        return SEVERAL if left and all(words in held for words in left) else SENTENCE_GONE


def _holder(units: Sequence[Unit], offset: int) -> int | None:
    """The number of the unit that holds a place in the text."""
    number = bisect_right(units, offset, key=lambda unit: unit.start) - 1
    return number if number >= 0 and offset < units[number].end else None


def _joined(first: Unit, last: Unit) -> Unit:
    return Unit(first.start, last.end, first.kind, "")


def _kept(old: Signs, new: Signs, place: tuple[int, int]) -> tuple[int, int] | None:
    """Where signs of a reworded sentence stand in it, if with the words on both sides, and once only."""
    mine, yours = list(_WORD.finditer(old.plain)), list(_WORD.finditer(new.plain))
    touched = [n for n, word in enumerate(mine) if word.start() < place[1] and place[0] < word.end()]
    if not touched:
        return None
    first, end = max(touched[0] - 1, 0), min(touched[-1] + 2, len(mine))
    told, tells = [word[0] for word in mine], [word[0] for word in yours]
    if len(_runs(told, told[first:end])) != 1 or len(_runs(tells, told[first:end])) != 1:
        return None
    for a, b, length in SequenceMatcher(None, told, tells, autojunk=False).get_matching_blocks():
        if a <= first and end <= a + length:
            opens, ends = touched[0] == 0, touched[-1] == len(mine) - 1
            if (opens and b != a) or (ends and b + end - a != len(yours)):
                return None
            shift = yours[b + touched[0] - a].start() - mine[touched[0]].start()
            return place[0] + shift, place[1] + shift
    return None


def _names(sentence: str) -> set[str]:
    """The words that may be names: those with a capital, but for months and weekdays."""
    known = time_words()
    words = {word for word in _WORD.findall(sentence) if word[0].isupper()}
    return words - known.months.keys() - set(known.weekdays)


def _runs(words: list[str], run: list[str]) -> list[int]:
    """Where a run of words stands among words."""
    return [n for n in range(len(words) - len(run) + 1) if words[n : n + len(run)] == run]
