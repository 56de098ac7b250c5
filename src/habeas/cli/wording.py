"""How an act is put into words for the terminal: never without its hedge, its speaker, its date's basis."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from habeas.cite.citation import MONTHS, spelled
from habeas.model.case import Status
from habeas.model.judgement import Mark
from habeas.model.membership import Membership
from habeas.model.record import Count, Event, Participant, When
from habeas.review.written import written
from habeas.vocabulary.rule_words import of_member

ID = 9  # signs of an id that are shown


def dated(when: When | None) -> str:
    """The interval as people write it: `5 May 2003`, `January 2003`, `between … and …`, `undated`."""
    if when is None or not (when.start or when.end):
        return "undated"
    if when.start is None or when.end is None:
        return f"until {day(when.end)}" if when.end else f"since {day(when.start)}"
    return spanned((when.start, when.end))


def spanned(days: tuple[date, date] | None) -> str:
    """First and last day as people write them."""
    if days is None:
        return "undated"
    start, end = days
    if start == end:
        return day(start)
    if (start.day, end.day) == (1, monthrange(end.year, end.month)[1]):
        if (start.year, start.month) == (end.year, end.month):
            return f"{MONTHS[start.month - 1]} {start.year}"
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    return f"between {day(start)} and {day(end)}"


def basis(when: When | None) -> str:
    """What a date rests on: `explicit "on 5 May"`, `coverage`."""
    if when is None:
        return "no date given"
    return f'date {when.basis} "{flat(when.anchor.quote)}"' if when.anchor else f"date {when.basis}"


def surety(event: Event) -> str:
    """Certainty, polarity and speakers: `reported, said to have NOT happened, by the ministry (denied)`."""
    told = event.attribution
    parts = [told.certainty]
    if told.polarity == "negated":
        parts.append("said NOT to have happened")
    if told.sources:
        speakers = ", as told by ".join(
            f'{flat(s.name)} ("{flat(s.cue.quote)}")' for s in reversed(told.sources)
        )
        parts.append(f"said by {speakers}")
    return ", ".join(parts)


def grouped(told: Membership, where: str) -> str:
    """What names somebody as one of a group, and by what the group is known again where it is another."""
    named = f"“{flat(told.said.quote)}”, {where}: {of_member(told.rule)}"
    again = "; ".join(f"{reason.rule.replace('_', ' ')}: {reason.words}" for reason in told.reasons)
    return f"{named} · the same group by {again}" if again else named


def act(event: Event) -> str:
    """The type of an act and the words that tell of it."""
    return f'{event.type.replace("_", " ")} "{flat(event.trigger.quote)}"'


def details(event: Event) -> Iterator[str]:
    """Participants, place, charges, penalty and outcome, as far as the text gives them."""
    for role, label in (("affected", "affected"), ("actor", "by")):
        if people := [_participant(p) for p in event.participants if p.role == role]:
            yield f"{label}: {', '.join(people)}"
    if event.place:
        yield f"in {flat(event.place.name)}"
    for charge in event.charges:
        law = ", ".join(part for part in (charge.article, charge.law) if part)
        yield f"charge: {flat(charge.text)}" + (f" ({flat(law)})" if law else "")
    if event.penalty:
        length = f", {event.penalty.duration}" if event.penalty.duration else ""
        yield f'sentence: {event.penalty.kind}{length} "{flat(event.penalty.anchor.quote)}"'
    if event.outcome:
        yield f"outcome: {event.outcome}"
    if event.review:
        yield f"reviewed: {', '.join(map(reviewed, event.review))}"


def reviewed(mark: Mark) -> str:
    """What was decided on a field, by whom: `date (Ada Brook; it was 2003)`."""
    was = written(mark.machine) or "nothing"
    told = f"; it was {was}" if mark.field and mark.machine != mark.value else ""
    return f"{mark.field or 'accepted'} ({flat(', '.join(mark.by))}{told})"


def line(event: Event) -> str:
    """An act in one line, its id last, shortened as people type it."""
    told = [act(event), dated(event.when), basis(event.when), surety(event), *details(event)]
    return " · ".join([*told, event.id[:ID]])


def _participant(participant: Participant) -> str:
    told = many(participant.count)
    return f"{flat(participant.name)} [{told}]" if told else flat(participant.name)


def many(count: Count | None) -> str | None:
    """How many, as people write it: `300`, `300 or more`, `up to 20,000`; None of one person."""
    if count is None or (count.min == count.max and count.min in (None, 1)):
        return None
    if count.max is None:
        return f"{count.min:,} or more"
    if not count.min:
        return f"up to {count.max:,}"
    return f"{count.max:,}" if count.min == count.max else f"{count.min:,}-{count.max:,}"


def day(one: date | None) -> str:
    """A day as people write it."""
    return spelled(one.isoformat() if one else None) or ""


def flat(words: str) -> str:
    """Words in one line, one blank between them."""
    return " ".join(words.split())


def left_in(status: Status, certainty: str | None) -> str:
    """The state that a person was left in, with its hedge: `released`, `killed (reported)`."""
    return status.value if certainty == "stated" else f"{status.value} ({certainty})"


def counted(number: int, noun: str) -> str:
    """How many there are: `1 act`, `2 acts`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
