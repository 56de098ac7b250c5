"""Addresses within the reading room."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode


def address(path: str, parameters: Mapping[str, str | int | None]) -> str:
    """A path with those of the parameters that are given."""
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def sentence(document: str, start: int, end: int) -> str:
    """The page of a report, opened where words stand; offsets are code points of its text."""
    return f"/doc/{document}?at={start},{end}#at"
