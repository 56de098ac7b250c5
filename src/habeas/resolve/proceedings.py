"""The acts of a case in the order in which they happened, what they leave a person in, and how old it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from habeas.model.link import Link
from habeas.model.occurrence import Days, Occurrence, Standing
from habeas.model.outline import Holding
from habeas.model.record import Event
from habeas.resolve.told import since, told
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.telling_words import telling_words

WIDE = 31  # days; within a longer interval the course of a proceeding says what came first


def in_order(acts: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Acts by their days; one whose days are many stands after the steps before it that fall within them."""
    placed: list[Occurrence] = []
    for act in sorted(acts, key=lambda act: (_wide(act), _key(act))):
        placed.insert(_place(act, placed), act)
    return tuple(placed)


def _wide(act: Occurrence) -> bool:
    if any(since(telling.event) for telling in act.tellings if telling.event.id == act.dated):
        return False
    return act.days is None or (act.days[1] - act.days[0]).days >= WIDE


def _key(act: Occurrence) -> tuple[date, date, int, str]:
    first, last = act.days or (date.max, date.max)
    return first, last, telling_words().rank(act.type), act.id


def _place(act: Occurrence, placed: Sequence[Occurrence]) -> int:
    if act.days is None or not _wide(act):
        return len(placed)
    rank, (first, last) = telling_words().rank(act.type), act.days
    begin = sum(1 for other in placed if other.days and other.days[0] < first)
    place = begin
    for number, other in enumerate(placed[begin:], begin + 1):
        inside = other.days is not None and other.days[0] <= last
        if inside and telling_words().rank(other.type) <= rank:
            place = number
    return place


def standing(
    person: str,
    acts: Iterable[Occurrence],
    mentioned: Collection[str],
    *,
    reports: Iterable[Holding],
    links: Iterable[Link] = (),
) -> Standing | None:
    """What the acts leave a person in, as far as `reports` go; None where none of them tells of the person.

    `mentioned` are the ids of the reports that name the person, `links` say which reports are of one text.
    """
    known = list(reports)
    telling = [held for held in known if held.id in mentioned]
    if not telling:
        return None
    heard = max(telling, key=_covered)
    last = latest(_leaving(person, acts))
    if last is None:
        return Standing(None, None, None, None, None, heard, _silent(known, telling, links))
    days, event, act = last
    return Standing(
        value=case_words().status[event.type],
        certainty=event.attribution.certainty,
        event=event.id,
        occurrence=act,
        until=days[1],
        heard=heard,
        silent=_silent(known, telling, links),
    )


Leaving = tuple[Days, Event, str]  # the days on which an act leaves somebody in a state, and the act's id


def latest(leaving: Iterable[Leaving]) -> Leaving | None:
    """What is told last; of two within the same days what comes later in the course of a proceeding.

    A death stands, whatever is told after it, and on the day on which it was first told.
    """
    rank, leaving = telling_words().rank, list(leaving)
    if died := [one for one in leaving if one[1].type in case_words().final]:
        return min(died, key=lambda each: (each[0][1], each[1].id))
    last: Leaving | None = None
    for one in sorted(leaving, key=lambda each: (each[0][1], rank(each[1].type), each[1].id)):
        if last is None or _follows(one, last):
            last = one
    return last


def _follows(one: Leaving, other: Leaving) -> bool:
    """True where a state is told to hold after another that does not outlast it.

    One that holds "since" a day is as old as that day: what befell its person later has ended or replaced it.
    """
    (days, event, _), (others, than, _) = one, other
    if days[0] > others[0]:
        return True
    if days[0] < others[0] and since(event) and than.type not in telling_words().custody:
        return False
    return telling_words().rank(event.type) >= telling_words().rank(than.type)


def _leaving(person: str, acts: Iterable[Occurrence]) -> Iterator[Leaving]:
    """Each telling that leaves the person in a state, with the days on which it does."""
    words, table = case_words(), telling_words()
    for act in acts:
        for one in map(told, act.tellings):
            said = one.event.attribution
            if (
                one.event.type in words.status
                and said.polarity == "affirmed"
                and said.certainty in words.status_certainty
                and person in one.telling.people
                and act.days
                and not (one.behind and act.dated == one.event.id)
            ):
                lasts = one.event.type in table.lasting and one.days and not one.behind
                yield (one.days if lasts and one.days else act.days), one.event, act.id


def _silent(
    known: Iterable[Holding], telling: Sequence[Holding], links: Iterable[Link]
) -> tuple[Holding, ...]:
    """The later reports on the countries of those that tell, each text once."""
    countries = {country for held in telling for country in held.countries}
    until = max((held.covers[1] for held in telling if held.covers), default=None)
    if until is None:
        return ()
    later = [h for h in known if h.covers and h.covers[1] > until and countries & set(h.countries)]
    same = {frozenset((link.one, link.other)) for link in links}
    found: list[Holding] = []
    for held in sorted(later, key=_covered):
        if not any(frozenset((held.id, other.id)) in same for other in (*found, *telling)):
            found.append(held)
    return tuple(found)


def _covered(held: Holding) -> tuple[date, str]:
    return held.covers[1] if held.covers else date.min, held.id
