"""Files that were sent and wait to be read: each in a folder of its own, with what became of it beside."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from habeas.bag.folder import safe
from habeas.errors import NotStored
from habeas.paths import readable

FOLDER, BYTES, TOLD = "uploads", "bytes", "told.json"
KEPT = timedelta(days=30)
MOST_WAITING = 500
SPARE = 500_000_000  # bytes of the disk that uploads leave free
LONGEST_NAME = 150
ID = re.compile(r"\d{20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent, and what became of it.

    `state` is `waiting`, `reading`, `read`, `known` (nothing in it is new) or `failed`; `seen` counts the
    documents that were read so far, `documents` are the ids of all that it holds, `failures` one line for
    each thing in it that could not be read.
    """

    id: str
    file: str
    by: str | None
    at: str
    size: int
    state: str = "waiting"
    seen: int = 0
    documents: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in ("waiting", "reading")


class Spool:
    """The uploads of an archive, in its folder `uploads/`."""

    def __init__(self, archive: Path) -> None:
        self.folder = archive / FOLDER
        self._held = {upload.id: upload for upload in self._read()}

    def all(self) -> list[Upload]:
        """All uploads, the latest first."""
        return sorted(self._held.values(), key=lambda upload: upload.id, reverse=True)

    def waiting(self) -> Upload | None:
        """The upload that has waited longest."""
        return next((upload for upload in reversed(self.all()) if upload.state == "waiting"), None)

    def take(self, name: str, source: BinaryIO, *, by: str | None) -> Upload:
        """Keeps the bytes of a file to be read, whole or not at all; NotStored where there is no room."""
        now = datetime.now(UTC)
        id = f"{now:%Y%m%d%H%M%S%f}-{secrets.token_hex(4)}"
        place = self.folder / id / BYTES / safe_name(name)
        if sum(upload.open for upload in self._held.values()) >= MOST_WAITING:
            raise NotStored(f"{place.name}: {MOST_WAITING} files wait to be read: add it later")
        try:
            if shutil.disk_usage(self.folder.parent).free < SPARE:
                raise NotStored(f"{place.name}: there is no room left for it on the disk")
            place.parent.mkdir(parents=True)
            with place.open("xb") as kept:
                shutil.copyfileobj(source, kept, 1 << 20)
            upload = Upload(id, place.name, by, now.isoformat(timespec="seconds"), place.stat().st_size)
            self.note(upload)
        except OSError as error:
            shutil.rmtree(self.folder / id, ignore_errors=True)
            raise NotStored(f"{place.name} cannot be kept: {error.strerror}") from error
        return upload

    def place(self, upload: Upload) -> Path:
        """Where the bytes of an upload stand until it was read."""
        return self.folder / upload.id / BYTES / upload.file

    def note(self, upload: Upload) -> None:
        """Writes down what became of an upload; once it was read its bytes go, for the archive keeps them."""
        told = self.folder / upload.id / TOLD
        part = told.with_suffix(".part")
        part.write_text(json.dumps(asdict(upload)), encoding="utf-8")
        part.replace(told)
        self._held[upload.id] = upload
        if not upload.open:
            shutil.rmtree(told.parent / BYTES, ignore_errors=True)

    def _read(self) -> Iterator[Upload]:
        """What was written down; what was being read when the room closed waits again, what is old goes."""
        oldest = f"{datetime.now(UTC) - KEPT:%Y%m%d}"
        for folder in sorted(self.folder.glob("*-*")):
            told = folder / TOLD
            if not ID.fullmatch(folder.name) or folder.name < oldest or not told.is_file():
                shutil.rmtree(folder, ignore_errors=True)
                continue
            fields = json.loads(told.read_text(encoding="utf-8"))
            lists = {name: tuple(fields[name]) for name in ("documents", "failures")}
            upload = Upload(**{**fields, **lists})
            yield replace(upload, state="waiting", seen=0) if upload.state == "reading" else upload


def safe_name(name: str) -> str:
    """A file's name as it can be kept, without the folders that a browser, or somebody, put before it."""
    last = safe(readable(PureWindowsPath(name).name.replace("\x00", ""))).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last.encode()) > LONGEST_NAME:
        last = f"{(stem or ending)[: LONGEST_NAME // 4]}{dot}{ending[:10]}"
    return last or "upload"
