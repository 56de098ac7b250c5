"""That an act told of a counted group is told of somebody whom a report names as one of the group."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.anchor import Anchor
from habeas.model.identity import Reason


@dataclass(frozen=True, slots=True)
class Membership:
    """Why an act of a group stands in a person's file.

    The event `event` tells it of the group `group`, an entity's id, printed `name`, of `size` people where
    that is exact; `person` is the person's key. `said` is the mention that names the person as one of them,
    by the rule `rule`; where it stands with another group, `reasons` say why the two groups are one.
    """

    event: str
    person: str
    group: str
    name: str
    size: int | None
    said: Anchor
    rule: str
    reasons: tuple[Reason, ...] = ()
