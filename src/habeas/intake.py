"""Reading many files at once: worker processes read, one at a time is handed back."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from pathlib import Path

from habeas.paths import Failed
from habeas.reading import Reading
from habeas.store.codec import Json, build, plain

Outcome = Reading | Failed
AHEAD = 2


def read_all(files: Iterable[Path], *, jobs: int = 1) -> Iterator[tuple[Path, Outcome]]:
    """Each file with its reading or the reason why there is none, in the order in which they are done."""
    if jobs <= 1:
        yield from ((file, read_one(file)) for file in files)
        return
    waiting = deque(files)
    while in_flight := (yield from _in_pool(waiting, jobs)):
        for file in in_flight:
            yield file, _alone(file)


def read_one(path: Path) -> Outcome:
    """A file's reading; whatever goes wrong with it is told in one line and stops nothing else."""
    from habeas.pipeline import process
    from habeas.read import Unreadable

    try:
        return process(path)
    except Unreadable as error:
        return Failed(str(path), error.reason)
    except OSError as error:
        return Failed(str(path), error.strerror or str(error))
    except MemoryError:
        return Failed(str(path), "too large for this machine's memory")
    except Exception as error:  # noqa: BLE001 - the boundary of one document in a bulk read
        return Failed(str(path), f"could not be analysed: {type(error).__name__}: {one_line(error)}")


def one_line(error: Exception) -> str:
    """An error's message in one line of at most 200 characters."""
    return " ".join(str(error).split())[:200]


def worker(path: Path) -> Json | Failed:
    """`read_one` for another process: plain values travel, mapping proxies do not."""
    outcome = read_one(path)
    return outcome if isinstance(outcome, Failed) else plain(outcome)


def _in_pool(files: deque[Path], jobs: int) -> Generator[tuple[Path, Outcome], None, list[Path]]:
    """Reads in worker processes; where one of them dies, returns the files that were in flight."""
    running: dict[Future[Json | Failed], Path] = {}
    with _pool(jobs) as pool:
        try:
            while files or running:
                while files and len(running) < jobs * AHEAD:
                    future = pool.submit(worker, files[0])
                    running[future] = files.popleft()
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    outcome = _outcome(future)
                    yield running.pop(future), outcome
        except BrokenProcessPool:
            return list(running.values())
        finally:
            pool.shutdown(cancel_futures=True)
    return []


def _alone(file: Path) -> Outcome:
    """A file read in a process of its own, so that only the one that kills it is the failure."""
    with _pool(1) as pool:
        try:
            return _outcome(pool.submit(worker, file))
        except BrokenProcessPool:
            return Failed(str(file), "the process that read it was killed (out of memory?)")


def _outcome(future: Future[Json | Failed]) -> Outcome:
    result = future.result()
    return result if isinstance(result, Failed) else build(Reading, result)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_follow)


def _follow() -> None:
    """Ends a worker at once when it is interrupted, and when its parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
