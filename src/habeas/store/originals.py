"""The original bytes, one file a hash, written beside and renamed so that none is ever half there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from habeas.errors import NotStored

CHUNK = 1 << 20


class ChangedMeanwhile(Exception):
    """A file's bytes are no longer those that were read."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Original:
    """Original bytes: where they stand, the name that they were read by, their SHA-256."""

    path: Path
    file: str
    sha256: str


def held(folder: Path, sha256: str, file: str) -> Original:
    """The bytes with this hash; NotStored where they are gone."""
    path = place(folder, sha256)
    if not path.is_file():
        raise NotStored(f"the original of {file} is gone from {folder}: `habeas verify` tells what else is")
    return Original(path, file, sha256)


def place(folder: Path, sha256: str) -> Path:
    """Where the bytes with this hash stand: `folder/ab/abcdef…`."""
    return folder / sha256[:2] / sha256


def known(folder: Path) -> set[str]:
    """The hashes by whose names bytes stand there."""
    return {path.name for path in folder.glob("??/*") if path.name.startswith(path.parent.name)}


def keep(folder: Path, path: Path, sha256: str) -> Path:
    """Copies the bytes of `path` into the archive; ChangedMeanwhile where their hash is another."""
    target = place(folder, sha256)
    if target.exists() and sha256_of(target) == sha256:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=folder)
    part = Path(name)
    try:
        digest = hashlib.sha256()
        with path.open("rb") as source, os.fdopen(handle, "wb") as copy:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            raise ChangedMeanwhile(f"{path.name} changed while it was read")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def sweep(folder: Path, *, older_than: float) -> None:
    """Removes parts that a killed read left before `older_than`, seconds since the epoch."""
    for part in folder.glob("*.part"):
        if part.stat().st_mtime < older_than:
            part.unlink(missing_ok=True)
