"""Cases and conflicts as records where several reports tell of one person: one case, whoever tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from habeas.export.common import Record, Value, case_record
from habeas.model.anchor import Anchor
from habeas.model.case import Case
from habeas.model.membership import Membership
from habeas.model.occurrence import Corroboration, Dispute, Occurrence
from habeas.model.record import Event
from habeas.model.story import Story

GROUP = "stories/group"


def case_records(cases: Iterable[Case], stories: Iterable[Story]) -> Iterator[Record]:
    """A record a person, where the first of their cases stands; those of a single report are as they are."""
    joined = {case.id: story for story in stories for case in story.cases}
    told: set[str] = set()
    for case in cases:
        story = joined.get(case.id)
        if story is None:
            yield case_record(case)
        elif story.identity.id not in told:
            told.add(story.identity.id)
            yield story_record(story)


def story_record(story: Story) -> Record:
    """The case of a person over all reports: its events in time order, and the acts that they tell.

    Beside the fields of a case it has the ids of the identity, of the entities and reports, of the reports
    that are silent since, for each act its tellings, days and sources, and what ties acts of groups to them.
    """
    events = sorted(story.events.values(), key=_in_time)
    rules = {
        event: rule for case in story.cases for event, rule in zip(case.events, case.rules, strict=False)
    }
    standing = story.standing
    held = standing if standing and standing.value else None
    return {
        "kind": "case",
        "id": f"c{story.identity.id[1:]}",
        "name": story.identity.name,
        "aliases": list(story.identity.aliases),
        "entity": story.identity.entities[0],
        "events": [event.id for event in events],
        "rules": [rules.get(event.id, GROUP if event.id in story.memberships else "") for event in events],
        "status": {"value": held.value, "as_of": _day(held.until), "event": held.event} if held else None,
        "identity": story.identity.id,
        "entities": list(story.identity.entities),
        "documents": list(story.identity.documents),
        "acts": [_act(act, story.sources[act.id]) for act in story.acts],
        "last_told": standing.heard.id if standing else None,
        "silent": [report.id for report in standing.silent] if standing else [],
        "memberships": [
            membership_record(story.memberships[e.id]) for e in events if e.id in story.memberships
        ],
    }


def membership_record(one: Membership) -> Record:
    """Why an act told of a group is told of a person: what says that they are one of this very group."""
    return {
        "event": one.event,
        "group": one.group,
        "name": one.name,
        "size": one.size,
        "said": _words(one.said),
        "rule": one.rule,
        "reasons": [{"rule": each.rule, "words": each.words} for each in one.reasons],
    }


def dispute_records(stories: Iterable[Story]) -> Iterator[Record]:
    """A conflict for all that two reports tell differently of a person, and nothing explains."""
    for story in stories:
        events = story.events
        for dispute in story.disputes:
            if dispute.settled is None:
                yield _dispute(dispute, events)


def _dispute(dispute: Dispute, events: Mapping[str, Event]) -> Record:
    return {
        "kind": "conflict",
        "id": dispute.id,
        "events": list(dispute.events),
        "reason": dispute.reason,
        "rule": f"conflicts/across/{dispute.kind}",
        "identity": dispute.person,
        "passages": [_passage(events[id]) for id in dispute.events],
    }


def _passage(event: Event) -> Record:
    return _words(event.sentence)


def _words(words: Anchor) -> Record:
    return {"document": words.document, "start": words.start, "end": words.end, "quote": words.quote}


def _act(act: Occurrence, sources: Corroboration) -> Record:
    days: Sequence[date | None] = act.days or (None, None)
    count: Value = {"min": act.count.min, "max": act.count.max} if act.count else None
    return {
        "id": act.id,
        "type": act.type,
        "from": _day(days[0]),
        "to": _day(days[1]),
        "count": count,
        "tellings": list(act.events),
        "dated": act.dated,
        "differing": list(act.differing),
        "documents": len(sources.reports),
        "independent": sources.independent,
    }


def _in_time(event: Event) -> tuple[date, date, str, int]:
    when = event.when
    start = (when.start or when.end) if when else None
    end = when.end if when else None
    return start or date.max, end or date.max, event.document, event.trigger.start


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
