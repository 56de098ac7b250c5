"""Starting: what is loaded for a verb that only reads, and that the reference is in step."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from habeas.archive import Archive
from habeas.cli.reference import main, reference
from tests.factory import kaldria

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"spacy", "numpy", "lxml", "thinc", "habeas.pipeline", "habeas.analyse", "onnxruntime"}


@pytest.mark.parametrize(
    "verb", ["search arrested", "case Maren", "list", "country KLD", "ingest --jobs 2 kaldria-2003.txt"]
)
def test_what_needs_no_language_model_loads_none(archive_with: Callable[..., Archive], verb: str) -> None:
    archive = archive_with(kaldria())
    whole = ["-m", "habeas", "--archive", str(archive.path), *verb.split()]
    command = [sys.executable, "-X", "importtime", *whole]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=archive.path.parent)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert loaded & HEAVY == set()


def test_the_reference_is_in_step() -> None:
    assert main(["--check", str(ROOT / "docs" / "cli.md")]) == 0


def test_a_reference_behind_the_code_is_told(tmp_path: Path) -> None:
    (tmp_path / "cli.md").write_text(reference().replace("verify", "check"), encoding="utf-8")
    assert main(["--check", str(tmp_path / "cli.md")]) == 1
    assert main(["--write", str(tmp_path / "cli.md")]) == 0
    assert main(["--check", str(tmp_path / "cli.md")]) == 0
