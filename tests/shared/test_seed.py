"""The first real report, scored as a stranger would: only where ../shared lies beside the checkout."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import habeas

SHARED = Path(__file__).resolve().parents[3] / "shared"
BARS = {"events_f1": 0.85, "strict_f1": 0.65, "who_f1": 0.75, "cases_f1": 0.80}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared beside the checkout"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("seed")
    archive = habeas.open(folder / "archive")
    archive.ingest([SHARED / "texts" / "amnesty-2004-kazakstan.txt"])
    archive.export("jsonl", folder / "records.jsonl")
    command = [SHARED / "bench" / "score.py", folder / "records.jsonl", SHARED / "gold" / "seed.json"]
    scored = subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True)
    return scored.stdout


def test_metadata_are_all_right(printed: str) -> None:
    assert "metadata   8/8" in printed


def test_the_contradiction_is_found(printed: str) -> None:
    assert "conflicts  1/1" in printed


@pytest.mark.parametrize("measure", sorted(BARS))
def test_bar(measure: str, printed: str) -> None:
    reached = re.search(rf"{measure}=([\d.]+)", printed)
    assert reached is not None
    assert float(reached[1]) >= BARS[measure], printed
