"""XML that others wrote: streamed, without entities, external parts or endless depth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from habeas.read.source import File, Unreadable

_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


class Target(Protocol):
    """What takes the tags and characters of a document as they are read."""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Opens an element."""

    def end(self, tag: str) -> None:
        """Closes an element."""

    def data(self, data: str) -> None:
        """Takes characters."""


class _Plain:
    """Hands tags and characters on as text; comments are left out."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self._target.start(str(tag), {str(name): str(value) for name, value in attrib.items()})

    def end(self, tag: str | bytes) -> None:
        self._target.end(str(tag))

    def data(self, data: str | bytes) -> None:
        self._target.data(str(data))

    def comment(self, text: str | bytes) -> None:
        """Leaves a comment out."""

    def close(self) -> None:
        """Ends the document."""


def stream(file: File, name: str, content: bytes, target: Target) -> None:
    """Reads a part of a document into the target; `Unreadable` where it is no plain XML."""
    _refuse_entities(file, name, content)
    parser = etree.XMLParser(target=_Plain(target), resolve_entities=False, no_network=True, huge_tree=False)
    try:
        parser.feed(content)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _damaged(file, name, error) from error


def tree(file: File, name: str, content: bytes) -> etree._Element:
    """A small part of a document as a tree; `Unreadable` where it is no plain XML."""
    _refuse_entities(file, name, content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(file, name, error) from error


def _refuse_entities(file: File, name: str, content: bytes) -> None:
    if any(sign in content.replace(b"\x00", b"") for sign in _DECLARED):
        raise Unreadable(file.path, f"{name}: it declares entities, as no document does")


def _damaged(file: File, name: str, error: etree.XMLSyntaxError) -> Unreadable:
    return Unreadable(file.path, f"{name}: damaged XML: {' '.join(str(error).split())[:120]}")
