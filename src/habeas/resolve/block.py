"""Which pairs are worth comparing: those of two words as spoken, or within a country of two alike, or of one.

Every person is put under keys. Under some all who stand there are compared with one another; under others
only those who ask: a single name or an initial asks among all names of the country that have the word, and
somebody nameless among all whom something befell on the same day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from habeas.resolve.names import Name, skeleton, spoken
from habeas.resolve.profiles import Profile

CROWD = 60  # a block with more is divided by country
BEGUN = 3  # sounds with which a word begins that is spelled otherwise further on
DAYS = 3  # an act dated so closely brings together even those who have no name

Key = tuple[Hashable, ...]


@dataclass(slots=True)
class Block:
    """Places in a list of profiles: all that stand under a key, and those that ask there."""

    all: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)


def pairs(known: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `known`, each once, the lower first, never two of one report."""
    blocks: dict[Key, Block] = defaultdict(Block)
    for place, profile in enumerate(known):
        for key, asks in dict(_keys(profile)).items():
            blocks[key].all.append(place)
            if asks:
                blocks[key].asking.append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _within(block, known):
            if pair not in seen and known[pair[0]].document != known[pair[1]].document:
                seen.add(pair)
                yield pair


def _keys(profile: Profile) -> Iterator[tuple[Key, bool]]:
    """The keys of a profile, and whether it asks there."""
    for act in profile.acts:
        if act.days <= DAYS:
            yield from ((("day", country, act.start), not profile.names) for country in profile.countries)
    for name in profile.names:
        for two in combinations(sorted({spoken(word) for word in name.words if len(word) > 1}), 2):
            yield ("two", *two), True
        yield ("joined", skeleton("".join(name.words))), True
        for country in profile.countries:
            words = {skeleton(word) for word in name.words if len(word) > 1}
            for two in combinations(sorted(words), 2):
                yield ("near", country, *two), True
            for word in words:
                yield ("one", country, word), not name.full
            for word, beside in _two(name):
                yield ("begun", country, word, beside[:BEGUN]), name.full
                yield ("initial", country, word, beside[:1]), any(len(word) == 1 for word in name.words)


def _two(name: Name) -> Iterator[tuple[str, str]]:
    """Each word with each other word, as spoken."""
    for one, other in product(name.words, repeat=2):
        if one != other and len(one) > 1:
            yield skeleton(one), skeleton(other)


def _within(block: Block, known: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(block.asking) == len(block.all):
        for some in _divided(block.all, known):
            yield from combinations(some, 2)
        return
    for one, other in product(block.asking, block.all):
        if one != other:
            yield (one, other) if one < other else (other, one)


def _divided(block: list[int], known: Sequence[Profile]) -> Iterator[list[int]]:
    """A block as it is, or by country where it is a crowd."""
    if len(block) <= CROWD:
        yield block
        return
    by_country: dict[str, list[int]] = defaultdict(list)
    for place in block:
        for country in sorted(known[place].countries):
            by_country[country].append(place)
    yield from by_country.values()
