"""How times are printed: one pattern a form, built from the words of time.yml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from habeas.vocabulary.time_words import TimeWords, time_words

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d,]?\d)(?![-/]\d)"
_POINTED = r"(?:of )?(?P<yearword>(?:that|the same|this) year|(?:the )?(?:following|previous|next|last) year)"
_TO = r"(?: ?[-–—] ?| and | to | or |, )"
_ORDINAL = r"(?:st|nd|rd|th)?"
_POINTERS = "the same|that same|that|this|the following|the next|the previous|the preceding|the subsequent"


def words(options: Iterable[str]) -> str:
    """An alternation of literal words, longest first."""
    return "|".join(re.escape(word) for word in sorted(options, key=len, reverse=True))


@functools.cache
def forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Form and pattern, in the order in which they take their stretch of a sentence."""
    vocabulary = time_words()
    month = rf"\b(?P<month>{words(vocabulary.months)})(?!\w)\.?(?:(?<!\.)|(?= \d))"
    small = words([*vocabulary.after_years, *vocabulary.numbers])
    no_year = rf"(?P<noyear>(?!(?:1[89]|20)\d\d)\d{{4}})(?![\w%-]|[,.]\d)(?! (?!(?:{small})\b)[a-z])"
    year = rf"(?:,? (?:of |in )?{_YEAR}|,? {_POINTED}|,? {no_year})?"
    part = rf"(?:(?P<part>(?i:{words(vocabulary.part_words)}))(?: |- ?))?"
    number = rf"(?P<number>(?i:{words([*vocabulary.numbers, *vocabulary.vague_numbers])})|\d+)"
    printed = [
        *_counted(month, number),
        *_days(month, year, vocabulary),
        *_reported_year(part),
        ("month", rf"{part}{month}{year}"),
        *_seasons(part, words(vocabulary.seasons)),
        ("years", r"\b(?P<year>(?:19|20)\d\d) ?[-–/] ?(?P<year2>(?:19|20)?\d\d)(?![\d-])"),
        ("decade", rf"{part}\b(?:the )?(?P<decade>(?:19|20)\d)0s\b"),
        ("year", rf"{part}\b{_YEAR}(?![-–]?(?:year|strong))\b"),
        ("year", rf"(?<=\b[Ii]n ){no_year}"),
        *_pointing(part, number),
        ("indefinite", rf"\b(?i:{words(vocabulary.indefinite)})\b"),
    ]
    return tuple((form, re.compile(pattern)) for form, pattern in printed)


def _counted(month: str, number: str) -> list[tuple[str, str]]:
    """ "The first six months of the year", "the previous two years"."""
    nth = (
        rf"(?:the )?(?P<nth>(?i:first|last|final|opening|closing)) {number} (?P<unit>days|weeks|months|years)"
    )
    return [
        ("nth", rf"{nth} of (?:(?P<of>(?:the|that) (?:year|month))|(?:{month} )?{_YEAR})"),
        ("span", rf"\b(?i:the) (?P<pointer>previous|preceding|past|last) {number} (?P<unit>years|months)\b"),
    ]


def _days(month: str, year: str, vocabulary: TimeWords) -> list[tuple[str, str]]:
    """ "3 to 5 May 2003", "May 3-5, 2003"."""
    weekday = rf"(?:(?:{words(vocabulary.weekdays)}),? )?(?:the )?"
    first, more = rf"(?P<day>\d{{1,2}}){_ORDINAL}", r"(?:, \d{1,2})*"
    not_counting = r"(?![\d%]|,\d{3})"
    second = rf"(?P<day2>\d{{1,2}}){_ORDINAL}"
    return [
        ("day", rf"{weekday}\b{first}(?:{more}{_TO}{second})? ?(?:of )?{month}{year}"),
        (
            "day",
            rf"{month} {first}{not_counting}(?:{more}{_TO}{second}(?![\d%-]|,\d{{3}}| [a-z]))?{year}",
        ),
    ]


def _reported_year(part: str) -> list[tuple[str, str]]:
    """ "The year" that the report covers: "the end of the year", "later in the year", "year-end"."""
    turn = r"(?P<turn>(?i:earlier|later|late|early)) (?P<in>in the|that|the same|this)"
    return [
        ("own", rf"{part}\b(?i:the) (?P<unit>year)(?![\w-]| (?:before|after|of|19|20|when|in which))"),
        ("own", r"\b(?P<part>year)[-’'s]* ?end\b"),
        ("own", rf"\b{turn} (?P<unit>year|month|week|day)\b"),
    ]


def _seasons(part: str, seasons: str) -> list[tuple[str, str]]:
    before = r"\b(?:in|during|over|throughout|since|until|by) (?:the )?"
    dated = rf"(?P<season>(?i:{seasons}))(?: of)? (?:{_YEAR}|{_POINTED})"
    return [
        ("season", rf"{part}\b(?:(?:the|that) )?{dated}"),
        ("season", rf"{before}(?:(?P<part>early|late) )?(?P<season>{seasons})\b(?! of)"),
    ]


def _pointing(part: str, number: str) -> list[tuple[str, str]]:
    """ "Two days later", "the same month", "last year", "the day before", "in the early evening"."""
    turn = r"(?P<turn>later|afterwards?|earlier|before(?=[,.;]|$)|previously|ago)"
    unit = r"(?P<unit>year|month|week|day|night|evening|morning|afternoon|period)"
    on_the_day = r"(?P<pointer>(?i:in the (?:early|late) |in the course of the |later in the |the same ))"
    return [
        ("offset", rf"\b{number} (?P<unit>day|week|month|year)s? {turn}\b"),
        ("this", rf"{part}\b(?P<pointer>(?i:{_POINTERS})) {unit}(?!s|\w|-)"),
        ("this", r"\b(?:in )?(?P<pointer>last|next) (?P<unit>year|month|week)(?!\w|-|’s|'s)"),
        ("this", r"\b(?i:the) (?P<unit>day|month|year|week|night) (?P<pointer>before|after)\b"),
        ("this", r"\b(?P<pointer>following|next) (?P<unit>day)\b"),
        ("this", rf"\b{on_the_day}(?P<unit>day|evening|morning|afternoon|night)\b"),
    ]


@functools.cache
def gate() -> re.Pattern[str]:
    """What a sentence must hold to be worth searching."""
    vocabulary = time_words()
    units = "year|month|week|day|night|evening|morning|afternoon|decade|past|period"
    return re.compile(rf"\d\d\d\d|{words(vocabulary.months)}|(?i:{units}|{words(vocabulary.seasons)})")


@functools.cache
def relation_before() -> re.Pattern[str]:
    """The preposition that ends what stands before a date."""
    vocabulary = time_words()
    relations, fillers = words(vocabulary.relations), words(vocabulary.fillers)
    return re.compile(rf"(?:^|(?<=[\s(“\"‘—–-]))(?P<relation>(?i:{relations})) ?(?:(?i:{fillers}) )*$")


@functools.cache
def comparison_before() -> re.Pattern[str]:
    """Words that make a date the measure of something: "fewer than in"."""
    return re.compile(rf"\b(?i:{words(time_words().comparisons)}) $")


BETWEEN = re.compile(r"\s*(?:,\s+(?=[a-z]))?(?P<how>and|or|to|until|till|up to|through|–|-|/|,)?\s*$")
COUNTED = re.compile(r" (?:people|men|women|children|persons|cases|prisoners|families|others)\b")
OPENED = re.compile(r"\((?:\d{4} ?[-–/] ?)?$")
