"""Whether an archive is sound: originals, records and log first, then the index that is derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from habeas.errors import Damaged
from habeas.paths import ARCHIVE, writable
from habeas.search.index import Index
from habeas.step import check_index
from habeas.store.store import Store
from habeas.store.verify import Damage, damages


def unsound(
    store: Store, index: Index, *, last: str | None, put_in_step: Callable[[], None]
) -> Iterator[Damage]:
    """What is wrong; the index is looked at where the database can be trusted, once it is put in step.

    Where nothing can be written a copy of it is put in step, and the database is taken as it stands.
    """
    try:
        records = store.records
    except Damaged as error:
        yield Damage(ARCHIVE, str(error))
        return
    found = list(damages(records.machine(), store.originals, last=last))
    yield from found
    if not any(damage.where == ARCHIVE for damage in found):
        if writable(store.path):
            put_in_step()
        yield from check_index(index, store.records)
