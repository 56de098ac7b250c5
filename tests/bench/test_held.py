"""What is kept back stays out of training."""

from __future__ import annotations

import pytest

from bench.held import GOLD, held, tuning
from train.readings import FOLDER


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared")
def test_nothing_kept_back_is_prepared_for_training() -> None:
    assert len(held()) == 17
    assert held().isdisjoint(path.name for path in tuning())
    assert held().isdisjoint(path.name for path in FOLDER.glob("*.json"))
