"""Which two reports are copies, near copies, or an older and a newer text of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from habeas.model.document import Document
from habeas.model.link import Link
from habeas.versions.shingles import WIDTH, Hashes, shingles, words
from habeas.vocabulary.host_words import host_words

HOSTS = frozenset({"meta", "notice"})
NEAR, NEAR_OF_ONE, NEWER, WORTH_ALIGNING = 0.6, 0.8, 0.3, 0.9

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Own:
    """A report's own words in order, each with the number of its block; a host's notices are left out."""

    document: Document

    @cached_property
    def _placed(self) -> list[tuple[str, int]]:
        text = self.document.text
        return [
            (word, number)
            for number, block in enumerate(self.document.blocks)
            if block.kind not in HOSTS
            for word in words(text[block.start : block.end])
        ]

    @cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        return [word for word, _ in self._placed]

    @cached_property
    def blocks(self) -> list[int]:
        """For each word its block."""
        return [number for _, number in self._placed]

    @cached_property
    def shingles(self) -> Hashes:
        """A hash for each run of three words."""
        return shingles(self.words)


def compare(one: Own, other: Own) -> Link | None:
    """How two reports belong together; None where they do not.

    Two reports on different periods or countries are two reports, however alike they are worded. Without
    a period on the page, two years of one publisher share up to three quarters of each other's words; so
    a near copy shares nearly all of one report's, and most of both.
    """
    old, new = one.document, other.document
    if _apart(old, new) or not one.words or not other.words:
        return None
    shared = _shared(one, other), _shared(other, one)
    overlap = float(sum(mask.sum() for mask in shared) / sum(mask.size for mask in shared))
    most = max(float(mask.mean()) for mask in shared)
    if most >= WORTH_ALIGNING and _same_text(one, other):
        return Link("copy", old.id, new.id, overlap)
    same_entry = _entry(old) is not None and _entry(old) == _entry(new)
    if overlap >= NEWER and same_entry and (told := order(old, new)):
        return Link("newer", *((old.id, new.id) if told < 0 else (new.id, old.id)), overlap)
    near = overlap >= NEAR and most >= NEAR_OF_ONE
    return Link("near", old.id, new.id, overlap) if near else None


def _apart(one: Document, other: Document) -> bool:
    """Whether both pages say what they are about, and it is not the same."""
    a, b = one.meta, other.meta
    if a.covers and b.covers and (a.covers[1] < b.covers[0] or b.covers[1] < a.covers[0]):
        return True
    return bool(a.countries and b.countries) and not set(a.countries) & set(b.countries)


def _shared(one: Own, other: Own) -> Mask:
    """For each word whether it stands in a run that the other report has too."""
    return _worded(np.isin(one.shingles, other.shingles), len(one.words))


def _worded(runs: Mask, count: int) -> Mask:
    """The words that a chosen run holds."""
    mask = np.zeros(count, np.bool_)
    for place in range(min(WIDTH, count)):
        mask[place : place + len(runs)] |= runs
    return mask


def _same_text(one: Own, other: Own) -> bool:
    """Whether each has the other's words in their order, a host's words and broken words aside."""
    # Runs that come again and again (tables of noughts) are no landmarks: autojunk passes over them.
    aligned = SequenceMatcher(None, one.shingles.tolist(), other.shingles.tolist(), autojunk=True)
    kept = np.zeros(len(one.words), np.bool_), np.zeros(len(other.words), np.bool_)
    first = second = 0
    for mine, yours, length in aligned.get_matching_blocks():
        if "".join(one.words[first:mine]) == "".join(other.words[second:yours]):
            kept[0][first:mine] = kept[1][second:yours] = True
        if length:
            first, second = mine + length + WIDTH - 1, yours + length + WIDTH - 1
            kept[0][mine:first] = kept[1][yours:second] = True
    return _hosts(one, kept[0]) and _hosts(other, kept[1])


def _hosts(own: Own, kept: Mask) -> bool:
    """Whether all words that are not kept stand in lines that are a host's."""
    inside = np.flatnonzero(kept)
    if not len(inside):
        return False
    blocks = np.array(own.blocks)
    first, last = blocks[inside[0]], blocks[inside[-1]]
    text = own.document.text
    for number in np.unique(blocks[~kept]):
        block = own.document.blocks[number]
        around = block.kind == "heading" or not first <= number <= last
        if kept[blocks == number].any() or block.kind == "fact":
            return False
        if not host_words().in_line(text[block.start : block.end], around=around):
            return False
    return True


def _entry(document: Document) -> tuple[object, ...] | None:
    """What makes two texts texts of one report: publisher, title, period, countries; None where unknown."""
    meta = document.meta
    if not (meta.publisher and meta.title):
        return None
    return (*words(meta.publisher), "", *words(meta.title)), meta.covers, meta.countries


def order(one: Document, other: Document) -> int:
    """-1 where the first is the older text, 1 where the second is, 0 where no date tells."""
    for first, second in zip(dates(one), dates(other), strict=True):
        if first and second and not first.startswith(second) and not second.startswith(first):
            return -1 if first < second else 1
    return 0


def dates(document: Document) -> tuple[str | None, ...]:
    """When the text was updated, published and seen, as far as the page tells, to be compared as words."""
    meta = document.meta
    updated = meta.updated.isoformat() if isinstance(meta.updated, datetime) else None
    return updated, meta.published, meta.accessed.isoformat() if meta.accessed else None
