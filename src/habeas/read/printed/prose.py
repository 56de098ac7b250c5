"""Lines to paragraphs, headings and bullets: what runs on in the next line, column or page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from habeas.read.printed.columns import Line

_MARK = re.compile(r"(?:[•●▪■◦‣∙·○◆►▶➢➤✓§\ue000-\uf8ff]+|[-–—*](?=\s))\s*")
_STOP = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")
_LARGER = 1.08
_LONGEST_HEADING = 120
_WIDER_GAP = 1.25
_INDENT = 0.6


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `kind` as in `Raw.blocks`, `mark` the characters of a bullet's mark."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Print:
    """How a text is printed: the size of its running text, the distance of its lines.

    `indents` says that paragraphs begin further in.
    """

    size: float
    leading: float
    indents: bool


def style_of(columns: Sequence[Sequence[Line]], size: float) -> Print:
    """How text of that size is printed."""
    gaps, ended, indented = [], 0, 0
    for column in columns:
        for last, line in pairwise(column):
            if line.gap and abs(line.size - size) < 0.6 and line.gap < 2.2 * size:
                gaps.append(line.gap)
                ended += _would_have_fitted(last, line) and _STOP.search(last.text) is not None
                indented += _begins_further_in(line) and last.left < line.left - _INDENT * line.size
    return Print(size, median(gaps) if gaps else 1.1 * size, indented > 2 and indented * 2 > ended)


def paragraphs(columns: Sequence[Sequence[Line]], style: Print) -> list[Paragraph]:
    """The text of all columns, in order, as paragraphs."""
    found: list[Paragraph] = []
    levels = _levels(columns, style)
    for column in columns:
        for line in column:
            kind, mark = _kind(line, style, levels)
            last = found[-1] if found else None
            if last is not None and _runs_on(last, line, kind, style):
                last.lines.append(line)
            else:
                found.append(Paragraph(kind, [line], mark))
    return found


def _levels(columns: Sequence[Sequence[Line]], style: Print) -> dict[float, int]:
    """Which level of heading each size of print larger than the text's is."""
    sizes = {round(line.size) for line in _each(columns) if _is_larger(line, style)}
    return {size: min(level, 5) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _each(columns: Sequence[Sequence[Line]]) -> Iterator[Line]:
    return (line for column in columns for line in column)


def _is_larger(line: Line, style: Print) -> bool:
    return line.size >= _LARGER * style.size and any(sign.isalpha() for sign in line.text)


def _kind(line: Line, style: Print, levels: dict[float, int]) -> tuple[str, int]:
    if line.row:
        return "row", 0
    if line.pieces[0].sign:
        return "bullet", 1
    if mark := _MARK.match(line.text):
        return "bullet", len(mark[0].rstrip())
    if _is_larger(line, style) and len(line.text) <= _LONGEST_HEADING:
        return f"heading{levels[round(line.size)]}", 0
    if line.bold and len(line.text) <= _LONGEST_HEADING and not line.text.rstrip().endswith((".", ",", ";")):
        return f"heading{min(len(levels) + 1, 6)}", 0
    return "paragraph", 0


def _runs_on(block: Paragraph, line: Line, kind: str, style: Print) -> bool:
    """Whether a line goes on with the block before it."""
    last = block.lines[-1]
    if kind == "bullet" or "row" in (kind, block.kind):
        return False
    if block.kind.startswith("heading") or kind.startswith("heading"):
        return kind == block.kind and _same_heading(last, line)
    if abs(line.size - last.size) > 0.12 * style.size:
        return False
    if line.gap is None:
        return _over_the_edge(block, line, style)
    if line.gap > _WIDER_GAP * max(style.leading, last.size if line.size > style.size else 0):
        return False
    if _indented(block, line, style):
        return False
    return not (_would_have_fitted(last, line) and (_STOP.search(last.text) or not line.text[:1].islower()))


def _same_heading(last: Line, line: Line) -> bool:
    near = line.gap is not None and line.gap <= 1.5 * last.size
    return near and (not _would_have_fitted(last, line) or line.text[:1].islower())


def _over_the_edge(block: Paragraph, line: Line, style: Print) -> bool:
    """Whether a paragraph goes on at the head of the next column or page."""
    last = block.lines[-1]
    if line.text[:1].islower():
        return True
    if not _STOP.search(last.text):
        return True
    if block.kind == "bullet":
        return _hangs(block) and _begins_further_in(line)
    return style.indents and not _would_have_fitted(last, line) and not _begins_further_in(line)


def _hangs(block: Paragraph) -> bool:
    """Whether the lines of a bullet stand further in than its mark."""
    return block.lines[-1].left > block.lines[0].left + _INDENT * block.lines[0].size / 2


def _begins_further_in(line: Line) -> bool:
    return line.edge + _INDENT * line.size < line.left < line.edge + 4 * line.size


def _indented(block: Paragraph, line: Line, style: Print) -> bool:
    """Whether a line begins further in than its paragraph's, as the first of the next one does."""
    last, indent = block.lines[-1], _INDENT * line.size
    if block.kind == "bullet":
        return _hangs(block) and line.left < last.left - indent / 2
    if line.left <= line.edge + indent:
        return False
    return line.left > last.left + indent or (style.indents and len(block.lines) == 1)


def _would_have_fitted(last: Line, line: Line) -> bool:
    """Whether the line's first word had room behind the last: then the line was ended on purpose."""
    words = line.text.split(maxsplit=1)
    if not words:
        return True
    word = len(words[0]) / max(len(line.text), 1) * (line.right - line.left)
    return last.right + word + 0.6 * last.size < last.margin
