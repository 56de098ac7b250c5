"""Who is the same as whom across reports: answers about pairs, each with its reasons, and what they join."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.model.anchor import Anchor

ANSWERS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (above 0) or against (below 0) two being one, in bits; `rule` names the comparison."""

    rule: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer about two entities of different reports, by id, the lower first.

    `answer` is one of `ANSWERS`; `score` the sum of the reasons; `judgement` the id of the human's decision
    that the answer is, None where it is computed.
    """

    one: str
    other: str
    answer: str
    score: float
    reasons: tuple[Reason, ...]
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """One person or body, with the entities that stand for it, one or more a report, in order of their ids.

    `name` is the fullest form printed; `mentions` holds one for each entity, the first of its name;
    `links` are the comparisons that joined them.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    entities: tuple[str, ...]
    mentions: tuple[Anchor, ...]
    links: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """All identities in the order of their ids, and the pairs that only a human can decide, best first.

    `lost` are the ids of the judgements whose words no record stands at any more.
    """

    all: tuple[Identity, ...]
    unsure: tuple[Comparison, ...]
    lost: tuple[str, ...] = ()
    of: Mapping[str, Identity] = field(default_factory=dict, compare=False)
