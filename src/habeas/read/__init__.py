"""Bytes to `Raw`: one reader a format, chosen by what the bytes are, never by the file's name.

A new format is one file with a `READER`, and one line in `READERS`; one that holds files has a
`CONTAINER`, and its line in `CONTAINERS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import docx, epub, html, markdown, mhtml, pdf, scan, text, warc, zipped
from habeas.read.source import Container, File, Member, Reader, Unreadable, take
from habeas.read.volumes import entries

__all__ = [
    "CONTAINERS",
    "READERS",
    "Container",
    "Member",
    "Part",
    "Reader",
    "Unreadable",
    "harmless",
    "parts",
    "read",
]

READERS: tuple[Reader, ...] = (
    pdf.READER,
    scan.READER,
    docx.READER,
    epub.READER,
    mhtml.READER,
    html.READER,
    markdown.READER,
    text.READER,
)
CONTAINERS: tuple[Container, ...] = (warc.CONTAINER, zipped.CONTAINER)
MAX_TEXT = 10_000_000  # characters of one file: ten times as many as a yearly volume has
DEEPEST = 3  # containers within containers that are opened

Part: TypeAlias = Raw | Unreadable | Issue


def read(path: Path) -> Iterator[Part]:
    """The documents in a file, each frozen: NFC, newlines as `\\n`, with the SHA-256 of the bytes.

    What cannot be read is an `Unreadable` among them, with one line, the file (a member as
    `file!/member`) and the reason; it stops no other. An `Issue` is what belongs to no document.
    """
    try:
        yield from parts(take(path))
    except Unreadable as error:
        yield error


def parts(file: File, *, depth: int = 0) -> Iterator[Part]:
    """The documents in a file that was taken already."""
    try:
        container = _container(file)
        if container is None:
            yield from _documents(file)
        elif depth == DEEPEST:
            yield Unreadable(file.path, f"a container within {DEEPEST} others is not opened")
        else:
            yield from _members(file, container, depth)
    except Unreadable as error:
        yield error


def harmless(file: File) -> bool:
    """Whether a file is of a format that is read without a guard around its reader."""
    return _container(file) is None and _reader(file).harmless


def _container(file: File) -> Container | None:
    return next((container for container in CONTAINERS if container.recognises(file)), None)


def _reader(file: File) -> Reader:
    """The first reader that recognises the bytes; the last one, text, takes whatever is left."""
    return next((reader for reader in READERS if reader.recognises(file)), READERS[-1])


def _documents(file: File) -> Iterator[Part]:
    """The document that a file is, or those that it holds as a yearly volume of country entries."""
    raw = _document(file)
    volume = entries(raw)
    if volume is None:
        yield raw
    else:
        yield from volume[0]
        yield from volume[1]


def _document(file: File) -> Raw:
    raw = _reader(file).read(file)
    if not any(character.isalpha() for character in raw.text):
        raise Unreadable(file.path, "no words in it")
    if len(raw.text) > MAX_TEXT:
        limit = f"the limit is {MAX_TEXT // 1_000_000} million"
        raise Unreadable(file.path, f"a text of {len(raw.text) / 1e6:.1f} million characters; {limit}")
    return raw


def _members(file: File, container: Container, depth: int) -> Iterator[Part]:
    for member in container.members(file):
        if isinstance(member, Unreadable):
            yield Unreadable(f"{file.path}!/{member.file}", member.reason)
            continue
        sha256 = hashlib.sha256(member.content).hexdigest()
        for part in parts(File(file.path, member.content, sha256), depth=depth + 1):
            yield _within(file, member, part)


def _within(file: File, member: Member, part: Part) -> Part:
    """A part of a member, with its place in the container; that of one within another is joined by `!/`."""
    if isinstance(part, Unreadable):
        inner = part.file.removeprefix(str(file.path))
        return Unreadable(f"{file.path}!/{member.name}{inner}", part.reason)
    if isinstance(part, Issue):
        return replace(part, file=f"{file.name}!/{member.name}")
    return replace(
        part,
        file=file.name,
        member=f"{member.name}!/{part.member}" if part.member else member.name,
        within=file.sha256,
        url=part.url or member.url,
        accessed=part.accessed or member.accessed,
    )
