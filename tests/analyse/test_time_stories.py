"""The date of an act that has none of its own: that of its story, of the deed behind it, or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.analyse import events, recall, weigh
from habeas.analyse.language import Act
from habeas.analyse.recall import Recalled
from tests.analyse.test_time import parsed, when

TRIED = "In May a court tried two officers over a killing in 1999."
RALLY = "On 9 May police broke up a rally held to mark the rising of 1918."


@pytest.mark.parametrize(
    ("trap", "told", "text", "trigger", "act", "expected"),
    [
        ("what was marked is not the story", RALLY, "The organizers were fined.", "fined", "sentence", "2003-05-09"),
        ("what was done", TRIED, "The man was shot in the back.", "shot", "killing", "1999"),
        ("what was done, long ago told", TRIED, "He had been beaten.", "beaten", "ill_treatment", "1999"),
        ("what the court did", TRIED, "They were acquitted.", "acquitted", "acquittal", "2003-05"),
        ("a date of its own", TRIED, "A man was shot in June.", "shot", "killing", "2003-06"),
        ("the last of a row", "Arrested in March, he was tried in May and freed in June.", "He was beaten.", "beaten",
         "ill_treatment", "2003-06"),
    ],
)  # fmt: skip
def test_whose_date(trap: str, told: str, text: str, trigger: str, act: str, expected: str) -> None:
    read = when(text, trigger, act=act, after=(told,))
    assert read is not None
    assert read.edtf == expected, trap


FREED = "Ten men were freed."
ARREST = "A pact was signed in May."
SIGNED = "A pact was signed in May, but killings in June went on."


@pytest.mark.parametrize(
    ("trap", "told", "trigger", "given", "expected"),
    [
        ("the year, though a story has a date", (ARREST, FREED), "freed", {"whole": 0.6}, "2003"),
        ("no date, though the rules give one", (SIGNED,), "killings", {"dateless": 0.6}, None),
        ("another date than the parse says", (SIGNED,), "killings", {"in May": 0.6}, "2003-05"),
        ("what the rules say", (SIGNED,), "killings", {"unseen": 0.6}, "2003-06"),
        ("a date that stands nobody knows where", (FREED,), "freed", {"unseen": 0.6}, None),
        ("a date of a sentence before", (ARREST, FREED), "freed", {"in May": 0.6}, "2003-05"),
        ("a date two sentences before", (ARREST, "It rained.", FREED), "freed", {"in May": 0.6}, "2003-05"),
        ("what came after it", (ARREST, "They were later freed."), "freed", {"in May": 0.6}, "2003-05/2003-12"),
        ("likelier no date of these than the likeliest", (SIGNED,), "killings", {"in May": 0.3, "dateless": 0.4}, None),
    ],
)  # fmt: skip
def test_what_is_recalled(
    trap: str, told: tuple[str, ...], trigger: str, given: dict[str, float], expected: str | None
) -> None:
    parses = parsed(*told)
    sentences = list(events.heard(parses, [None] * len(parses)))[-1]
    start = told[-1].index(trigger)
    span = parses[-1].doc.char_span(start, start + len(trigger))
    assert span is not None
    act = recall.told(Act("release", span, "row"), sentences)
    dates = tuple(
        tuple(given.get(host.anchor.quote, 0.0) for host in sentence.context.dates) for sentence in sentences
    )
    whole, dateless, unseen = (given.get(name, 0.1) for name in ("whole", "dateless", "unseen"))
    read = weigh.dated(act, Recalled(whole, dateless, unseen, dates, ()))
    assert (read.edtf if read else None) == expected, trap


def test_without_a_covered_period_the_rules_say() -> None:
    parses = parsed(ARREST)
    (sentences,) = events.heard(parses, [None])
    undated = tuple(
        replace(sentence, context=replace(sentence.context, covers=None)) for sentence in sentences
    )
    act = recall.told(Act("treaty", parses[0].doc[3:4], "row"), undated)
    assert weigh.dated(act, Recalled(0.9, 0.0, 0.0, ((0.1,),), ())) == act.ruled
