"""Agreement beyond chance, against the worked examples of the textbooks."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.review.agreement import alpha, kappa

GRANTS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
"""Two readers of 50 proposals: kappa is 0.4."""

COHEN = [(a, b) for a, row in enumerate(((88, 14, 18), (10, 40, 10), (2, 6, 12))) for b, n in enumerate(row) for _ in range(n)]  # fmt: skip
"""Cohen (1960), table 1, two psychologists, 200 patients, three diagnoses: kappa is 0.492."""

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", C: four observers, twelve units, gaps.
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
# The same, B: two observers, ten units, nominal.
TWO = ("a a b b d c c c e d d a".split(), "b a b b b c c c e d d d".split())


def units(rows: tuple[tuple[Hashable, ...], ...]) -> list[dict[str, Hashable]]:
    """Each thing with what each observer said of it."""
    columns = zip(*rows, strict=True)
    return [{str(n): said for n, said in enumerate(column) if said is not None} for column in columns]


@pytest.mark.parametrize(("pairs", "expected"), [(GRANTS, 0.4), (COHEN, 0.492)])
def test_kappa_of_the_textbooks(pairs: list[tuple[Hashable, Hashable]], expected: float) -> None:
    assert kappa(pairs) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(FOUR, 0.743), (tuple(map(tuple, TWO)), 0.692), (((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)), 0.095)],
)  # fmt: skip
def test_alpha_of_the_textbooks(rows: tuple[tuple[Hashable, ...], ...], expected: float) -> None:
    assert alpha(units(rows)) == pytest.approx(expected, abs=5e-4)


ANSWERS = st.sampled_from("abc")
PAIRS = st.lists(st.tuples(ANSWERS, ANSWERS), min_size=1, max_size=30)


@given(PAIRS)
def test_full_agreement_is_one_and_nobody_comes_first(pairs: list[tuple[str, str]]) -> None:
    alike = [(one, one) for one, _ in pairs]
    several = len({one for one, _ in pairs}) > 1
    assert kappa(alike) == (1 if several else None)
    assert alpha({"A": a, "B": b} for a, b in alike) == (1 if several else None)
    turned = [(b, a) for a, b in pairs]
    assert kappa(turned) == (None if kappa(pairs) is None else pytest.approx(kappa(pairs)))
    assert alpha({"A": a, "B": b} for a, b in pairs) == alpha({"B": a, "A": b} for a, b in pairs)


@given(PAIRS, st.permutations("abc"))
def test_the_names_of_the_answers_do_not_matter(pairs: list[tuple[str, str]], other: list[str]) -> None:
    named = dict(zip("abc", other, strict=True))
    again = [(named[a], named[b]) for a, b in pairs]
    for one, two in ((kappa(pairs), kappa(again)), (_alpha(pairs), _alpha(again))):
        assert one == (None if two is None else pytest.approx(two))
        assert one is None or one <= 1


@given(PAIRS, st.lists(ANSWERS, max_size=9))
def test_what_one_alone_judged_does_not_count(pairs: list[tuple[str, str]], alone: list[str]) -> None:
    told = [{"A": a, "B": b} for a, b in pairs]
    assert alpha([*told, *({"A": a} for a in alone)]) == alpha(told)


def _alpha(pairs: list[tuple[str, str]]) -> float | None:
    return alpha({"A": a, "B": b} for a, b in pairs)
