"""The date of an act that has none of its own: that of its story, of the deed behind it, or none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.analyse import weigh
from habeas.analyse.language import Act
from habeas.analyse.time import begin, follow, resolve
from habeas.model.record import When
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


SIGNED = "A pact was signed in May, but killings in June went on."


@pytest.mark.parametrize(
    ("trap", "told", "text", "trigger", "whole", "dateless", "expected"),
    [
        ("the story's, though it lasts", "In May Ivo Maren was tried.", "Detentions followed.", "Detentions", 0.3, 0.1, "2003-05"),
        ("the year's", "In May Ivo Maren was tried.", "Detentions followed.", "Detentions", 0.9, 0.0, "2003"),
        ("the story's given up", "In May Ivo Maren was tried.", "He was detained.", "detained", 0.95, 0.0, "2003"),
        ("surely not the year's, and of no story", "Prisons were full.", "Ten men were held.", "held", 0.001, 0.1, None),
        ("long past", "In May two men fled.", "They had been held.", "held", 0.3, 0.6, None),
        ("past or of the year", "Prisons were full.", "They had been held.", "held", 0.7, 0.3, "2003"),
    ],
)  # fmt: skip
def test_what_the_encoder_adds(
    trap: str, told: str, text: str, trigger: str, whole: float, dateless: float, expected: str | None
) -> None:
    read = dated((told, text), trigger, whole=whole, dateless=dateless)
    assert (read.edtf if read else None) == expected, trap


@pytest.mark.parametrize(
    ("trap", "word", "sure", "others", "expected"),
    [
        ("a date that is seen", "June", 0.9, 0.2, "2003-06"),
        ("another than the parse says", "May", 0.9, 0.2, "2003-05"),
        ("none seen: what the parse says", "May", 0.5, 0.2, "2003-06"),
        ("none seen, nor what the parse says", "May", 0.5, 0.01, "2003"),
    ],
)
def test_which_date_of_the_sentence(trap: str, word: str, sure: float, others: float, expected: str) -> None:
    read = dated((SIGNED,), "killings", seen=(word, sure), others=others, whole=0.5)
    assert read is not None
    assert read.edtf == expected, trap


def dated(
    sentences: tuple[str, ...],
    trigger: str,
    *,
    seen: tuple[str, float] = ("", 0.0),
    others: float = 0.2,
    whole: float = 0.0,
    dateless: float = 0.0,
) -> When | None:
    parses = parsed(*sentences)
    context = begin(YEAR)
    for sentence in parses:
        context = follow(context, sentence)
    text, doc = sentences[-1], parses[-1].doc
    span = doc.char_span(text.index(trigger), text.index(trigger) + len(trigger))
    assert span is not None
    act = Act("detention", span, "row")
    flat, dates = np.ones(len(doc), dtype=np.float32), np.full((len(doc), len(doc)), others, dtype=np.float32)
    for token in doc:
        if token.text == seen[0]:
            dates[:, token.i - 1 : token.i + 1] = seen[1]  # "in May"
    told = replace(scores(len(doc)), whole=flat * whole, dateless=flat * dateless, dates=dates)
    return weigh.dated(resolve(act, parses[-1], context), act, told, context)
