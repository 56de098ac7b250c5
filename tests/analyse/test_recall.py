"""An act read with the sentences before it: by the weights that are in the package."""

from __future__ import annotations

import pytest

from habeas.analyse import events, recall, weigh
from habeas.analyse.recall import Recalled, Told
from tests.factory import doc

STORY = (
    "In March Ivo Maren, a teacher, was arrested in Karsa.",
    "He was beaten by guards.",
    "A doctor saw bruises on his back.",
    "No investigation was opened.",
)
YEAR_AT_LARGE = ("In March Ivo Maren was arrested.", "Throughout the year prisons remained overcrowded.")


def read(*sentences: str) -> list[tuple[Told, Recalled]]:
    document = doc(
        "\n\n".join(["Kaldria 2003", "Covering events from January - December 2003", " ".join(sentences)])
    )
    told = list(events.tellings(*events.seen(document), bar=weigh.UNFORESEEN))
    return list(zip(told, recall.read(told), strict=True))


def test_what_is_recalled_of_an_act_is_shared_out() -> None:
    for told, recalled in read(*STORY):
        given = sum(share for sentence in recalled.dates for share in sentence)
        assert given + recalled.whole + recalled.dateless + recalled.unseen == pytest.approx(1, abs=1e-5)
        assert [len(part) for part in recalled.affected] == [len(s.parsed.doc) for s in told.sentences]


def test_no_act_is_read_with_more_sentences_than_the_weights_know() -> None:
    story = [
        *STORY,
        *(f"{n} people were arrested." for n in ("Two", "Three", "Four", "Five", "Six", "Seven")),
    ]
    assert max(len(told.sentences) for told, _ in read(*story)) == recall.BEFORE + 1


def test_acts_read_together_are_as_acts_read_alone() -> None:
    told = [one for one, _ in read(*STORY)]
    together = recall.read(told)
    for one, found in zip(told, together, strict=True):
        (alone,) = recall.read([one])
        assert (alone.whole, alone.unseen) == pytest.approx((found.whole, found.unseen), abs=0.05)


def test_no_acts() -> None:
    assert recall.read([]) == []
