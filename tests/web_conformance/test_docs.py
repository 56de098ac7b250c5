"""What docs/api.md shows is what the reading room of the demo archive answers."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.shown import FENCE, ROOT, told

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="shown with curl and jq"),
]
SERVED = "http://127.0.0.1:8642"
ACCESS = re.compile(r"urldate = \{[^}]*\}")


def shown() -> Iterator[tuple[str, str]]:
    """Each command with what it prints."""
    blocks = list(FENCE.finditer(Path(ROOT / "docs" / "api.md").read_text(encoding="utf-8")))
    for command, printed in zip(blocks[::2], blocks[1::2], strict=True):
        assert (command["language"], printed["language"]) == ("sh", "text")
        yield command["body"], printed["body"]


@pytest.mark.parametrize(("command", "printed"), list(shown()), ids=lambda text: text.split("\n")[0][-40:])
def test_what_is_shown_is_answered(address: str, command: str, printed: str) -> None:
    asked = command.replace(SERVED, address)
    found = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    assert plain(found.stdout.replace(address, SERVED)) == plain(printed)


def plain(printed: str) -> str:
    """What was printed, but for days of access."""
    return told(ACCESS.sub("", printed))
