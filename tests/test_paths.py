"""What is named on the command line, made into files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import habeas
from habeas.paths import Failed, expand, readable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "deep/c.txt", ".hidden", "deep/.git/x", "old/archive.db", "old/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    return tmp_path


@pytest.mark.parametrize(
    ("named", "found"),
    [
        pytest.param(["."], ["a.html", "b.txt", "deep/c.txt"], id="folder, all below, no hidden, no archive"),
        pytest.param(["*.txt"], ["b.txt"], id="pattern"),
        pytest.param(["**/*.txt"], ["b.txt", "deep/c.txt", "old/x.txt"], id="deep pattern"),
        pytest.param(["d*"], ["deep/c.txt"], id="pattern for a folder"),
        pytest.param(["b.txt", "a.html"], ["b.txt", "a.html"], id="files in their order"),
        pytest.param(["b.txt", ".", "./b.txt"], ["b.txt", "a.html", "deep/c.txt"], id="each once"),
    ],
)
def test_found(folder: Path, named: list[str], found: list[str]) -> None:
    files, failed = expand(folder / name for name in named)
    assert [file.resolve().relative_to(folder).as_posix() for file in files] == found
    assert failed == []


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "report [1].txt").write_text("words")
    assert expand([tmp_path / "report [1].txt"]) == ([tmp_path / "report [1].txt"], [])


def test_what_is_not_there_is_left_to_the_reader_to_name(tmp_path: Path) -> None:
    assert expand([tmp_path / "gone.txt"]) == ([tmp_path / "gone.txt"], [])
    assert expand([tmp_path / "*.txt"]) == (
        [],
        [Failed(str(tmp_path / "*.txt"), "no file matches this pattern")],
    )


def test_an_empty_name_is_not_the_folder_that_one_is_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert expand([""]) == ([], [Failed("''", "an empty name: is a variable not set?")])


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_pipe_is_named_as_a_failure_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (failed,) = habeas.open(tmp_path / "archive").ingest([tmp_path / "pipe.txt"]).failed
    assert failed.file.endswith("pipe.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_links_and_long_names_stop_nothing(folder: Path) -> None:
    (folder / "circle").symlink_to("circle")
    (folder / "deep" / "up").symlink_to("..")
    files, failed = expand([folder, folder / ("x" * 300), folder / ("y" * 300) / "*.txt"])
    assert {file.name[:6] for file in files} == {"a.html", "b.txt", "c.txt", "circle", "xxxxxx"}
    assert [(Path(f.file).name, f.reason.split(",")[0]) for f in failed] == [
        ("up", "a link to a folder"),
        ("*.txt", "no file matches this pattern"),
    ]


def test_a_name_that_is_no_utf8_can_be_printed() -> None:
    assert readable("bad\udcffname.txt") == "bad\\udcffname.txt"
    assert readable("two\nlines\x1b[2J Ñandú.txt") == "two\\nlines\\x1b[2J Ñandú.txt"
