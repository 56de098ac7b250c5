"""Bytes to `Raw`: one reader a format, chosen by what the bytes are, never by the file's name.

A new format is one file with `MEDIA_TYPE`, `recognises` and `read`, and one line in `READERS`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from habeas.model.document import Raw
from habeas.read import html, text
from habeas.read.source import File, Unreadable, refuse_unread_formats, take

__all__ = ["READERS", "Reader", "Unreadable", "read"]


class Reader(Protocol):
    """What a module in this package offers: a media type, a test of the bytes, and the reading."""

    MEDIA_TYPE: str

    @staticmethod
    def recognises(file: File) -> bool:
        """Whether these bytes are of this format."""

    @staticmethod
    def read(file: File) -> Raw:
        """The frozen text; `Unreadable` where there is none."""


READERS: tuple[Reader, ...] = (html, text)


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
