"""What an archive holds, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from habeas.search.index import Index
from habeas.store.store import Store
from habeas.store.tables import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class State:
    """What an archive holds.

    `counts` by kind of record, `years` the first and last that a report covers, `bytes` of the whole
    folder. An index that is behind is put in step by the next search.
    """

    path: Path
    schema: int
    counts: dict[str, int]
    years: tuple[int, int] | None
    countries: tuple[tuple[str, str], ...]
    publishers: tuple[str, ...]
    index_in_step: bool
    bytes: int


def state(store: Store, index: Index) -> State:
    """The figures of an archive."""
    records = store.records
    metas = [document.meta for document in records.documents()]
    days = [day for meta in metas if meta.covers for day in meta.covers]
    countries = {pair for m in metas for pair in zip(m.countries, m.country_names, strict=False)}
    return State(
        path=store.path,
        schema=SCHEMA_VERSION,
        counts=records.counts(),
        years=(min(days).year, max(days).year) if days else None,
        countries=tuple(sorted(countries)),
        publishers=tuple(sorted({meta.publisher for meta in metas if meta.publisher})),
        index_in_step=index.revision() == records.revision(),
        bytes=sum(file.stat().st_size for file in store.path.rglob("*") if file.is_file()),
    )
