"""The archive's folder: the database and the originals in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from habeas.errors import Damaged, NoArchive, NotStored
from habeas.paths import ARCHIVE, writable
from habeas.store import database, originals, write
from habeas.store.custody import Custodian, custodian
from habeas.store.deposit import Deposit
from habeas.store.judgements import Judgements
from habeas.store.records import Place, Records
from habeas.store.reviewed import ReviewedTables


@dataclass(frozen=True)
class Store:
    """The truth of one archive; NoArchive where the folder holds none, or something else.

    `operator` is who writes to it; where nobody is named, who the machine says it is. What is read from
    it is as if it did not hold the documents that are `hidden`.
    """

    path: Path
    operator: str | None = None
    hidden: frozenset[str] = frozenset()

    @cached_property
    def whole(self) -> Store:
        """The store with nothing hidden, which alone is written to."""
        return replace(self, hidden=frozenset()) if self.hidden else self

    @cached_property
    def custodian(self) -> Custodian:
        """Who the log of custody names for what is written."""
        return custodian(self.operator)

    @cached_property
    def _kept(self) -> dict[str, int]:
        return {}

    @property
    def originals(self) -> Path:
        """The folder of original bytes, by hash."""
        return self.path / "originals"

    @cached_property
    def engine(self) -> Engine:
        """The database, opened at the first use."""
        file = self.path / ARCHIVE
        if not file.is_file():
            self._refuse_remains()
            raise NoArchive(
                f"no archive at {self.path}: make one with `habeas ingest FILE`, "
                "or name another with --archive FOLDER"
            )
        if self.hidden and writable(self.path):
            self.whole.make()  # a table made later would not be seen through the views that hide
        return database.open_existing(file, hidden=self.hidden)

    @property
    def records(self) -> Records:
        """What the database holds, with what people decided about the records applied."""
        return Records(self.engine, self.whole.engine, self.whole.reviewed.shelf())

    @property
    def reviewed(self) -> ReviewedTables:
        """The records of judged reports as they are shown."""
        return ReviewedTables(self.engine)

    @property
    def judgements(self) -> Judgements:
        """The log of judgements."""
        return Judgements(self.engine)

    def close(self) -> None:
        """Closes the database; the next use opens it again."""
        if "engine" in self.__dict__:
            self.engine.dispose()
        if self.whole is not self:
            self.whole.close()

    def make(self) -> None:
        """Makes the folder and what belongs into it, where it is not there yet.

        Another process may be doing the same at the same time.
        """
        if self.path.is_file() or (self.path.is_dir() and not all(map(_ours, self.path.iterdir()))):
            raise NoArchive(f"{self.path} is no archive and not empty: name a new or an empty folder")
        if not (self.path / ARCHIVE).exists():
            self._refuse_remains()
        try:
            self.originals.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoArchive(f"no archive can be made at {self.path}: {error.strerror}") from error
        if not writable(self.path):
            raise NotStored(f"{self.path} cannot be written to")
        database.create(self.path / ARCHIVE).dispose()

    def _refuse_remains(self) -> None:
        """Damaged where originals stand without the database that told of them: a new one would hide that."""
        if originals.known(self.originals):
            raise Damaged(
                f"{self.path / ARCHIVE} is gone, but not its originals: put it back from a copy, or read "
                f"them into a new archive with `habeas --archive NEW ingest {self.originals}`"
            )

    def save(self, new: Deposit, file: Path, *, replace: bool = False) -> bool:
        """Keeps the original bytes, then the reading, whole or not at all; True where it was new.

        Raises `originals.ChangedMeanwhile`.
        """
        size = self._keep(file, new.place.original)
        return write.save(self.engine, new, size=size, by=self.custodian, replace=replace)

    def found(self, document: str, file: Path, place: Place) -> None:
        """Notes that a document which the archive holds was found in a file; keeps the file's bytes.

        Raises `originals.ChangedMeanwhile`.
        """
        size = self._keep(file, place.original)
        write.found(self.engine, document, place, size=size, by=self.custodian)

    def _keep(self, file: Path, sha256: str) -> int:
        """Keeps a file's bytes, once for all that is found in them; their number."""
        if sha256 not in self._kept:
            self._kept[sha256] = originals.keep(self.originals, file, sha256).stat().st_size
        return self._kept[sha256]


OURS = (ARCHIVE, "search.db", "users.db")


def _ours(path: Path) -> bool:
    return path.name in ("originals", "uploads") or path.name.startswith((*OURS, "made-by-habeas"))
