"""A report among its own: where it was found, its copies, its near copies, its older and newer texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from habeas.model.document import Document
from habeas.model.link import Link
from habeas.model.record import Event
from habeas.versions.copies import dates
from habeas.versions.reanchor import Reanchored, reanchor


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document of the same words, or of nearly the same; `overlap` is the share in common."""

    document: Document
    overlap: float


@dataclass(frozen=True, slots=True)
class Text:
    """One of the texts that a report has had, with what became in it of the records of the text before."""

    document: Document
    records: tuple[Reanchored, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A report with what belongs to it.

    `places` name the files that its bytes were found in. `texts`, oldest first, hold the report itself,
    which stands alone where no other text of it is known; the records of the first are none. `near` are
    copies that are neither of the same words nor an older or newer text.
    """

    document: Document
    places: tuple[str, ...]
    copies: tuple[Copy, ...]
    near: tuple[Copy, ...]
    texts: tuple[Text, ...]


def nearest(family: Family) -> Document | None:
    """The text before a report, else the one after it, else its nearest copy; None where there is none."""
    texts = [text.document for text in family.texts]
    place = texts.index(family.document)
    beside = [
        *texts[:place][::-1],
        *texts[place + 1 :],
        *(copy.document for copy in (*family.near, *family.copies)),
    ]
    return beside[0] if beside else None


def relatives(id: str, links: Iterable[Link]) -> set[str]:
    """The documents that a family is made of, the one named among them."""
    found = list(links)
    texts = _reached(id, found, "copy", "newer")
    return texts | set(_overlaps(texts, found, "near"))


def family(
    id: str,
    links: Iterable[Link],
    documents: Mapping[str, Document],
    *,
    places: Iterable[str],
    events: Mapping[str, Iterable[Event]],
) -> Family:
    """The family of a document; `documents` and `events` are those of its relatives."""
    found = list(links)
    alike = _reached(id, found, "copy")
    between = [link for link in found if link.one in alike and link.other in alike]
    copies = {other: _overlaps(alike - {other}, between, "copy")[other] for other in alike - {id}}
    told, near = _reached(id, found, "copy", "newer"), _overlaps(alike, found, "near")
    texts = [documents[each] for each in _texts(id, found, documents)]
    return Family(
        document=documents[id],
        places=tuple(places),
        copies=tuple(_copies(copies, documents)),
        near=tuple(_copies({each: near[each] for each in near.keys() - told}, documents)),
        texts=tuple(_with_records(texts, events)),
    )


def _texts(id: str, links: list[Link], documents: Mapping[str, Document]) -> list[str]:
    """One document of each text of the report, the oldest first; of the text named, that one."""
    left, shown = _reached(id, links, "copy", "newer"), []
    for each in (id, *sorted(left)):
        if each in left:
            shown.append(each)
            left -= _reached(each, links, "copy")
    return sorted(shown, key=lambda text: (*(told or "" for told in dates(documents[text])), text))


def _with_records(texts: list[Document], events: Mapping[str, Iterable[Event]]) -> Iterator[Text]:
    yield Text(texts[0], ())
    for old, new in pairwise(texts):
        yield Text(new, reanchor(old, new, [(event.type, event.trigger) for event in events[old.id]]))


def _copies(overlaps: Mapping[str, float], documents: Mapping[str, Document]) -> Iterator[Copy]:
    for id, overlap in sorted(overlaps.items(), key=lambda each: (-each[1], each[0])):
        yield Copy(documents[id], overlap)


def _reached(id: str, links: Iterable[Link], *kinds: str) -> set[str]:
    """The documents that links of these kinds lead to, however many of them, and the first."""
    beside: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind in kinds:
            beside[link.one].add(link.other)
            beside[link.other].add(link.one)
    found, fresh = {id}, {id}
    while fresh:
        fresh = {other for one in fresh for other in beside[one]} - found
        found |= fresh
    return found


def _overlaps(ids: set[str], links: Iterable[Link], kind: str) -> dict[str, float]:
    """The documents linked to some of these, not of them themselves, with the greatest overlap."""
    found: dict[str, float] = defaultdict(float)
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            if link.kind == kind and one in ids and other not in ids:
                found[other] = max(found[other], link.overlap)
    return found
