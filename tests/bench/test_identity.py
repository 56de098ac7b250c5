import pytest

from bench.identity import Sums, b_cubed
from bench.identity_families import FAMILIES, Family, answer


@pytest.mark.parametrize("family", [pytest.param(family, id=family.name) for family in FAMILIES])
def test_planted_families_are_found_or_left_alone(family: Family) -> None:
    assert answer(family) == family.answer


@pytest.mark.parametrize(
    ("who", "precise", "full"),
    [
        pytest.param("xxy", [1, 1, 1], [1, 1, 1], id="right"),
        pytest.param("xxx", [2 / 3, 2 / 3, 1 / 3], [1, 1, 1], id="all one"),
        pytest.param("xyz", [1, 1, 1], [1 / 2, 1 / 2, 1], id="nobody joined"),
    ],
)
def test_b_cubed_counts_element_by_element(who: str, precise: list[float], full: list[float]) -> None:
    sums = Sums()
    b_cubed({"a": "1", "b": "1", "c": "2"}, dict(zip("abc", who, strict=True)), sums)
    assert sums.precise == pytest.approx(precise)
    assert sums.full == pytest.approx(full)
