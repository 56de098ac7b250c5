"""The index's tables, made where they are missing or of another format."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FORMAT = 2
SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (document TEXT PRIMARY KEY, fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS step (revision INTEGER NOT NULL);
INSERT INTO step SELECT -1 WHERE NOT EXISTS (SELECT 1 FROM step);
CREATE TABLE IF NOT EXISTS facets (
    field TEXT NOT NULL, value TEXT NOT NULL, token TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (field, value, token, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS facets_of ON facets (document);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL,
    section TEXT, kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    words TEXT NOT NULL, facets TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_of ON passages (document);
CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5(
    words, facets, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
"""
COLUMNS = "document, file, title, section, kind, start, stop, words, facets"
KEEP = f"INSERT INTO passages ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
SHOWN = "p.document, p.file, p.title, p.section, p.kind, p.start, p.stop, p.words"
FIND = f"""
SELECT {SHOWN}, highlight(fts, 0, ?, ?) FROM fts JOIN passages AS p ON p.number = fts.rowid
WHERE fts MATCH ? AND rank MATCH 'bm25(1.0, 0.0)' ORDER BY rank, p.document, p.start LIMIT ? OFFSET ?
"""
BROWSE = f"""
SELECT {SHOWN}, p.words FROM fts JOIN passages AS p ON p.number = fts.rowid
WHERE fts MATCH ? ORDER BY p.document, p.start LIMIT ? OFFSET ?
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the index at `path`, which is made anew where it is none that can be used."""
    index = _open(path)
    if index is None:
        discard(path)
        index = _open(path)
    if index is None:
        raise OSError(f"{path} cannot be made anew")
    return index


def discard(path: Path) -> None:
    """Deletes the index's files; the next use makes an empty one."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection | None:
    """A connection; None where the file is no database, or an index of another format."""
    index = sqlite3.connect(path, timeout=60)
    try:
        index.execute("PRAGMA journal_mode = WAL")
        index.execute("PRAGMA synchronous = NORMAL")
        (found,) = index.execute("PRAGMA user_version").fetchone()
        if found == 0:
            index.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
            found = FORMAT
    except sqlite3.OperationalError:
        index.close()
        raise
    except sqlite3.DatabaseError:
        index.close()
        return None
    if found != FORMAT:
        index.close()
        return None
    return index
