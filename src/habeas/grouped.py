"""Who is told of as one of a group: the groups of the reports on a country, read when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from habeas.catalogue import Inventory
from habeas.model.identity import Identity
from habeas.model.membership import Membership
from habeas.model.record import Event
from habeas.resolve import followed
from habeas.resolve.groups import Group, groups
from habeas.store.records import Records

Told = Mapping[str, tuple[Membership, ...]]


class Grouped:
    """The memberships of persons; what was read and joined is kept, for as long as nothing changes."""

    def __init__(self, inventory: Inventory, records: Records, persons: Mapping[str, str]) -> None:
        self._inventory, self._records, self._persons = inventory, records, persons
        self._groups: dict[str, tuple[Group, ...]] = {}
        self._joined: dict[frozenset[str], Told] = {}

    def of(self, one: Identity, reports: Collection[str]) -> tuple[Membership, ...]:
        """What the reports on the person's countries, of those given, tell of groups that they are one of.

        Each act stands once, by the group of its own report where that names the person.
        """
        held = self._inventory.holdings
        countries = {country for id in one.documents if id in held for country in held[id].countries}
        found: dict[str, Membership] = {}
        for country in sorted(countries):
            on = frozenset(self._inventory.on.get(country, ())) & frozenset(reports)
            for membership in self._on(on).get(one.id, ()):
                if membership.event not in found or not membership.reasons:
                    found[membership.event] = membership
        return tuple(found.values())

    def told_by(self, event: Event) -> tuple[Membership, ...]:
        """The persons of whom an act is told with a group, by all reports on the countries of its own."""
        held = self._inventory.holdings
        found: dict[str, Membership] = {}
        for country in held[event.document].countries if event.document in held else ():
            for memberships in self._on(frozenset(self._inventory.on.get(country, ()))).values():
                found.update({one.person: one for one in memberships if one.event == event.id})
        return tuple(found[person] for person in sorted(found))

    def _on(self, reports: frozenset[str]) -> Told:
        if reports not in self._joined:
            told: dict[str, list[Membership]] = defaultdict(list)
            for membership in followed.memberships(self._read(reports), self._persons):
                told[membership.person].append(membership)
            self._joined[reports] = {person: tuple(each) for person, each in told.items()}
        return self._joined[reports]

    def _read(self, reports: Iterable[str]) -> list[Group]:
        ids = sorted(reports)
        for document in self._records.documents([id for id in ids if id not in self._groups]):
            self._groups[document.id] = groups(
                document,
                tuple(self._records.entities(document.id)),
                tuple(self._records.events(document.id)),
            )
        return [group for id in ids for group in self._groups.get(id, ())]
