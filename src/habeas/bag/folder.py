"""A BagIt folder (RFC 8493): payload files under `data/`, their hashes, and what is said of the whole."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from habeas.errors import ExportError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
AWKWARD = re.compile(r'[%:*?"<>|/\\\x00-\x1f]')
Payload = Iterable[tuple[PurePosixPath, Iterable[bytes]]]


def write(folder: Path, payload: Payload, *, info: Mapping[str, Sequence[str]]) -> None:
    """Writes a bag of files, each a path and its bytes in parts; the folder is there whole or not at all.

    `info` is what `bag-info.txt` says beside the size of the payload. ExportError where the folder holds
    something already, or where it cannot be written to.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is there already: name a new or an empty folder for the bag")
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        _fill(part, payload, info)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def safe(name: str) -> str:
    """A file's name with _ for what some systems cannot hold, or readers of manifests take for an escape."""
    return AWKWARD.sub("_", name)


def _fill(folder: Path, payload: Payload, info: Mapping[str, Sequence[str]]) -> None:
    folder.mkdir(parents=True)
    hashes: dict[str, str] = {}
    size = 0
    for path, parts in payload:
        name = str("data" / path)
        hashes[name], length = _keep(folder / name, parts)
        size += length
    said = {**info, "Payload-Oxum": (f"{size}.{len(hashes)}",)}
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, values in said.items() for value in values),
        "manifest-sha256.txt": _manifest(hashes),
    }
    tagged = {name: _keep(folder / name, [text.encode()])[0] for name, text in tags.items()}
    _keep(folder / "tagmanifest-sha256.txt", [_manifest(tagged).encode()])


def _keep(path: Path, parts: Iterable[bytes]) -> tuple[str, int]:
    """Writes a file; its SHA-256 and its length."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, length = hashlib.sha256(), 0
    with path.open("xb") as file:
        for part in parts:
            digest.update(part)
            length += file.write(part)
    return digest.hexdigest(), length


def _manifest(hashes: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
