"""Entries whose head is not in the text: where a page is missing, the country that is written of after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from habeas.read.volumes.heads import Head, order_of
from habeas.read.volumes.leaves import Layout
from habeas.read.volumes.mentions import naming
from habeas.vocabulary.countries import country_names

_LEAST = 3
_TAB = re.compile(r"[^\W\d_a-z]{2,4}")
_SHORT_NAME = 3


def lost(layout: Layout, heads: Sequence[Head], year: int | None, end: int) -> Iterator[Head]:
    """A head for each country between two others in the alphabet that alone is named after a missing page."""
    known = {code for head in heads for code in head.codes}
    ends = [*(head.line for head in heads[1:]), end]
    for number, (head, until) in enumerate(zip(heads, ends, strict=True)):
        following = heads[number + 1].order[0] if number + 1 < len(heads) else "\uffff"
        for first in _after_missing_pages(layout, head.last, until):
            for printed, code in _between(head.order[0], following, year):
                opening = _opening(layout, head, (code,), range(first, until))
                if code not in known and opening is not None:
                    yield Head(opening, opening - 1, printed, (code,), order_of(printed), 0.0)
                    known.add(code)


def _after_missing_pages(layout: Layout, first: int, until: int) -> Iterator[int]:
    """The first lines of pages whose label does not follow the one before."""
    for number in range(max(1, layout.leaf_of(first)), len(layout.leaves)):
        before, leaf = layout.leaves[number - 1], layout.leaves[number]
        if leaf.first >= until:
            return
        labels = [label for label in (before.label, leaf.label) if label and label.isdigit()]
        if len(labels) == 2 and int(labels[1]) - int(labels[0]) == 2 and leaf.last > first:
            yield max(leaf.first, first + 1)


def _between(before: str, after: str, year: int | None) -> Iterator[tuple[str, str]]:
    """Short names of countries, with their codes, that stand between two in the alphabet."""
    for row in country_names():
        held = year is None or row.held_in(year)
        if held and len(row.name.split()) <= _SHORT_NAME and before < order_of(row.name)[0] < after:
            yield row.name, row.alpha3


def _opening(layout: Layout, head: Head, codes: tuple[str, ...], lines: range) -> int | None:
    """Where another country's text begins: at the last thumb tab, or after the last line naming the other."""
    own, other = naming(head.codes), naming(codes)
    texts = [layout.lines[line].text for line in lines]
    named = [len(other.findall(text)) for text in texts]
    first = next((place for place, count in enumerate(named) if count), None)
    if first is None or sum(named) < _LEAST or any(own.search(text) for text in texts[first + 1 :]):
        return None
    tabs = [place + 1 for place in range(first) if _TAB.fullmatch(texts[place])]
    owned = [place + 1 for place in range(first) if own.search(texts[place])]
    return lines[0] + max(tabs, default=max(owned, default=0))
