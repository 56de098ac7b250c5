"""`habeas versions` and `habeas diff` as people and programs use them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.cli.terminal import console
from tests.test_linking import APART, COPY, FIRST, NEWER, NEWEST

Put = Callable[..., Archive]
Run = Callable[..., Result]


@pytest.fixture
def run(archive_with: Put) -> Run:
    archive = archive_with(FIRST, COPY, NEWER, NEWEST, APART)

    def verb(*words: str) -> Result:
        console.cache_clear()
        result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["--archive", str(archive.path), *words])
        assert not isinstance(result.exception, Exception), result.exception
        return result

    return verb


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        pytest.param(
            "versions newer.txt",
            [
                "found as: newer.txt",
                f"1 {FIRST.document.id[:9]} 2005-01-03 2004-05-26 →2",
                f"{NEWER.document.id[:9]} 2005-01-09 2004-05-26 2 2 0 0",
                f"3 {NEWEST.document.id[:9]} 2005-01-12 2004-05-26 2 1 0 1",
                'lost, from text 2 to 3 • arrest "rejected"',
                "opening/2/1 · its sentence is gone",
            ],
            id="a chain",
        ),
        pytest.param(
            "versions first.txt", [f"same text overlap file {COPY.document.id[:9]} 0.99 copy.txt"], id="a copy"
        ),
        pytest.param("versions apart.txt", ["No older or newer text of it is known."], id="alone"),
        pytest.param(
            "diff newest.txt",
            ["newer.txt new", "0 reworded, 1 gone, 0 new", "- gone · ", "In June the Supreme Court rejected"],
            id="taken out",
        ),
        pytest.param("diff first.txt newer.txt", ["1 reworded", "~ reworded · ", "[-Four-] {+Five+} men"], id="reworded"),
    ],
)  # fmt: skip
def test_says(run: Run, words: str, holds: list[str]) -> None:
    result = run(*words.split())
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert [part for part in holds if part not in shown] == [], shown


@pytest.mark.parametrize("words", ["versions newer.txt", "versions first.txt", "diff first.txt newest.txt"])
def test_fits_80_columns_without_colours_and_speaks_json(run: Run, words: str) -> None:
    lines = run(*words.split()).stdout.splitlines()
    assert [line for line in lines if len(line) > 80 or line != line.rstrip() or "\x1b" in line] == []
    assert json.loads(run(*words.split(), "--json").stdout)


def test_records_that_are_not_found_are_told_to_programs_too(run: Run) -> None:
    told = json.loads(run("versions", "newest.txt", "--json").stdout)
    assert [text["records"] for text in told["texts"]] == [
        None,
        {"exact": 2, "moved": 0, "lost": 0},
        {"exact": 1, "moved": 0, "lost": 1},
    ]
    (lost,) = told["texts"][2]["not_exact"]
    assert (lost["type"], lost["how"], lost["old"]["quote"], lost["new"]) == (
        "arrest",
        "lost",
        "rejected",
        None,
    )


def test_nothing_to_compare_with_is_one_line(run: Run) -> None:
    result = run("diff", "apart.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
