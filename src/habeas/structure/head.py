"""The labelled lines around a report: title, publisher, dates, citation, disclaimer, copyright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from habeas.model.document import Raw
from habeas.structure.layout import Span, lines
from habeas.structure.periods import covered_period
from habeas.structure.sources import Source

NOTICES = frozenset({"disclaimer", "rights"})
_TAIL_FIELDS = frozenset({"disclaimer", "rights", "citation", "url", "symbol", "updated"})
_HEAD_LINES = 60
_TAIL_LINES = 15
_TITLE_LENGTH = 220


@dataclass(frozen=True, slots=True)
class Field:
    """A value as printed, where it stands with its label, and the block kind that makes it."""

    value: str
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Frame:
    """What stands before and after a report's own words: fields, the host's words, the body's span."""

    fields: dict[str, Field] = field(default_factory=dict)
    notices: list[Span] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def taken(self) -> Iterator[tuple[str, int, int]]:
        """(kind, start, end) of every stretch that is not the report's own words."""
        yield from ((f.kind, f.start, f.end) for f in self.fields.values())
        yield from (("notice", start, end) for start, end in self.notices)

    def value(self, name: str) -> str | None:
        """The printed value of a field, None where there is none."""
        found = self.fields.get(name)
        return found.value if found and found.value else None


@dataclass(slots=True)
class _Walk:
    """The lines of a head as they are gone through."""

    raw: Raw
    source: Source
    width: int | None
    spans: list[Span]
    at: int = 0

    def text(self, offset: int = 0) -> str:
        start, end = self.spans[self.at + offset]
        return self.raw.text[start:end]

    def more(self, offset: int = 0) -> bool:
        return self.at + offset < len(self.spans)

    def adjacent(self, offset: int) -> bool:
        before, span = self.spans[self.at + offset - 1], self.spans[self.at + offset]
        return self.raw.text.count("\n", before[1], span[0]) == 1


def frame(raw: Raw, source: Source, width: int | None) -> Frame:
    """The head and the tail of a page, by the description of its source."""
    walk = _Walk(raw, source, width, list(lines(raw.text)))
    found = Frame(end=len(raw.text))
    headings = {start for kind, start, _ in raw.blocks if kind == "heading1"}
    untitled = _skip_to_title(walk, found, headings)
    while walk.more() and walk.at < _HEAD_LINES and _take(walk, found, untitled or headings):
        pass
    found.start = walk.spans[walk.at][0] if walk.more() else len(raw.text)
    _tail(walk, found)
    return found


def _skip_to_title(walk: _Walk, found: Frame, headings: set[int]) -> set[int]:
    """The page's own heading is its title: what stands before it and has no label is the host's."""
    first = next((i for i, span in enumerate(walk.spans[:_HEAD_LINES]) if span[0] in headings), None)
    for i in range(first or 0):
        start, end = walk.spans[i]
        if walk.source.field_of(walk.raw.text[start:end]) is None:
            found.notices.append((start, end))
    return {walk.spans[first][0]} if first is not None else set()


def _take(walk: _Walk, found: Frame, headings: set[int]) -> bool:
    """Takes one line, or a label with its value, into the frame; False where the body begins."""
    start, end = walk.spans[walk.at]
    line = walk.text()
    if (start, end) in found.notices:
        walk.at += 1
        return True
    labelled = walk.source.field_of(line)
    if labelled and not _is_prose(labelled[0], line):
        _take_labelled(walk, found, *labelled)
    elif "covers" not in found.fields and len(line) < 250 and covered_period(line):
        found.fields["covers"] = Field(line, start, end, "meta")
        walk.at += 1
    elif walk.source.is_notice(line):
        found.notices.append((start, end))
        walk.at += 1
    elif "title" not in found.fields and _may_be_title(line) and (start in headings or not headings):
        _take_value(walk, found, "title", walk.at)
    else:
        return False
    return True


def _is_prose(name: str, line: str) -> bool:
    """A sentence that begins with a label's word ("Publishers …") is no label."""
    return name not in ("citation", "disclaimer", "rights", "url") and len(line) > 200


def _may_be_title(line: str) -> bool:
    worded = any(character.isalpha() for character in line)
    return worded and len(line) <= _TITLE_LENGTH and not line.endswith((".", ";", ","))


def _take_labelled(walk: _Walk, found: Frame, name: str, value: str) -> None:
    first = walk.at
    if not value and walk.more(1) and walk.source.field_of(walk.text(1)) is None:
        walk.at += 1
    _take_value(walk, found, name, first)


def _take_value(walk: _Walk, found: Frame, name: str, first: int) -> None:
    """Takes the line at hand and the lines it runs on in, when the text is wrapped."""
    last = walk.at
    while (
        walk.width is not None
        and walk.more(1)
        and walk.adjacent(1)
        and walk.source.field_of(walk.text(1)) is None
        and len(walk.text()) > walk.width * 2 // 3
    ):
        walk.at += 1
        last = walk.at
    walk.at = last + 1
    start, end = walk.spans[first][0], walk.spans[last][1]
    printed = walk.raw.text[start:end]
    label, labelled = walk.source.field_of(printed) or (name, printed)
    value = printed if name == "title" != label else labelled
    if "\n" in value and walk.width is not None:
        value = " ".join(value.split())
    if name not in found.fields:
        found.fields[name] = Field(value, start, end, "notice" if name in NOTICES else "meta")
    else:
        found.notices.append((start, end))


def _tail(walk: _Walk, found: Frame) -> None:
    """The copyright notice, the host's last words, and what stands after them."""
    first = max(walk.at, len(walk.spans) - _TAIL_LINES)
    closing = False
    for number in range(first, len(walk.spans)):
        start, end = walk.spans[number]
        line = walk.raw.text[start:end]
        labelled = walk.source.field_of(line)
        rights = walk.source.rights_line.match(line)
        if rights and "rights" not in found.fields:
            found.fields["rights"] = Field(line, start, end, "notice")
        elif labelled and labelled[0] in _TAIL_FIELDS and labelled[1] and labelled[0] not in found.fields:
            kind = "notice" if labelled[0] in NOTICES else "meta"
            found.fields[labelled[0]] = Field(labelled[1], start, end, kind)
        elif (closing and len(line) < 160) or walk.source.is_notice(line):
            found.notices.append((start, end))
        else:
            continue
        closing = "rights" in found.fields and found.fields["rights"].start >= found.start
