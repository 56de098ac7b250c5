"""A file as bytes, and why one cannot be read."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.model.document import Raw
from habeas.paths import readable

MAX_BYTES = 50_000_000  # of one text, or one member of a container
MAX_TAKEN = 300_000_000  # of a file of any format: scanned volumes and web archives are large

_FORMATS = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_WHY = {
    errno.ENOENT: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.EISDIR: "a folder, not a file",
    errno.ENOTDIR: "no such file",
    errno.ELOOP: "a link that leads back to itself",
}


class Unreadable(Exception):
    """A file from which no text can be had; as text one line, "file: reason"."""

    def __init__(self, file: Path | str, reason: str) -> None:
        super().__init__(str(file), reason)
        self.file = str(file)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file, its name and the SHA-256 of the bytes as 64 hexadecimal digits.

    Of a member of a container, `path` is still the container's.
    """

    path: Path
    content: bytes
    sha256: str

    @property
    def name(self) -> str:
        """The file's name without its folder, fit to be printed in one line."""
        return readable(self.path.name)


@dataclass(frozen=True, slots=True)
class Reader:
    """A format of one document: its media type, a test of a file's bytes, and the reading of them.

    `read` raises `Unreadable` where no text can be had. It runs in a process of its own with limits,
    unless the format is `harmless`: so simple that nothing in it can make the reading of it endless.
    """

    media_type: str
    recognises: Callable[[File], bool]
    read: Callable[[File], Raw]
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a container: its path or address there, its bytes, and what the container knows of it."""

    name: str
    content: bytes
    url: str | None = None
    accessed: date | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """A format that holds files: its media type, a test of a file's bytes, and the files in it.

    `members` yields `Unreadable`, with the member's name as its file, for one that cannot be had; it
    raises `Unreadable` where the container itself cannot be read on.
    """

    media_type: str
    recognises: Callable[[File], bool]
    members: Callable[[File], Iterator[Member | Unreadable]]


def take(path: Path) -> File:
    """The bytes of a file; `Unreadable` where it is missing, barred, empty or over `MAX_TAKEN`."""
    try:
        if not path.is_file() and path.exists():
            raise Unreadable(path, "a folder, not a file" if path.is_dir() else "not a regular file")
        with path.open("rb") as handle:
            content = handle.read(MAX_TAKEN + 1)
    except OSError as error:
        raise Unreadable(path, _WHY.get(error.errno or 0, error.strerror or "cannot be read")) from error
    except ValueError as error:
        raise Unreadable(str(path).replace("\x00", "\\0"), "not a name that a file can have") from error
    if len(content) > MAX_TAKEN:
        raise Unreadable(path, f"too large: over the limit of {MAX_TAKEN // 1_000_000} MB")
    if not content.strip():
        raise Unreadable(path, "empty")
    return File(path, content, hashlib.sha256(content).hexdigest())


def refuse_unread_formats(file: File) -> None:
    """Raises `Unreadable` naming the format where the first bytes tell of one that is not text."""
    for magic, name in _FORMATS:
        if file.content.startswith(magic):
            raise Unreadable(file.path, f"not text: {name}")
