"""The table of exporters, the folder and the documentation name the same exporters."""

from __future__ import annotations

import re
from pathlib import Path

from habeas.export import EXPORTERS

ROOT = Path(__file__).resolve().parents[2]
NOT_EXPORTERS = {"__init__", "common", "files", "joined"}


def test_table_folder_and_documentation_agree() -> None:
    modules = {path.stem for path in (ROOT / "src/habeas/export").glob("*.py")} - NOT_EXPORTERS
    last = (ROOT / "docs/add-an-exporter.md").read_text(encoding="utf-8").strip().splitlines()[-1]
    assert modules == set(EXPORTERS) == set(re.findall(r"`(\w+)`", last))


def test_every_exporter_says_what_it_is() -> None:
    for exporter in EXPORTERS.values():
        assert "/" in exporter.MEDIA_TYPE
        assert exporter.TITLE
