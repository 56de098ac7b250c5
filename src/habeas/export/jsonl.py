"""The record format itself: one JSON object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from habeas.export.common import Record
from habeas.export.files import whole

NAME = "jsonl"
TITLE = "Records, one JSON object a line (the record format, version 1)"
MEDIA_TYPE = "application/x-ndjson"


def write(records: Iterable[Record], target: Path | TextIO) -> None:
    """Writes one line a record."""
    if isinstance(target, Path):
        with whole(target) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
            write(records, stream)
        return
    for record in records:
        target.write(json.dumps(record, ensure_ascii=False) + "\n")
