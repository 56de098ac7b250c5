"""What cannot be read gets one line with the file and the reason."""

from __future__ import annotations

import pickle
import random
import time
from pathlib import Path

import pytest

from habeas.read import Unreadable
from habeas.read.source import MAX_BYTES, MAX_TAKEN
from tests.parts import only


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"PK\x03\x04" + bytes(200), "ZIP", id="zip renamed .txt"),
        pytest.param(b"%PDF-1.4\n...", "a damaged PDF", id="pdf renamed .txt"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n\t", "empty", id="blanks only"),
        pytest.param(b"\xef\xbb\xbf", "no words", id="a mark only"),
        pytest.param(b"12 34 -- 56\n", "no words", id="no words"),
        pytest.param(b"held\x00him\x01" * 99, "control characters", id="control characters"),
        pytest.param(random.Random(4).randbytes(9000), "not text", id="noise"),
        pytest.param(
            b"<html><body><script>x()</script></body></html>", "without visible text", id="empty page"
        ),
        pytest.param(b"held him " * 300_000, "one line of 2.7 million", id="one line without end"),
    ],
)
def test_content_that_is_no_report(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=reason) as caught:
        only(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("size", "limit"), [(MAX_BYTES, "50 MB"), (MAX_TAKEN, "300 MB")])
def test_a_file_over_the_limit_names_the_limit(tmp_path: Path, size: int, limit: str) -> None:
    path = tmp_path / "report.txt"
    with path.open("wb") as handle:
        handle.truncate(size + 1)
    with pytest.raises(Unreadable, match=f"limit of {limit}"):
        only(path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gone.txt", "no such file"), (".", "a folder, not a file"), ("a\0b", "not a name")],
)
def test_a_path_that_is_no_file(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        only(tmp_path / name)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "nav", "ul><li", "p", "h2", "pre"])
def test_a_hundred_thousand_nested_tags_are_read_at_once(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(
        b"<html><body>" + f"<{tag}>".encode() * (100_000 // len(tag.split("><"))) + b"He was held."
    )
    start = time.perf_counter()
    assert only(path).text == "He was held."
    assert time.perf_counter() - start < 5


def test_the_reason_survives_a_worker_process() -> None:
    copy = pickle.loads(pickle.dumps(Unreadable(Path("a.txt"), "empty")))
    assert (copy.file, copy.reason, str(copy)) == ("a.txt", "empty", "a.txt: empty")
