"""The date of an act that has none of its own: that of its story, of the deed behind it, or none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.analyse import weigh
from habeas.analyse.language import Act
from habeas.analyse.time import begin, follow, lies_before, resolve
from tests.analyse.test_time import YEAR, parsed, when
from tests.analyse.test_weigh import scores

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


@pytest.mark.parametrize(
    ("trap", "told", "text", "trigger", "act", "expected"),
    [
        ("had been", "In May two men were freed.", "They had been convicted of theft.", "convicted", "conviction", True),
        ("had been, with its date", "In May two men were freed.", "They had been jailed in 2001.", "jailed", "sentence", False),
        ("had been, of no story", "Prisons were full.", "Ten men had been jailed.", "jailed", "sentence", False),
        ("a step of the story", "In May ten men were held.", "They left after they had been charged.", "charged", "charge", False),
        ("an aside", "", "In May two men, who had been tortured, were freed.", "tortured", "torture", True),
        ("the story itself", "In May two men were freed.", "They were charged again.", "charged", "charge", False),
        ("a mark", "", "In May a man convicted of theft was freed.", "convicted", "conviction", True),
        ("a mark with its date", "", "A man convicted in May was freed in June.", "convicted", "conviction", False),
        ("no step of a proceeding", "", "In May a man beaten by guards was freed.", "beaten", "ill_treatment", False),
        ("done, and dated by the story", TRIED, "He had been beaten.", "beaten", "ill_treatment", False),
    ],
)  # fmt: skip
def test_lies_before(trap: str, told: str, text: str, trigger: str, act: str, expected: bool) -> None:
    sentences = parsed(*filter(None, (told, text)))
    context = begin(YEAR)
    for sentence in sentences:
        context = follow(context, sentence)
    start = text.index(trigger)
    span = sentences[-1].doc.char_span(start, start + len(trigger))
    assert span is not None
    assert lies_before(Act(act, span, "row"), context) is expected, trap


@pytest.mark.parametrize(
    ("trap", "told", "text", "trigger", "whole", "expected"),
    [
        ("the story's, though it lasts", "In May Ivo Maren was tried.", "Detentions followed.", "Detentions", 0.3, "2003-05"),
        ("the year's", "In May Ivo Maren was tried.", "Detentions followed.", "Detentions", 0.9, "2003"),
        ("the story's given up", "In May Ivo Maren was tried.", "He was detained.", "detained", 0.95, "2003"),
        ("surely not the year's, and of no story", "Prisons were full.", "Ten men were held.", "held", 0.001, None),
        ("had been", "In May two men fled.", "They had been held.", "held", 0.3, None),
        ("had been, the whole year", "In May two men fled.", "They had been held.", "held", 0.97, "2003"),
    ],
)  # fmt: skip
def test_what_the_encoder_adds(
    trap: str, told: str, text: str, trigger: str, whole: float, expected: str | None
) -> None:
    sentences = parsed(told, text)
    context = begin(YEAR)
    for sentence in sentences:
        context = follow(context, sentence)
    start = text.index(trigger)
    span = sentences[-1].doc.char_span(start, start + len(trigger))
    assert span is not None
    act = Act("detention", span, "row")
    seen = replace(scores(len(span.doc)), whole=np.full(len(span.doc), whole, dtype=np.float32))
    read = weigh.dated(resolve(act, sentences[-1], context), act, seen, context)
    assert (read.edtf if read else None) == expected, trap
