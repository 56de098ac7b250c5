"""Who is the same as whom across reports: answers about pairs, each with its reasons, and what they join."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from habeas.model.anchor import Anchor

ANSWERS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody, or some body, that one report tells of: an entity with what tells it from others there.

    `type` is `person` or `organisation`; `words` are those of each of its names, empty for the nameless;
    `mention` is the one by the fullest name, `places` where all mentions start and end; `also` are other
    entities of whom the report says that they are this one.
    """

    id: str
    type: str
    document: str
    name: str
    aliases: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    mention: Anchor
    places: tuple[tuple[int, int], ...]
    also: tuple[str, ...] = ()


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
    """One person or body, with the figures that stand for it, one or more a report, in order of their ids.

    `name` is the fullest form printed; `links` are the comparisons that joined the figures.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    figures: tuple[Figure, ...]
    links: tuple[Comparison, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of the entities that stand for it."""
        return tuple(figure.id for figure in self.figures)

    @property
    def documents(self) -> tuple[str, ...]:
        """The reports that tell of it, in the order of their ids."""
        return tuple(sorted({figure.document for figure in self.figures}))


@dataclass(frozen=True)
class Identities:
    """All identities in the order of their ids, and the pairs that only a human can decide, best first.

    `decided` are the answers of humans; `lost` the ids of judgements whose words no record stands at.
    """

    all: tuple[Identity, ...]
    unsure: tuple[Comparison, ...]
    decided: tuple[Comparison, ...] = ()
    lost: tuple[str, ...] = ()

    @cached_property
    def of(self) -> dict[str, Identity]:
        """The identity of each entity."""
        return {entity: identity for identity in self.all for entity in identity.entities}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Each figure by the id of its entity."""
        return {figure.id: figure for identity in self.all for figure in identity.figures}
