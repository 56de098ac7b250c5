"""What is read from printed pages: order, furniture, paragraphs, places."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from habeas.model.document import Raw
from habeas.read import pdf
from habeas.read.source import File
from tests.read.press import volume


def taken(content: bytes) -> File:
    return File(Path("report.pdf"), content, hashlib.sha256(content).hexdigest())


def blocks(raw: Raw) -> list[tuple[str, str]]:
    return [(kind, raw.text[start:end]) for kind, start, end in raw.blocks]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("notes", [False, True], ids=["without notes", "with notes"])
@pytest.mark.parametrize(("indent", "gap"), [(0, 6), (12, 0)], ids=["gaps", "indents"])
def test_a_volume_is_read_block_by_block(columns: int, notes: bool, indent: float, gap: float) -> None:
    report = volume(columns=columns, notes=notes, indent=indent, gap=gap)
    raw = pdf.read(taken(report.content))
    assert blocks(raw) == [(piece.kind, piece.text) for piece in report.blocks]
    assert [remark.kind for remark in raw.remarks] == (["footnotes"] if notes else [])


def test_pages_have_their_printed_labels_and_part_the_text() -> None:
    raw = pdf.read(taken(volume().content))
    assert [page.label for page in raw.pages] == ["41", "42", "43", "44"]
    assert [page.start for page in raw.pages][1:] == [page.end for page in raw.pages][:-1]
    assert (raw.pages[0].start, raw.pages[-1].end) == (0, len(raw.text))
