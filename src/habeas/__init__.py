"""habeas turns human-rights reports into a record that can be cited.

`habeas.open(folder)` gives an `Archive`: `ingest` reads reports into it; `search`, `events`, `case`,
`country`, `cite` and `export` ask it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from habeas.version import VERSION

if TYPE_CHECKING:
    from habeas.archive import Archive as Archive
    from habeas.archive import open_archive as open
    from habeas.errors import HabeasError as HabeasError
    from habeas.errors import NoArchive as NoArchive
    from habeas.errors import NotFound as NotFound
    from habeas.reading import Reading as Reading
    from habeas.search.query import QueryError as QueryError

__version__ = VERSION
__all__ = ["Archive", "HabeasError", "NoArchive", "NotFound", "QueryError", "Reading", "open"]

_HOMES = {
    "Archive": ("habeas.archive", "Archive"),
    "HabeasError": ("habeas.errors", "HabeasError"),
    "NoArchive": ("habeas.errors", "NoArchive"),
    "NotFound": ("habeas.errors", "NotFound"),
    "QueryError": ("habeas.search.query", "QueryError"),
    "Reading": ("habeas.reading", "Reading"),
    "open": ("habeas.archive", "open_archive"),
}


def __getattr__(name: str) -> object:
    """A public name, loaded at its first use, so that nothing is loaded that is not asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'habeas' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
