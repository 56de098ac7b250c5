"""What is stored of a reading: the rows of every table, written out, hashed and found lawful.

It is made where the reading is, and travels cheaply: whoever stores it need only put the rows in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.issues import Issue
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.store.codec import FIELDS, Json, Written, fingerprint, plain
from habeas.store.law import Unlawful, violations
from habeas.store.records import Place

Row = dict[str, object]
APART = frozenset(
    {"id", "file", "sha256", "text", "member", "within"}
)  # of a document, in columns of their own


@dataclass(frozen=True, slots=True)
class Deposit:
    """A lawful reading as it is stored: its document's id, place and row, and by table the other rows."""

    id: str
    place: Place
    document: Row
    rows: Mapping[str, Sequence[Row]]

    @property
    def fingerprint(self) -> str:
        """What the reading says, as one hash."""
        return str(self.document["fingerprint"])


def deposit(reading: Reading) -> Deposit:
    """A reading as it is stored; Unlawful, with the first law that it breaks, for one that must not be."""
    for line in violations(reading):
        raise Unlawful(line)
    document, record = reading.document, whole(reading)
    kept = {part: value for part, value in record["document"].items() if part not in APART}
    row: Row = {
        "sha256": document.sha256,
        "text": document.text,
        "record": Written.of(kept),
        "fingerprint": content_fingerprint(record),
    }
    place = Place(document.file, document.member or "", document.within or document.sha256)
    rows = rows_of_records(reading, record) | {"issues": rows_of_issues(document.id, reading.issues)}
    return Deposit(document.id, place, row, rows)


def whole(reading: Reading) -> dict[str, Any]:
    """A reading as plain values, by its parts."""
    return {part: plain(getattr(reading, part)) for part in FIELDS[Reading]}


def content_fingerprint(record: Mapping[str, Any]) -> str:
    """What a plain reading says, as one hash, without the place where it was found: one of several."""
    document = record["document"]
    return fingerprint(
        [document[part] for part in ("id", "sha256", "media_type", "text", "meta")],
        [document[part] for part in ("sections", "blocks", "sentences", "pages", "entry")],
        [record[part] for part in ("entities", "events", "cases", "conflicts")],
    )


def rows_of_records(reading: Reading, record: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The rows of the records of a reading, given as plain values too, by the name of their table."""
    document = reading.document.id
    rows = {
        name: [_row(document, n, part) | {"id": part["id"]} for n, part in enumerate(record[name])]
        for name in ("entities", "cases", "conflicts")
    }
    events = enumerate(zip(reading.events, record["events"], strict=True))
    return rows | {"events": [_row(document, n, part) | _columns(event) for n, (event, part) in events]}


def rows_of_issues(document: str, issues: Sequence[Issue], *, first: int = 0) -> list[Row]:
    """The rows of the issues of a document, from a position on."""
    return [
        _row(document, n, plain(issue)) | {"stage": issue.stage, "kind": issue.kind}
        for n, issue in enumerate(issues, first)
    ]


def _row(document: str, position: int, record: Json) -> Row:
    return {"document": document, "position": position, "record": Written.of(record)}


def _columns(event: Event) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "certainty": event.attribution.certainty,
        "polarity": event.attribution.polarity,
        "first_day": event.when.start if event.when else None,
        "last_day": event.when.end if event.when else None,
    }
