"""What a name stands for: a report by id or file, a passage by its address or permalink, an act by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from habeas.cite import SCHEME, Passage, find, parse, resolve
from habeas.errors import NotFound
from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.store import originals
from habeas.store.originals import Original
from habeas.store.records import Place, Records
from habeas.store.store import Store


def report(name: str, records: Records, *, archive: Path) -> Document:
    """The report with this id, or the beginning of it, or this name of a file or of a member in one."""
    if exact := list(records.documents([name])):
        return exact[0]
    names = records.names()
    whole = [id for id, held in names.items() if name == id or name in held]
    found = whole or [id for id in names if name and id.startswith(name)]
    found = found or [id for id, held in names.items() if any(f.endswith(f"/{name}") for f in held)]
    found = found or [id for id, held in names.items() if any(Path(f).stem == name for f in held)]
    found = found or _entries(name, names, records)
    if not found:
        raise NotFound(f"no report {name!r} in {archive}: `habeas list` shows what there is")
    document, *others = records.documents(found[:5])
    if others:
        likely = " or ".join(f"{one.id[:9]} ({one.place})" for one in (document, *others))
        more = f" or one of {len(found) - 5} more" if len(found) > 5 else ""
        raise NotFound(f"{name!r} may be {likely}{more}: name one of them")
    return document


def _entries(name: str, names: Mapping[str, Sequence[str]], records: Records) -> list[str]:
    """The entry of a volume that is named as `2008.pdf, KALDRIA`."""
    held = [id for id, files in names.items() if any(name.startswith(f"{file}, ") for file in files)]
    return [document.id for document in records.documents(held) if document.place == name]


def passage(name: str, records: Records, *, archive: Path) -> tuple[Document, Passage | None]:
    """The report and the passage of it that is meant; no passage where the whole report is."""
    if name.startswith(SCHEME):
        link = parse(name)
        document, start, end = resolve(link, records.documents(records.with_hash(link.sha256)))
        return document, None if link.start is None else find(document, f"char={start},{end}")
    id, _, address = name.partition("#")
    document = report(id, records, archive=archive)
    return document, find(document, address) if address else None


def words(document: Document, meant: Passage | None) -> Anchor:
    """The words of a passage, or of the whole report."""
    return document.anchor(*((meant.start, meant.end) if meant else (0, len(document.text))))


def original(name: str, place: Place, store: Store) -> Original:
    """The bytes at the place where a report was found; NotFound where they hold what is hidden."""
    if store.hidden and place.original not in store.records.originals():
        raise NotFound(f"the file that {name} was read from holds what may not be seen")
    return originals.held(store.originals, place.original, place.file)


def act(id: str, records: Records) -> Event:
    """The act with this id, or the only one that it begins."""
    found = records.events_like(id) if id else []
    if not found:
        raise NotFound(f"no act {id!r}: `habeas show DOC --records` prints the id of each")
    if len(found) > 1:
        some = ", ".join(f"{event.id} ({event.type})" for event in found[:4])
        raise NotFound(f"{id!r} may be {some}{' …' if len(found) > 4 else ''}")
    return found[0]
