"""The index's tables, made where they are missing or of another format."""

from __future__ import annotations

import shutil
import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from urllib.parse import quote

from habeas.paths import writable
from habeas.search.wordlist import Wordlist

FORMAT = 6
_MAKING = Lock()  # SQLite does not wait for others where the journal changes its mode
SCHEMA = """
CREATE TABLE kept (document TEXT PRIMARY KEY, fingerprint TEXT NOT NULL);
CREATE TABLE step (revision INTEGER NOT NULL);
INSERT INTO step VALUES (-1);
CREATE TABLE facets (
    field TEXT NOT NULL, word TEXT NOT NULL, value TEXT NOT NULL, token TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (field, word, value, token, document)
) WITHOUT ROWID;
CREATE INDEX facets_of ON facets (document);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL,
    section TEXT, paragraph INTEGER, address TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, words TEXT NOT NULL, facets TEXT NOT NULL, acts TEXT NOT NULL
);
CREATE INDEX passages_of ON passages (document);
"""
COLUMNS = "number, document, file, title, section, paragraph, address, kind, start, stop, words, facets, acts"
KEEP = f"INSERT INTO passages ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split()))})"
KNOWN = "SELECT DISTINCT value, token FROM facets WHERE field = ? AND word = ?"


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the index at `path`, which is made anew where it is none that can be used."""
    index = _open(path)
    if index is None:
        discard(path)
        index = _open(path)
    if index is None:
        raise OSError(f"{path} cannot be made anew")
    return index


def usable(path: Path) -> bool:
    """Whether the index at `path` can be read, or be made there."""
    if writable(path.parent):
        return True
    index = _open(path) if path.is_file() else None
    if index is not None:
        index.close()
    return index is not None


def renewable(path: Path) -> Path:
    """The path, or where nothing can be written that of a copy, which lasts as long as this process."""
    return path if writable(path.parent) else Path(_copied(path).name, path.name)


@cache
def _copied(path: Path) -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="habeas-")
    copy = Path(folder.name, path.name)
    for ending in ("", "-wal"):
        if (file := path.with_name(path.name + ending)).is_file():
            shutil.copyfile(file, copy.with_name(copy.name + ending))
    wordlist(path).copy(wordlist(copy).folder)
    return folder


def discard(path: Path) -> None:
    """Deletes the index's files; the next use makes an empty one."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    wordlist(path).discard()


def wordlist(path: Path, hidden: frozenset[str] = frozenset()) -> Wordlist:
    """The list of words that belongs to the index at `path`, without those of documents that are hidden."""
    return Wordlist(path.with_name(f"{path.name}-words"), hidden)


def hide(index: sqlite3.Connection, hidden: frozenset[str]) -> None:
    """Makes all that a connection reads of passages and facets hold nothing of these documents."""
    index.execute("CREATE TEMP TABLE hidden (id TEXT PRIMARY KEY) WITHOUT ROWID")
    index.executemany("INSERT INTO temp.hidden VALUES (?)", [(id,) for id in hidden])
    for table in ("passages", "facets"):
        index.execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE document NOT IN temp.hidden"
        )


def _open(path: Path) -> sqlite3.Connection | None:
    """A connection; None where the file is no database, an index of another format, or without its words."""
    index = _connection(path)
    try:
        with _MAKING:
            if _format(index) == 0 and writable(path.parent):
                index.execute("PRAGMA journal_mode = WAL")
                _make(index, path)
        usable = _format(index) == FORMAT and wordlist(path).exists()
    except sqlite3.OperationalError:
        index.close()
        raise
    except sqlite3.DatabaseError:
        usable = False
    if not usable:
        index.close()
    return index if usable else None


def _connection(path: Path) -> sqlite3.Connection:
    """A connection; where nothing can be written one that only reads, and needs no file beside."""
    if path.is_file() and not writable(path.parent):
        return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    return sqlite3.connect(path, timeout=60)


def _make(index: sqlite3.Connection, path: Path) -> None:
    """Makes the tables and an empty list of words, unless another process did in the meantime."""
    with index:
        index.execute("BEGIN IMMEDIATE")
        if _format(index) == 0:
            wordlist(path).make()
            for statement in SCHEMA.split(";\n"):
                index.execute(statement)
            index.execute(f"PRAGMA user_version = {FORMAT}")


def _format(index: sqlite3.Connection) -> int:
    return int(index.execute("PRAGMA user_version").fetchone()[0])
