"""The log of custody: what was done, by whom, and that nothing of it can be taken back."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store import write
from habeas.store.codec import build, plain
from habeas.store.custody import BEGIN, Deed, breaks
from habeas.store.deposit import deposit
from habeas.store.store import Store
from tests.factory import kaldria

READING = kaldria()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "archive", operator="Lena Tarsk")
    store.make()
    file = tmp_path / READING.document.file
    file.write_text(READING.document.text, encoding="utf-8", newline="")
    store.save(deposit(READING), file)
    return store


def told(store: Store) -> list[tuple[str, str | None, str | None]]:
    return [(deed.what, deed.file, deed.document) for deed in store.records.custody()]


def test_what_was_done_stands_in_the_log(store: Store, tmp_path: Path) -> None:
    id, original = READING.document.id, READING.document.sha256
    store.save(deposit(READING), tmp_path / READING.document.file, replace=True)
    write.name(store.engine, original, "other.txt", by=store.custodian)
    write.finish(store.engine, original, [], [], by=store.custodian)
    assert told(store) == [
        ("acquired", "kaldria-2003.txt", None),
        ("read", None, id),
        ("read", None, id),
        ("acquired", "other.txt", None),
        ("removed", None, id),
    ]
    first = next(store.records.custody())
    assert (first.operator, first.method, first.original) == ("Lena Tarsk", "habeas 0.1.0", original)
    assert first.at.endswith("+00:00")


def test_what_changes_nothing_is_not_told(store: Store, tmp_path: Path) -> None:
    before = told(store)
    store.save(deposit(READING), tmp_path / READING.document.file)
    write.name(store.engine, READING.document.sha256, READING.document.file, by=store.custodian)
    write.finish(store.engine, READING.document.sha256, [READING.document.id], [], by=store.custodian)
    assert told(store) == before


@pytest.mark.parametrize("statement", ["UPDATE custody SET operator = 'x'", "DELETE FROM custody"])
def test_the_log_is_only_added_to(store: Store, statement: str) -> None:
    with (
        closing(sqlite3.connect(store.path / "archive.db")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="only added to"),
    ):
        connection.execute(statement)


def log(length: int) -> list[Deed]:
    made: list[Deed] = []
    for number in range(1, length + 1):
        previous = made[-1].hash if made else BEGIN
        fields = (f"h{number}", f"f{number}", None, None)
        deed = Deed(number, "2011-05-01T10:00:00+00:00", "me", "by hand", "acquired", *fields, previous, "")
        made.append(dataclasses.replace(deed, hash=deed.reckoned()))
    return made


@given(st.data())
def test_whatever_is_changed_breaks_the_chain_there(data: st.DataObject) -> None:
    whole = log(data.draw(st.integers(2, 6)))
    assert list(breaks(whole)) == []
    at = data.draw(st.integers(0, len(whole) - 2))
    field = data.draw(st.sampled_from(["at", "operator", "method", "what", "original", "file", "previous"]))
    changed = [*whole]
    told = plain(whole[at])
    assert isinstance(told, dict)
    changed[at] = build(Deed, told | {field: "something else"})
    assert any(f"line {at + 1} " in line for line in breaks(changed))
    rehashed = [*changed]
    rehashed[at] = dataclasses.replace(changed[at], hash=changed[at].reckoned())
    assert list(breaks(rehashed))
    assert list(breaks(whole[:at] + whole[at + 1 :]))
