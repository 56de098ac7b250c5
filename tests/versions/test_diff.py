"""Two texts side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bench.errata import Text, printed
from habeas.versions.diff import diff
from tests.factory import doc
from tests.versions.test_reanchor import CLOSED, FREED, HELD, OLD, OPENED, TOLD, changed


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(OLD, [], id="the same"),
        pytest.param(OLD.replace(f"{HELD} ", ""), [("gone", HELD, None)], id="taken out"),
        pytest.param(f"{HELD} {OLD}", [("new", None, HELD)], id="printed twice"),
        pytest.param(" ".join((OPENED, FREED, TOLD, CLOSED, HELD)), [("moved", HELD, HELD)], id="put last"),
        pytest.param(
            OLD.replace("until May", "until 4 June"),
            [("reworded", HELD, HELD.replace("May", "4 June"))],
            id="reworded",
        ),
    ],
)
def test_changes(new: str, told: list[tuple[str, str | None, str | None]]) -> None:
    found = diff(doc(OLD), doc(new))
    changes = [
        (c.kind, c.old.quote if c.old else None, c.new.quote if c.new else None) for c in found.changes
    ]
    assert changes == told
    assert found.counts["same"] == 5 - sum(kind in ("gone", "moved", "reworded") for kind, *_ in told)


def test_the_words_of_a_reworded_sentence_are_told_apart() -> None:
    (change,) = diff(doc(OLD), doc(OLD.replace("until May", "until 4 June"))).changes
    assert [(part.kind, part.words) for part in change.parts] == [
        ("same", "Lena Tarsk was held in the prison of Vesht until "),
        ("gone", "May"),
        ("new", "4 June"),
        ("same", "."),
    ]


def test_notices_of_a_host_are_left_aside() -> None:
    old, _ = printed([])
    assert old.blocks
    assert diff(old, doc("")).changes == ()


@given(changed())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_every_sentence_is_counted_once_on_each_side(texts: tuple[Text, Text]) -> None:
    old, new = (printed(text)[0] for text in texts)
    counts = diff(old, new).counts
    kept = counts["same"] + counts["moved"] + counts["reworded"]
    assert kept + counts["gone"] == len(old.sentences)
    assert kept + counts["new"] == len(new.sentences)
