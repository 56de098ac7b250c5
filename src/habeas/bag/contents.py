"""What goes into a bag of reports: originals, texts, records, citations, the log of custody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TypeVar

from habeas.bag.folder import Payload, safe, write
from habeas.cite import Citation, cite
from habeas.cite.permalink import permalink
from habeas.errors import NotStored
from habeas.export import records as all_records
from habeas.model.case import Case, Conflict, Entity
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.store import originals
from habeas.store.records import Records
from habeas.store.store import Store

T = TypeVar("T")
SHOWN = 16


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records of chosen documents, as an exporter wants them."""

    records: Records
    ids: Sequence[str]

    def documents(self) -> Iterator[Document]:
        """The documents."""
        return self.records.documents(self.ids)

    def entities(self) -> Iterator[Entity]:
        """Their entities."""
        return self._of_each(self.records.entities)

    def events(self) -> Iterator[Event]:
        """Their events."""
        return self._of_each(self.records.events)

    def cases(self) -> Iterator[Case]:
        """Their cases."""
        return self._of_each(self.records.cases)

    def conflicts(self) -> Iterator[Conflict]:
        """Their conflicts."""
        return self._of_each(self.records.conflicts)

    def _of_each(self, held: Callable[[str], Iterable[T]]) -> Iterator[T]:
        return chain.from_iterable(held(id) for id in self.ids)


def pack(store: Store, ids: Iterable[str], folder: Path, *, accessed: date) -> None:
    """Writes documents as a bag; `accessed` is the day that their citations give.

    Raises ExportError where the folder cannot take it, NotStored where an original is not what it was.
    """
    chosen = Chosen(store.records, sorted(set(ids)))
    info = {
        "Bagging-Date": [datetime.now(UTC).date().isoformat()],
        "Bag-Software-Agent": [store.custodian.method],
        "External-Description": [f"{len(chosen.ids)} reports: originals, texts, records, citations, custody"],
        "External-Identifier": [str(permalink(document)) for document in chosen.documents()],
    }
    write(folder, _payload(store, chosen, accessed), info=info)


def _payload(store: Store, chosen: Chosen, accessed: date) -> Payload:
    """Each original once, each report's text, and of all of them the rest."""
    citations, kept = [], []
    for document in chosen.documents():
        citations.append(cite(document, None, accessed=accessed))
        yield PurePosixPath("texts", f"{document.id}.txt"), [document.text.encode("utf-8", "surrogatepass")]
        sha256 = document.within or document.sha256
        if sha256 not in kept:
            kept.append(sha256)
            yield PurePosixPath("originals", sha256[:SHOWN], safe(document.file)), _original(store, sha256)
    yield PurePosixPath("records.jsonl"), _lines(all_records(chosen))
    yield from _cited(citations)
    deeds = (asdict(deed) for sha256 in kept for deed in store.records.custody(sha256))
    yield PurePosixPath("custody.jsonl"), _lines(deeds)


def _cited(citations: Sequence[Citation]) -> Payload:
    """The citations for citing programs; CSL-JSON also says what each report prints, and its permalink."""
    listed = [item for citation in citations for item in json.loads(citation.styled("csl-json"))]
    whole = json.dumps(listed, ensure_ascii=False, indent=2)
    yield PurePosixPath("citations.json"), [whole.encode("utf-8", "surrogatepass")]
    for style, ending in (("bibtex", "bib"), ("ris", "ris")):
        text = "\n".join(citation.styled(style) + "\n" for citation in citations)
        yield PurePosixPath(f"citations.{ending}"), [text.encode("utf-8", "surrogatepass")]


def _original(store: Store, sha256: str) -> Iterator[bytes]:
    path: Path = originals.place(store.originals, sha256)
    if not path.exists() or originals.sha256_of(path) != sha256:
        raise NotStored(f"the original {sha256} is damaged or missing: `habeas verify` says what is wrong")
    with path.open("rb") as file:
        while part := file.read(originals.CHUNK):
            yield part


def _lines(found: Iterable[object]) -> Iterator[bytes]:
    for line in found:
        yield f"{json.dumps(line, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")
