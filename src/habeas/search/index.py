"""The index: an SQLite file of passages and a list of their words, which may be deleted at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from tantivy import IndexWriter

from habeas.errors import NotStored
from habeas.model.document import Document
from habeas.model.passage import of_blocks
from habeas.reading import Reading
from habeas.search import wordlist
from habeas.search.facets import Facet, Filters, keys, narrow, passages, tokens
from habeas.search.hits import Hit, Results, Tally, found, snippet, tallied
from habeas.search.query import Asked, QueryError, read, wanted
from habeas.search.tables import COLUMNS, KEEP, KNOWN, connect, discard, hide, renewable, usable
from habeas.search.tables import wordlist as words_of
from habeas.search.text import words

Row = tuple[int, str, str, str, str | None, int | None, str, str, int, int, str, str, str]
BLOCKS, NONE = 16, -1
ORDERS = ("relevance", *wordlist.BY_DAY)


@dataclass(frozen=True, slots=True)
class Renewal:
    """An index while it is brought up to date; all of it is kept at the end, or nothing."""

    index: sqlite3.Connection
    writer: IndexWriter

    def kept(self) -> dict[str, str]:
        """The documents that the index holds, each with the fingerprint it was indexed under."""
        return dict(self.index.execute("SELECT document, fingerprint FROM kept ORDER BY document").fetchall())

    def add(self, reading: Reading, fingerprint: str) -> None:
        """Puts a document's passages into the index, in place of those it held of it."""
        document = reading.document.id
        self.remove(document)
        self.index.execute("INSERT INTO kept VALUES (?, ?)", (document, fingerprint))
        values, day = set(), _day(reading.document)
        for row, facets in rows(reading):
            values |= {(f.field, f.value, f.token) for f in facets}
            self.index.execute(KEEP, row)
            counted = tuple(dict.fromkeys((f.field, f.counted) for f in facets if f.counted))
            text = " ".join(words(row[10]))
            wordlist.add(self.writer, wordlist.Entry(row[0], text, row[11], document, day, counted))
        spoken = {(f, word, value, token, document) for f, value, token in values for word in keys(f, value)}
        self.index.executemany("INSERT INTO facets VALUES (?, ?, ?, ?, ?)", sorted(spoken))

    def remove(self, document: str) -> None:
        """Takes a document out of the index."""
        wordlist.remove(self.writer, document)
        for table in ("passages", "facets", "kept"):
            self.index.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


