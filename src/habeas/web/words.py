"""Names of the domain as pages print them: acts, groups, countries, how surely, who says it, when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from gettext import NullTranslations
from typing import Protocol

from habeas.model.record import Event
from habeas.vocabulary import rule_words
from habeas.vocabulary.countries import names_of
from habeas.vocabulary.death_penalty import standing
from habeas.vocabulary.load import acts

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def filters(texts: NullTranslations) -> dict[str, Callable[..., str]]:
    """The filters that templates have for names: `{{ event.type | act }}`."""
    said = texts.gettext
    return {
        "act": lambda type: said(label_of(type)),
        "group": group_class,
        "standing": standing_class,
        "country": lambda code: said(country_name(code)),
        "word": lambda value: said(plain(value)),
        "dated": lambda when: dated(when, texts),
        "day": lambda day: spelled(day, texts),
        "told": lambda event: told(event, texts),
        "lasts": lambda duration: lasting(duration, texts),
        "why_act": rule_words.of_act,
        "why_participant": lambda rule: said(rule_words.of_participant(rule)),
        "why_certainty": lambda rule: said(rule_words.of_certainty(rule)),
        "why_member": lambda rule: said(rule_words.of_member(rule)),
        "why_date": lambda basis: said(rule_words.of_date(basis)),
    }


def label_of(type: str) -> str:
    """The name of a type of act as its file gives it: `Ill treatment`."""
    known = acts().get(type)
    return known.label if known else plain(type)


def group_class(type: str) -> str:
    """The class that gives a thing the colours of its act's group: `group-civic-space`."""
    known = acts().get(type)
    return f"group-{(known.group if known else 'other').replace(' ', '-')}"


def standing_class(words: str) -> str:
    """The class that gives a fact box's words on the death penalty the colour of what they mean."""
    return f"standing standing-{(standing(words) or 'unknown').replace(' ', '-')}"


def country_name(code: str) -> str:
    """A country's name as it is most known, or the code where it has none."""
    return next(iter(names_of(code)), code)


def plain(value: str) -> str:
    """A value of the vocabulary as words: `un_body` is "un body"."""
    return value.replace("_", " ")


def told(event: Event, texts: NullTranslations) -> str:
    """An act in few words: `Arrest, alleged`."""
    said = texts.gettext
    parts = [said(label_of(event.type)), said(plain(event.attribution.certainty))]
    if event.attribution.polarity == "negated":
        parts.append(said("said not to have happened"))
    return ", ".join(parts)


def lasting(duration: str, texts: NullTranslations) -> str:
    """An ISO 8601 duration in words: `P3Y6M` is "3 years, 6 months"."""
    forms = {
        "Y": lambda n: texts.ngettext("%(num)s year", "%(num)s years", n),
        "M": lambda n: texts.ngettext("%(num)s month", "%(num)s months", n),
        "W": lambda n: texts.ngettext("%(num)s week", "%(num)s weeks", n),
        "D": lambda n: texts.ngettext("%(num)s day", "%(num)s days", n),
    }
    found = [forms[unit](int(n)) % {"num": n} for n, unit in re.findall(r"(\d+)([YMWD])", duration)]
    return ", ".join(found) or duration


class Dated(Protocol):
    """What lies between two days, both included; None for an open end."""

    @property
    def start(self) -> date | None:
        """The first day."""

    @property
    def end(self) -> date | None:
        """The last day."""


def dated(when: Dated | None, texts: NullTranslations) -> str:
    """The interval as people write it: `5 May 2003`, `May 2003`, `1 May 2003 – 3 June 2003`, `undated`."""
    said = texts.gettext
    if when is None or not (when.start or when.end):
        return said("undated")
    start, end = when.start, when.end
    if start is None or end is None:
        words = said("until %(day)s") if end else said("since %(day)s")
        return words % {"day": spelled(start or end, texts)}
    if start == end:
        return spelled(start, texts)
    if (start.day, end.day) == (1, monthrange(end.year, end.month)[1]):
        if (start.year, start.month) == (end.year, end.month):
            return f"{said(MONTHS[start.month - 1])} {start.year}"
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return f"{spelled(start, texts)} – {spelled(end, texts)}"


def spelled(day: date | None, texts: NullTranslations) -> str:
    """A day as people write it: `5 May 2003`; nothing for none."""
    return f"{day.day} {texts.gettext(MONTHS[day.month - 1])} {day.year}" if day else ""
