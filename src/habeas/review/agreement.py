"""How well reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

Cohen, "A coefficient of agreement for nominal scales" (1960); Krippendorff, "Content Analysis" (2004),
chapter 11, for nominal data, several observers and missing values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

Unit = Mapping[str, Hashable]
"""What each observer who judged a thing came to, by the observer's name."""


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two observers who judged the same things.

    None where there is nothing to compare, or both gave one and the same answer throughout: then chance
    explains everything.
    """
    if not pairs:
        return None
    size = len(pairs)
    observed = sum(one == other for one, other in pairs) / size
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[answer] * second[answer] for answer in first) / size**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for nominal data; units that fewer than two observers judged do not count.

    None where there is nothing to compare, or all answers are one and the same.
    """
    compared = [Counter(unit.values()) for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    for unit in compared:
        totals.update(unit)
    size = totals.total()
    unlike = sum(_unlike(unit) / (unit.total() - 1) for unit in compared)
    expected = _unlike(totals) / (size - 1) if size > 1 else 0.0
    return 1 - unlike / expected if expected else None


def _unlike(answers: Counter[Hashable]) -> int:
    """How many ordered pairs of answers differ."""
    return answers.total() ** 2 - sum(count**2 for count in answers.values())
