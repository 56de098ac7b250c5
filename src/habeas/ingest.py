"""Reading files into an archive: what is new is read, stored and accounted for, one file at a time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from habeas.errors import NotStored
from habeas.intake import Outcome, read_all
from habeas.paths import Failed, expand, readable, real
from habeas.store import originals, write
from habeas.store.law import Unlawful
from habeas.store.originals import ChangedMeanwhile, sha256_of
from habeas.store.store import Store

DAY = 86_400
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files of one `ingest`: their paths, in the order in which they were done.

    `known` holds those whose bytes the archive held already, `failed` those with a reason.
    """

    read: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[Failed, ...]


@dataclass(slots=True)
class _Tally:
    read: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.read) + len(self.known) + len(self.failed)


def ingest(
    store: Store,
    paths: Iterable[str | Path],
    *,
    jobs: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Reads files into the store; those whose bytes it holds are passed over, or with `again` read anew."""
    files, failed = expand(paths)
    store.make()
    originals.sweep(store.originals, older_than=time.time() - DAY)
    tally = _Tally(failed=failed)
    total = len(files) + len(failed)
    unread, twins = _plan(store, files, tally, again=again)
    for path, outcome in read_all(unread, jobs=jobs):
        for file in (path, *twins[path]):
            result = _keep(store, file, outcome, replace=again and file is path)
            _account(store, tally, file, result)
        if progress:
            progress(readable(path.name), tally.done, total)
    return Report(tuple(tally.read), tuple(tally.known), tuple(tally.failed))


def _plan(
    store: Store, files: Iterable[Path], tally: _Tally, *, again: bool
) -> tuple[list[Path], dict[Path, list[Path]]]:
    """The files to read, each with those that hold the same bytes; the rest is accounted for."""
    known = store.records.by_hash()
    first: dict[str, Path] = {}
    twins: dict[Path, list[Path]] = defaultdict(list)
    for file in files:
        sha256 = _hash(file)
        if sha256 in known and not again:
            write.name(store.engine, known[sha256], readable(file.name))
            _account(store, tally, file, False)
        elif sha256 in first:
            twins[first[sha256]].append(file)
        else:
            first[sha256] = file
    return list(first.values()), twins


def _hash(file: Path) -> str:
    """The hash of a file's bytes; where there are none to be had, its name: the reader says why."""
    try:
        return sha256_of(file) if file.is_file() else str(file)
    except OSError:
        return str(file)


def _keep(store: Store, file: Path, outcome: Outcome, *, replace: bool) -> Failed | bool:
    """Stores an outcome: whether it was new, or why it could not be stored."""
    if isinstance(outcome, Failed):
        return Failed(str(file), outcome.reason)
    try:
        new = store.save(outcome, file, replace=replace)
        write.name(store.engine, outcome.document.id, readable(file.name))
    except Unlawful as error:
        return Failed(str(file), f"its records break a law of the format: {error}")
    except UnicodeError:
        return Failed(str(file), "its text holds what no encoding has a sign for")
    except ChangedMeanwhile:
        return Failed(str(file), "it changed while it was read")
    except FileNotFoundError:
        return Failed(str(file), "it vanished while it was read")
    except OSError as error:
        return Failed(str(file), f"its bytes could not be kept: {error.strerror or error}")
    except NotStored as error:
        raise NotStored(f"{file}: {error}; what was read before stays") from error
    return new or replace


def _account(store: Store, tally: _Tally, file: Path, result: Failed | bool) -> None:
    path = readable(real(file))
    if isinstance(result, Failed):
        tally.failed.append(Failed(readable(result.file), result.reason))
        write.fail(store.engine, path, result.reason)
        return
    write.clear_failure(store.engine, path)
    (tally.read if result else tally.known).append(readable(file))
