"""What records join into: entities, cases and conflicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from habeas.model.anchor import Anchor
from habeas.model.judgement import BESIDE, Mark
from habeas.model.record import Count

ENTITY_TYPES = ("person", "organisation", "group", "place", "law")


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named in a document, with every mention that was resolved to it.

    `name` is the fullest form as printed; `description` a role such as "independent journalist".
    `members` are the ids of the persons that a text names for a group: "three men – X, Y and Z". `review`
    says which of its fields people decided on.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    description: str | None
    count: Count | None
    mentions: tuple[Anchor, ...]
    members: tuple[str, ...] = ()
    review: tuple[Mark, ...] = field(default=(), metadata=BESIDE)


@dataclass(frozen=True, slots=True)
class Status:
    """What a case had come to: `value` a state such as `released`, by the event that says so."""

    value: str
    as_of: date | None
    event: str


@dataclass(frozen=True, slots=True)
class Case:
    """The events about one person or group, in time order.

    `rules` names for each event, in the same order, what ties it to the person.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    entity: str
    events: tuple[str, ...]
    status: Status | None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Events that cannot all be true, and why."""

    id: str
    events: tuple[str, ...]
    reason: str
    rule: str
