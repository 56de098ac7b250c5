"""What a person names to be read, made into files: files, folders with all below, patterns."""

# Path's own tests raise where a folder is barred, a name too long or a link leads back to itself.
# ruff: noqa: PTH110, PTH112, PTH114, PTH207

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os.path import exists, isdir, islink, realpath
from pathlib import Path

MARKS = frozenset("*?[")
ARCHIVE = "archive.db"


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why, in one line."""

    file: str
    reason: str


def readable(path: str | Path) -> str:
    """A path as text that can be printed in one line and stored: what cannot be printed is escaped."""
    name = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in name)


def expand(named: Iterable[str | Path]) -> tuple[list[Path], list[Failed]]:
    """The files meant, each once, in the order named; what names no file is among the failures.

    In folders, names that begin with a dot and whole archives of habeas are passed over.
    """
    files: dict[Path, Path] = {}
    failed: list[Failed] = []
    for name in named:
        if not str(name):
            failed.append(Failed("''", "an empty name: is a variable not set?"))
            continue
        path = Path(name)
        before = len(failed)
        if isdir(path):
            below = list(_below(path, failed))
            if not below and len(failed) == before:
                failed.append(Failed(str(path), "a folder without files to read"))
        elif exists(path) or not MARKS & set(str(name)):
            below = [path]
        else:
            matches = [Path(match) for match in sorted(glob.glob(str(name), recursive=True))]
            below = [
                file for match in matches for file in (_below(match, failed) if isdir(match) else [match])
            ]
            failed += [] if matches else [Failed(str(name), "no file matches this pattern")]
        for file in below:
            files.setdefault(real(file), file)
    return list(files.values()), failed


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder; a disk mounted to be read only, or a folder barred, has none."""
    return os.access(folder, os.W_OK)


def real(path: Path) -> Path:
    """The path without links, as far as they lead anywhere: a link in a circle stays as it is."""
    return Path(realpath(path))


def _below(folder: Path, failed: list[Failed]) -> Iterator[Path]:
    if exists(folder / ARCHIVE):
        return
    try:
        held = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        failed.append(Failed(str(folder), error.strerror or "cannot be read"))
        return
    for path in held:
        if path.name.startswith("."):
            continue
        if isdir(path) and islink(path):
            failed.append(Failed(str(path), "a link to a folder, not followed: name the folder itself"))
        elif isdir(path):
            yield from _below(path, failed)
        else:
            yield path
