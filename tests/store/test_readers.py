"""Many that read at once, each record by record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from tests.conftest import Put
from tests.factory import doc, kaldria, reading


def test_nobody_waits_for_a_connection_that_another_holds(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    begun = [archive.events() for _ in range(60)]
    assert {next(events).type for events in begun} == {"moratorium"}
    assert {len([*events]) for events in begun} == {4}


def test_threads_read_one_archive(archive_with: Put) -> None:
    archive = archive_with(kaldria())

    def ask(number: int) -> tuple[int, int]:
        found = archive.search("was", limit=1, offset=number % 4).total
        return found, len(archive.reading("kaldria-2003.txt").events)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(64))) == {(3, 5)}


def test_of_many_that_find_the_index_behind_one_puts_it_in_step(archive_with: Put) -> None:
    archive = archive_with(kaldria())
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: archive.search("was").total, range(16))) == {3}
    assert list(archive.verify()) == []


def test_who_has_it_open_sees_what_another_reads(archive_with: Put) -> None:
    later = reading(doc("The trial was closed.\n", file="kaldria-2004.txt", years=(2004, 2004)))
    with closing(archive_with(kaldria())) as open_since:
        assert open_since.search("was", year=2004).total == 0
        archive_with(later)
        assert open_since.search("was", year=2004).total == 1
