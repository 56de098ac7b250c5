"""The printed pages of a volume as its text shows them: lines, page borders, running titles, labels.

A line that stands again and again and has a page number beside it is a running title. Its numbers, as far
as they rise from page to page, are the labels; between two of them there is a page border: a blank line
where there is one, else the running title itself.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from habeas.model.document import Raw

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LEFT_BY_FONTS = re.compile("[\ufffc\u200b-\u200f\u2060\ufeff]+")
_OBJECTS = re.compile("[\ufffc\\s]*")
_AT_EDGE = re.compile(r"^(?:\d{1,4}|[ivxl]{1,6})\s+|\s+(?:\d{1,3}|[ivxl]{1,6})$")
_NUMBER = re.compile(r"\d{1,4}")
_CLOSING_NUMBER = re.compile(r"(?<=[.:”’)])\s+(?P<number>\d{1,4})$")
_TITLE_LENGTH = range(4, 90)
_TITLE_TIMES = 5
_RARER = 6
_NEAR = 2
_EDGE = 3
_MEMORY = 25
_LEAP = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds anything: its place in the raw text, and its words without what fonts leave."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its printed label, if any, and its lines as a range of their numbers."""

    label: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A volume's lines and pages; `furniture` are the lines that belong to the page and not to the text.

    `glued` are page numbers at the end of a line of text, as places in that line's words; `title` is the
    running title as printed most often.
    """

    lines: tuple[Line, ...]
    leaves: tuple[Leaf, ...]
    furniture: frozenset[int]
    glued: dict[int, Span]
    title: str | None

    def leaf_of(self, line: int) -> int:
        """The number of the page that a line stands on."""
        return bisect.bisect_right(self.leaves, line, key=lambda leaf: leaf.first) - 1


@dataclass(frozen=True, slots=True)
class _Number:
    """A number beside a running title: its value, its line, and its place there if words stand before it."""

    value: int
    line: int
    glued: Span | None


def layout(raw: Raw) -> Layout:
    """The lines and pages of a text; one page without label where nothing tells of pages."""
    lines = tuple(_lines(raw.text))
    titles = _running_titles(lines)
    numbers = _labels([_beside(lines, title) for title in titles])
    labelled = [number for number in numbers if number is not None]
    furniture = frozenset(titles) | {number.line for number in labelled if number.glued is None}
    printed = Counter(_AT_EDGE.sub("", lines[title].text) for title in titles)
    return Layout(
        lines=lines,
        leaves=_filled(_given(raw, lines) or list(_leaves(raw.text, lines, titles, numbers))),
        furniture=furniture,
        glued={number.line: number.glued for number in labelled if number.glued is not None},
        title=printed.most_common(1)[0][0] if printed else None,
    )


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        words = " ".join(_LEFT_BY_FONTS.sub(" ", match[0]).split())
        if words:
            yield Line(match.start(), match.end(), words)


def _running_titles(lines: Sequence[Line]) -> list[int]:
    """The lines that are running titles, in order."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if len(line.text) in _TITLE_LENGTH:
            key = re.sub(r"\d+", "#", _AT_EDGE.sub("", line.text))
            if sum(map(str.isalpha, key)) >= min(_TITLE_LENGTH):
                alike[key].append(number)
    numbered = [
        numbers
        for numbers in alike.values()
        if len(numbers) >= _TITLE_TIMES and sum(bool(_beside(lines, n)) for n in numbers) * 2 > len(numbers)
    ]
    most = max(map(len, numbered), default=0)
    return sorted(number for numbers in numbered if len(numbers) * _RARER >= most for number in numbers)


def _beside(lines: Sequence[Line], title: int) -> list[_Number]:
    """The numbers that may be the label of the page whose running title this is, nearest first."""
    found = []
    at_edge = _AT_EDGE.search(lines[title].text)
    if at_edge and at_edge[0].strip().isdigit():
        found.append(_Number(int(at_edge[0]), title, None))
    for offset in (1, -1, 2, -2):
        near = title + offset
        if not 0 <= near < len(lines):
            continue
        if _NUMBER.fullmatch(lines[near].text):
            found.append(_Number(int(lines[near].text), near, None))
        elif closing := _CLOSING_NUMBER.search(lines[near].text):
            found.append(_Number(int(closing["number"]), near, closing.span()))
    return found


