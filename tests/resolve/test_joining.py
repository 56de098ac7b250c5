"""How pairs become persons: the surest first, nothing through a weak link, humans before machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.anchor import Anchor
from habeas.model.identity import Comparison, Figure, Reason
from habeas.model.judgement import Judgement, judgement, pair
from habeas.resolve.joining import joined
from habeas.resolve.names import name

AT = datetime(2026, 1, 2, tzinfo=UTC)


def figure(id: str, printed: str = "Ivo Maren", document: str | None = None) -> Figure:
    """Somebody of a report of their own, unless it is named."""
    report = document or f"d{id}"
    anchor = Anchor(report, ord(id) * 100, ord(id) * 100 + len(printed), printed)
    words = (name(printed).words,)
    return Figure(id, "person", report, printed, (), words, anchor, ((anchor.start, anchor.end),))


def told(one: str, other: str, answer: str = "same", score: float = 10.0, *rules: str) -> Comparison:
    return Comparison(one, other, answer, score, tuple(Reason(rule, 0.0, "") for rule in rules))


def judged(what: str, one: Figure, other: Figure) -> Judgement:
    return judgement(what, pair(one.mention, other.mention), by="Ana", at=AT)


def groups(
    figures: Sequence[Figure], compared: Sequence[Comparison], *judgements: Judgement
) -> set[frozenset[str]]:
    return {frozenset(one.entities) for one in joined(figures, compared, judgements).all}


A, B, C = figure("a"), figure("b"), figure("c")


@pytest.mark.parametrize(
    ("figures", "compared", "together"),
    [
        pytest.param((A, B, C), [told("a", "b"), told("b", "c")], ["abc"], id="a chain of three"),
        pytest.param((A, B, C), [told("a", "b", "unsure")], ["a", "b", "c"], id="unsure joins nobody"),
        pytest.param(
            (A, B, C),
            [told("a", "b", "same", 9), told("b", "c", "same", 5), told("a", "c", "different", -9)],
            ["ab", "c"],
            id="the surer pair wins, the weaker does not chain",
        ),
        pytest.param(
            (A, B, figure("c", "Igor Maren")),
            [told("a", "b", "same", 9), told("b", "c", "same", 5)],
            ["ab", "c"],
            id="two names do not meet through a third",
        ),
        pytest.param(
            (A, B, figure("c", "Igo Maren", "da")),
            [told("a", "b", "same", 9), told("b", "c", "same", 5)],
            ["ab", "c"],
            id="two whom one report tells apart",
        ),
        pytest.param(
            (A, B, figure("c", "Maren", "da")),
            [told("a", "b", "same", 9), told("b", "c", "same", 5)],
            ["abc"],
            id="but for a part of the name in the same report",
        ),
        pytest.param(
            (figure("a", "Belmar"), figure("b", "Gorvan Belmar"), figure("c", "Tibor Belmar")),
            [told("a", "b", "same", 9, "name/missing"), told("a", "c", "same", 8, "name/missing")],
            ["a", "b", "c"],
            id="father or son is left to people",
        ),
        pytest.param(
            (figure("a", "Belmar"), figure("b", "Gorvan Belmar"), figure("c", "Tibor Belmar")),
            [told("a", "b", "same", 19, "name/missing"), told("a", "c", "same", 8, "name/missing")],
            ["ab", "c"],
            id="unless one is much surer",
        ),
    ],
)
def test_who_comes_together(
    figures: Sequence[Figure], compared: Sequence[Comparison], together: Sequence[str]
) -> None:
    assert groups(figures, compared) == {frozenset(ids) for ids in together}


def test_a_refused_pair_is_left_to_people_with_the_reason() -> None:
    compared = [told("a", "b", "same", 9), told("b", "c", "same", 5), told("a", "c", "different", -9)]
    (asked,) = joined((A, B, C), compared).unsure
    assert (asked.one, asked.other) == ("b", "c")
    assert asked.reasons[-1].rule == "apart"


@pytest.mark.parametrize(
    ("judgements", "together"),
    [
        pytest.param([("same", A, C)], ["abc"], id="against what is computed"),
        pytest.param([("different", A, B)], ["a", "b", "c"], id="apart, however alike"),
        pytest.param([("different", A, B), ("same", A, C)], ["ac", "b"], id="one of each"),
        pytest.param([("same", A, C), ("different", A, C)], ["ab", "c"], id="the later of two"),
        pytest.param([("unsure", A, B)], ["a", "b", "c"], id="unsure is kept apart"),
    ],
)
def test_a_human_s_word_comes_first(
    judgements: Sequence[tuple[str, Figure, Figure]], together: Sequence[str]
) -> None:
    compared = [told("a", "b"), told("a", "c", "different", -9)]
    given = [judged(*one) for one in judgements]
    assert groups((A, B, C), compared, *given) == {frozenset(ids) for ids in together}


def test_whom_a_human_makes_one_come_with_all_whom_they_had_come_to() -> None:
    compared = [told("a", "b"), told("b", "c", "different", -9)]
    assert groups((A, B, C), compared, judged("same", A, C)) == {frozenset("abc")}


def test_whom_a_human_tells_from_one_is_told_from_all_made_one_with_it() -> None:
    given = [judged("same", A, C), judged("different", B, C)]
    assert groups((A, B, C), [told("a", "b", "same", 9)], *given) == {frozenset("ac"), frozenset("b")}


def test_humans_who_contradict_each_other_keep_what_one_of_them_made_one() -> None:
    given = [judged("same", A, B), judged("same", B, C), judged("different", A, C)]
    assert groups((A, B, C), [], *given) == {frozenset("ab"), frozenset("c")}


FIGURES = [figure(id) for id in "abcdefg"]
ANSWERS = st.dictionaries(
    st.sampled_from(list(combinations("abcdefg", 2))), st.sampled_from(["same", "different", "unsure"])
)


@given(ANSWERS)
def test_nobody_told_apart_is_together_whatever_the_order(answers: dict[tuple[str, str], str]) -> None:
    compared = [
        told(one, other, answer, ord(one) * ord(other) % 7) for (one, other), answer in answers.items()
    ]
    found = groups(FIGURES, compared)
    for (one, other), answer in answers.items():
        if answer == "different":
            assert not any({one, other} <= group for group in found)
    assert sorted(id for group in found for id in group) == list("abcdefg")
    assert groups(FIGURES[::-1], compared[::-1]) == found
