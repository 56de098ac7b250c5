"""The index: one SQLite file with an FTS5 table, which may be deleted at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from habeas.errors import NotStored
from habeas.reading import Reading
from habeas.search.facets import Facet, Filters, narrow, passages, tokens
from habeas.search.hits import CLOSE, OPEN, Hit, Results, marked, snippet
from habeas.search.query import QueryError, compile_query
from habeas.search.tables import BROWSE, COLUMNS, FIND, KEEP, connect, discard

VALUES = "SELECT DISTINCT value, token FROM facets WHERE field = ?"
Row = tuple[str, str, str, str | None, str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """The full-text index at `path`; made on the first use, and made anew where it is no index."""

    path: Path

    def kept(self) -> dict[str, str]:
        """The documents that the index holds, each with the fingerprint it was indexed under."""
        with self._open() as index:
            return dict(index.execute("SELECT document, fingerprint FROM kept ORDER BY document").fetchall())

    def revision(self) -> int:
        """The revision of the archive that the index was last in step with; -1 for none."""
        with self._open() as index:
            return int(index.execute("SELECT revision FROM step").fetchone()[0])

    def claim(self, revision: int) -> None:
        """Notes the revision of the archive that the index is in step with; -1 for none."""
        with self._open(writing=True) as index:
            index.execute("UPDATE step SET revision = ?", (revision,))

    def add(self, reading: Reading, fingerprint: str) -> None:
        """Puts a document's passages into the index, in place of those it held of it."""
        document = reading.document
        with self._open(writing=True) as index:
            _remove(index, document.id)
            index.execute("INSERT INTO kept VALUES (?, ?)", (document.id, fingerprint))
            values = set()
            for row, facets in rows(reading):
                values |= {(f.field, f.value, f.token, document.id) for f in facets}
                number = index.execute(KEEP, row).lastrowid
                index.execute("INSERT INTO fts (rowid, words, facets) VALUES (?, ?, ?)", (number, *row[-2:]))
            index.executemany("INSERT INTO facets VALUES (?, ?, ?, ?)", sorted(values))

    def remove(self, documents: Collection[str]) -> None:
        """Takes documents out of the index."""
        with self._open(writing=True) as index:
            for document in documents:
                _remove(index, document)

    def search(self, query: str, filters: Filters, *, limit: int = 20, offset: int = 0) -> Results:
        """The passages that hold what the query asks for; QueryError where it cannot be read."""
        parts = [f"words : ({compile_query(query)})"] if query.strip() else []
        with self._open() as index:
            groups = narrow(filters, lambda field: index.execute(VALUES, (field,)).fetchall())
            if not all(groups):
                return Results(0, ())
            parts += [f"facets : ({' OR '.join(group)})" for group in groups]
            if not parts:
                raise QueryError("give words to look for, or a filter")
            match = " AND ".join(parts)
            total = index.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (match,)).fetchone()[0]
            found = (
                index.execute(FIND, (OPEN, CLOSE, match, limit, offset))
                if query.strip()
                else index.execute(BROWSE, (match, limit, offset))
            )
            return Results(total, tuple(_hit(*row) for row in found))

    def check(self, reading: Reading) -> Iterator[str]:
        """What the index holds otherwise than the archive of one document; nothing where in step."""
        document = reading.document
        expected = [row for row, _ in rows(reading)]
        with self._open() as index:
            held = index.execute(
                f"SELECT {COLUMNS} FROM passages WHERE document = ? ORDER BY start", (document.id,)
            ).fetchall()
        if [tuple(row) for row in held] != expected:
            yield f"the index holds other passages than the archive ({len(held)}, should be {len(expected)})"

    def sound(self) -> bool:
        """True where the words of the index are those of its passages."""
        with self._open() as index:
            try:
                index.execute("INSERT INTO fts (fts, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError:
                return False
            return True

    def discard(self) -> None:
        """Deletes the index's files; the next use makes an empty one."""
        discard(self.path)

    @contextmanager
    def _open(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction; one that writes lets no other writer come between its reading and writing."""
        try:
            with closing(connect(self.path)) as index, index:
                if writing:
                    index.execute("BEGIN IMMEDIATE")
                yield index
        except sqlite3.OperationalError as error:
            raise NotStored(f"the search index {self.path} cannot be used: {error}") from error


def rows(reading: Reading) -> Iterator[tuple[tuple[object, ...], list[Facet]]]:
    """The row of each passage of a reading, with its facets."""
    document = reading.document
    for block, facets in passages(reading):
        section = None if block.section is None else document.sections[block.section].title
        place = (document.id, document.file, document.meta.title or document.file, section, block.kind)
        words = document.text[block.start : block.end]
        yield (*place, block.start, block.end, words, tokens(facets)), facets


def _remove(index: sqlite3.Connection, document: str) -> None:
    held = index.execute(
        "SELECT number, words, facets FROM passages WHERE document = ?", (document,)
    ).fetchall()
    for row in held:
        index.execute("INSERT INTO fts (fts, rowid, words, facets) VALUES ('delete', ?, ?, ?)", row)
    for table in ("passages", "facets", "kept"):
        index.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _hit(*row: object) -> Hit:
    document, file, title, section, kind, start, end, words, marks = cast(Row, row)
    found = marked(marks)
    shown, within = snippet(words, found)
    return Hit(
        document=document,
        file=file,
        title=title,
        section=section,
        kind=kind,
        start=start,
        end=end,
        text=words,
        found=tuple((start + a, start + b) for a, b in found),
        snippet=shown,
        marks=within,
    )
