"""Records of acts: who did what to whom, when, under which charge, said by whom and how surely.

The field names are those of the record format (contract), but for `penalty`, which the format calls
`sentence`, a word that here is kept for a stretch of text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from habeas.model.anchor import Anchor
from habeas.model.judgement import BESIDE, Mark

CERTAINTIES = ("stated", "reported", "alleged", "apparent", "possible", "unconfirmed", "intended")
OUTCOMES = (
    "granted",
    "refused",
    "rejected",
    "upheld",
    "overturned",
    "reduced",
    "retrial",
    "pending",
    "other",
)
PENALTIES = ("imprisonment", "life", "death", "fine", "corporal", "suspended", "other")
BASES = ("explicit", "relative", "context", "coverage")


@dataclass(frozen=True, slots=True)
class Count:
    """How many: "at least 19" is `Count(19, None)`, "four" is `Count(4, 4)`."""

    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class When:
    """The tightest interval of whole days that the text supports, both ends included.

    `edtf` is the Extended Date/Time Format form; `basis` one of `BASES`; `anchor` the words it rests
    on, None where it rests on the covered period alone.
    """

    start: date | None
    end: date | None
    edtf: str
    basis: str
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act happened; `country` is ISO 3166-1 alpha-3 where the name is a country's."""

    name: str
    country: str | None
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an act: `role` is `affected` (to or about whom) or `actor` (who did or ordered it).

    `name` is the fullest resolved form, `mention` the words in this sentence; `entity` the id of the
    entity within the document; `rule` names what linked it.
    """

    role: str
    name: str
    mention: Anchor
    entity: str | None
    count: Count | None
    description: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Charge:
    """An accusation in the report's words, with law and article where the text gives them."""

    anchor: Anchor
    text: str
    law: str | None
    article: str | None


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a court imposed: `kind` one of `PENALTIES`, `duration` ISO 8601 (`P3Y6M`) or None."""

    anchor: Anchor
    kind: str
    duration: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker other than the author's own voice; `cue` is the word that hands over to them."""

    name: str
    mention: Anchor
    entity: str | None
    cue: Anchor


@dataclass(frozen=True, slots=True)
class Attribution:
    """How the text holds an act: the strongest hedge, the polarity, the speakers (innermost last)."""

    certainty: str
    polarity: str
    sources: tuple[Source, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Somebody whose story an act goes on with: who, where the text named them, how surely, in percent."""

    entity: str
    mention: Anchor
    percent: int


@dataclass(frozen=True, slots=True)
class Event:
    """An act or step in a proceeding that one clause of a report tells of.

    `topics` are those named before in the paragraph with whose stories it goes on; `review` says which of
    its fields people decided on; empty as the machine reads it.
    """

    id: str
    document: str
    section: int | None
    type: str
    sentence: Anchor
    trigger: Anchor
    when: When | None
    place: Place | None
    participants: tuple[Participant, ...]
    charges: tuple[Charge, ...]
    penalty: Penalty | None
    outcome: str | None
    attribution: Attribution
    rule: str
    topics: tuple[Topic, ...] = field(default=(), metadata=BESIDE)
    review: tuple[Mark, ...] = field(default=(), metadata=BESIDE)
