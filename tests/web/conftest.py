from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from habeas.web.app import make_app
from tests.conftest import Put

Room = Callable[..., TestClient]
HERE = "http://127.0.0.1:8642"


@pytest.fixture
def room(archive_with: Put) -> Room:
    """The reading room of an archive that holds the readings given."""
    return lambda *readings: TestClient(make_app(archive_with(*readings).path), base_url=HERE)
