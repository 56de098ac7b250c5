"""The acts of a case in the order in which they happened, what they leave a person in, and how old it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from habeas.model.link import Link
from habeas.model.occurrence import Occurrence, Standing, Telling
from habeas.model.outline import Holding
from habeas.resolve.told import span
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
    last = max(_leaving(person, acts), key=lambda told: told[0], default=None)
    if last is None:
        return Standing(None, None, None, None, None, heard, _silent(known, telling, links))
    (until, *_), act, told = last
    return Standing(
        value=case_words().status[told.event.type],
        certainty=told.event.attribution.certainty,
        event=told.event.id,
        occurrence=act.id,
        until=until,
        heard=heard,
        silent=_silent(known, telling, links),
    )


Moment = tuple[date, int, str]


def _leaving(person: str, acts: Iterable[Occurrence]) -> Iterable[tuple[Moment, Occurrence, Telling]]:
    """Each telling that leaves the person in a state, with when it does."""
    words, table = case_words(), telling_words()
    for act in acts:
        for told in act.tellings:
            event = told.event
            if (
                event.type in words.status
                and event.attribution.polarity == "affirmed"
                and event.attribution.certainty in words.status_certainty
                and person in told.people
                and act.days
            ):
                days = span(event) if event.type in table.lasting else act.days
                yield ((days or act.days)[1], table.rank(event.type), event.id), act, told


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
