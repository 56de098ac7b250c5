"""WARC: the pages of a web archive, each with its address and the day it was fetched."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from habeas.paths import readable
from habeas.read.source import MAX_BYTES, Container, File, Member, Unreadable

MEDIA_TYPE = "application/warc"
MAX_RECORDS = 100_000
MAX_UNPACKED = 1_000_000_000

_GZIP = b"\x1f\x8b"
_SIGNS = (b"WARC/", b"filedesc://")
_HELD = ("response", "resource")
_READ = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
_READ_TOO = ("application/epub+zip", "application/zip", "application/vnd.openxmlformats-officedocument")
_BLOCK = 65_536
_DAMAGES = (
    ArchiveLoadFailed,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
)


class _Stream(Protocol):
    def read(self, length: int = ..., /) -> bytes: ...


def recognises(file: File) -> bool:
    """Whether the file, unpacked where it is packed, begins with the head of a record."""
    start = file.content[:16]
    if start.startswith(_GZIP):
        try:
            start = zlib.decompressobj(31).decompress(file.content[:4096], 16)
        except zlib.error:
            return False
    return start.startswith(_SIGNS)


def members(file: File) -> Iterator[Member | Unreadable]:
    """The pages and documents that were fetched; other records, and other media, are passed over.

    The whole archive is gone through first: one that is damaged, or holds too much, gives none.
    """
    _measure(file)
    found = False
    for record in _records(file, parsed=True):
        address = readable(record.rec_headers.get_header("WARC-Target-URI") or "")
        if not _is_read(record) or not address:
            continue
        found = True
        content = _content(record.content_stream())
        if content is None or len(content) > MAX_BYTES:
            reason = f"too large: over the limit of {MAX_BYTES // 1_000_000} MB"
            yield Unreadable(address, "damaged: it cannot be unpacked" if content is None else reason)
        else:
            yield Member(address, content, url=address, accessed=_day(record))
    if not found:
        raise Unreadable(file.path, "a web archive without a page or a document")


def _measure(file: File) -> None:
    """Raises `Unreadable` where the archive is damaged, or holds or unpacks to too much."""
    unpacked = 0
    for number, record in enumerate(_records(file, parsed=False)):
        if number == MAX_RECORDS:
            raise Unreadable(file.path, f"a web archive of over {MAX_RECORDS:,} records")
        while block := record.raw_stream.read(_BLOCK):
            unpacked += len(block)
            if unpacked > MAX_UNPACKED:
                raise Unreadable(file.path, f"a web archive that unpacks to over {MAX_UNPACKED / 1e9:g} GB")


def _records(file: File, *, parsed: bool) -> Iterator[ArcWarcRecord]:
    try:
        yield from ArchiveIterator(io.BytesIO(file.content), no_record_parse=not parsed, arc2warc=True)
    except _DAMAGES as error:
        reason = " ".join(str(error).split())[:100]
        raise Unreadable(file.path, f"a damaged web archive: {reason or type(error).__name__}") from error


def _is_read(record: ArcWarcRecord) -> bool:
    """Whether a record holds what a server gave as a page or a document."""
    if record.rec_type not in _HELD:
        return False
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return False
    media = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    named = (media or "").partition(";")[0].strip().lower()
    return named in _READ or named.startswith(_READ_TOO)


def _content(stream: _Stream) -> bytes | None:
    """What a record holds, up to a byte over the limit; None where it cannot be unpacked."""
    blocks: list[bytes] = []
    size = 0
    try:
        while size <= MAX_BYTES and (block := stream.read(_BLOCK)):
            blocks.append(block)
            size += len(block)
    except _DAMAGES:
        return None
    return b"".join(blocks)


def _day(record: ArcWarcRecord) -> date | None:
    try:
        return date.fromisoformat((record.rec_headers.get_header("WARC-Date") or "")[:10])
    except ValueError:
        return None


CONTAINER = Container(MEDIA_TYPE, recognises, members)
