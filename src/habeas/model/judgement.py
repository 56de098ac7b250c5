"""Judgements: what a person decided about a record or about two mentions, when, and why.

They are only ever added to. None alters what the machine read: they are applied where records are
shown, and a later one takes an earlier one back by its id.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from habeas.model.anchor import Anchor, content_id

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

BESIDE = {"beside": True}
"""Marks a field of a record that is not the machine's: it is stored only where it holds anything."""

OF_RECORDS = ("accept", "correct", "reject", "add")
OF_PAIRS = ("same", "different", "unsure")
WITHDRAW = "withdraw"
KINDS = (*OF_RECORDS, *OF_PAIRS, WITHDRAW)
ROLES = ("reviewer", "editor")


@dataclass(frozen=True, slots=True)
class Of:
    """A record, or one field of it, named by what outlives a new reading: its document, type and words.

    `kind` is `event` or `entity`, `type` the machine's type of it; `words` are the trigger of an event or
    the first mention of an entity, `sentence` what holds them. `field` is None for the record as a whole.
    """

    kind: str
    type: str
    words: Anchor
    sentence: Anchor
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, of one person or of two; `pair` puts them in order."""

    one: Anchor
    other: Anchor


Subject: TypeAlias = Of | Pair


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log of judgements.

    `at` is in UTC; `by` names who judged and `role` as what, one of `ROLES`; `what` is one of `KINDS`.
    `before` is what stood there, `after` what is to stand there, as plain values of the field; both are
    None for a pair. `withdraws` is the id of the judgement that this one takes back, whose subject it has.
    """

    id: str
    at: datetime
    by: str
    what: str
    subject: Subject
    before: Json = None
    after: Json = None
    why: str = ""
    withdraws: str | None = None
    role: str = "reviewer"


@dataclass(frozen=True, slots=True)
class Mark:
    """That people decided about a record or a field of it, beside what the machine read.

    `field` is None for the record as a whole, `what` the kind of the judgement that wins; `machine` and
    `value` are what was read and what is shown. `by` names all who came to this, `at` is when the last of
    them did, `judgement` the id of theirs; `settled` and `disputed` are as of the decision.
    """

    field: str | None
    what: str
    machine: Json
    value: Json
    by: tuple[str, ...]
    at: datetime
    judgement: str
    settled: bool
    disputed: bool
    why: str


def judgement(
    what: str,
    subject: Subject,
    *,
    by: str,
    at: datetime | None = None,
    before: Json = None,
    after: Json = None,
    why: str = "",
    withdraws: str | None = None,
    role: str = "reviewer",
) -> Judgement:
    """A judgement made now, or at `at`; ValueError for one that makes no sense."""
    wanted = KINDS if what == WITHDRAW else OF_RECORDS if isinstance(subject, Of) else OF_PAIRS
    if what not in wanted:
        raise ValueError(f"no judgement {what!r} of this: there are {', '.join(wanted)}")
    if not (by.isprintable() and by.strip()):
        raise ValueError("a name is of printed signs alone, on one line")
    if role not in ROLES:
        raise ValueError(f"no role {role!r}: there are {', '.join(ROLES)}")
    if (what == WITHDRAW) != (withdraws is not None):
        raise ValueError("a withdrawal names what it withdraws, and nothing else does")
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    told = json.dumps([before, after], ensure_ascii=False, sort_keys=True)
    id = content_id("j", moment.isoformat(), by, what, repr(subject), told, withdraws or "")
    return Judgement(id, moment, by, what, subject, before, after, why, withdraws, role)


def pair(one: Anchor, other: Anchor) -> Pair:
    """The pair of two mentions, whichever is named first; ValueError for a mention with itself."""
    first, last = sorted((one, other), key=lambda mention: (mention.document, mention.start, mention.end))
    if first == last:
        raise ValueError("a mention makes no pair with itself")
    return Pair(first, last)
