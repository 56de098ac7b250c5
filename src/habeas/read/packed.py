"""What is packed as a ZIP: which format it is, and its members, each unpacked within limits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from lzma import LZMAError

from habeas.paths import readable
from habeas.read.source import MAX_BYTES, File, Unreadable

MAX_MEMBERS = 20_000
MAX_UNPACKED = 1_000_000_000

_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
_TELLING = {
    "word/document.xml": "docx",
    "META-INF/container.xml": "epub",
    "datapackage.json": "wacz",
    "xl/workbook.xml": "a spreadsheet",
    "xl/workbook.bin": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file",
    "AndroidManifest.xml": "a program",
    "META-INF/MANIFEST.MF": "a program",
}
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_DAMAGES = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, UnicodeError, ValueError)


class Packed:
    """An open ZIP whose members are had by name; nothing is written to disk."""

    def __init__(self, file: File, held: zipfile.ZipFile) -> None:
        self._file, self._held = file, held
        self.names = tuple(info.filename for info in held.infolist() if not info.is_dir())

    def content(self, name: str) -> bytes:
        """A member's bytes; `Unreadable`, with the member as its file, where they cannot be had."""
        reason = self._refused(name)
        if reason:
            raise Unreadable(readable(name), reason)
        try:
            with self._held.open(name) as member:
                content = member.read(MAX_BYTES + 1)
        except RuntimeError as error:  # NotImplementedError, for a method unknown, is one
            raise Unreadable(readable(name), "packed in a way that is not known here") from error
        except _DAMAGES as error:
            raise Unreadable(readable(name), "damaged: it cannot be unpacked") from error
        if len(content) > MAX_BYTES:
            raise Unreadable(readable(name), f"too large: over the limit of {MAX_BYTES // 1_000_000} MB")
        return content

    def part(self, name: str) -> bytes | None:
        """A part of the document that the file is; None where it has none of this name."""
        if name not in self.names:
            return None
        try:
            return self.content(name)
        except Unreadable as error:
            raise Unreadable(self._file.path, f"{error.file}: {error.reason}") from error

    def _refused(self, name: str) -> str | None:
        if _LEADS_OUT.search(name):
            return "its path leads out of the archive"
        info = self._held.getinfo(name)
        if info.flag_bits & 0x1:
            return "encrypted: it needs a password"
        if info.external_attr >> 28 == 0xA:
            return "a link, not a file"
        return None


@contextmanager
def opened(file: File) -> Iterator[Packed]:
    """The file's members; `Unreadable` where it is damaged, or holds or unpacks to too much."""
    try:
        held = zipfile.ZipFile(io.BytesIO(file.content))
    except (NotImplementedError, *_DAMAGES) as error:
        raise Unreadable(file.path, "a damaged ZIP archive: its list of members cannot be read") from error
    with held:
        if len(held.infolist()) > MAX_MEMBERS:
            reason = f"a ZIP archive of {len(held.infolist())} members; the limit is {MAX_MEMBERS}"
            raise Unreadable(file.path, reason)
        unpacked = sum(info.file_size for info in held.infolist())
        if unpacked > MAX_UNPACKED:
            reason = f"a ZIP archive that unpacks to {unpacked / 1e9:.1f} GB"
            raise Unreadable(file.path, f"{reason}; the limit is {MAX_UNPACKED / 1e9:.0f} GB")
        yield Packed(file, held)


def kind(file: File) -> str | None:
    """The format that is packed in a ZIP: docx, epub, wacz, zip, or what it is called; None for no ZIP."""
    return _kind(file.content) if file.content.startswith(_SIGNS) else None


@lru_cache(maxsize=1)
def _kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            names = set(held.namelist())
    except (NotImplementedError, *_DAMAGES):
        return "zip"
    return next((name for part, name in _TELLING.items() if part in names), "zip")
