"""What reports of different publishers or years tell differently of one person, and what settles it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from habeas.model.anchor import content_id
from habeas.model.link import Link
from habeas.model.occurrence import Dispute, Occurrence, Settled
from habeas.resolve.differences import COMPARISONS, Side
from habeas.resolve.told import told
from habeas.vocabulary.conflict_rules import Rule, conflict_rules, resolutions

_WORD = re.compile(r"\w+")


def read(
    person: str, acts: Iterable[Occurrence], *, persons: Mapping[str, str], links: Iterable[Link] = ()
) -> tuple[Dispute, ...]:
    """The disputes about a person between reports of their own text, in the order of the rules.

    `persons` gives the key of the person that an entity stands for. What two reports differ in is told
    once, by the first telling of each. Within one report nothing is compared.
    """
    sides = [side for act in acts for side in _sides(person, act, persons)]
    same = {frozenset((link.one, link.other)): link.kind for link in links}
    found: dict[tuple[str, frozenset[str]], Dispute] = {}
    for rule in conflict_rules():
        for one, other in _pairs(rule, sides):
            reports = frozenset((one.event.document, other.event.document))
            if len(reports) < 2 or same.get(reports) in ("copy", "near"):
                continue
            differs = COMPARISONS[rule.compare](one, other)
            if differs and (key := (rule.name, frozenset(map(_plain, differs)))) not in found:
                newer = same.get(reports) == "newer"
                found[key] = _dispute(rule, (one, other), " against ".join(differs), sides, person, newer)
    return tuple(found.values())


def _sides(person: str, act: Occurrence, persons: Mapping[str, str]) -> Iterator[Side]:
    for telling in act.tellings:
        mentions = [p for p in telling.event.participants if persons.get(p.entity or "") == person]
        named = [p.name for p in mentions if set(p.mention.quote.split()) & set(p.name.split())]
        yield Side(told(telling), act.id, named[0] if named else "", person in telling.people)


def _pairs(rule: Rule, sides: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """The pairs that a rule compares: of one act where it asks that, or what can only be meant to be one."""
    asked = [side for side in sides if not rule.of or side.event.type in rule.of]
    if rule.compare != "name":
        asked = [side for side in asked if side.befalls]
    if rule.compare != "denial":
        asked = [side for side in asked if _told(side)]
    acts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for side in asked:
        acts[side.event.document, side.event.type].add(side.act)
    for one, other in combinations(asked, 2):
        if (
            not rule.same_act
            or one.act == other.act
            or (_same_period(one, other) and _sole(one, other, acts))
        ):
            yield one, other


def _same_period(one: Side, other: Side) -> bool:
    """True where both reports are about the same time."""
    mine, yours = one.told.telling.report.covers, other.told.telling.report.covers
    return bool(mine and yours and mine[0] <= yours[1] and yours[0] <= mine[1])


def _sole(one: Side, other: Side, acts: Mapping[tuple[str, str], set[str]]) -> bool:
    """True where each of two reports tells of a single act of one type."""
    told = [acts[side.event.document, side.event.type] for side in (one, other)]
    return one.event.type == other.event.type and all(len(each) == 1 for each in told)


def _plain(value: str) -> str:
    """A value as it is compared: "nine-year" is "nine years"."""
    return " ".join(word.rstrip("s") for word in _WORD.findall(value.lower()))


def _told(side: Side) -> bool:
    """True for what is said to have happened."""
    said = side.event.attribution
    return said.polarity == "affirmed" and said.certainty != "intended"


def _dispute(
    rule: Rule, pair: tuple[Side, Side], differs: str, sides: Sequence[Side], person: str, newer: bool
) -> Dispute:
    one, other = pair
    ids = one.event.id, other.event.id
    settled = Settled("correction", other.event.id, "the later is the newer text") if newer else None
    found = (_settled(how, pair, sides) for how in rule.settled)
    return Dispute(
        id=content_id("x", rule.name, person, *sorted(ids)),
        kind=rule.name,
        person=person,
        events=ids,
        reason=f"{rule.title}: {differs}",
        settled=settled or next((answer for answer in found if answer), None),
    )


def _settled(how: str, pair: tuple[Side, Side], sides: Sequence[Side]) -> Settled | None:
    """The first telling that makes both right: one of the two by its words, or another by what it tells."""
    kind = resolutions()[how]
    for side in pair:
        if match := kind.words.search(side.event.sentence.quote):
            return Settled(how, side.event.id, match[0])
    lengths = {length for side in pair if (length := _length(side))}
    for side in sides:
        event = side.event
        if event.type not in kind.types or not _told(side):
            continue
        words = kind.words.search(event.sentence.quote)
        if event.outcome in kind.outcomes or words or (how == "reduction" and _length(side) in lengths):
            if lengths and not _leads_to(side, lengths, sides):
                continue
            return Settled(how, event.id, words[0] if words else event.trigger.quote)
    return None


def _leads_to(ruling: Side, lengths: set[str], sides: Iterable[Side]) -> bool:
    """True where nothing is told of another length after a ruling than the two that differ."""
    day = ruling.told.days[0] if ruling.told.days else date.min
    later = {
        length
        for side in sides
        if side.event.type == "sentence" and side.told.days and side.told.days[0] >= day
        if (length := _length(side))
    }
    return not later or bool(later & lengths)


def _length(side: Side) -> str | None:
    return side.event.penalty.duration if side.event.penalty else None
