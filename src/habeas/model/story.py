"""A person's story out of all reports: acts with their tellings, what they rest on, what is in dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from habeas.model.case import Case
from habeas.model.identity import Identity
from habeas.model.membership import Membership
from habeas.model.occurrence import Corroboration, Dispute, Occurrence, Standing
from habeas.model.record import Event


@dataclass(frozen=True, slots=True)
class Story:
    """What the reports tell of one person, all of them or those published by the day `as_of`.

    `cases` are those of each report; `acts` stand in their order, each with its `sources` by its id. `maybe`
    are identities of whom it is not decided whether they are this one: nothing of theirs is in the story.
    `memberships` say, by the event's id, which acts are told of a group alone that the person is named as of.
    """

    identity: Identity
    cases: tuple[Case, ...]
    acts: tuple[Occurrence, ...]
    sources: Mapping[str, Corroboration]
    standing: Standing | None
    disputes: tuple[Dispute, ...]
    maybe: tuple[Identity, ...] = ()
    as_of: date | None = None
    memberships: Mapping[str, Membership] = field(default_factory=dict)

    @property
    def events(self) -> Mapping[str, Event]:
        """The events that tell the acts, by id."""
        return {told.event.id: told.event for act in self.acts for told in act.tellings}
