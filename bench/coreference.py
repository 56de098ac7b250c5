"""The three measures of coreference whose mean is the CoNLL score: MUC, B-cubed and entity-based CEAF.

MUC: Vilain and others 1995. B-cubed: Bagga and Baldwin 1998. CEAF: Luo 2005, with the similarity of phi 4.
A mention that only one side has counts against that side's opposite: missed ones against recall, spurious
ones against precision (Cai and Strube 2010 call this the plain reading of the three).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Share:
    """What was right out of what was there: for recall of the gold, for precision of the answer."""

    recalled: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    answered: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.recalled + other.recalled,
            self.gold + other.gold,
            self.right + other.right,
            self.answered + other.answered,
        )

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """The share of the answer that is right; 0 where there is none."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(gold: Iterable[Cluster], answer: Iterable[Cluster]) -> Share:
    """Links: how many of those that hold each cluster together the other side has too."""
    gold, answer = list(gold), list(answer)
    return Share(*_links(gold, answer), *_links(answer, gold))


def _links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    place = _places(others)
    kept = every = 0
    for cluster in clusters:
        parts = Counter(place.get(mention, mention) for mention in cluster)
        kept += len(cluster) - len(parts)
        every += len(cluster) - 1
    return kept, every


def b_cubed(gold: Iterable[Cluster], answer: Iterable[Cluster]) -> Share:
    """Mentions: how much of the cluster of each the other side puts with it."""
    gold, answer = list(gold), list(answer)
    return Share(*_shares(gold, answer), *_shares(answer, gold))


def _shares(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    place = _places(others)
    right = 0.0
    for cluster in clusters:
        parts = Counter(place[mention] for mention in cluster if mention in place)
        right += sum(part * part for part in parts.values()) / len(cluster)
    return right, sum(map(len, clusters))


def ceaf_e(gold: Iterable[Cluster], answer: Iterable[Cluster]) -> Share:
    """Clusters: how alike they are where each is laid to at most one of the other side, as well as can be."""
    gold, answer = list(gold), list(answer)
    alike = [[2 * len(g & a) / (len(g) + len(a)) for a in answer] for g in gold]
    best = _best(alike)
    return Share(best, len(gold), best, len(answer))


def _best(weights: list[list[float]]) -> float:
    """The greatest sum of weights with at most one of each row and column (Kuhn 1955, by shortest paths)."""
    if not weights or not weights[0]:
        return 0.0
    rows = weights if len(weights) <= len(weights[0]) else [list(row) for row in zip(*weights, strict=True)]
    count, width = len(rows), len(rows[0])
    up, across = [0.0] * (count + 1), [0.0] * (width + 1)
    taken = [0] * (width + 1)
    for row in range(1, count + 1):
        taken[0], column = row, 0
        least, way, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while taken[column]:
            seen[column] = True
            at, delta, next_column = taken[column], float("inf"), 0
            for j in range(1, width + 1):
                if seen[j]:
                    continue
                reduced = -rows[at - 1][j - 1] - up[at] - across[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, next_column = least[j], j
            for j in range(width + 1):
                if seen[j]:
                    up[taken[j]] += delta
                    across[j] -= delta
                else:
                    least[j] -= delta
            column = next_column
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return sum(rows[taken[j] - 1][j - 1] for j in range(1, width + 1) if taken[j])


MEASURES: Mapping[str, Callable[[Iterable[Cluster], Iterable[Cluster]], Share]] = {
    "MUC": muc,
    "B3": b_cubed,
    "CEAF-e": ceaf_e,
}


def conll(shares: Iterable[Share]) -> float:
    """The CoNLL score: the mean of the F1 of the three."""
    every = [share.f1 for share in shares]
    return sum(every) / len(every)


def _places(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: place for place, cluster in enumerate(clusters) for mention in cluster}
