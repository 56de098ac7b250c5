"""Reading rooms for programs that are not ours: of the demo archive, and of many reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docs import shown
from tests.browser.conftest import serving
from tests.conftest import put
from tests.factory import doc, reading

MANY = 60


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room of the demo archive listens."""
    with serving(shown.demo(tmp_path_factory.mktemp("demo")) / "demo-archive") as at:
        yield at


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room of many reports listens, on two countries in turn."""
    countries = (("KLD", "Kaldria"), ("VSH", "Vesht"))
    readings = (
        reading(doc(f"Report {n}.", file=f"{n}.txt", title=f"Report {n}", country=countries[n % 2]))
        for n in range(MANY)
    )
    archive = put(tmp_path_factory.mktemp("many") / "archive", *readings)
    archive.close()
    with serving(archive.path) as at:
        yield at
