"""`habeas why` as people and programs use it, on reports read by the whole pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

import habeas
import habeas.cli.main
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.cli.terminal import console
from tests.reports import write

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("why")
    read = habeas.open(folder / "archive")
    read.ingest(write(folder / "reports", 1))
    return read


@pytest.fixture
def run(archive: Archive) -> Run:
    def verb(*words: str) -> Result:
        console.cache_clear()
        result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["--archive", str(archive.path), *words])
        assert not isinstance(result.exception, Exception), result.exception
        return result

    return verb


def id_of(archive: Archive, act: str, certainty: str) -> str:
    return next(e.id for e in archive.events() if (e.type, e.attribution.certainty) == (act, certainty))


def test_the_sentence_the_rule_and_each_field_are_printed(archive: Archive, run: Run) -> None:
    result = run("why", id_of(archive, "ill_treatment", "reported")[:9])
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for part in (
        "In June police officers reportedly ⟦beat⟧ Ivo Maren in a cell",
        "#torture-and-ill-treatment/1/1, kaldria-2001.txt",
        "[acts/ill_treatment:",
        "that an act is told here",
        "affected Ivo Maren “Ivo Maren”",
        ": beat ↓dobj Maren",
        "actor police officers",
        ": beat ↓nsubj officers",
        "date 2001-06 “In June”",
        "certainty reported “reportedly”",
        "an adverb hedges it",
        "nsubj: nominal subject",
    ):
        assert part in shown
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_what_stands_in_another_sentence_is_told_with_its_place(archive: Archive, run: Run) -> None:
    shown = " ".join(run("why", id_of(archive, "ill_treatment", "reported")).stdout.split())
    assert "in another sentence" not in shown
    (denied,) = (e for e in archive.events() if e.attribution.polarity == "negated")
    shown = " ".join(run("why", denied.id).stdout.split())
    assert "in another sentence, torture-and-ill-treatment/1/1" in shown


def test_json_holds_offsets_paths_and_probabilities(archive: Archive, run: Run) -> None:
    told = json.loads(run("why", id_of(archive, "sentence", "stated"), "--json").stdout)
    text = next(archive.documents()).text
    assert text[told["trigger"]["start"] : told["trigger"]["end"]] == told["event"]["trigger"]
    assert 0 < told["encoder"]["told"] <= 1
    by = {ground["field"]: ground for ground in told["grounds"]}
    words = by["affected"]["words"]
    assert text[words["start"] : words["end"]] == words["text"] == "Ivo Maren"
    assert by["affected"]["path"]
    assert by["date"]["rule"] == "context"


@pytest.mark.parametrize("verb", ["show kaldria-2001.txt --records", "case Ivo Maren", "search reportedly"])
def test_ids_to_ask_about_are_printed(archive: Archive, run: Run, verb: str) -> None:
    assert id_of(archive, "ill_treatment", "reported")[:9] in run(*verb.split()).stdout


@pytest.mark.parametrize(
    ("id", "says"),
    [
        pytest.param("e", "may be e", id="the beginning of many"),
        pytest.param("x1", "no act 'x1': `habeas show DOC --records`", id="of none"),
        pytest.param("", "no act ''", id="nothing"),
    ],
)
def test_what_cannot_be_asked_about(run: Run, id: str, says: str) -> None:
    result = run("why", id)
    assert (result.exit_code, says in result.stderr) == (1, True)
