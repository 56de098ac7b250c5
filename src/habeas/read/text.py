"""Plain text: its lines as they stand."""

from __future__ import annotations

from habeas.model.document import Raw
from habeas.read.decode import decode, freeze, refuse_binary
from habeas.read.source import File, Reader, refuse_unread_formats

MEDIA_TYPE = "text/plain"


def recognises(file: File) -> bool:
    """Anything may be text; whether it is shows when it is decoded."""
    return bool(file.content)


def read(file: File) -> Raw:
    """The characters of the file; `Unreadable` where they are not those of a text."""
    refuse_unread_formats(file)
    text, encoding = decode(file)
    refuse_binary(file, text)
    return Raw(file.name, file.sha256, MEDIA_TYPE, encoding, freeze(text))


READER = Reader(MEDIA_TYPE, recognises, read, harmless=True)
