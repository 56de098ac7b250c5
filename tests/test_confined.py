"""Reading in a process with limits: what goes over one ends in a line, and nothing else ends."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psutil
import pytest

from habeas.confined import Limits, in_child, read
from habeas.model.document import Raw
from habeas.read import Unreadable
from habeas.read import read as read_here

REPORT = "Kaldria\n\nIn May Ivo Maren was arrested in Vesht.\n"


def report(folder: Path, text: str = REPORT) -> Path:
    (folder / "kaldria.txt").write_text(text, encoding="utf-8")
    return folder / "kaldria.txt"


def test_a_child_reads_what_we_read(tmp_path: Path) -> None:
    file = report(tmp_path)
    assert list(in_child(file)) == list(read_here(file)) == list(read(file))


def test_what_cannot_be_read_comes_back_with_its_reason(tmp_path: Path) -> None:
    file = report(tmp_path, "")
    (part,) = in_child(file)
    assert isinstance(part, Unreadable)
    assert str(part) == f"{file}: empty"


@pytest.mark.skipif(os.name == "nt", reason="limits")
@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(memory=90_000_000), "memory|ended the process", id="memory"),
        pytest.param(Limits(processor=1, a_megabyte=0), "more than 1 seconds", id="processor"),
        pytest.param(Limits(silence=1), "nothing for 1 seconds", id="silence"),
    ],
)
def test_a_limit_ends_the_file_in_one_line(tmp_path: Path, limits: Limits, reason: str) -> None:
    file = tmp_path / "endless.html"
    file.write_text("<html><body>" + "<p>He was <b>held</b> there.</p>\n" * 500_000, encoding="utf-8")
    *_, last = in_child(file, limits)
    assert isinstance(last, Unreadable)
    assert last.file == str(file)
    assert re.search(reason, last.reason)


def test_text_over_the_limit_is_not_handed_out(tmp_path: Path) -> None:
    (part,) = in_child(report(tmp_path), Limits(output=10))
    assert isinstance(part, Unreadable)
    assert part.reason == "more than 10 characters of text in it"


def test_a_large_page_is_read_in_a_child_that_ends(tmp_path: Path) -> None:
    before = set(psutil.Process().children())
    (part,) = read(report(tmp_path), Limits(unguarded=10))
    assert isinstance(part, Raw)
    assert set(psutil.Process().children()) == before
