"""Reading files into an archive: what is new is read, stored and accounted for, one document at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from habeas.errors import NotStored
from habeas.intake import End, Known, read_all
from habeas.issues import Issue
from habeas.paths import Failed, expand, readable, real
from habeas.search.index import Index
from habeas.step import keep_up
from habeas.store import originals, write
from habeas.store.deposit import Deposit
from habeas.store.originals import ChangedMeanwhile, sha256_of
from habeas.store.records import Place
from habeas.store.store import Store

DAY = 86_400
AT_ONCE = 50  # documents put into the index: in less time than the workers have work for
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files of one `ingest`: their paths, in the order in which they were done.

    `known` holds those with nothing new in them, `failed` those, and the members of containers, that
    could not be read, with the reason. `documents` counts the documents that were read.
    """

    read: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[Failed, ...]
    documents: int


@dataclass(slots=True)
class _Tally:
    read: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    documents: int = 0
    done: int = 0


@dataclass(slots=True)
class _Unread:
    """Bytes that are to be read, the paths that hold them, and what was found in them so far."""

    sha256: str
    paths: list[Path]
    documents: set[str] = field(default_factory=set)
    new: int = 0
    leftovers: list[Issue] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def ingest(
    store: Store,
    index: Index,
    paths: Iterable[str | Path],
    *,
    jobs: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Reads files into the store; those whose bytes it holds are passed over, or with `again` read anew.

    What is stored is put into the index while the workers are at what follows.
    """
    files, failed = expand(paths)
    store.make()
    originals.sweep(store.originals, older_than=time.time() - DAY)
    tally = _Tally(failed=failed, done=len(failed))
    total = len(files) + len(failed)
    failures = [path for path, _ in store.records.failures()]
    unread = {each.paths[0]: each for each in _plan(store, files, tally, again=again)}
    known = () if again else store.records.fingerprints().keys()
    stored: list[str] = []
    for path, outcome in read_all(unread, jobs=jobs, known=known):
        file = unread[path]
        if isinstance(outcome, End):
            _close(store, file, tally, failures)
        else:
            _take(store, file, outcome, replace=again)
        if isinstance(outcome, Deposit):
            stored.append(outcome.id)
        if len(stored) == AT_ONCE:
            keep_up(index, store.records.whole(), stored)
            stored.clear()
        if progress and (isinstance(outcome, End) or len(file.documents) > 1):
            held = f", document {len(file.documents)}" if len(file.documents) > 1 else ""
            progress(readable(path.name) + held, tally.done, total)
    return Report(tuple(tally.read), tuple(tally.known), tuple(tally.failed), tally.documents)


def _plan(store: Store, files: Iterable[Path], tally: _Tally, *, again: bool) -> list[_Unread]:
    """What is to be read, each with all files that hold the same bytes; the rest is accounted for."""
    whole = set() if again else {sha256 for sha256, whole in store.records.originals().items() if whole}
    names = store.records.files()
    unread: dict[str, _Unread] = {}
    for file in files:
        sha256 = _hash(file)
        if sha256 not in whole:
            unread.setdefault(sha256, _Unread(sha256, [])).paths.append(file)
            continue
        if (sha256, readable(file.name)) not in names:
            write.name(store.engine, sha256, readable(file.name), by=store.custodian)
        tally.known.append(readable(file))
        tally.done += 1
    return list(unread.values())


def _hash(file: Path) -> str:
    """The hash of a file's bytes; where there are none to be had, its name: the reader says why."""
    try:
        return sha256_of(file) if file.is_file() else str(file)
    except OSError:
        return str(file)


def _take(store: Store, file: _Unread, outcome: Deposit | Known | Failed | Issue, *, replace: bool) -> None:
    """Stores what was found in a file."""
    if isinstance(outcome, Issue):
        file.leftovers.append(outcome)
    elif isinstance(outcome, Failed):
        file.failed.append(outcome)
    elif isinstance(kept := _keep(store, file, outcome, replace=replace), Failed):
        file.failed.append(kept)
    else:
        file.documents.add(outcome.document if isinstance(outcome, Known) else outcome.id)
        file.new += kept


def _keep(store: Store, file: _Unread, found: Deposit | Known, *, replace: bool) -> Failed | bool:
    """Stores a document, or the place of a known one: whether it was new, or why it could not be stored."""
    path = file.paths[0]
    try:
        if isinstance(found, Known):
            store.found(found.document, path, Place(readable(path.name), found.member or "", file.sha256))
            return False
        if found.place.original != file.sha256:
            raise ChangedMeanwhile
        return store.save(found, path, replace=replace) or replace
    except UnicodeError:
        return Failed(str(path), "its text holds what no encoding has a sign for")
    except ChangedMeanwhile:
        return Failed(str(path), "it changed while it was read")
    except FileNotFoundError:
        return Failed(str(path), "it vanished while it was read")
    except OSError as error:
        return Failed(str(path), f"its bytes could not be kept: {error.strerror or error}")
    except NotStored as error:
        raise NotStored(f"{path}: {error}; what was read before stays") from error


def _close(store: Store, file: _Unread, tally: _Tally, failures: Iterable[str]) -> None:
    """Accounts for a file that was read to its end.

    It is whole unless it failed itself; a member that cannot be read leaves it whole, for it would not
    be read the next time either.
    """
    first = file.paths[0]
    if not file.documents and not file.failed:
        file.failed.append(Failed(str(first), "there is no document in it"))
    if file.documents and not any(failed.file == str(first) for failed in file.failed):
        write.finish(store.engine, file.sha256, file.documents, file.leftovers, by=store.custodian)
    for path in file.paths:
        if file.documents:
            if path is not first:
                write.name(store.engine, file.sha256, readable(path.name), by=store.custodian)
            (tally.read if file.new and path is first else tally.known).append(readable(path))
        stored = readable(real(path))
        if any(failure == stored or failure.startswith(f"{stored}!/") for failure in failures):
            write.clear_failures(store.engine, stored)
        for failed in file.failed:
            inner = readable(failed.file.removeprefix(str(first)))
            tally.failed.append(Failed(readable(path) + inner, failed.reason))
            write.fail(store.engine, stored + inner, failed.reason)
        tally.done += 1
    tally.documents += file.new
