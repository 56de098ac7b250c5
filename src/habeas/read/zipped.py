"""ZIP: the files in it, each read as if it lay alone; and WACZ, whose web archives are what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from habeas.paths import readable
from habeas.read.packed import kind, opened
from habeas.read.source import Container, File, Member, Unreadable

MEDIA_TYPE = "application/zip"

_PASSED_OVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|Thumbs\.db$|desktop\.ini$)")
_WEB_ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_OPENED = ("zip", "wacz")
_DOCUMENTS = ("docx", "epub")


def recognises(file: File) -> bool:
    """Whether the file is packed, and not one document of several parts."""
    packed = kind(file)
    return packed is not None and packed not in _DOCUMENTS


def members(file: File) -> Iterator[Member | Unreadable]:
    """The files in the archive in their order; what a system adds, and hidden files, are passed over.

    Of a WACZ only its web archives are; its index and lists of pages hold nothing else.
    """
    packed = kind(file)
    if packed not in _OPENED:
        raise Unreadable(file.path, f"not a format that is read here: {packed}")
    with opened(file) as held:
        names = [name for name in dict.fromkeys(held.names) if not _PASSED_OVER.search(name)]
        if packed == "wacz":
            names = [name for name in names if _WEB_ARCHIVE.fullmatch(name)]
        if not names:
            raise Unreadable(file.path, "an archive without files to read")
        for name in names:
            try:
                yield Member(readable(name), held.content(name))
            except Unreadable as error:
                yield error


CONTAINER = Container(MEDIA_TYPE, recognises, members)
