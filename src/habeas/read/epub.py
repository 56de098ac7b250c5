"""EPUB: the chapters of a book in their order, as one text."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from habeas.model.document import Raw
from habeas.read.decode import decode, freeze
from habeas.read.html import page_of
from habeas.read.packed import Packed, kind, opened
from habeas.read.source import File, Reader, Unreadable
from habeas.read.xml import tree

MEDIA_TYPE = "application/epub+zip"

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")


def recognises(file: File) -> bool:
    """Whether the file is packed and names a book's parts."""
    return kind(file) == "epub"


def read(file: File) -> Raw:
    """The text of all chapters with its blocks; `Unreadable` where the book is locked or damaged."""
    pieces: list[str] = []
    blocks: list[tuple[str, int, int]] = []
    length = 0
    with opened(file) as held:
        for content in _chapters(file, held):
            chapter = File(file.path, content, hashlib.sha256(content).hexdigest())
            text, theirs = page_of(decode(chapter)[0]).laid_out(freeze)
            if not text:
                continue
            start = length + 2 if pieces else 0
            blocks += [(kind, start + first, start + last) for kind, first, last in theirs]
            pieces.append(text)
            length = start + len(text)
    if not pieces:
        raise Unreadable(file.path, "a book without words")
    return Raw(file.name, file.sha256, MEDIA_TYPE, "utf-8", "\n\n".join(pieces), tuple(blocks))


def _chapters(file: File, held: Packed) -> Iterator[bytes]:
    """The chapters in the order in which they are read, without the table of contents."""
    package = _package(file, held)
    root = tree(file, package, _needed(file, held, package))
    folder = posixpath.dirname(package)
    listed = {item.get("id"): item for item in root.iter("{*}item")}
    locked = _locked(file, held)
    for reference in root.iter("{*}itemref"):
        item = listed.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if path in locked:
            raise Unreadable(file.path, f"{path}: locked by its seller")
        yield _needed(file, held, path)


def _package(file: File, held: Packed) -> str:
    for root in tree(file, _CONTAINER, _needed(file, held, _CONTAINER)).iter("{*}rootfile"):
        if path := root.get("full-path"):
            return path
    raise Unreadable(file.path, "a damaged book: it names no package")


def _locked(file: File, held: Packed) -> frozenset[str]:
    encryption = held.part(_ENCRYPTION)
    if encryption is None:
        return frozenset()
    references = tree(file, _ENCRYPTION, encryption).iter("{*}CipherReference")
    return frozenset(unquote(reference.get("URI") or "") for reference in references)


def _needed(file: File, held: Packed, path: str) -> bytes:
    content = held.part(path)
    if content is None:
        raise Unreadable(file.path, f"a damaged book: {path[:100]} is missing")
    return content


READER = Reader(MEDIA_TYPE, recognises, read)
