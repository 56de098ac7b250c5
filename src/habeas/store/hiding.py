"""Documents hidden from whoever may not see them: views that stand before the tables of the database.

A temporary view takes the place of the table of its name within a connection, so that every query that
there is, and every one to come, finds the archive as if it did not hold them. Nothing can be written
through such a view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_HELD = "SELECT original FROM main.contents WHERE document {} IN temp.hidden"
_HIDING = f"({_HELD.format('')})"
_ONLY_HIDDEN = f"({_HELD.format('')} EXCEPT {_HELD.format('NOT')})"
CONDITIONS = {
    "document": "({0} IS NULL OR {0} NOT IN temp.hidden)",
    "one": "{0} NOT IN temp.hidden",
    "other": "{0} NOT IN temp.hidden",
    "original": f"{{0}} NOT IN {_ONLY_HIDDEN}",
    "subject": "NOT EXISTS (SELECT 1 FROM temp.hidden WHERE instr({0}, hidden.id))",
}
"""What must hold of a column of this name for its row to be seen."""

OWN = {"documents": "id NOT IN temp.hidden", "originals": f"sha256 NOT IN {_HIDING}"}
"""What must hold of a row of these tables."""


def hide(engine: Engine, hidden: Collection[str]) -> None:
    """Makes all that an engine reads hold nothing of these documents, of bytes that hold one neither.

    A table that is made later has its view when a connection is next used.
    """

    def begin(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("CREATE TEMP TABLE hidden (id TEXT PRIMARY KEY) WITHOUT ROWID")
        cursor.executemany("INSERT INTO temp.hidden VALUES (?)", [(id,) for id in sorted(hidden)])
        cursor.close()
        connection.commit()

    def keep_up(connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA main.schema_version")
        (version,) = cursor.fetchone() or (None,)
        if entry.info.get("schema") != version:
            _view(cursor)
            connection.commit()
            entry.info["schema"] = version
        cursor.close()

    event.listen(engine, "connect", begin)
    event.listen(engine, "checkout", keep_up)


def _view(cursor: DBAPICursor) -> None:
    for table, condition in list(_conditions(cursor)):
        cursor.execute(f'DROP VIEW IF EXISTS temp."{table}"')
        cursor.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE {condition}')


def _conditions(cursor: DBAPICursor) -> Iterator[tuple[str, str]]:
    """Each table that holds something of documents, with what must hold of the rows to be seen."""
    cursor.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    for (table,) in cursor.fetchall():
        cursor.execute(f'PRAGMA main.table_info("{table}")')
        columns = [row[1] for row in cursor.fetchall()]
        needed = [OWN[table]] if table in OWN else []
        needed += [CONDITIONS[column].format(f'"{column}"') for column in columns if column in CONDITIONS]
        if needed:
            yield table, " AND ".join(needed)
