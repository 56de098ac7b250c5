"""Bytes to `Raw`: one reader a format, chosen by what the bytes are, never by the file's name.

A new format is one file with a `READER`, and one line in `READERS`.
"""

from __future__ import annotations

from pathlib import Path

from habeas.model.document import Raw
from habeas.read import html, text
from habeas.read.source import Reader, Unreadable, refuse_unread_formats, take

__all__ = ["READERS", "Reader", "Unreadable", "read"]


READERS: tuple[Reader, ...] = (html.READER, text.READER)


def read(path: Path) -> Raw:
    """The text of a file, frozen: NFC, newlines as `\\n`, with the SHA-256 of the bytes.

    Raises `Unreadable` with one line, the file and the reason, where no text can be had.
    """
    file = take(path)
    refuse_unread_formats(file)
    reader = next((reader for reader in READERS if reader.recognises(file)), None)
    if reader is None:
        raise Unreadable(file.path, "not a format that is read here (text, HTML)")
    raw = reader.read(file)
    if not any(character.isalpha() for character in raw.text):
        raise Unreadable(file.path, "no words in it")
    return raw
