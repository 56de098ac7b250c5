"""Records by page: the same as by report, whatever is read in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

import pytest

from habeas.archive import Archive
from habeas.errors import CursorError, NotFound
from habeas.issues import Issue
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.paging import Page
from habeas.search.facets import Narrowing
from habeas.store import write
from habeas.store.store import Store
from tests.conftest import Put, put
from tests.factory import KALDRIA, kaldria

LATER = kaldria(f"A later year.\n{KALDRIA}", file="kaldria-2004.txt", year=2004)
READINGS = (kaldria(), LATER)
T = TypeVar("T")
Turn: TypeAlias = Callable[[Archive, str | None, int], Page[T]]


def walked(archive: Archive, turn: Turn[T], size: int) -> Iterator[T]:
    """All records, page by page."""
    cursor: str | None = None
    while True:
        found = turn(archive, cursor, size)
        assert len(found.records) <= size
        yield from found.records
        cursor = found.next
        if cursor is None:
            return


def of(kind: type[T]) -> Turn[T]:
    return lambda archive, after, limit: archive.pages.standing(kind, after=after, limit=limit)


TURNS = [
    pytest.param(lambda a, c, n: a.pages.documents(after=c, limit=n), Archive.documents, id="documents"),
    pytest.param(of(Entity), lambda a: a.pages._records.entities(), id="entities"),
    pytest.param(lambda a, c, n: a.pages.events(after=c, limit=n), Archive.events, id="events"),
    pytest.param(of(Case), Archive.cases, id="cases"),
    pytest.param(of(Conflict), lambda a: a.pages._records.conflicts(), id="conflicts"),
    pytest.param(lambda a, c, n: a.pages.issues(after=c, limit=n), Archive.issues, id="issues"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize(("turn", "whole"), TURNS)
def test_pages_are_the_list_cut_up(
    archive_with: Put, turn: Turn[object], whole: Callable[[Archive], Iterator[object]], size: int
) -> None:
    archive = archive_with(*READINGS)
    assert list(walked(archive, turn, size)) == list(whole(archive))


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({"type": "arrest"}, id="type"),
        pytest.param({"person": "Maren"}, id="takes part"),
        pytest.param({"section": "death"}, id="section"),
        pytest.param({"year": 2004, "certainty": "stated"}, id="year and certainty"),
        pytest.param({"document": kaldria().document.id}, id="report"),
        pytest.param({"country": "Vesht"}, id="nowhere"),
    ],
)
def test_filtered_acts_are_those_of_the_library(archive_with: Put, filters: Narrowing, size: int) -> None:
    archive = archive_with(*READINGS)
    turn: Turn[Event] = lambda a, c, n: a.pages.events(after=c, limit=n, **filters)  # noqa: E731
    assert list(walked(archive, turn, size)) == list(archive.events(**filters))


@pytest.mark.parametrize("filters", [{}, {"certainty": "stated"}], ids=["all", "filtered"])
@pytest.mark.parametrize("size", [1, 2, 4, 6])
def test_what_is_read_in_between_moves_nothing(archive_with: Put, size: int, filters: Narrowing) -> None:
    archive = archive_with(LATER)
    held = list(archive.events(**filters))
    first = archive.pages.events(limit=size, **filters)
    texts = (f"Of {year}.\n{KALDRIA}" for year in range(1990, 1998))
    put(archive.path, *(kaldria(text, file=f"{n}.txt", year=n) for n, text in enumerate(texts, 1990)))
    rest = [*first.records]
    cursor = first.next
    while cursor:
        found = archive.pages.events(after=cursor, limit=size, **filters)
        rest += found.records
        cursor = found.next
    assert len({event.id for event in rest}) == len(rest), "nothing comes twice"
    assert [event for event in rest if event in held] == held, "nothing is left out"


@pytest.mark.parametrize(
    ("filters", "years"),
    [
        pytest.param({"country": "KLD"}, [2003, 2004], id="code"),
        pytest.param({"country": "kaldria"}, [2003, 2004], id="name as printed"),
        pytest.param({"country": "Vesht"}, [], id="another"),
        pytest.param({"year": 2004}, [2004], id="year"),
        pytest.param({"publisher": "lantern"}, [2003, 2004], id="word of the publisher"),
        pytest.param({"publisher": "Lantern House"}, [], id="a word too many"),
    ],
)
def test_documents_by_filter(archive_with: Put, filters: dict[str, str], years: list[int]) -> None:
    found = archive_with(*READINGS).pages.documents(limit=10, **filters)  # type: ignore[arg-type]
    assert sorted(d.meta.covers[0].year for d in found.records if d.meta.covers) == years


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "é", "MC4w", "OS45Ljk", "=" * 9, "W" * 70_000, "MC45OTk5OTk5OTkuZA"],
    ids=["empty", "letter", "not ASCII", "half", "no such part", "padding", "endless", "too far"],
)
def test_what_is_no_cursor_is_told(archive_with: Put, cursor: str) -> None:
    with pytest.raises(CursorError, match="no cursor"):
        archive_with(kaldria()).pages.events(after=cursor, limit=1)


@pytest.mark.parametrize("kind", [Document, Entity, Event, Case, Conflict])
def test_one_by_its_whole_id(
    archive_with: Put, kind: type[Document | Entity | Event | Case | Conflict]
) -> None:
    archive, reading = archive_with(*READINGS), kaldria()
    parts = (reading.document, *reading.entities, *reading.events, *reading.cases, *reading.conflicts)
    held = next(part for part in parts if isinstance(part, kind))
    assert archive.pages.one(kind, held.id) == held
    for id in ("", held.id[:8], "zzz"):
        with pytest.raises(NotFound):
            archive.pages.one(kind, id)


def test_issues_come_in_three_parts(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    store = Store(archive.path)
    for name in ("b.pdf", "a.pdf"):
        write.fail(store.engine, name, "broken")
    left = [Issue("read", "outside", f"words {n}", "volume.pdf") for n in range(3)]
    write.finish(store.engine, kaldria().document.sha256, [kaldria().document.id], left, by=store.custodian)
    turn: Turn[Issue] = lambda a, c, n: a.pages.issues(after=c, limit=n)  # noqa: E731
    for size in (1, 2, 4):
        assert list(walked(archive, turn, size)) == list(archive.issues())
    assert len(list(archive.issues())) == 6


def test_acquired_and_taken_out(archive_with: Put) -> None:
    archive = archive_with(*READINGS)
    store, gone = Store(archive.path), LATER.document
    write.finish(store.engine, gone.sha256, [], (), by=store.custodian)
    found = {each.document: each for each in archive.pages.acquisitions()}
    assert found.keys() == {gone.id, kaldria().document.id}
    assert not found[gone.id].held and found[kaldria().document.id].held
    assert found[gone.id].at.tzinfo is not None


def test_what_is_hidden_is_on_no_page(archive_with: Put) -> None:
    archive, hidden = archive_with(*READINGS), LATER.document.id
    seen = Archive(archive.path, hidden=frozenset({hidden})).pages
    assert [document.id for document in seen.documents(limit=9).records] == [kaldria().document.id]
    for found in (seen.events(limit=99), seen.events(limit=99, certainty="stated")):
        assert {event.document for event in found.records} == {kaldria().document.id}
    assert hidden not in {each.document for each in seen.acquisitions()}
    with pytest.raises(NotFound):
        seen.one(Document, hidden)


def test_the_section_of_an_act(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    titles = archive.pages.sections(archive.events())
    assert {event.type: titles[event.id] for event in archive.events()} == {
        **dict.fromkeys(("moratorium", "execution"), "Death penalty"),
        **dict.fromkeys(("arrest", "sentence", "ill_treatment"), "Political prisoners"),
    }
