"""`habeas demo`: from the samples in the package to a case file, deleting nothing of the user's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

import habeas
import habeas.cli.main
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.cli.terminal import console
from tests.factory import kaldria


def test_the_demo_shows_a_country_a_case_and_a_search(tmp_path: Path) -> None:
    console.cache_clear()
    folder = tmp_path / "demo"
    first = CliRunner().invoke(app, ["demo", str(folder)])
    assert first.exit_code == 0, first.stderr
    assert [
        part
        for part in ("Death penalty", "$ habeas case", "[accessed ", "Type next")
        if part not in first.stdout
    ] == []
    again = CliRunner().invoke(app, ["demo", str(folder)])
    assert again.stdout == first.stdout
    assert list(habeas.open(folder).verify()) == []


def test_a_folder_that_is_not_a_demos_is_left_alone(archive_with: Callable[..., Archive]) -> None:
    archive = archive_with(kaldria())
    console.cache_clear()
    result = CliRunner().invoke(app, ["demo", str(archive.path)])
    assert result.exit_code == 2
    assert "not from an earlier demo" in result.stderr
    assert len(list(archive.documents())) == 1
