"""Reports and cases in outline, held in memory and kept in step with the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from threading import Lock

from habeas.model.case import Case
from habeas.model.outline import Holding, Outline, holding
from habeas.search.facets import fold
from habeas.store.records import Records
from habeas.view.world import World, world

NONE = -1


@dataclass(frozen=True, slots=True)
class Inventory:
    """What an archive holds at one revision: reports in the order of their ids, and their cases.

    `named` finds cases by each of their names, folded, `meant` one by its id or that of its person;
    `certainty` is that of each act that a status rests on. `on` are the reports on a country, by its code,
    `codes` the code that a printed name, folded, means.
    """

    revision: int
    prints: Mapping[str, str]
    holdings: Mapping[str, Holding]
    cases: Mapping[str, tuple[Case, ...]]
    named: Mapping[str, tuple[Case, ...]]
    meant: Mapping[str, Case]
    certainty: Mapping[str, str]
    on: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]

    def all_cases(self) -> Iterator[Case]:
        """All cases, by report."""
        return (case for id in self.holdings for case in self.cases.get(id, ()))


class Catalogue:
    """The inventory as it is now; after a change only the reports that are new or different are read."""

    def __init__(self) -> None:
        self._inventory = Inventory(NONE, {}, {}, {}, {}, {}, {}, {}, {})
        self._world: tuple[int, World] | None = None
        self._acts: dict[str, tuple[str, tuple[Outline, ...]]] = {}
        self._lock = Lock()

    def inventory(self, records: Records) -> Inventory:
        """What the archive holds; may be asked from several threads."""
        if self._inventory.revision != records.revision():
            with self._lock:
                revision = records.revision()
                if self._inventory.revision != revision:
                    self._inventory = _renewed(self._inventory, records, revision)
        return self._inventory

    def acts(self, records: Records, ids: Collection[str]) -> list[Outline]:
        """The acts of reports in outline, by report; those that were asked for before are kept in memory."""
        prints, kept = self.inventory(records).prints, self._acts
        fresh = [id for id in ids if id not in kept or kept[id][0] != prints.get(id)]
        read: dict[str, list[Outline]] = {id: [] for id in fresh}
        for act in records.outlines(fresh):
            read[act.document].append(act)
        kept.update({id: (prints.get(id, ""), tuple(acts)) for id, acts in read.items()})
        return [act for id in ids for act in kept[id][1]]

    def world(self, records: Records) -> World:
        """The countries beside each other; counted anew after a change."""
        inventory, made = self.inventory(records), self._world
        if made is None or made[0] != inventory.revision:
            acts = self.acts(records, inventory.holdings)
            counted = world(inventory.holdings.values(), acts, inventory.cases)
            self._world = made = (inventory.revision, counted)
        return made[1]


def _renewed(old: Inventory, records: Records, revision: int) -> Inventory:
    prints = records.fingerprints()
    fresh = {id for id, print in prints.items() if old.prints.get(id) != print}
    read = {document.id: holding(document) for document in records.documents(fresh)}
    told = records.cases_by_document(fresh)
    cases = {id: found for id in prints if (found := (told if id in fresh else old.cases).get(id))}
    named: dict[str, dict[str, Case]] = defaultdict(dict)
    for case in (case for held in cases.values() for case in held):
        for name in (case.name, *case.aliases):
            named[fold(name)][case.id] = case
    left = {case.status.event for id in fresh for case in cases.get(id, ()) if case.status}
    holdings = {id: read[id] if id in fresh else old.holdings[id] for id in prints}
    on: dict[str, list[str]] = defaultdict(list)
    codes: dict[str, str] = {}
    for report in holdings.values():
        for code, name in zip_longest(report.countries, report.country_names[: len(report.countries)]):
            on[code].append(report.id)
            codes |= {fold(code): code, fold(name or code): code}
    return Inventory(
        revision=revision,
        prints=prints,
        holdings=holdings,
        cases=cases,
        named={name: tuple(alike.values()) for name, alike in named.items()},
        meant={id: case for held in cases.values() for case in held for id in (case.id, case.entity)},
        certainty={**old.certainty, **records.certainties(left)},
        on={code: tuple(dict.fromkeys(ids)) for code, ids in on.items()},
        codes=codes,
    )
