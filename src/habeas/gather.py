"""What the pages of a case and of a country are made of, fetched from the store by narrow questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from habeas.catalogue import Inventory
from habeas.errors import Ambiguous, NotFound
from habeas.model.case import Case
from habeas.model.identity import Identity
from habeas.model.outline import Outline, printed_name
from habeas.model.record import Event
from habeas.model.story import Story
from habeas.search.facets import fold
from habeas.store.records import Records
from habeas.view.acts import ActsTold, Asked, asked_for, count
from habeas.view.casefile import CaseFile, case_file, named, told_of
from habeas.view.country import CountryPage, act_in, country_page, of_death_penalty, told_with
from habeas.view.disputed import Disputed, disputed
from habeas.vocabulary.countries import resolve
from habeas.vocabulary.load import acts as act_types

Outlines = Callable[[Collection[str]], list[Outline]]
"""What gives the acts of some reports in outline."""


def cases_called(
    name: str, inventory: Inventory, records: Records, *, acts: Callable[[str], Iterable[Event]]
) -> list[Case]:
    """The cases of one person, by a name or by the id of a case or of an entity.

    `acts` gives the acts in which somebody of a name takes part. Raises NotFound and Ambiguous.
    """
    meant = inventory.meant.get(name)
    person = None if meant else records.entity(name)
    wanted = meant.name if meant else person.name if person else name
    known = inventory.named.get(fold(wanted)) or inventory.all_cases()
    groups = named(wanted, known) or named(wanted, _little_told(records, acts(wanted)))
    if meant:
        groups = [group for group in groups if meant in group]
    if not groups:
        raise NotFound(
            f"nobody called {name!r} takes part in an act: `habeas search` finds passages with the name"
        )
    if len(groups) > 1:
        names = ", ".join(group[0].name for group in groups[:8])
        more = " …" if len(groups) > 8 else ""
        choices = tuple((group[0].name, group[0].id) for group in groups)
        raise Ambiguous(f"{name!r} may be {names}{more}: write the name in full", choices)
    return groups[0]


def case_of(story: Story, records: Records, *, accessed: date) -> CaseFile:
    """The file of a person's story."""
    about = {event.document for event in story.events.values()}
    said = {one.said.document for one in story.memberships.values()}
    documents = {document.id: document for document in records.documents(about | said)}
    conflicts = [conflict for id in sorted(about) for conflict in records.conflicts(id)]
    return case_file(story, documents, conflicts=conflicts, accessed=accessed)


def disputes_of(stories: Iterable[Story], records: Records, *, accessed: date) -> list[Disputed]:
    """What reports tell differently of persons, conflicts before what is explained, by name."""
    found = [(dispute, told) for told in stories for dispute in told.disputes]
    found.sort(key=lambda pair: (pair[0].settled is not None, pair[1].identity.name, pair[0].id))
    events = {id: told.events[id] for dispute, told in found for id in dispute.events}
    named = [(dispute, told.identity.name) for dispute, told in found]
    documents = {each.id: each for each in records.documents({e.document for e in events.values()})}
    return list(disputed(named, events, documents, accessed=accessed))


def country_of(
    name: str,
    inventory: Inventory,
    records: Records,
    *,
    acts: Outlines,
    who: Mapping[str, Identity],
    accessed: date,
) -> CountryPage:
    """The page of a country, by its code or a name; NotFound where no report is on it."""
    code, ids = reports_on(name, inventory)
    told = acts(ids)
    deadly = {act.id for act in told if of_death_penalty(act) and act_in(code, act)}
    return country_page(
        code,
        list(records.documents(ids)),
        told,
        {id: inventory.cases.get(id, ()) for id in ids},
        deadly=records.events_by_id(deadly).values(),
        who=who,
        groups={type: (act.group, act.label) for type, act in act_types().items()},
        accessed=accessed,
    )


def reports_on(name: str, inventory: Inventory) -> tuple[str, list[str]]:
    """The code of a country and the reports on it."""
    printed = inventory.codes.get(fold(name))
    for code in (printed,) if printed else resolve(name):
        if code in inventory.on:
            return code, list(inventory.on[code])
    raise NotFound(f"no report on {name!r}: `habeas status` lists the countries")


def acts_of(
    name: str,
    asked: Asked,
    inventory: Inventory,
    records: Records,
    *,
    acts: Outlines,
    first: int,
    limit: int,
    accessed: date,
) -> ActsTold:
    """The acts asked for of a country, from the `first` on; NotFound where no report is on it."""
    code, ids = reports_on(name, inventory)
    held = [inventory.holdings[id] for id in ids]
    years = sorted({year for report in held for year in report.years})
    groups = {type: act.group for type, act in act_types().items()}
    found = asked_for(code, acts(ids), asked, years=years, groups=groups)
    shown = found[first : first + limit]
    events = records.events_by_id({act.id for act in shown})
    documents = {each.id: each for each in records.documents({act.document for act in shown})}
    types = dict.fromkeys(act.type for act in found)
    return ActsTold(
        code=code,
        name=printed_name(code, held),
        count=count(found, asked, years=years),
        total=len(found),
        types={type: count([a for a in found if a.type == type], asked, years=years) for type in types},
        told=tuple(told_with(events[act.id], documents[act.document], accessed) for act in shown),
    )


def _little_told(records: Records, acts: Iterable[Event]) -> Iterator[Case]:
    """A case for each person who takes part in any of the acts."""
    events = list(acts)
    for document in sorted({event.document for event in events}):
        told = [event for event in events if event.document == document]
        yield from told_of(records.persons(document), told)
