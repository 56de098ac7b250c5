"""The links of an archive: in step with it, whatever the order in which it was filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from habeas.archive import Archive
from habeas.errors import NotFound
from habeas.linking import links_in_step
from habeas.reading import Reading
from habeas.store.deposit import deposit
from habeas.store.links import NONE, Links
from habeas.store.records import Records
from habeas.store.store import Store
from tests.conftest import put
from tests.factory import doc, event, kaldria, reading
from tests.versions.test_copies import CHANGED, OTHER, TEXT, THIRD

Put = Callable[..., Archive]


def report(text: str, file: str, *, updated: int | None = None) -> Reading:
    document = doc(text, file=file)
    meta = replace(document.meta, updated=datetime(2005, 1, updated, tzinfo=UTC) if updated else None)
    document = replace(document, meta=meta)
    told = [event(document, word, "arrest") for word in ("arrested", "rejected") if word in text]
    return reading(document, events=told)


FIRST = report(TEXT, "first.txt", updated=3)
COPY = report(f"Home\n{TEXT}", "copy.txt")
NEWER = report(CHANGED, "newer.txt", updated=9)
NEWEST = report(CHANGED.replace(f"{THIRD}\n", ""), "newest.txt", updated=12)
APART = report(OTHER, "apart.txt")
FAMILY = {
    ("copy", FIRST.document.id, COPY.document.id),
    ("newer", FIRST.document.id, NEWER.document.id),
    ("newer", FIRST.document.id, NEWEST.document.id),
    ("newer", NEWER.document.id, NEWEST.document.id),
    ("near", *sorted((COPY.document.id, NEWER.document.id))),
    ("near", *sorted((COPY.document.id, NEWEST.document.id))),
}


def linked(store: Store) -> set[tuple[str, str, str]]:
    found = set()
    for link in links_in_step(store.records):
        pair = (link.one, link.other)
        found.add((link.kind, *(pair if link.kind == "newer" else sorted(pair))))
    return found


WANTED = {(kind, *(pair if kind == "newer" else sorted(pair))) for kind, *pair in FAMILY}


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5], ids=str)
def test_filled_at_once_or_bit_by_bit_the_links_are_the_same(tmp_path: Path, order: tuple[int, ...]) -> None:
    family = [(FIRST, COPY, NEWER, NEWEST)[number] for number in order]
    put(tmp_path / "once", *family, APART)
    assert linked(Store(tmp_path / "once")) == WANTED
    store = Store(tmp_path / "bits")
    for each in (*family, APART):
        put(tmp_path / "bits", each)
        linked(store)
    assert linked(store) == WANTED
    store.engine.dispose()


def test_links_are_kept_and_follow_what_is_read_anew(tmp_path: Path) -> None:
    put(tmp_path / "archive", FIRST, NEWER)
    store = Store(tmp_path / "archive")
    kept = Links(store.engine)
    assert kept.revision() == NONE
    assert linked(store) == {("newer", FIRST.document.id, NEWER.document.id)}
    assert kept.revision() == store.records.revision()
    undated = replace(NEWER.document, meta=replace(NEWER.document.meta, updated=None))
    store.save(deposit(replace(NEWER, document=undated)), tmp_path / "newer.txt", replace=True)
    assert linked(store) == {("near", *sorted((FIRST.document.id, NEWER.document.id)))}
    assert kept.signatures().keys() == {FIRST.document.id, NEWER.document.id}
    store.engine.dispose()


def test_an_archive_that_can_not_be_written_to_is_linked_all_the_same(tmp_path: Path) -> None:
    put(tmp_path / "archive", FIRST, COPY)
    engine = create_engine(f"sqlite:///file:{tmp_path}/archive/archive.db?mode=ro&uri=true")
    assert [link.kind for link in links_in_step(Records(engine))] == ["copy"]
    assert Links(engine).revision() == NONE
    engine.dispose()


def test_a_family(archive_with: Put) -> None:
    archive = archive_with(NEWEST, APART, COPY, FIRST, NEWER)
    family = archive.versions("first.txt")
    assert family.places == ("first.txt",)
    assert [copy.document.file for copy in family.copies] == ["copy.txt"]
    assert [text.document.file for text in family.texts] == ["first.txt", "newer.txt", "newest.txt"]
    assert family.near == ()
    assert [[(told.old.quote, told.how) for told in text.records] for text in family.texts] == [
        [],
        [("arrested", "exact"), ("rejected", "exact")],
        [("arrested", "exact"), ("rejected", "lost")],
    ]


def test_the_same_bytes_are_one_report_in_several_places(archive_with: Put) -> None:
    archive = archive_with(FIRST, replace(FIRST, document=replace(FIRST.document, file="again.txt")))
    family = archive.versions("again.txt")
    assert family.places == ("again.txt", "first.txt")
    assert (family.copies, family.near, len(family.texts)) == ((), (), 1)


@pytest.mark.parametrize(
    ("asked", "old", "new"),
    [
        pytest.param(("newest.txt",), "newer.txt", "newest.txt", id="the text before"),
        pytest.param(("first.txt",), "first.txt", "newer.txt", id="the text after the first"),
        pytest.param(("newest.txt", "first.txt"), "first.txt", "newest.txt", id="the older first"),
        pytest.param(("apart.txt", "copy.txt"), "apart.txt", "copy.txt", id="in the order given"),
    ],
)
def test_which_texts_are_compared(archive_with: Put, asked: tuple[str, ...], old: str, new: str) -> None:
    found = archive_with(NEWEST, APART, COPY, FIRST, NEWER).diff(*asked)
    assert (found.old.file, found.new.file) == (old, new)


def test_nothing_to_compare_with(archive_with: Put) -> None:
    with pytest.raises(NotFound, match="name a report to compare"):
        archive_with(FIRST, APART, kaldria()).diff("apart.txt")
