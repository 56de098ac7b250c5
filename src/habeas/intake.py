"""Reading many files at once: a thread reads, worker processes analyse, one outcome at a time comes back."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from habeas.errors import one_line
from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.paths import Failed
from habeas.store.deposit import Deposit, deposit
from habeas.store.law import Unlawful

AHEAD = 4  # documents a worker: more than it is done with while others are put into the index


@dataclass(frozen=True, slots=True)
class Known:
    """A document that the archive holds, found in a file, or in the member of one."""

    document: str
    member: str | None


@dataclass(frozen=True, slots=True)
class End:
    """Everything that a file holds has been handed back."""


Outcome: TypeAlias = Deposit | Known | Failed | Issue | End
_Part: TypeAlias = Raw | Known | Failed | Issue | End


def read_all(
    files: Collection[Path], *, jobs: int = 1, known: Collection[str] = ()
) -> Iterator[tuple[Path, Outcome]]:
    """Each file with what it holds, in the order in which it is done, and at last with `End`.

    Documents whose ids are `known` are not analysed.
    """
    if not files:
        return
    parts = _parts(files, known)
    if jobs > 1:
        yield from _Spread(jobs).outcomes(parts)
        return
    for file, part in parts:
        yield file, _outcome(file, part, analysed(part)) if isinstance(part, Raw) else part


def _parts(files: Iterable[Path], known: Collection[str]) -> Iterator[tuple[Path, _Part]]:
    from habeas.confined import read
    from habeas.read import Unreadable

    for file in files:
        try:
            for part in read(file):
                if isinstance(part, Raw) and part.id in known:
                    yield file, Known(part.id, part.member)
                elif isinstance(part, Unreadable):
                    yield file, Failed(part.file, part.reason)
                else:
                    yield file, part
        except Exception as error:  # noqa: BLE001 - the boundary of one file in a bulk read
            yield file, Failed(str(file), _reason(error, "read"))
        yield file, End()


def analysed(raw: Raw) -> Deposit | str:
    """What is stored of a document, or in one line what went wrong with it, which stops nothing else."""
    from habeas.pipeline import process_document

    try:
        return deposit(process_document(raw))
    except Unlawful as error:
        return f"its records break a law of the format: {error}"
    except Exception as error:  # noqa: BLE001 - the boundary of one document in a bulk read
        return _reason(error, "analysed")


def _outcome(file: Path, raw: Raw, result: Deposit | str) -> Deposit | Failed:
    if isinstance(result, Deposit):
        return result
    return Failed(f"{file}!/{raw.member}" if raw.member else str(file), result)


def _reason(error: Exception, done: str) -> str:
    """Why a file or document was not read, in one line."""
    if isinstance(error, MemoryError):
        return "too large for this machine's memory"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return one_line(error, done)


class _Spread:
    """Documents spread over worker processes; one that kills its worker is the only one to fail."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._workers = _Workers(jobs)
        self._running: dict[Future[Deposit | str], tuple[Path, Raw]] = {}
        self._open: Counter[Path] = Counter()
        self._ended: set[Path] = set()

    def outcomes(self, parts: Iterator[tuple[Path, _Part]]) -> Iterator[tuple[Path, Outcome]]:
        """What becomes of the parts; the end of a file stands after all that was in it."""
        with ThreadPoolExecutor(1) as reader:
            upcoming: Future[tuple[Path, _Part] | None] | None = reader.submit(next, parts, None)
            try:
                while upcoming or self._running:
                    room = len(self._running) < self._jobs * AHEAD
                    waited: list[Future[Any]] = [upcoming] if upcoming and room else []
                    wait([*self._running, *waited], return_when=FIRST_COMPLETED)
                    if upcoming and room and upcoming.done():
                        part = upcoming.result()
                        upcoming = reader.submit(next, parts, None) if part else None
                        yield from self._begin(*part) if part else ()
                    yield from self._finished()
            finally:
                self._workers.end()

    def _begin(self, file: Path, part: _Part) -> Iterator[tuple[Path, Outcome]]:
        if isinstance(part, Raw):
            self._open[file] += 1
            self._running[self._workers.pool.submit(analysed, part)] = file, part
        elif isinstance(part, End):
            self._ended.add(file)
            yield from self._end(file)
        else:
            yield file, part

    def _finished(self) -> Iterator[tuple[Path, Outcome]]:
        done = [future for future in self._running if future.done()]
        if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
            self._workers.end()
            self._workers = _Workers(self._jobs)
            done = list(self._running)
        for future in done:
            file, raw = self._running.pop(future)
            result = _alone(raw) if future.cancelled() or future.exception() else future.result()
            yield file, _outcome(file, raw, result)
            self._open[file] -= 1
            yield from self._end(file)

    def _end(self, file: Path) -> Iterator[tuple[Path, Outcome]]:
        if file in self._ended and not self._open[file]:
            yield file, End()


def _alone(raw: Raw) -> Deposit | str:
    """A document analysed in a process of its own, so that only the one that kills it is the failure."""
    alone = _Workers(1)
    try:
        return alone.pool.submit(analysed, raw).result()
    except BrokenProcessPool:
        return "the process that analysed it was killed (out of memory?)"
    finally:
        alone.end()


class _Workers:
    """Processes that analyse, on a leash: each ends at once when its end of the pipe is let go.

    A pool alone waits for ever for its workers where one was killed while it held the lock of their queue.
    """

    def __init__(self, jobs: int) -> None:
        spawning = multiprocessing.get_context("spawn")
        held, self._leash = spawning.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(jobs, mp_context=spawning, initializer=_follow, initargs=(held,))

    def end(self) -> None:
        """Ends all of them, and what they are at."""
        self._leash.close()
        self.pool.shutdown(cancel_futures=True)


def _follow(leash: Connection[None, None]) -> None:
    """Ends a worker at once when it is interrupted, let go, or its parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    ends = [leash, *((parent.sentinel,) if parent else ())]
    threading.Thread(target=_end_with, args=(ends,), daemon=True).start()


def _end_with(ends: list[Connection[None, None] | int]) -> None:
    connection.wait(ends)
    os._exit(1)
