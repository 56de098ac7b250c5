"""The fact box: labels and values, however the page lays them out; what is no fact stays body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from habeas.structure.layout import Span, lines
from habeas.structure.wording import FactLabel, squeezed, wording

_ZONE_LINES = 45
_FREE_LENGTH = 220
_SHORT_REST = 25


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
    if not zone:
        return []
    labels = list(_labels(text, start, zone[-1][1]))
    facts: list[Fact] = []
    waiting: list[_Label] = []
    for number, label in enumerate(labels):
        following = labels[number + 1].start if number + 1 < len(labels) else zone[-1][1]
        found = _beside(text, label, following)
        if found:
            facts.append(found)
        else:
            waiting.append(label)
    return sorted(facts + _behind(text, waiting, labels, zone), key=lambda fact: fact.spans[0])


def _labels(text: str, start: int, end: int) -> Iterator[_Label]:
    """Labels where a line begins with one, and those that follow it in the same line."""
    in_box_until = -1
    for match in wording().fact_label.finditer(text, start, end):
        line_start = text.rfind("\n", 0, match.start()) + 1
        begins_line = not text[line_start : match.start()].strip(" \t-•*")
        if begins_line or match.start() < in_box_until:
            newline = text.find("\n", match.end())
            in_box_until = newline if newline >= 0 else end
            known = wording().fact_labels.get(squeezed(match["label"]))
            known = known or FactLabel(re.sub(r"\W+", "_", match["label"].casefold()).strip("_"), None)
            yield _Label(known.key, known.value, match.start(), match.end())


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


def _behind(text: str, waiting: list[_Label], labels: list[_Label], zone: list[Span]) -> list[Fact]:
    """Values that stand after all labels: one a line, or run together in one line."""
    if not waiting:
        return []
    boxed = max(label.end for label in labels)
    after = [span for span in zone if span[0] >= boxed]
    partly = [span for span in zone if waiting[0].end <= span[0] < boxed or span[0] < boxed < span[1]]
    one_a_line = _one_a_line(text, waiting, after)
    if one_a_line:
        return one_a_line
    for span in after[:6] + partly:
        run = _run_together(text, waiting, max(span[0], 0), span[1])
        if run:
            return run
    return [Fact(label.key, None, ((label.start, label.end),)) for label in waiting]


def _one_a_line(text: str, waiting: list[_Label], after: list[Span]) -> list[Fact]:
    if len(after) < len(waiting):
        return []
    facts = []
    for label, (start, end) in zip(waiting, after, strict=False):
        value = text[start:end]
        fits = label.value.fullmatch(value) if label.value else len(value) < 120 and not value.endswith(".")
        if not fits:
            return []
        facts.append(Fact(label.key, value, ((label.start, label.end), (start, end))))
    return facts


def _run_together(text: str, waiting: list[_Label], start: int, end: int) -> list[Fact]:
    """Values in one line: those with a known shape part it; one name before them is told, two are not."""
    at, facts = start, []
    first_shaped: int | None = None
    for label in waiting:
        match = label.value.search(text, at, end) if label.value else None
        if match and match.start() - at <= _FREE_LENGTH:
            first_shaped = match.start() if first_shaped is None else first_shaped
            facts.append(Fact(label.key, match[0], ((label.start, label.end), match.span())))
            at = match.end()
    if first_shaped is None:
        return []
    shapeless = [label for label in waiting if label.value is None]
    names = text[start:first_shaped].rstrip()
    shaped = {fact.key for fact in facts}
    for label in waiting:
        if label.value is None:
            alone = names and len(shapeless) == 1
            spans = ((label.start, label.end), (start, start + len(names))) if names else ((label.start, label.end),)
            facts.append(Fact(label.key, names if alone else None, spans))
        elif label.key not in shaped:
            facts.append(Fact(label.key, None, ((label.start, label.end),)))
    return facts
