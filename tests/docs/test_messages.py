"""Every text of the reading room is in every catalogue, translated, and compiled as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.messages import FILES, catalogue, compiled, held, lacking, written


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_catalogues_are_complete_and_in_step(file: Path) -> None:
    found = catalogue(held(file))
    assert lacking(found) == []
    assert file.read_bytes() == written(found), "make messages"
    assert file.with_suffix(".mo").read_bytes() == compiled(found), "make messages"
