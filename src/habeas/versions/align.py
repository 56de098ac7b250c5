"""Where the sentences of an older text stand in a newer one, as far as that is certain.

A sentence of some length that stands once in both texts is its own proof. A short one, or one that comes
again, needs neighbours that are the same: where all of its kind are still there, one beside it or two
around it; where one of its kind is gone or new, one on either side. Else none of the places is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from habeas.model.document import Document
from habeas.versions.units import Unit, units

LONG = 6  # words by which a sentence is known alone
ALIKE = 0.6  # share of its words that a reworded sentence keeps
MANY = 200_000  # pairs of sentences that are compared between two neighbours

_WORD = re.compile(r"\w+")

Matches = dict[int, int]
Sides = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Units of two texts, by their numbers: `same` words, of them those that `moved`; `reworded` ones."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    same: Matches
    moved: frozenset[int]
    reworded: Matches


def align(old: Document, new: Document) -> Alignment:
    """The alignment of two texts of a report."""
    before, after = units(old), units(new)
    same = _matches([unit.words for unit in before], [unit.words for unit in after])
    moved = frozenset(same) - set(_in_order(same))
    return Alignment(before, after, same, moved, _reworded(before, after, same))


def _matches(old: list[str], new: list[str]) -> Matches:
    """The old sentences whose place in the new text is certain."""
    often, peers = Counter(old), dict(_peers(old, new))
    same = {i: j for i, j in peers.items() if often[old[i]] == 1 and len(old[i].split()) >= LONG}
    known = -1
    while len(same) > known:
        known = len(same)
        same |= {i: j for i, j in peers.items() if same.get(i - 1) == j - 1 or same.get(i + 1) == j + 1}
        for mine, yours in _sides(same, len(old), len(new)):
            same |= {i: j for i, j in peers.items() if mine[i] == yours[j]}
        same |= dict(_enclosed(old, new, same))
    return same


def _peers(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """What comes as often in both texts, each with the one of its rank."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        places[words].append(j)
    often, rank = Counter(old), Counter[str]()
    for i, words in enumerate(old):
        if often[words] == len(places[words]):
            yield i, places[words][rank[words]]
        rank[words] += 1


def _enclosed(old: list[str], new: list[str], same: Matches) -> Iterator[tuple[int, int]]:
    """What comes more often in one text than in the other, directly between the same two neighbours."""
    whole = {-1: -1, **same, len(old): len(new)}
    for before, j in whole.items():
        i = before + 1
        if i not in whole and whole.get(i + 1) == j + 2 and new[j + 1] == old[i]:
            yield i, j + 1


def _sides(same: Matches, old: int, new: int) -> Iterator[tuple[list[Sides], list[Sides]]]:
    """The matched neighbours of each old and of each new unit, all as numbers of old units.

    First among all that is matched, then among what has kept its order.
    """
    for known in (same, {i: same[i] for i in _in_order(same)}):
        whole = {-1: -1, **known, old: new}
        yield _between(old, {i: i for i in whole}), _between(new, {j: i for i, j in whole.items()})


def _between(count: int, known: Mapping[int, int]) -> list[Sides]:
    """For each place the names of the nearest known ones before and behind it."""
    sides: list[Sides] = []
    for first, last in pairwise(sorted(known)):
        sides += [(known[first], known[last])] * (last - first - 1)
        sides.append((known[last], known[last]))
    return sides[:count]


def _in_order(same: Matches) -> Iterator[int]:
    """The old units that belong to every longest run of matches which keeps its order.

    Of two that changed places neither does: which of them was moved can not be told.
    """
    olds = sorted(same)
    until = _run_lengths([same[i] for i in olds])
    onward = _run_lengths([-same[i] for i in reversed(olds)])[::-1]
    longest = max(until, default=0)
    on_one = [n for n in range(len(olds)) if until[n] + onward[n] - 1 == longest]
    at = Counter(until[n] for n in on_one)
    yield from (olds[n] for n in on_one if at[until[n]] == 1)


def _run_lengths(places: list[int]) -> list[int]:
    """The length of the longest rising run that ends at each place (patience sorting)."""
    tops: list[int] = []
    lengths = []
    for place in places:
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        lengths.append(pile + 1)
    return lengths


def _reworded(old: Sequence[Unit], new: Sequence[Unit], same: Matches) -> Matches:
    """The old sentences that one new one between the same neighbours keeps most words of, and only that.

    Where whole chapters stand between two neighbours nothing is sought: that is another text.
    """
    taken = set(same.values())
    gone = [i for i in range(len(old)) if i not in same]
    fresh = [j for j in range(len(new)) if j not in taken]
    found: dict[int, set[int]] = defaultdict(set)
    for mine, yours in _sides(same, len(old), len(new)):
        before, after = _grouped(gone, mine), _grouped(fresh, yours)
        for sides in before.keys() & after.keys():
            if len(before[sides]) * len(after[sides]) <= MANY:
                for i, j in _alike(old, new, before[sides], after[sides]):
                    found[i].add(j)
    claimed = Counter(j for places in found.values() for j in places)
    sure = {i: j for i, places in found.items() if len(places) == 1 for j in places if claimed[j] == 1}
    return {i: j for i, j in sure.items() if old[i].words != new[j].words}


def _grouped(numbers: Iterable[int], sides: Sequence[Sides]) -> dict[Sides, list[int]]:
    groups: dict[Sides, list[int]] = defaultdict(list)
    for number in numbers:
        groups[sides[number]].append(number)
    return groups


def _alike(
    old: Sequence[Unit], new: Sequence[Unit], gone: Iterable[int], fresh: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """The pairs that share enough of their words, in their order."""
    told = [(j, _WORD.findall(new[j].words)) for j in fresh]
    sets = [set(words) for _, words in told]
    for i in gone:
        mine = _WORD.findall(old[i].words)
        kept = set(mine)
        for (j, yours), theirs in zip(told, sets, strict=True):
            shared = 2 * len(kept & theirs) >= ALIKE * (len(kept) + len(theirs))
            if shared and old[i].kind == new[j].kind and _ratio(mine, yours) >= ALIKE:
                yield i, j


def _ratio(mine: list[str], yours: list[str]) -> float:
    return SequenceMatcher(None, mine, yours, autojunk=False).ratio()
