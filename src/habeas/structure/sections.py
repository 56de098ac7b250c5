"""Headings and the sections under them; every stretch of a page becomes a block with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from habeas.model.document import Block, Section
from habeas.structure.dates import MONTH
from habeas.structure.layout import Stretch
from habeas.structure.wording import wording

_HEADING_LENGTH = 110
_HEADING_WORDS = 15
_PRINTED = 10  # below every level that the format itself marks
_ENDS_OPEN = re.compile(
    r"(?:[.,;:!?…/&-]|\b(?:and|or|of|the|to|in|by|for|with|a|an|from|that|was|were|on|at))[\"”’')]*$"
)
_OPENS = re.compile(r"[\"“‘'(]?[^\W\d_a-z]|\d+(?:\.\d+)*\.? [^\W\d_]|[a-z][.)] [^\W\d_]")
_DATED = re.compile(
    r"(?:In|On|By|During|Since|Until|From|Between|At the (?:beginning|end) of|(?:Early|Late) in)\s+"
    rf"(?:(?:early|mid-?|late|the)\s*)?(?:\d|(?:{MONTH})\b)|Also in\b"
)
_RUNNING_HEAD = re.compile(r"[A-Z]{2,4}|\d{1,4}")
_NUMBERED = re.compile(r"(?:section|part|chapter) [\divxlc]+\b|[IVXLC]+\. ", re.I)
_LETTERED = re.compile(r"[A-Za-z][.)] |\d+(?:\.\d+)*\.? ")


def blocks(
    text: str, stretches: Iterable[Stretch], fixed: Iterable[tuple[str, int, int]]
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """All blocks of a page in order, and its sections; `fixed` are those whose kind is known already."""
    laid = [*_body(text, stretches), *((kind, 0, start, end) for kind, start, end in fixed if start < end)]
    laid.sort(key=lambda block: (block[2], block[3]))
    sections = _sections(text, laid)
    starts = [section.start for section in sections]
    found = []
    section = -1
    for kind, _, start, end in laid:
        while section + 1 < len(starts) and starts[section + 1] <= start:
            section += 1
        found.append(Block(kind, start, end, section if section >= 0 else None))
    return tuple(found), sections


def _body(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[str, int, int, int]]:
    laid = list(stretches)
    prints: dict[str, int] = {}
    for number, stretch in enumerate(laid):
        words = text[stretch.start : stretch.end]
        broken_off = number + 1 < len(laid) and text[laid[number + 1].start].islower()
        kind, level = stretch.kind, 0
        if kind.startswith("heading"):
            kind, level = "heading", int(kind.removeprefix("heading"))
        elif kind in ("paragraph", "bullet") and _is_reference(words):
            kind = "notice"
        elif kind == "paragraph" and words.endswith(":") and not wording().fact_label.sub("", words).strip():
            kind = "fact"
        elif kind == "paragraph" and not broken_off and is_heading(words):
            style = _style(words)
            kind, level = "heading", _PRINTED + prints.setdefault(style, len(prints))
        yield kind, level, stretch.start, stretch.end


def is_heading(words: str) -> bool:
    """Whether a paragraph by itself is a heading: short, one line, begun like one, without a stop."""
    return (
        len(words) <= _HEADING_LENGTH
        and "\n" not in words
        and len(words.split()) <= _HEADING_WORDS
        and _OPENS.match(words) is not None
        and _ENDS_OPEN.search(words) is None
        and _DATED.match(words) is None
    )


def _is_reference(words: str) -> bool:
    """A publication's number, or what every printed page repeats at its edge."""
    if _RUNNING_HEAD.fullmatch(words):
        return True
    return len(words) < 250 and wording().reference.search(words) is not None


def _style(words: str) -> str:
    """How a heading is printed; of two prints the one that comes first in a report stands higher."""
    if _NUMBERED.match(words):
        return "numbered part"
    unlettered = _LETTERED.sub("", words, count=1)
    if unlettered != words:
        return "lettered"
    return "capitals" if words.isupper() and len(words) > 4 else "words"


def _sections(text: str, laid: list[tuple[str, int, int, int]]) -> tuple[Section, ...]:
    """The headed parts: each ends where a heading of its level or above stands, or the body ends."""
    headings = [(level, start, end) for kind, level, start, end in laid if kind == "heading"]
    body_end = max((end for kind, _, _, end in laid if kind in ("paragraph", "bullet", "heading")), default=0)
    lasts = _ends(headings, body_end)
    found: list[Section] = []
    above: list[tuple[int, str]] = []
    for (level, start, end), last in zip(headings, lasts, strict=True):
        title = " ".join(text[start:end].split())
        last = start + len(text[start:last].rstrip())
        above = [pair for pair in above if pair[0] < level] + [(level, title)]
        found.append(Section(title, tuple(name for _, name in above), start, last))
    return tuple(found)


def _ends(headings: list[tuple[int, int, int]], body_end: int) -> list[int]:
    """For each heading where the next of its level or above stands, gone through from the back."""
    next_of: dict[int, int] = {}
    lasts = []
    for level, start, _ in reversed(headings):
        lasts.append(min((at for depth, at in next_of.items() if depth <= level), default=body_end))
        next_of[level] = start
    return lasts[::-1]
