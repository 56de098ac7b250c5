"""What coverage counts, on a report of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.coverage import conditional, drawn, measure, report, strong
from habeas.vocabulary.load import acts

PAGE = """Harbour Notes on Kaldria
Publisher: Harbour Group

Covering events from January - December 2011

Ilke Dorran was arrested in Karsa on 9 January. No arrest warrant was shown to anybody. The guards
amused her in the harbour.
"""


@pytest.mark.parametrize(
    ("act", "said", "holds"),
    [
        pytest.param("arrest", "they arrest", True, id="a verb"),
        pytest.param("arrest", "they were arresting", True, id="another form of it"),
        pytest.param("arrest", "they walked", False, id="another verb"),
    ],
)
def test_strong_cue_words(act: str, said: str, holds: bool) -> None:
    words = set(said.split())
    assert any(all(words & forms for forms in cue) for cue in strong()[act]) is holds


def test_a_type_without_a_strong_word_asks_for_what_stands_beside_it() -> None:
    assert conditional() < acts().keys()
    assert all(len(cue) > 1 or cue[0] for act in conditional() for cue in strong()[act])


def test_the_counts_of_a_report(tmp_path: Path) -> None:
    page = tmp_path / "kaldria.txt"
    page.write_text(PAGE, encoding="utf-8")
    found = measure(page)
    assert (found.entries, found.sentences, found.silent) == (1, 3, 2)
    assert (found.holding["arrest"], found.yielding["arrest"]) == (2, 1)
    assert found.told["arrest", "2011"] == 1
    assert (found.verbs["arrest"], found.passed["arrest"]) == (1, 0)
    assert found.passed["amuse"] == 1
    lines = report(found, "head").splitlines()
    assert next(line.split() for line in lines if line.startswith("arrest ")) == [
        "arrest",
        "2",
        "1",
        "0.50",
        "1",
    ]
    assert lines[-2].split() == ["amuse", "1", "1"]


def test_a_sample_is_drawn_by_its_seed() -> None:
    paths = [Path(f"{number}.txt") for number in range(30)]
    assert drawn(paths, sample=5, seed=1) == drawn(reversed(paths), sample=5, seed=1)
    assert drawn(paths, sample=5, seed=1) != drawn(paths, sample=5, seed=2)
    assert drawn(paths, sample=None, seed=1) == sorted(paths)
