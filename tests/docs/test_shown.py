"""What the documents show is what is printed: commands, code, figures, the picture, links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docs import figures, picture, shown
from docs.shown import FENCE, ROOT, Reader, documents, excerpt, in_step, told

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
MAKE = re.compile(r"\bmake (\w+)", re.M)
RUN_OR_SHOWN = {"console", "python", "output", "sh", "text", "yaml"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the demo archive."""
    return shown.demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_command_prints_what_is_shown(path: Path, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(demo, folder)
    markdown = path.read_text(encoding="utf-8")
    assert in_step(markdown, Reader(folder)) == markdown, "make docs puts the documents in step"


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_links_lead_somewhere_and_targets_of_make_are_there(path: Path) -> None:
    markdown = path.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(markdown) if not (path.parent / link).exists()] == []
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    told_of = {name for block in FENCE.finditer(markdown) for name in MAKE.findall(block["body"])}
    assert {name for name in told_of if f"\n{name}:" not in targets} == set()
    assert {block["language"] for block in FENCE.finditer(markdown)} <= RUN_OR_SHOWN


def test_figures_are_those_of_the_results() -> None:
    assert figures.behind() == [], "make docs puts the figures in step"


def test_the_picture_holds_what_the_command_prints(demo: Path) -> None:
    svg = picture.PICTURE.read_text(encoding="utf-8")
    assert picture.drawn_words(svg) == picture.printed_words(demo), "make docs draws it anew"


def test_another_output_is_out_of_step_and_put_in_step(demo: Path) -> None:
    before = "```console lines=1-1\n$ habeas --archive demo-archive verify\nall is well\n```\n"
    made = in_step(before, Reader(demo))
    sound = "sound: originals, records, log of custody and index agree"
    assert "all is well" not in made and sound in made


def test_a_command_that_fails_unannounced_is_refused(demo: Path) -> None:
    with pytest.raises(ValueError, match="ended with 2"):
        in_step("```console\n$ habeas --archive nowhere list\n```\n", Reader(demo))


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param(None, "a\nb\nc\n", id="all"),
        pytest.param("1-2", "a\nb\n…\n", id="the beginning"),
        pytest.param("2-3", "…\nb\nc\n", id="the end"),
        pytest.param("1-9", "a\nb\nc\n", id="more than there is"),
    ],
)
def test_excerpt(lines: str | None, left: str) -> None:
    assert excerpt("a\nb\nc\n", lines) == left


def test_days_of_access_and_breaks_of_lines_are_left_aside() -> None:
    assert told("x [accessed 3\nMay 2026]\ny") == told("x [accessed 23 November 2027] y")


SCORE = """\
## seed report
events     P 0.9  R 0.9  F1 0.900   (1 of 1 gold)

## the kept-back quarter (bench/results/held.txt)
events     P 0.800  R 0.900  F1 0.847   (9 of 10 gold, 11 predicted)
when       23/27 = 0.852

## the rest
events     P 0.800  R 0.900  F1 0.880   (9 of 10 gold, 11 predicted)
"""


def test_the_table_of_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path)
    assert "Not measured yet" in figures.score()
    (tmp_path / "score.txt").write_text(SCORE, encoding="utf-8")
    rows = figures.score().splitlines()
    assert rows[0] == "| | kept back | the others |"
    assert rows[2:] == ["| acts found, F1 | 0.85 | 0.88 |", "| date of an act | 0.85 | – |"]


ABLATION = """\
3 reports, encoder 0a1b2c3d: python -m bench.ablation
reports    made by          P      when
kept back  rules        0.894     0.895
rest       both         0.914         -
"""


def test_the_table_of_what_rules_and_encoder_are_worth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path)
    assert "Not measured yet" in figures.ablation()
    (tmp_path / "ablation.txt").write_text(ABLATION, encoding="utf-8")
    assert figures.ablation().splitlines() == [
        "| reports | made by | P | when |",
        "| --- | --- | ---: | ---: |",
        "| kept back | rules | 0.894 | 0.895 |",
        "| rest | both | 0.914 | - |",
        "",
        "3 reports, encoder 0a1b2c3d.",
    ]
