"""The heads of country entries in a volume: names alone in a line, weighed by what stands around them.

A head is known by the country table and by layout: capitals, a fact box below, the official name under the
short one, the page that the table of contents gives, and the order of the alphabet, in which heads follow
each other. Signs are added up, and of all rows of heads the one with the highest sum is taken.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from habeas.read.volumes.contents import Contents
from habeas.read.volumes.leaves import Layout
from habeas.vocabulary.countries import normalised, resolve, spaced, words_of
from habeas.vocabulary.volume_words import volume_words

_NAME_LENGTH = 90
_PIECE_LENGTH = 45
_PIECES = 4
_BELOW = 10
_UNDER = 3
_LEAF_BELOW = 45
_TEXT_LINES = 60
_MEMORY = 500
_BOX_LINES = 5
_LEAST_WORDS = 40
_DESCENT = 4.0
_DESCENT_AT_PART = 0.5
_LINKING = frozenset({"of", "and", "in", "de", "d", "including"})
_LOWERED = _LINKING | {"the", "s", "former"}
_OPEN_END = re.compile(r"(?:[/–-]|\b(?i:and)|&)$")
_NO_HEAD = re.compile(r"[.;,:!?]$|^\W|https?:|\d")


@dataclass(frozen=True, slots=True)
class Head:
    """Lines that may open an entry: `printed` the name, `codes` empty where no country is known by it.

    `order` are its places in the alphabet, or in the table of contents: more than one where the printed
    name is an official one ("Republic of …"). `apart` are the head's own lines where they stand
    elsewhere on the page: then `line` is where the text begins, and `last` the line before that.
    """

    line: int
    last: int
    printed: str
    codes: tuple[str, ...]
    order: tuple[str, ...]
    score: float
    apart: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that hold the head; none where it is not in the text."""
        return (*self.apart, *range(self.line, self.last + 1))


def heads(
    layout: Layout, contents: Contents | None, parts: Sequence[int], *, year: int | None = None
) -> list[Head]:
    """The heads of a volume's entries in their order; empty where the text is no volume."""
    facts = [len(volume_words().fact_label.findall(line.text)) for line in layout.lines]
    found = list(_candidates(layout, contents, facts, year))
    weighed = _weighed(layout, contents, facts, found)
    row = _row([head for head in weighed if head.score > 0], parts)
    chosen: list[Head] = []
    for head in row:
        chosen.append(_widened(layout, head, chosen[-1].last if chosen else -1, found))
    return sorted([*chosen, *_apart(layout, chosen, found, facts)], key=lambda head: head.line)


def _apart(
    layout: Layout, chosen: Sequence[Head], found: Sequence[Head], facts: Sequence[int]
) -> Iterator[Head]:
    """Heads that the order of columns has parted from their fact box: the box that is nobody's is theirs."""
    known = {code for head in chosen for code in head.codes}
    lost = [head for head in found if head.printed.isupper() and not known & set(head.codes)]
    ends = [*(head.line for head in chosen[1:]), len(layout.lines)]
    for head, until in zip(chosen, ends, strict=False):
        boxes = [
            line
            for line in range(head.last + 1, until)
            if facts[line] and not any(facts[max(head.last, line - _BOX_LINES) : line])
        ]
        for box in boxes[1:]:
            leaf = layout.leaf_of(box)
            if strays := [stray for stray in lost if layout.leaf_of(stray.line) == leaf]:
                stray = min(strays, key=lambda other: (_official(other.printed), other.line))
                own = {line for s in strays if _alike(s, stray) for line in range(s.line, s.last + 1)}
                yield replace(stray, line=box, last=box - 1, apart=tuple(sorted(own)))
                lost = [other for other in lost if not _alike(stray, other)]


def _candidates(
    layout: Layout, contents: Contents | None, facts: Sequence[int], year: int | None
) -> Iterator[Head]:
    named_until = -1
    for number in range(len(layout.lines)):
        if number in layout.furniture or (contents and contents.first <= number <= contents.last):
            continue
        head = _broken(layout, number, year) or _named(layout, number, year)
        if head is None and number > named_until + 2 * _UNDER:
            head = _unknown(layout, number, facts)
        if head is not None:
            yield head
            named_until = head.last


def _named(layout: Layout, number: int, year: int | None) -> Head | None:
    """The head that begins in a line: of the names that it and the next lines make, the longest."""
    lines = layout.lines
    if _NO_HEAD.search(lines[number].text) or not lines[number].text[0].isupper():
        return None
    for last in range(min(number + _PIECES, len(lines)) - 1, number - 1, -1):
        pieces = [line.text for line in lines[number : last + 1]]
        if last > number and any(len(piece) > _PIECE_LENGTH or not _displayed(piece) for piece in pieces):
            continue
        printed = " ".join(pieces)
        if len(printed) <= _NAME_LENGTH and (known := _country(printed, year)):
            return Head(number, last, known[0], known[1], order_of(known[0]), 0.0)
    return None


