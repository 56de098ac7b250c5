"""Bytes cut, swapped and spoiled: every reader gives text or a line that says why not."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import CONTAINERS, READERS, Part, parts
from habeas.read.source import File
from tests.read.made import MARKDOWN, PAGE, docx, epub, mhtml, packed, unpacked, warc
from tests.read.press import Press, entry

SAMPLES: dict[str, bytes] = {}


def _printed() -> bytes:
    press = Press(notes=True)
    press.set(list(entry(random.Random(3), "Kaldria", 6)), "Kaldria")
    return press.done()


SAMPLES.update(
    {
        "pdf": _printed(),
        "docx": docx(),
        "epub": epub(),
        "html": PAGE.encode(),
        "mhtml": mhtml(),
        "markdown": MARKDOWN.encode(),
        "text": "Zarné’s owner was held – again.\n".encode() * 9,
        "warc": warc({"https://host.example/a": PAGE, "https://host.example/b": MARKDOWN}),
        "zipped": packed({"a.html": PAGE, "b/c.zip": packed({"d.md": MARKDOWN}), "e.docx": docx()}),
    }
)
MEMBERS = {name: unpacked(SAMPLES[name]) for name in ("docx", "epub", "zipped")}
TRAPS = [
    b"<" * 40,
    b"\xff" * 8,
    b"\x00" * 8,
    b"/FlateDecode",
    b"endobj",
    b"]]>",
    b"9" * 20,
    b"&#0;",
    b"<w:tbl>",
]
BUDGET = settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def all_parts(content: bytes) -> list[Part]:
    return list(parts(File(Path("report.txt"), content, hashlib.sha256(content).hexdigest())))


def lawful(part: Part) -> None:
    if isinstance(part, Issue):
        return
    if not isinstance(part, Raw):
        assert "\n" not in str(part)
        assert part.reason
        return
    assert unicodedata.is_normalized("NFC", part.text)
    assert not set("\r\x00\xad\u200b") & set(part.text)
    assert any(sign.isalpha() for sign in part.text)
    borders = [edge for _, start, end in part.blocks for edge in (start, end)]
    assert borders == sorted(borders) and (not borders or borders[-1] <= len(part.text))
    assert all(page.start <= page.end <= len(part.text) for page in part.pages)
    assert [page.start for page in part.pages][1:] == [page.end for page in part.pages][:-1]


def test_every_reader_has_a_sample_that_it_reads() -> None:
    listed = [each.read.__module__ for each in READERS] + [each.members.__module__ for each in CONTAINERS]
    assert {name.rpartition(".")[2] for name in listed} == {*SAMPLES, "scan"}  # test_scan.py spoils pictures
    assert all(isinstance(part, Raw) for content in SAMPLES.values() for part in all_parts(content))


def spoiled(data: st.DataObject, whole: bytes) -> bytes:
    """The bytes with a few stretches of them gone, doubled or replaced, and perhaps cut."""
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4), label="times")):
        place = data.draw(st.integers(0, len(content)), label="place")
        length = data.draw(st.integers(0, 64), label="length")
        instead = st.one_of(
            st.just(b""),
            st.binary(max_size=16),
            st.just(bytes(content[place : place + length]) * 3),
            st.sampled_from(TRAPS),
        )
        content[place : place + length] = data.draw(instead, label="instead")
    if data.draw(st.booleans(), label="cut"):
        del content[data.draw(st.integers(0, len(content)), label="end") :]
    return bytes(content)


@pytest.mark.parametrize("name", SAMPLES)
@BUDGET
@given(data=st.data())
def test_damaged_bytes_give_text_or_a_reason(name: str, data: st.DataObject) -> None:
    for part in all_parts(spoiled(data, SAMPLES[name])):
        lawful(part)


@pytest.mark.parametrize("name", ["docx", "epub", "zipped"])
@BUDGET
@given(data=st.data())
def test_damaged_members_give_text_or_a_reason(name: str, data: st.DataObject) -> None:
    members: dict[str, str | bytes] = {**MEMBERS[name]}
    spoil = data.draw(st.sampled_from(sorted(members)), label="member")
    members[spoil] = b"" if data.draw(st.booleans(), label="empty") else spoiled(data, MEMBERS[name][spoil])
    for part in all_parts(packed(members)):
        lawful(part)


@BUDGET
@given(st.sampled_from(list(SAMPLES)), st.sampled_from(list(SAMPLES)), st.integers(0, 200))
def test_one_format_in_the_other_gives_text_or_a_reason(first: str, second: str, at: int) -> None:
    for part in all_parts(SAMPLES[first][:at] + SAMPLES[second]):
        lawful(part)
