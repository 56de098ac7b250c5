"""Anchors of an older text in a newer: exact, moved, lost, and never at other words."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import errata
from bench.errata import Said, Text, outcomes
from habeas.structure import structure
from habeas.versions.reanchor import (
    ELSEWHERE,
    REWORDED,
    SENTENCE_GONE,
    SEVERAL,
    UNSURE,
    WORDS_GONE,
    reanchor,
)
from tests.factory import anchor, doc
from tests.structure.pages import raw as page_raw

OPENED = "Ivo Maren was arrested in March by men in uniform."
HELD = "Lena Tarsk was held in the prison of Vesht until May."
FREED = "He was released."
TOLD = "Nobody told the families where the four men had been taken."
CLOSED = "The Interior Ministry denied in June that they were beaten."
OLD = " ".join((OPENED, HELD, FREED, TOLD, CLOSED))


@pytest.mark.parametrize(
    ("new", "words", "how", "why", "rest"),
    [
        pytest.param(OLD, "held", "exact", "", "held in the prison", id="nothing changed"),
        pytest.param(f"In brief it was a year of arrests. {OLD}", "held", "exact", "", "held in", id="inserted before"),
        pytest.param(OLD.replace(" ", "  "), "held in", "exact", "", "held  in", id="blanks otherwise"),
        pytest.param(
            " ".join((OPENED, FREED, TOLD, CLOSED, HELD)), "held", "moved", ELSEWHERE, "held in", id="put last"
        ),
        pytest.param(OLD.replace("until May", "until June"), "held", "moved", REWORDED, "held in", id="reworded beside"),
        pytest.param(OLD.replace("Lena", "Anna"), "held", "lost", UNSURE, None, id="told of somebody else"),
        pytest.param(OLD.replace("held", "kept"), "held", "lost", WORDS_GONE, None, id="its word replaced"),
        pytest.param(OLD.replace("was held", "was not held"), "held", "lost", WORDS_GONE, None, id="denied now"),
        pytest.param(OLD.replace(f"{HELD} ", ""), "held", "lost", SENTENCE_GONE, None, id="taken out"),
        pytest.param(f"{OLD} {HELD}", "held", "exact", "", "held in", id="printed again, its neighbours tell"),
        pytest.param(
            OLD.replace(HELD, f"{HELD} {HELD}"), "held", "lost", SEVERAL, None, id="printed twice in one place"
        ),
        pytest.param(OLD.replace(f"{FREED} ", ""), "He was", "lost", SENTENCE_GONE, None, id="a short one taken out"),
        pytest.param(
            OLD.replace(f"{FREED} ", "") + f" Tam Orvik fled abroad in the last week. {FREED}",
            "released", "lost", SEVERAL, None, id="a short one elsewhere may be of another person",
        ),
        pytest.param(
            OLD.replace(FREED, "He was acquitted."), "He was", "lost", UNSURE, None, id="a short one replaced"
        ),
    ],
)  # fmt: skip
def test_what_became_of_words(new: str, words: str, how: str, why: str, rest: str | None) -> None:
    before, after = doc(OLD), doc(new)
    (found,) = reanchor(before, after, [("detention", anchor(before, words))])
    assert (found.how, found.why) == (how, why)
    assert (found.new is None) == (rest is None)
    if found.new and rest:
        assert after.text[found.new.start :].startswith(rest)
        assert found.new.document == after.id


def test_words_over_two_sentences_go_with_both() -> None:
    before = doc(OLD)
    wide = before.anchor(before.text.index("May."), before.text.index("released"))
    for new, how in (
        (f"A new one stands first here. {OLD}", "exact"),
        (OLD.replace("May. He", "May. Then he"), "lost"),
    ):
        assert [found.how for found in reanchor(before, doc(new), [("release", wide)])] == [how]


def test_a_heading_and_a_fact_are_found_too() -> None:
    before = doc(f"# Torture\n{OPENED}\n= Death penalty: retentionist\n")
    after = doc(f"# Torture\n{HELD}\n{OPENED}\n= Death penalty: retentionist\n")
    told = [("heading", anchor(before, "Torture")), ("fact", anchor(before, "retentionist"))]
    assert [found.how for found in reanchor(before, after, told)] == ["exact", "exact"]


def test_divided_words_and_other_marks_are_the_same_words() -> None:
    before = doc("The court's asylum office refused the moratorium on Monday.")
    after = page_raw("A heading\n\nThe court’s asylum\noffice refused the morato-\nrium on Monday.\n")
    (found,) = reanchor(before, structure(after)[0], [("ruling", anchor(before, "refused the moratorium"))])
    assert found.how == "exact"
    assert found.new and found.new.quote == "refused the morato-\nrium"


def test_counts_over_errata_are_those_that_are_true() -> None:
    told = Counter[tuple[str, str]]()
    for seed in range(12):
        found = list(outcomes(*errata.erratum(seed), every=5))
        assert not any(outcome.wrong for outcome in found)
        told.update((outcome.wanted, outcome.got) for outcome in found)
    right = sum(count for (wanted, got), count in told.items() if wanted == got)
    assert right >= 0.995 * told.total()
    assert told["lost", "exact"] == told["lost", "moved"] == 0


WORDS = (
    "Maren",
    "Tarsk",
    "police",
    "was",
    "arrested",
    "released",
    "court",
    "denied",
    "in",
    "March",
    "Vesht",
    "again",
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(
    lambda words: ("The", *words[:-1], f"{words[-1]}.")
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Text, Text]:
    """An old text, in which sentences come again, and a new one; what comes again stays in its order."""
    said = draw(st.lists(SENTENCE, min_size=3, max_size=12))
    said += draw(st.lists(st.sampled_from(said), max_size=4))
    said = draw(st.permutations(said))
    old: Text = [Said(number, words) for number, words in enumerate(said)]
    often, new = Counter(said), old
    for _ in range(draw(st.integers(0, 6))):
        step = draw(st.sampled_from(("insert", "delete", "reword", "move", "swap")))
        at, other = (draw(st.integers(0, max(len(new) - 1, 0))) for _ in range(2))
        if step == "insert" or not new:
            new = errata.insert(new, at, ("Later", *(word[::-1] for word in draw(SENTENCE)[1:-1]), "too."))
        elif step == "delete":
            new = errata.delete(new, at)
        elif step == "reword" and new[at].changed is None:
            new = errata.reword(new, at, draw(st.integers(0, len(new[at].words) - 1)))
        elif step == "move" and often[new[at].words] == 1:
            new = errata.move(new, at, other)
        elif step == "swap" and often[new[at].words] == often[new[other].words] == 1:
            new = errata.swap(new, at, other)
    return old, new


@given(changed())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_anchor_is_wrong(texts: tuple[Text, Text]) -> None:
    assert [outcome for outcome in outcomes(*texts) if outcome.wrong] == []