def _broken(layout: Layout, number: int, year: int | None) -> Head | None:
    """A name whose first half ends open ("… AND", "…/") and whose second stands further down the page."""
    text = layout.lines[number].text
    if not _displayed(text) or not _OPEN_END.search(text):
        return None
    for last in range(number + 1, min(number + _LEAF_BELOW, layout.leaves[layout.leaf_of(number)].last)):
        printed = f"{text} {layout.lines[last].text}"
        if _displayed(printed) and len(printed) <= _NAME_LENGTH and (codes := resolve(printed, year=year)):
            return Head(number, number, printed, codes, order_of(printed), 0.0)
    return None


def _country(printed: str, year: int | None) -> tuple[str, tuple[str, ...]] | None:
    """A name and its codes, also where the official name, a piece of it or brackets stand beside it."""
    if codes := resolve(printed, year=year):
        return printed, codes
    if _displayed(printed):
        if printed.isupper() and (name := spaced(printed)):
            return name.upper(), resolve(name, year=year)
        words = [word for word in printed.split() if len(word) > 1]
        for cut in range(1, len(words)):
            first, second = " ".join(words[:cut]), " ".join(words[cut:])
            official = resolve(second, year=year) if first.count("(") == first.count(")") else ()
            short = resolve(first, year=year)
            if official and set(official) <= set(short):
                return first, short
            if official and len(first) < len(second) and _is_piece(first, words_of(official)):
                return second, official
    without = re.sub(r"\s*\([^)]*\)$", "", printed)
    if without != printed and (codes := resolve(without, year=year)):
        return printed, codes
    return None


def _unknown(layout: Layout, number: int, facts: Sequence[int]) -> Head | None:
    """A line in capitals right above a fact box, by which no country is known."""
    text = layout.lines[number].text
    boxed = sum(facts[number + 1 : number + 1 + _UNDER]) >= 2 and not facts[number]
    if not boxed or not text.isupper() or len(text) < 4 or len(text) > _PIECE_LENGTH or _NO_HEAD.search(text):
        return None
    if facts[number - 1] or (set(normalised(text).split()) <= volume_words().forms_of_state):
        return None
    return Head(number, number, text, (), order_of(text), 0.0)


def order_of(printed: str) -> tuple[str, ...]:
    """A name's places in the alphabet: as printed, and without forms of state."""
    plain = unicodedata.normalize("NFKD", printed.casefold())
    words = re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    words = words[1:] if words[:1] == ["the"] else words
    own = [word for word in words if word not in volume_words().forms_of_state | _LINKING | {"the"}]
    return tuple(dict.fromkeys((" ".join(words), " ".join(own or words))))


def _weighed(
    layout: Layout, contents: Contents | None, facts: Sequence[int], found: Sequence[Head]
) -> list[Head]:
    """The candidates with what speaks for and against each of them added up."""
    pages = _pages(contents)
    boxed = sum(sum(facts[head.last + 1 : head.last + 1 + _BELOW]) > 0 for head in found) * 3 >= len(
        {head.codes for head in found}
    )
    weighed = []
    for place, head in enumerate(found):
        score = -2.0 if boxed or contents else 0.0
        score += _of_layout(layout, facts, found, place)
        score += _of_contents(layout, pages, head) if pages else 0.0
        order = pages[head.codes][1] if head.codes in pages else _between(pages, head.order)
        weighed.append(replace(head, score=score, order=order))
    return weighed


def _pages(contents: Contents | None) -> Mapping[tuple[str, ...], tuple[int, tuple[str, ...]]]:
    """For each country of the table of contents its page and its place in the order."""
    countries = contents.countries if contents else ()
    return {
        item.codes: (item.page, (f"{place:04} {order_of(item.name)[0]}",))
        for place, item in enumerate(countries)
    }


def _between(
    pages: Mapping[tuple[str, ...], tuple[int, tuple[str, ...]]], order: tuple[str, ...]
) -> tuple[str, ...]:
    """The place in the table of contents' order that a name would have which is not in it."""
    if not pages:
        return order
    names = sorted(place.partition(" ")[2] for _, (place,) in pages.values())
    return tuple(f"{max(bisect.bisect(names, name) - 1, 0):04} {name}" for name in order)


