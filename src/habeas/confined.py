"""Reading bytes that may be meant to do harm: in a child process with limits on time, memory and output.

What is harmless and not large is read where we are: a process costs 0.2 s, forty times what a page
of text does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, cast

from habeas.errors import one_line
from habeas.issues import Issue
from habeas.model.document import Raw
from habeas.read import Part, Unreadable, harmless, parts
from habeas.read import read as read_here
from habeas.read.source import take
from habeas.store.codec import Json, build, plain

WRITTEN = 500_000_000  # bytes that a program which a reader calls may put into one file


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take.

    The operating system holds it to `memory` in bytes and `processor` in seconds, with `a_megabyte` more
    for each of the file's, where it can (not on Windows). `silence` is how many seconds may pass until the
    next document, `output` how many characters all documents of a file may have together. Harmless
    formats are read without a guard up to `unguarded` bytes.
    """

    memory: int = 2_000_000_000
    processor: int = 300
    a_megabyte: int = 60
    silence: int = 600
    output: int = 1_000_000_000
    unguarded: int = 5_000_000


LIMITS = Limits()


def read(path: Path, limits: Limits = LIMITS) -> Iterator[Part]:
    """What `habeas.read.read` gives; where a limit ends it, an `Unreadable` last that says which."""
    try:
        large = path.is_file() and path.stat().st_size > limits.unguarded
        file = None if large else take(path)
    except (OSError, Unreadable):
        yield from read_here(path)
        return
    yield from parts(file) if file and harmless(file) else in_child(path, limits)


def in_child(path: Path, limits: Limits = LIMITS) -> Iterator[Part]:
    """The documents of a file, read by a process of its own, which ends when this one does."""
    large = path.stat().st_size // 1_000_000
    limits = replace(limits, processor=limits.processor + limits.a_megabyte * large)
    start = f"from habeas.confined import serve; serve({os.fspath(path)!r}, {asdict(limits)!r})"
    child = subprocess.Popen(
        [sys.executable, "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "OPENBLAS_NUM_THREADS": "1",
        },
    )
    late = threading.Event()
    with child:
        try:
            while (line := _line(child, late, limits.silence)).endswith(b"\n"):
                kind, value = json.loads(line)
                if kind == "end":
                    return
                yield _part(kind, value)
        finally:
            child.kill()
    yield Unreadable(path, _cause(child.returncode, limits, silent=late.is_set()))


def _line(child: subprocess.Popen[bytes], late: threading.Event, seconds: int) -> bytes:
    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        return cast(IO[bytes], child.stdout).readline()
    finally:
        timer.cancel()


def _part(kind: str, value: Json) -> Part:
    if kind == "raw":
        return build(Raw, value)
    if kind == "issue":
        return build(Issue, value)
    file, reason = cast(list[str], value)
    return Unreadable(file, reason)


def _cause(code: int, limits: Limits, *, silent: bool) -> str:
    if silent:
        return f"reading it gave nothing for {limits.silence} seconds"
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return f"reading it took more than {limits.processor} seconds"
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"reading it ended the process that did ({how})"


def serve(path: str, limits: dict[str, int]) -> None:
    """The child's side: reads a file and writes a line of JSON a part to standard output."""
    given = Limits(**limits)
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _confine(given)
    for kind, value in _told(Path(path), given):
        channel.write(json.dumps([kind, value]).encode() + b"\n")
        channel.flush()


def _told(path: Path, limits: Limits) -> Iterator[tuple[str, Json]]:
    left = limits.output
    try:
        for part in read_here(path):
            if isinstance(part, Unreadable):
                yield "unreadable", [part.file, part.reason]
                continue
            if isinstance(part, Raw):
                left -= len(part.text)
                if left < 0:
                    yield "unreadable", [str(path), f"more than {limits.output} characters of text in it"]
                    break
            yield "raw" if isinstance(part, Raw) else "issue", plain(part)
    except MemoryError:
        yield (
            "unreadable",
            [str(path), f"reading it takes more than {limits.memory // 1_000_000} MB of memory"],
        )
    except Exception as error:  # noqa: BLE001 - the boundary of one file in a bulk read
        yield "unreadable", [str(path), one_line(error, "read")]
    yield "end", None


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _confine(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))
