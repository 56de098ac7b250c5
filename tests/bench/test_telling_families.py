import random
from pathlib import Path

import pytest

from bench.telling_families import FAMILIES, Family, answer, slots


@pytest.mark.parametrize("family", [pytest.param(family, id=family.name) for family in FAMILIES])
def test_planted_families_are_found_or_left_alone(family: Family, tmp_path: Path) -> None:
    assert answer(family, slots(random.Random(1)), tmp_path) == family.wanted
