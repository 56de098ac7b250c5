"""WARC: the pages of a web archive, each with its address and the day it was fetched."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
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
_CUT = "damaged: it is cut, or cannot be unpacked"
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


class _Damaged(Exception):
    """The archive cannot be read on from here."""


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

    The whole archive is gone through first: one that holds too much gives none. One that is damaged, as
    when its crawl broke off, gives what stands whole before the damage.
    """
    _measure(file)
    found = False
    try:
        for record in _records(file, parsed=True):
            address = readable(record.rec_headers.get_header("WARC-Target-URI") or "")
            if _is_read(record) and address:
                found = True
                yield _member(record, address)
            elif not _whole(record):
                found = True
                yield Unreadable(address or "a record without an address", _CUT)
    except _Damaged as error:
        raise Unreadable(file.path, f"a damaged web archive, read up to the damage: {error}") from error
    if not found:
        raise Unreadable(file.path, "a web archive without a page or a document")


def _member(record: ArcWarcRecord, address: str) -> Member | Unreadable:
    content = _content(record)
    if content is None:
        return Unreadable(address, _CUT)
    if len(content) > MAX_BYTES:
        return Unreadable(address, f"too large: over the limit of {MAX_BYTES // 1_000_000} MB")
    return Member(address, content, url=address, accessed=_day(record))


def _measure(file: File) -> None:
    """Raises `Unreadable` where the archive holds or unpacks to too much."""
    unpacked = 0
    with suppress(_Damaged):
        for number, record in enumerate(_records(file, parsed=False)):
            if number == MAX_RECORDS:
                raise Unreadable(file.path, f"a web archive of over {MAX_RECORDS:,} records")
            for block in _blocks(record.raw_stream):
                unpacked += len(block)
                if unpacked > MAX_UNPACKED:
                    limit = f"{MAX_UNPACKED / 1e9:g} GB"
                    raise Unreadable(file.path, f"a web archive that unpacks to over {limit}")


def _records(file: File, *, parsed: bool) -> Iterator[ArcWarcRecord]:
    """The records up to the first that is damaged, which raises `_Damaged`."""
    archive = ArchiveIterator(io.BytesIO(file.content), no_record_parse=not parsed, arc2warc=True)
    try:
        yield from archive
    except ArchiveLoadFailed as error:
        raise _Damaged(" ".join(str(error).split())[:100]) from error
    except _DAMAGES as error:
        raise _Damaged("a record's head cannot be read") from error
    if file.content[archive.offset :].strip():
        raise _Damaged("it breaks off in a record's head")


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


def _whole(record: ArcWarcRecord) -> bool:
    """Whether a record that is passed over says how long it is, and is that long."""
    for _ in _blocks(record.raw_stream):
        pass
    told = bool(record.rec_headers.get_header("Content-Length"))
    return told and not getattr(record.raw_stream, "limit", 0)


def _content(record: ArcWarcRecord) -> bytes | None:
    """What a record holds, up to some bytes over the limit; None where it is cut or cannot be unpacked."""
    held: list[bytes] = []
    size = 0
    for block in _blocks(record.content_stream()):
        held.append(block)
        size += len(block)
        if size > MAX_BYTES:
            return b"".join(held)
    whole = next(_blocks(record.raw_stream), None) is None and not getattr(record.raw_stream, "limit", 0)
    return b"".join(held) if whole else None


def _blocks(stream: _Stream) -> Iterator[bytes]:
    """The stream's bytes as far as they can be unpacked."""
    with suppress(*_DAMAGES):
        while block := stream.read(_BLOCK):
            yield block


def _day(record: ArcWarcRecord) -> date | None:
    try:
        return date.fromisoformat((record.rec_headers.get_header("WARC-Date") or "")[:10])
    except ValueError:
        return None


CONTAINER = Container(MEDIA_TYPE, recognises, members)