def _labels(candidates: Sequence[Sequence[_Number]]) -> list[_Number | None]:
    """For each running title its label: the longest row of numbers that rise a little from page to page."""
    best: list[list[tuple[int, tuple[int, int] | None]]] = []
    top: tuple[int, tuple[int, int] | None] = (0, None)
    for title, numbers in enumerate(candidates):
        best.append([])
        for option, number in enumerate(numbers):
            row: tuple[int, tuple[int, int] | None] = (1, None)
            for before in range(max(0, title - _MEMORY), title):
                for other, earlier in enumerate(candidates[before]):
                    step = number.value - earlier.value
                    if 0 < step <= _LEAP + 2 * (title - before) and best[before][other][0] >= row[0]:
                        row = (best[before][other][0] + 1, (before, other))
            best[title].append(row)
            top = max(top, (row[0], (title, option)), key=lambda pair: pair[0])
    chosen: list[_Number | None] = [None] * len(candidates)
    at = top[1]
    while at is not None:
        chosen[at[0]] = candidates[at[0]][at[1]]
        at = best[at[0]][at[1]][1]
    return chosen


def _given(raw: Raw, lines: Sequence[Line]) -> list[Leaf]:
    """The pages that the format itself marks."""
    starts = [bisect.bisect_left(lines, page.start, key=lambda line: line.start) for page in raw.pages]
    if not starts:
        return []
    starts[0] = 0
    ends = [*starts[1:], len(lines)]
    return [
        Leaf(page.label or None, first, last)
        for page, first, last in zip(raw.pages, starts, ends, strict=True)
        if first < last
    ]


def _leaves(
    text: str, lines: Sequence[Line], titles: Sequence[int], numbers: Sequence[_Number | None]
) -> Iterator[Leaf]:
    gaps = [number for number in range(1, len(lines)) if _gap(text, lines[number - 1], lines[number])]
    at_foot = _at_foot(titles, gaps)
    first = 0
    for place, (title, number) in enumerate(zip(titles, numbers, strict=True)):
        following = titles[place + 1] if place + 1 < len(titles) else len(lines)
        if following < len(lines) and following - title <= _NEAR:
            continue
        between = gaps[bisect.bisect_right(gaps, title) : bisect.bisect_right(gaps, following)]
        if following == len(lines) and not (at_foot and between):
            border = len(lines)
        elif between:
            border = between[0] if at_foot else between[-1]
        else:
            border = max(title, number.line if number else 0) + 1 if at_foot else following
        yield Leaf(str(number.value) if number else None, first, border)
        first = border
    if first < len(lines):
        yield Leaf(None, first, len(lines))


def _filled(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The pages with the label of one that has none told from its neighbours'."""
    filled = list(leaves)
    for number in range(1, len(leaves) - 1):
        before, leaf, after = leaves[number - 1 : number + 2]
        if leaf.label is None and before.label and before.label.isdigit():
            missing = int(before.label) + 1
            if after.label == str(missing + 1):
                filled[number] = replace(leaf, label=str(missing))
    return tuple(filled)


def _gap(text: str, before: Line, after: Line) -> bool:
    """Whether a blank line stands between two lines; what fonts leave is not blank."""
    between = text[before.end : after.start]
    return any(not piece for piece in between.split("\n")[1:-1])


def _at_foot(titles: Sequence[int], gaps: Sequence[int]) -> bool:
    """Whether running titles stand at the foot of their pages rather than at the head."""
    foot = head = 0
    for title in titles:
        place = bisect.bisect_right(gaps, title)
        foot += place < len(gaps) and gaps[place] - title <= _EDGE
        head += place > 0 and title - gaps[place - 1] < _EDGE
    return foot >= head
