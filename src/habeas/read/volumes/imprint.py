"""What the first pages of a volume say of all its entries: title, covered period, publisher."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Sequence
from datetime import date

from habeas.read.volumes.leaves import Line
from habeas.vocabulary.time_words import time_words
from habeas.vocabulary.volume_words import volume_words

_PUBLISHED = re.compile(
    r"[Pp]ublished (?:in \d{4} )?by (?:the )?"
    r"(?P<who>[A-Z][\w&’'.-]*(?: (?:of |for |and |the )?[A-Z][\w&’'.-]*){0,5})"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_LINES = 80
_TITLE_LENGTH = 90
_PLACE = re.compile(r"\s+(?:Publications|International Secretariat|Press|Ltd|Limited|Inc)\b.*|\s+\d.*")


def title(lines: Sequence[Line]) -> str | None:
    """The first line of a volume that reads like the title of a yearly report; None where none does."""
    for line in lines[:_TITLE_LINES]:
        text = line.text
        if len(text) <= _TITLE_LENGTH and _YEAR.search(text) and text[-1] not in ".,;:":
            words = {word.casefold() for word in text.split()}
            if words & volume_words().titles and text[0].isupper():
                return text.title() if text.isupper() else text
    return None


def covers(lines: Sequence[Line]) -> tuple[date, date] | None:
    """The first and last day of the period that a line says the volume covers; None where none does."""
    for line in lines:
        if match := _period().search(line.text):
            last_year = int(match["last_year"])
            first_year = int(match["first_year"] or last_year)
            months = time_words().months
            last = months[match["last"].title()]
            days = calendar.monthrange(last_year, last)[1]
            first_day = date(first_year, months[match["first"].title()], 1)
            last_day = date(last_year, last, days)
            if first_day <= last_day:
                return first_day, last_day
    return None


def publisher(lines: Sequence[Line]) -> str | None:
    """Who an imprint says published the volume, without the place."""
    for line in lines:
        if match := _PUBLISHED.search(line.text):
            return _PLACE.sub("", match["who"]) or None
    return None


@functools.cache
def _period() -> re.Pattern[str]:
    month = "|".join(sorted(time_words().months, key=len, reverse=True))
    return re.compile(
        r"\b(?:cover|review|document|describe|survey)(?:s|ed|ing)?\b[^.]{0,90}?"
        rf"\b(?P<first>{month})(?: (?P<first_year>\d{{4}}))?\s*(?:to|until|through|and|-|–|—)\s*"
        rf"(?:the end of )?(?P<last>{month}),? (?P<last_year>\d{{4}})",
        re.I,
    )
