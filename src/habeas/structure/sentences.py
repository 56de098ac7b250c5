"""Sentences of a block, by stops and by the abbreviations whose stop ends none."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from habeas.structure.layout import Span
from habeas.structure.wording import wording

MAX_SENTENCE = 3000
MAX_PIECES = 10

_CLOSING = "\"”’'»)\\]"
_STOP = re.compile(
    r"(?P<stop>[.!?…]{1,20})"
    rf"(?P<closed>(?:[{_CLOSING}]{{1,8}}[.!?…]{{0,8}}){{0,4}})"
    r"(?P<note>\d{1,2})?\s+(?P<opened>[\"“‘’'«(\[]{0,8})(?=\S)"
)
_WORDED = re.compile(r"\S")
_WORD = re.compile(r"[\w.&'’-]+$")
_NEXT = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PARTICLE = re.compile(r"(?:al|el|ul|as|at|an|ar|ash)-[A-Z‘’]|d[’'][A-Z]")
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")


@functools.cache
def _glued() -> re.Pattern[str]:
    """A stop whose blank was lost: "prison.The court"."""
    return re.compile(rf"(?<=[a-z]{{3}})[.!?](?=(?:{'|'.join(sorted(wording().openings))})\s)")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`: in order, disjoint, covering all that is not blank.

    What goes on without an end is cut into pieces of at most `MAX_SENTENCE`; past `MAX_PIECES` of them
    it is left out, for it is no sentence of a report.
    """
    found: list[Span] = []
    for first, last in _parts(text, start, end):
        last = min(first + len(text[first:last].rstrip()), first + MAX_PIECES * MAX_SENTENCE)
        while begun := _WORDED.search(text, first, last):
            first = begun.start()
            cut = last if last - first <= MAX_SENTENCE else _cut(text, first)
            found.append((first, first + len(text[first:cut].rstrip())))
            first = cut
    return found


def endless(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches over `MAX_SENTENCE` in which no sentence ends, which `sentences` cuts."""
    if end - start > MAX_SENTENCE:
        yield from ((first, last) for first, last in _parts(text, start, end) if last - first > MAX_SENTENCE)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    borders = [
        match.start("opened") for match in _STOP.finditer(text, start, end) if _ends(text, start, match)
    ]
    borders += [match.end() for match in _glued().finditer(text, start, end)]
    at = start
    for border in sorted(borders):
        yield at, border
        at = border
    yield at, end


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a stop that a blank follows ends a sentence."""
    at = stop.end()
    following = text[at]
    if not (following.isupper() or following.isdigit() or _PARTICLE.match(text, at)):
        return bool(stop["opened"]) and stop["opened"][-1] in "’‘'" and following.isupper()
    if stop["note"] and (not following.isupper() or not text[stop.start() - 1].isalpha()):
        return False
    if stop["stop"] != "." or any(mark in stop["closed"] for mark in ".!?…"):
        return True
    return _ends_after_word(text, start, stop)


def _ends_after_word(text: str, start: int, stop: re.Match[str]) -> bool:
    """A single full stop ends a sentence unless the word before it is an abbreviation."""
    begin = max(start, stop.start() - 24)
    found = _WORD.search(text, begin, stop.start())
    if found is None:
        return True
    word, at = found[0], stop.end()
    known = wording().abbreviations
    opens = (_NEXT.match(text, at) or [""])[0] in wording().openings
    if found.start() == start and (word.isdigit() or len(word) <= 2) and stop.start() - start <= 3:
        return False
    if word in known.never:
        return False
    if word in known.numbered:
        return _NUMERAL.match(text, at) is None
    if _DOTTED.fullmatch(word):
        return opens or word in ("a.m", "p.m")
    if word in known.unless_opening or (len(word) == 1 and word.isupper()):
        return opens
    return True


def _cut(text: str, start: int) -> int:
    """Where a sentence that never ends is cut: behind the last blank before the limit."""
    least, limit = start + MAX_SENTENCE // 2, start + MAX_SENTENCE
    blank = max(text.rfind(mark, least, limit) for mark in " \n\t")
    return blank if blank > start else start + MAX_SENTENCE
