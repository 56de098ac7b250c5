"""The documents that a file holds."""

from __future__ import annotations

from pathlib import Path

from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import Unreadable, read


def only(path: Path) -> Raw:
    """The one document of a file; what cannot be read is raised."""
    (part,) = read(path)
    if isinstance(part, Unreadable):
        raise part
    assert not isinstance(part, Issue)
    return part
