"""What a person names to be read, made into files: files, folders with all below, patterns."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = frozenset("*?[")
ARCHIVE = "archive.db"


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why, in one line."""

    file: str
    reason: str


def readable(path: str | Path) -> str:
    """A path as text that can be printed and stored, bytes that are no UTF-8 escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def expand(named: Iterable[str | Path]) -> tuple[list[Path], list[Failed]]:
    """The files meant, each once, in the order named; what names no file is among the failures.

    In folders, names that begin with a dot and whole archives of habeas are passed over.
    """
    files: dict[Path, Path] = {}
    failed: list[Failed] = []
    for name in named:
        path = Path(name)
        before = len(failed)
        if path.is_dir():
            below = list(_below(path, failed))
            if not below and len(failed) == before:
                failed.append(Failed(str(path), "a folder without files to read"))
        elif path.exists() or not MARKS & set(str(name)):
            below = [path]
        else:
            matches = [Path(match) for match in sorted(glob.glob(str(name), recursive=True))]  # noqa: PTH207 - a pattern may be absolute
            below = [
                file for match in matches for file in (_below(match, failed) if match.is_dir() else [match])
            ]
            failed += [] if matches else [Failed(str(name), "no file matches this pattern")]
        for file in below:
            files.setdefault(file.resolve(), file)
    return list(files.values()), failed


def _below(folder: Path, failed: list[Failed]) -> Iterator[Path]:
    if (folder / ARCHIVE).exists():
        return
    try:
        held = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        failed.append(Failed(str(folder), error.strerror or "cannot be read"))
        return
    for path in held:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, failed)
        elif path.is_file() or path.is_symlink():
            yield path