@dataclass(frozen=True, slots=True)
class Index:
    """The full-text index at `path`; made on the first use, and made anew where it is no index.

    What is read from it is as if it did not hold the documents that are `hidden`.
    """

    path: Path
    hidden: frozenset[str] = frozenset()

    def kept(self) -> dict[str, str]:
        """The documents that the index holds, each with the fingerprint it was indexed under."""
        with self._open() as index:
            return dict(index.execute("SELECT document, fingerprint FROM kept ORDER BY document").fetchall())

    def revision(self) -> int:
        """The revision of the archive that the index was last in step with; -1 for none."""
        if not usable(self.path):
            return NONE
        with self._open() as index:
            return int(index.execute("SELECT revision FROM step").fetchone()[0])

    def renewable(self) -> Index:
        """The index where it stands, or a copy of it where nothing can be written there."""
        return replace(self, path=renewable(self.path))

    def claim(self, revision: int) -> None:
        """Notes the revision of the archive that the index is in step with; -1 for none."""
        with self._open(writing=True) as index:
            index.execute("UPDATE step SET revision = ?", (revision,))

    @contextmanager
    def renewal(self) -> Iterator[Renewal]:
        """The index to be changed, while nobody else changes it."""
        with self._open(writing=True) as index, self._words.writing() as writer:
            yield Renewal(index, writer)

    def search(
        self, query: str, filters: Filters, *, order: str = ORDERS[0], limit: int = 20, offset: int = 0
    ) -> Results:
        """The passages that hold what the query asks for; QueryError where it cannot be read."""
        if order not in ORDERS:
            raise QueryError(f"no order {order!r}: there are {', '.join(ORDERS)}")
        asked = read(query) if query.strip() else None
        with self._open() as index:
            groups = narrow(filters, lambda field, word: _known(index, field, word))
            if not all(groups):
                return Results(0, ())
            if asked is None and not groups:
                raise QueryError("give words to look for, or a filter")
            total, numbers = self._words.find(asked, groups, order=order, limit=limit, offset=offset)
            return Results(total, tuple(_hit(row, asked, filters) for row in _rows(index, numbers)))

    def tallies(self, query: str, filters: Filters, *, most: int = 50) -> dict[str, tuple[Tally, ...]]:
        """How many of the passages that a search finds have each value, by field, the most frequent first.

        With neither words nor filter all passages are counted.
        """
        asked = read(query) if query.strip() else None
        with self._open() as index:
            groups = narrow(filters, lambda field, word: _known(index, field, word))
        if not all(groups):
            return dict.fromkeys(wordlist.COUNTED, ())
        counted = self._words.count(asked, groups, most=most)
        return {field: tuple(tallied(values)) for field, values in counted.items()}

    def acts(self, filters: Filters, *, after: str | None = None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The acts that fulfil filters in each passage that does, with its document, in the order of both.

        `after` is the document to begin with; passages are looked up as they are asked for.
        """
        with self._open() as index:
            groups = narrow(filters, lambda field, word: _known(index, field, word))
            if not all(groups):
                return
            for number in self._words.following(groups, _first(after) if after else 0):
                for row in _rows(index, [number]):
                    hit = _hit(row, None, filters)
                    yield hit.document, hit.acts

    def check(self, reading: Reading) -> Iterator[str]:
        """What the index holds otherwise than the archive of one document; nothing where in step."""
        expected = [row for row, _ in rows(reading)]
        with self._open() as index:
            held = index.execute(
                f"SELECT {COLUMNS} FROM passages WHERE document = ? ORDER BY number", (reading.document.id,)
            ).fetchall()
        if [tuple(row) for row in held] != expected:
            yield f"the index holds other passages than the archive ({len(held)}, should be {len(expected)})"

    def sound(self) -> bool:
        """True where every passage is in the list of words once, and nothing else is."""
        with self._open() as index:
            held = index.execute("SELECT number FROM passages ORDER BY number").fetchall()
            return [number for (number,) in held] == self._words.numbers()

    def discard(self) -> None:
        """Deletes the index's files; the next use makes an empty one."""
        discard(self.path)

    @property
    def _words(self) -> wordlist.Wordlist:
        return words_of(self.path, self.hidden)

    @contextmanager
    def _open(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction; one that writes lets no other writer come between its reading and writing."""
        try:
            with closing(connect(self.path)) as index, index:
                if writing:
                    index.execute("BEGIN IMMEDIATE")
                elif self.hidden:
                    hide(index, self.hidden)
                yield index
        except sqlite3.OperationalError as error:
            raise NotStored(f"the search index {self.path} cannot be used: {error}") from error


def rows(reading: Reading) -> Iterator[tuple[Row, list[Facet]]]:
    """The row of each passage of a reading, with its facets.

    Its number is made of the document's id and its place there, so that their order is that of both.
    """
    document = reading.document
    first = _first(document.id)
    places = of_blocks(document)
    for number, facets in passages(reading):
        block, place = document.blocks[number], places[number]
        inside = (e for e in reading.events if block.start <= e.trigger.start < block.end)
        acts = [f"{event.id} {event.type} {event.attribution.certainty}" for event in inside]
        told = (document.id, document.file, document.meta.title or document.file, place.section)
        where = (place.paragraph, f"{document.id}#{place.address}", block.kind, block.start, block.end)
        text = document.text[block.start : block.end]
        yield (first + number, *told, *where, text, tokens(facets), "\n".join(acts)), facets


def _day(document: Document) -> int:
    """The last day that a report is about, else that of its publication, as 20031231; 0 for none."""
    if document.meta.covers:
        return int(document.meta.covers[1].strftime("%Y%m%d"))
    return int((document.meta.published or "").replace("-", "").ljust(8, "0") or 0)


def _first(document: str) -> int:
    """The number of a document's first passage."""
    return int(document[1:], 16) >> BLOCKS + 1 << BLOCKS


def _known(index: sqlite3.Connection, field: str, word: str) -> list[tuple[str, str]]:
    return index.execute(KNOWN, (field, word)).fetchall()


def _rows(index: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Row]:
    """The rows with these numbers, in their order."""
    for number in numbers:
        row = index.execute(f"SELECT {COLUMNS} FROM passages WHERE number = ?", (number,)).fetchone()
        if row is not None:
            yield cast(Row, row)


def _hit(row: Row, asked: Asked | None, filters: Filters) -> Hit:
    _, document, file, title, section, paragraph, address, kind, start, end, text, _, acts = row
    marks = found(text, wanted(asked) if asked else ())
    shown, within = snippet(text, marks)
    return Hit(
        document=document,
        file=file,
        title=title,
        section=section,
        kind=kind,
        start=start,
        end=end,
        text=text,
        found=tuple((start + a, start + b) for a, b in marks),
        snippet=shown,
        marks=within,
        address=address,
        paragraph=paragraph,
        acts=tuple(id for id, *told in map(str.split, acts.splitlines()) if filters.fulfilled_by(*told)),
    )
