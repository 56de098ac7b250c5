"""A harvester that is not ours reads the archive by OAI-PMH."""

from __future__ import annotations

import pytest
from sickle import Sickle


@pytest.fixture
def harvester(address: str) -> Sickle:
    return Sickle(f"{address}/oai")


def test_who_it_is(harvester: Sickle, address: str) -> None:
    found = harvester.Identify()
    assert (found.baseURL, found.protocolVersion) == (f"{address}/oai", "2.0")
