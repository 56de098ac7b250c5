import pytest

from bench.identity_families import FAMILIES, Family, answer


@pytest.mark.parametrize("family", [pytest.param(family, id=family.name) for family in FAMILIES])
def test_planted_families_are_found_or_left_alone(family: Family) -> None:
    assert answer(family) == family.answer
