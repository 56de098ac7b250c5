"""The fact box: labels and values, however the page lays them out; what is no fact stays body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from habeas.structure.layout import Span, lines
from habeas.structure.wording import FactLabel, squeezed, wording

_ZONE_LINES = 45
_FREE_LENGTH = 220
_LINE_LENGTH = 8000
_SHORT_REST = 25
_NAME_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the fact box: key, value as printed, and the spans of label and value."""

    key: str
    value: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    key: str
    value: re.Pattern[str] | None
    start: int
    end: int


def fact_box(text: str, start: int, end: int) -> list[Fact]:
    """The facts in the first lines of a report's body, in the order of their labels.

    A label whose value cannot be told from its neighbours' has the value None.
    """
    zone = list(lines(text, start, end))[:_ZONE_LINES]
    labels: list[_Label] = []
    for line in zone:
        labels += _labels(text, line, end, behind=labels[-1].end if labels else start)
    facts: list[Fact] = []
    waiting: list[_Label] = []
    for number, label in enumerate(labels):
        following = labels[number + 1].start if number + 1 < len(labels) else zone[-1][1]
        found = _beside(text, label, following) or _below(text, label, following)
        if found:
            facts.append(found)
        else:
            waiting.append(label)
    return sorted(facts + _apart(text, waiting, labels, zone), key=lambda fact: fact.spans[0])


def _labels(text: str, line: Span, end: int, *, behind: int) -> list[_Label]:
    """The labels of a line: from the first word on, or as the last words of it.

    A label may run over into the next line; what stands in the line before `behind` is one that did.
    """
    following = text.find("\n", line[1] + 1)
    last = min(end, following if following > 0 else end)
    if line[1] - line[0] > _LINE_LENGTH or ":" not in text[line[0] : last]:
        return []
    matches = list(wording().fact_label.finditer(text, max(line[0], behind), last))
    matches = [match for match in matches if match.start() < line[1]]
    if matches and text[line[0] : matches[0].start()].strip(" \t-•*"):
        closing, until = len(matches), line[1]
        while closing and not text[matches[closing - 1].end() : until].strip():
            closing -= 1
            until = matches[closing].start()
        matches = matches[closing:]
    return [_known(match) for match in matches]


def _known(match: re.Match[str]) -> _Label:
    own_words = FactLabel(re.sub(r"\W+", "_", match["label"].casefold()).strip("_"), None)
    known = wording().fact_labels.get(squeezed(match["label"]), own_words)
    return _Label(known.key, known.value, match.start(), match.end())


def _beside(text: str, label: _Label, following: int) -> Fact | None:
    """The value that stands after its label in the same line; what runs on behind it is left."""
    newline = text.find("\n", label.end)
    end = min(following, newline if newline >= 0 else len(text))
    printed = text[label.end : end]
    first = label.end + len(printed) - len(printed.lstrip())
    last = label.end + len(printed.rstrip())
    if first >= last:
        return None
    if label.value and (match := label.value.match(text, first, last)):
        if last - match.end() <= _SHORT_REST:
            return Fact(label.key, text[first:last], ((label.start, last),))
        return Fact(label.key, match[0], ((label.start, match.end()),))
    if last - first > _FREE_LENGTH:
        return Fact(label.key, None, ((label.start, label.end),))
    return Fact(label.key, " ".join(text[first:last].split()), ((label.start, last),))


def _below(text: str, label: _Label, following: int) -> Fact | None:
    """The value in the line under its label, where the next label stands under that again."""
    between = list(lines(text, label.end, following))
    if len(between) != 1 or text.count("\n", between[0][1], following) == 0:
        return None
    start, end = between[0]
    value = text[start:end]
    shaped = label.value.fullmatch(value) is not None if label.value else _is_name(value)
    return Fact(label.key, value, ((label.start, label.end), (start, end))) if shaped else None


def _is_name(value: str) -> bool:
    return len(value) <= _NAME_LENGTH and value[:1].isupper() and not value.endswith((".", ",", ":"))


def _apart(text: str, waiting: list[_Label], labels: list[_Label], zone: list[Span]) -> list[Fact]:
    """Values that stand apart from all labels: one a line, or run together in one line."""
    if not waiting:
        return []
    last = max(label.end for label in labels)
    after = [span for span in zone if span[0] >= last]
    one_a_line = _one_a_line(text, waiting, after)
    if one_a_line:
        return one_a_line
    runs = [_run_together(text, waiting, *_unlabelled(span, labels)) for span in after + zone]
    best = max(runs, key=len, default=[])
    told = {fact.spans[0][0] for fact in best}
    return best + [
        Fact(label.key, None, ((label.start, label.end),)) for label in waiting if label.start not in told
    ]


def _unlabelled(line: Span, labels: list[_Label]) -> Span:
    """The part of a line before, or else behind, the labels in it."""
    inside = [label for label in labels if line[0] <= label.start < line[1]]
    if not inside:
        return line
    first, last = min(label.start for label in inside), max(label.end for label in inside)
    return (line[0], first) if first > line[0] else (min(last, line[1]), line[1])


def _one_a_line(text: str, waiting: list[_Label], after: list[Span]) -> list[Fact]:
    if len(after) < len(waiting):
        return []
    facts = []
    for label, (start, end) in zip(waiting, after, strict=False):
        value = text[start:end]
        fits = label.value.fullmatch(value) is not None if label.value else _is_name(value)
        if not fits:
            return []
        facts.append(Fact(label.key, value, ((label.start, label.end), (start, end))))
    return facts


def _run_together(text: str, waiting: list[_Label], start: int, end: int) -> list[Fact]:
    """Values in one line, parted by those with a known shape: a name alone before them is told, two are not.

    A line with fewer than half of the shapes awaited is not one of values.
    """
    end = min(end, start + _LINE_LENGTH)
    at, facts = start, []
    first_shape = end
    shaped = [label for label in waiting if label.value]
    for label in shaped:
        match = label.value.search(text, at, end) if label.value else None
        if match and match.start() - at <= (_FREE_LENGTH if at == start else _SHORT_REST):
            first_shape = min(first_shape, match.start())
            facts.append(Fact(label.key, match[0], ((label.start, label.end), match.span())))
            at = match.end()
    if not facts or len(facts) * 2 < len(shaped) or (len(facts) == 1 and end - at > _SHORT_REST):
        return []
    names = text[start:first_shape].rstrip()
    shapeless = [label for label in waiting if label.value is None]
    for label in shapeless:
        spans: tuple[Span, ...] = ((label.start, label.end),)
        spans += ((start, start + len(names)),) if names else ()
        facts.append(Fact(label.key, names if names and len(shapeless) == 1 else None, spans))
    return facts
