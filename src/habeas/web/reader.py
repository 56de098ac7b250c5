"""Reading what was sent: one file at a time, each in a process of its own.

`python -m habeas.web.reader ARCHIVE FILE OPERATOR` is that process; it prints a line of JSON for each
document, and a last one with what became of the file.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

from habeas.errors import HabeasError
from habeas.web.spool import Spool, Upload

LOG = logging.getLogger(__name__)
SILENCE = 900  # seconds within which the next document must have been read
MOST_FAILURES = 20


class Reader:
    """Reads what waits in the spool, in the order in which it came, while there is any."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self.spool = Spool(archive)
        self._lock = threading.Lock()
        self._at_work = False

    def wake(self) -> None:
        """Begins to read, unless it does already."""
        with self._lock:
            if self._at_work or self.spool.waiting() is None:
                return
            self._at_work = True
        threading.Thread(target=self._work, name="reader", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                upload = self.spool.waiting()
                self._at_work = upload is not None
            if upload is None:
                return
            try:
                self._read(upload)
            except Exception as error:  # the boundary of one file
                LOG.exception("reading %s", upload.file)
                line = f"reading it failed: {type(error).__name__}"
                self.spool.note(replace(upload, state="failed", failures=(line,)))

    def _read(self, upload: Upload) -> None:
        """Reads one file in a process of its own, whose end is that of the file alone."""
        file, operator = str(self.spool.place(upload)), upload.by or ""
        command = [sys.executable, "-m", __name__, str(self.archive), file, operator]
        paths = os.pathsep.join(filter(None, sys.path))
        self.spool.note(replace(upload, state="reading"))
        end: dict[str, list[str]] | None = None
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        ) as child:
            for seen, line in enumerate(child.stdout or (), 1):
                end = json.loads(line)
                if end is None:
                    self.spool.note(replace(upload, state="reading", seen=seen))
        self.spool.note(_done(upload, end, child.returncode))


def _done(upload: Upload, end: dict[str, list[str]] | None, code: int) -> Upload:
    """What became of an upload, by the last line of the process that read it."""
    if end is None:
        why = f"the process that read it ended before it was read (exit code {code}; out of memory or time?)"
        return replace(upload, state="failed", failures=(why,))
    failures, documents = end["failed"], tuple(end["documents"])
    if len(failures) > MOST_FAILURES:
        failures = [*failures[:MOST_FAILURES], f"… {len(failures) - MOST_FAILURES} more"]
    state = "failed" if not documents else "read" if end["new"] else "known"
    return replace(upload, state=state, documents=documents, failures=tuple(failures), seen=len(documents))


def read(archive: Path, file: Path, operator: str) -> None:
    """The process's side: reads a file into the archive and prints what becomes of it."""
    from habeas.archive import Archive

    def progress(*_: object) -> None:
        _in_time()
        print("null", flush=True)

    _in_time()
    held = Archive(archive)
    try:
        report = held.ingest([file], operator=operator or None, progress=progress)
        documents = held.received(file)
    except HabeasError as error:
        end: dict[str, list[str]] = {"documents": [], "new": [], "failed": [str(error)]}
    else:
        failed = [_line(str(file), each.file, each.reason) for each in report.failed]
        end = {"documents": documents, "new": list(report.read), "failed": failed}
    print(json.dumps(end), flush=True)


def _in_time() -> None:
    """Ends this process unless it is called again in time."""
    faulthandler.dump_traceback_later(SILENCE, exit=True)


def _line(file: str, failed: str, reason: str) -> str:
    """What failed, named by its place in the file, and why."""
    inner = failed.removeprefix(file).lstrip("!/\\")
    return f"{inner}: {reason}" if inner else reason


if __name__ == "__main__":
    read(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
