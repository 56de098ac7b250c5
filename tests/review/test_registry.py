"""Who is who as people decide it: merged, split, judged at the terminal, carried to nomenklatura and back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import habeas.cli.main  # hangs the verbs on the application
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.cli.terminal import console
from habeas.errors import NotFound, ReviewError
from habeas.reading import Reading
from habeas.review.desk import Reviewer
from tests.conftest import put
from tests.factory import doc, person

Put = Callable[..., Archive]
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ANA = Reviewer("Ana")


def told(text: str, *names: str, year: int) -> Reading:
    document = doc(text, file=f"kaldria-{year}.txt", years=(year, year), title=f"Kaldria in {year}")
    return Reading(document, tuple(person(document, name) for name in names))


READ = (
    told("Ivo Maren, a miner, was arrested.", "Ivo Maren", year=2003),
    told("Maren fell ill in prison.", "Maren", year=2004),
    told("Ivo Maren was freed.", "Ivo Maren", year=2005),
)
FIRST, SURNAME, LATER = (reading.entities[0].id for reading in READ)


@pytest.fixture
def archive(archive_with: Put) -> Archive:
    return archive_with(*READ)


def exported(archive: Archive) -> str:
    out = io.StringIO()
    archive.export("jsonl", out)
    return out.getvalue()


def test_merged_and_split_again_exports_are_byte_for_byte_what_they_were(archive: Archive) -> None:
    before = exported(archive)
    archive.registry.merge("Ivo Maren", SURNAME, by=ANA, at=AT)
    assert set(archive.person(SURNAME).entities) == {FIRST, SURNAME, LATER}
    assert exported(archive) != before
    assert [one.what for one in archive.registry.split(SURNAME, by=ANA)] == ["withdraw"]
    assert exported(archive) == before


def test_what_nobody_merged_is_split_by_naming_who_is_another(archive: Archive) -> None:
    archive.registry.split("Ivo Maren", [LATER], by=ANA)
    assert archive.person(FIRST) != archive.person(LATER)


def test_two_that_nobody_merged_fall_apart(archive: Archive) -> None:
    archive.registry.split("Ivo Maren", by=ANA)
    assert archive.person(FIRST) != archive.person(LATER)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        pytest.param((FIRST, LATER), ReviewError, id="one already"),
        pytest.param((FIRST, "Nobody"), NotFound, id="nobody"),
    ],
)
def test_a_merge_that_makes_no_sense(
    archive: Archive, words: tuple[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        archive.registry.merge(*words, by=ANA)


@pytest.mark.parametrize(
    ("key", "out", "error"),
    [
        pytest.param(SURNAME, [], ReviewError, id="one entity alone"),
        pytest.param("Ivo Maren", [SURNAME], NotFound, id="not of this person"),
        pytest.param("Ivo Maren", [FIRST, LATER], ReviewError, id="nobody is left"),
    ],
)
def test_a_split_that_makes_no_sense(
    archive: Archive, key: str, out: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        archive.registry.split(key, out, by=ANA)


def test_another_s_merge_is_taken_back_by_an_editor_alone(archive: Archive) -> None:
    archive.registry.merge(FIRST, SURNAME, by=ANA, at=AT)
    with pytest.raises(ReviewError, match="only an editor"):
        archive.registry.split(SURNAME, by=Reviewer("Bo"))
    archive.registry.split(SURNAME, by=Reviewer("Bo", "editor"))
    assert archive.person(SURNAME) != archive.person(FIRST)


def test_to_nomenklatura_and_back_nothing_is_lost(archive: Archive, tmp_path: Path) -> None:
    archive.registry.decide("same", FIRST, SURNAME, by=ANA, at=AT)
    archive.registry.decide("different", SURNAME, LATER, by=Reviewer("Bo"), at=AT)
    lines = list(archive.registry.lines())
    other = put(tmp_path / "other", *READ)
    taken = other.registry.take_in(lines, by=ANA, where="resolver.json")
    assert [(one.what, one.by) for one in taken] == [("different", "Bo"), ("same", "Ana")]
    assert other.identities() == archive.identities()
    assert not other.registry.take_in(lines, by=ANA, where="resolver.json")


def test_edges_are_as_nomenklatura_reads_them(archive: Archive) -> None:
    archive.registry.decide("different", FIRST, LATER, by=ANA, at=AT)
    edges = [json.loads(line) for line in archive.registry.lines()]
    assert [max(FIRST, LATER), min(FIRST, LATER), "negative", None, "Ana", "2026-01-02T03:04:05"] in edges
    assert all((len(edge) == 6 and edge[0] > edge[1]) or edge[0].startswith("NK-") for edge in edges)
    assert {edge[2] for edge in edges} <= {"positive", "negative", "unsure", "no_judgement"}


def test_a_cluster_of_nomenklatura_s_own_is_merged(archive: Archive) -> None:
    edges = [
        ["NK-x", id, "positive", None, "Cy", "2025-01-01T00:00:00.000001"] for id in (FIRST, SURNAME, LATER)
    ]
    archive.registry.take_in(map(json.dumps, edges), by=ANA, where="resolver.json")
    assert set(archive.person(FIRST).entities) == {FIRST, SURNAME, LATER}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("{", "line 1: not JSON", id="no JSON"),
        pytest.param('["a", "b"]', "line 1: an edge is", id="too short"),
        pytest.param('["a", "b", "maybe", null, "", ""]', "no judgement 'maybe'", id="another judgement"),
    ],
)
def test_a_line_that_is_no_edge_is_told_by_its_number(archive: Archive, line: str, says: str) -> None:
    with pytest.raises(ReviewError, match=says):
        archive.registry.take_in([line], by=ANA, where="resolver.json")


def run(archive: Archive, *words: str, typed: str = "") -> str:
    console.cache_clear()
    words = ("--archive", str(archive.path), *words)
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, words, input=typed)
    assert not isinstance(result.exception, Exception), result.exception
    return result.output


def test_pairs_are_shown_side_by_side_and_judged(archive: Archive) -> None:
    shown = run(archive, "review", "identities", "--by", "Ana", typed="s both are miners\nq\n")
    assert "Maren fell ill in prison." in shown
    assert "Ivo Maren was" in shown
    assert "both are miners" in shown
    assert "No pair waits" in shown
    assert archive.person(SURNAME) == archive.person(FIRST)


def test_a_judgement_at_the_terminal_is_taken_back(archive: Archive) -> None:
    run(archive, "review", "identities", "--by", "Ana", typed="d\nw\nq\n")
    assert [one.what for one in archive.judgements()] == ["different", "withdraw"]
    assert archive.identities().unsure


def test_a_merge_brings_all_that_each_had_come_to(tmp_path: Path) -> None:
    where = tmp_path / "demo"
    assert CliRunner().invoke(app, ["demo", str(where)]).exit_code == 0
    with habeas.open(where) as demo:
        each = [set(demo.person(name).documents) for name in ("Brisk Felmar", "Pelka Morrin")]
        run(demo, "merge", "Brisk Felmar", "Pelka Morrin", "--by", "Ana")
        assert set(demo.person("Brisk Felmar").documents) == each[0] | each[1]
        run(demo, "split", "Brisk Felmar", "--by", "Ana")
        assert set(demo.person("Brisk Felmar").documents) == each[0]


def test_the_verbs(archive: Archive, tmp_path: Path) -> None:
    listed = json.loads(run(archive, "review", "identities", "--json"))
    assert listed["total"] == len(listed["pairs"]) > 0
    assert "3 reports" in run(archive, "merge", "Ivo Maren", SURNAME, "--why", "one cell", "--by", "Ana")
    file = tmp_path / "resolver.json"
    run(archive, "review", "identities", "--export", str(file))
    assert "0 judgements taken in" in run(archive, "review", "identities", "--import", str(file))
    assert "withdraw" in run(archive, "split", SURNAME, "--by", "Ana")