def _of_layout(layout: Layout, facts: Sequence[int], found: Sequence[Head], place: int) -> float:
    head = found[place]
    leaf = layout.leaves[layout.leaf_of(head.line)]
    near = sum(facts[head.last + 1 : head.last + 1 + _BELOW])
    far = sum(facts[head.last + 1 : min(head.last + _LEAF_BELOW, leaf.last)])
    after = islice(found, place + 1, place + 1 + _TEXT_LINES)
    near_by = [other for other in after if other.line <= head.last + _TEXT_LINES]
    again = any(_alike(head, other) and other.line <= head.last + _UNDER for other in near_by)
    following = next(
        (other.line for other in near_by if not _alike(head, other)), head.last + 1 + _TEXT_LINES
    )
    words = sum(len(line.text.split()) for line in layout.lines[head.last + 1 : following])
    score = 1.0 if head.printed.isupper() else 0.0
    score += 3.0 if near > 1 else 2.0 if near else 1.0 if far else 0.0
    score += 1.5 if again else 0.0
    score += 0.5 if head.line <= leaf.first + 1 else 0.0
    return score - (3.0 if words < _LEAST_WORDS else 0.0)


def _of_contents(
    layout: Layout, pages: Mapping[tuple[str, ...], tuple[int, tuple[str, ...]]], head: Head
) -> float:
    if head.codes not in pages:
        return -1.5
    label = layout.leaves[layout.leaf_of(head.line)].label
    if label is None or not label.isdigit():
        return 1.0
    return {0: 3.0, 1: 1.0}.get(abs(int(label) - pages[head.codes][0]), -3.0)


def _row(found: Sequence[Head], parts: Sequence[int]) -> list[Head]:
    """The row of heads with the highest sum; going back in the alphabet costs, unless a part begins there."""
    best: list[list[tuple[float, tuple[int, int] | None]]] = []
    for place, head in enumerate(found):
        sums = [0.0] * len(head.order)
        backs: list[tuple[int, int] | None] = [None] * len(head.order)
        for before in range(max(0, place - _MEMORY), place):
            earlier = found[before]
            if _alike(earlier, head):
                continue
            cost = _DESCENT_AT_PART if _any_between(parts, earlier.last, head.line) else _DESCENT
            for other, key in enumerate(earlier.order):
                for own, order in enumerate(head.order):
                    total = best[before][other][0] - (0.0 if key <= order else cost)
                    if total > sums[own]:
                        sums[own], backs[own] = total, (before, other)
        best.append([(total + head.score, back) for total, back in zip(sums, backs, strict=True)])
    ends = [(row[own][0], (place, own)) for place, row in enumerate(best) for own in range(len(row))]
    at = max(ends, key=lambda pair: pair[0])[1] if ends else None
    row: list[Head] = []
    while at is not None:
        row.append(found[at[0]])
        at = best[at[0]][at[1]][1]
    return row[::-1]


def _alike(head: Head, other: Head) -> bool:
    """Whether two heads name the same country, or share one where they stand together."""
    if head.codes == other.codes and head.codes:
        return True
    return bool(set(head.codes) & set(other.codes)) and abs(head.line - other.line) <= _BELOW


def _any_between(lines: Sequence[int], first: int, last: int) -> bool:
    place = bisect.bisect_right(lines, first)
    return place < len(lines) and lines[place] < last


def _widened(layout: Layout, head: Head, before: int, found: Sequence[Head]) -> Head:
    """A head from the first line on its page that names its country, with pieces of the name above it."""
    leaf = layout.leaves[layout.leaf_of(head.line)]
    earliest = max(leaf.first - 1, before)
    begun = [bisect.bisect_right(found, line, key=_line_of) for line in (earliest, head.last + _UNDER)]
    own = [
        other
        for other in islice(found, *begun)
        if _alike(head, other) and other.printed.isupper() == head.printed.isupper()
    ] or [head]
    best = min(own, key=lambda other: (-len(other.codes), _official(other.printed), other.line))
    line = min(own[0].line, head.line)
    words = words_of(best.codes) | _LINKING | {"the"}
    while line - 1 > earliest and _is_piece(layout.lines[line - 1].text, words):
        line -= 1
    return replace(
        best, line=line, last=max(other.last for other in (head, *own) if other.line <= head.last + 1)
    )


def _line_of(head: Head) -> int:
    return head.line


def _official(printed: str) -> bool:
    """Whether a name begins with a form of state ("Republic of …")."""
    return normalised(printed).split(" ", 1)[0] in volume_words().forms_of_state


def _displayed(text: str) -> bool:
    """Whether a line is printed as heads are: in capitals, or each word with one."""
    words = re.findall(r"[^\W\d_]+", text)
    return text.isupper() or all(word[0].isupper() or word in _LOWERED for word in words)


def _is_piece(text: str, words: frozenset[str]) -> bool:
    own = set(normalised(text).split())
    return text.isupper() and len(text) > 4 and bool(own) and own <= words
