"""The verbs as people and programs use them: output, exit codes, errors of one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.archive import Archive
from habeas.cli.app import app
from habeas.cli.terminal import console
from habeas.cli.wording import many
from habeas.model.document import Entry
from habeas.model.record import Count
from tests.factory import KALDRIA, kaldria

Put = Callable[..., Archive]
Run = Callable[..., Result]
LATER = kaldria(f"A later year.\n{KALDRIA}", file="kaldria-2004.txt", year=2004)
SENTENCE = next(event.id for event in LATER.events if event.type == "sentence")


@pytest.fixture
def run(archive_with: Put) -> Run:
    """Runs a verb on an archive of two reports, 80 columns wide."""
    archive = archive_with(kaldria(), LATER)

    def verb(*words: str) -> Result:
        console.cache_clear()
        result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["--archive", str(archive.path), *words])
        assert not isinstance(result.exception, Exception), result.exception
        return result

    return verb


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        pytest.param("list", ["Kaldria in 2003", "Lantern Watch", "covers 2004"], id="list"),
        pytest.param("show kaldria-2003.txt", ["Death penalty", "retentionist"][:1], id="show"),
        pytest.param("show kaldria-2003#death", ["Four men were reportedly executed"], id="show a passage"),
        pytest.param(
            "show kaldria-2003.txt --records",
            ["alleged, said by her lawyer", 'ill treatment "beaten"', "date coverage"],
            id="records with hedge and speaker",
        ),
        pytest.param(
            "search three years", ["*three* *years*", "Political prisoners, para. 1", "P3Y"], id="search"
        ),
        pytest.param(
            "search beaten --year 2003",
            ["alleged, said by her lawyer", "#political-prisoners/2", "1 passage"],
            id="search shows hedge and speaker",
        ),
        pytest.param(
            "case Maren",
            [
                "3 acts, told 4 times, in 2 reports",
                "told 2 times in 2 reports: 1 independent source",
                "status: in custody, as of 2004-03-31 (act 3)",
                "date context",
                "[1] Lantern Watch",
            ],
            id="case",
        ),
        pytest.param(
            "case Maren --as-of 2004-12-31", ["2 reports, of those out by 31 December 2004"], id="case as of"
        ),
        pytest.param(
            f"corroborate {SENTENCE}",
            ["2 documents, 1 independent source", "has the publisher of Kaldria in 2003: Lantern Watch"],
            id="corroborate",
        ),
        pytest.param("conflicts", ["0 things told differently"], id="conflicts"),
        pytest.param(
            "country Kaldria", ["2003, 2004", "retentionist (as stated by Lantern Watch)"], id="country"
        ),
        pytest.param("cite kaldria-2003.txt#political-prisoners/2", ["para. 2, [accessed "], id="cite"),
        pytest.param("issues", ["unknown-word: what is meant", "2 issues"], id="issues"),
        pytest.param(
            "issues --kind odd", ["0 issues of the kind 'odd': there are unknown-word"], id="odd issues"
        ),
        pytest.param("verify", ["sound", "last hash of the log: "], id="verify"),
        pytest.param("log", ["acquired kaldria-2003.txt", "read d", "+00:00", "last hash: "], id="log"),
        pytest.param("log kaldria-2004", ["acquired kaldria-2004.txt"], id="log of a report"),
        pytest.param(
            "status",
            ["10 events", "2 issues 0 of the issues: files", "Kaldria (KLD)", "2003-2004"],
            id="status",
        ),
        pytest.param("export", ['"kind": "conflict"'], id="export"),
        pytest.param("export --format csv --kind event", ["alleged,affirmed", "her lawyer"], id="export csv"),
    ],
)
def test_says(run: Run, words: str, holds: list[str]) -> None:
    result = run(*words.split())
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert [part for part in holds if part not in shown] == []


@pytest.mark.parametrize(
    "words", ["list", "show kaldria-2003.txt -r", "search was", "case Maren", "country KLD"]
)
def test_fits_80_columns_without_colours(run: Run, words: str) -> None:
    lines = run(*words.split()).stdout.splitlines()
    assert [line for line in lines if len(line) > 80 or line != line.rstrip() or "\x1b" in line] == []


@pytest.mark.parametrize(
    "words",
    [
        *("list", "show kaldria-2003.txt", "search was", "case Maren", "country KLD"),
        *("cite kaldria-2003.txt", "issues", "log", "verify", "status"),
        *(f"corroborate {SENTENCE}", "conflicts"),
    ],
)
def test_every_reading_verb_speaks_json(run: Run, words: str) -> None:
    assert json.loads(run(*words.split(), "--json").stdout) is not None


def test_json_carries_hedges_and_speakers(run: Run) -> None:
    found = json.loads(run("search", "beaten", "--json").stdout)
    (event,) = found["hits"][0]["events"]
    assert (event["certainty"], event["sources"][0]["name"]) == ("alleged", "her lawyer")
    entries = json.loads(run("case", "Maren", "--json").stdout)["entries"]
    assert entries[0]["event"]["when"]["basis"] == "context"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        pytest.param(["search", "nowhere"], 1, "", id="nothing found"),
        pytest.param(
            ["case", "Maren", "--as-of", "2003-01-01"], 1, "published by 2003-01-01", id="too early"
        ),
        pytest.param(["corroborate", "x9"], 1, "no act 'x9'", id="no such act"),
        pytest.param(["case", "Orvik"], 1, "nobody called 'Orvik'", id="no such case"),
        pytest.param(["country", "XXX"], 1, "no report on 'XXX'", id="no such country"),
        pytest.param(["show", "nothing.txt"], 1, "habeas list", id="no such report"),
        pytest.param(["show", "d"], 1, "may be", id="an id that begins two"),
        pytest.param(["cite", "kaldria-2003.txt#torture"], 2, "there are: opening", id="no such passage"),
        pytest.param(["search", "was AND"], 2, "both sides", id="bad query"),
        pytest.param(["search"], 2, "give words", id="neither words nor filter"),
        pytest.param(["search", "--type", "arest"], 2, "no act type 'arest'", id="bad type"),
        pytest.param(["search", "--certainty", "sure"], 2, "no certainty 'sure'", id="bad certainty"),
        pytest.param(["search", "--source", "nobody"], 2, "no source 'nobody'", id="bad source"),
        pytest.param(["search", "was", "--country", "XXX"], 1, "no report on 'XXX'", id="no report on it"),
        pytest.param(["export", "--format", "odt"], 2, "jsonl, csv", id="bad format"),
        pytest.param(["export", "--format", "csv"], 2, "-o FOLDER", id="five tables in one stream"),
        pytest.param(["export", "--kind", "act"], 2, "document, entity", id="bad kind"),
        pytest.param(["search", "was", "--limit", "9" * 20], 2, "1000000", id="a limit without limit"),
        pytest.param(["verify", "--last", "beef"], 1, "", id="a log that was written anew"),
        pytest.param(["list", "--nonsense"], 2, "nonsense", id="unknown option"),
        pytest.param(["ingest", "/gone/report.txt"], 1, "/gone/report.txt: no such file", id="no such file"),
    ],
)
def test_exit_codes(run: Run, words: list[str], code: int, says: str) -> None:
    result = run(*words)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


def test_a_verb_leaves_the_database_closed(run: Run, tmp_path: Path) -> None:
    run("list")
    assert not list((tmp_path / "archive").glob("archive.db-*"))


def test_past_the_last_passage(run: Run) -> None:
    assert run("search", "arrested", "--from", "50").stdout == "no more: 2 in all\n"


def test_no_archive_says_what_to_do(tmp_path: Path) -> None:
    console.cache_clear()
    result = CliRunner().invoke(app, ["--archive", str(tmp_path / "none"), "list"])
    assert result.exit_code == 2
    assert "habeas ingest FILE" in result.stderr
    assert not (tmp_path / "none").exists()


def test_the_archive_may_be_named_by_the_environment(run: Run, tmp_path: Path) -> None:
    run("list")
    console.cache_clear()
    result = CliRunner(env={"HABEAS_ARCHIVE": str(tmp_path / "archive")}).invoke(app, ["status", "--json"])
    assert json.loads(result.stdout)["counts"]["documents"] == 2


@pytest.mark.parametrize("words", [("case", "Maren"), ("country", "Kaldria")], ids=lambda words: words[0])
def test_a_state_by_hearsay_is_printed_so(archive_with: Put, words: tuple[str, ...]) -> None:
    told = kaldria()
    hearsay = [replace(e, attribution=replace(e.attribution, certainty="reported")) for e in told.events]
    archive = archive_with(replace(told, events=tuple(hearsay)))
    console.cache_clear()
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--archive", str(archive.path), *words])
    assert "sentenced (reported)" in result.output


def test_control_characters_of_a_report_do_not_reach_the_terminal(archive_with: Put) -> None:
    archive = archive_with(kaldria(KALDRIA.replace("went on", "went\x1b[31m \u202e[bold]on[/bold]")))
    console.cache_clear()
    shown = CliRunner().invoke(app, ["--archive", str(archive.path), "show", "kaldria-2003.txt"]).stdout
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "[bold]on[/bold]" in shown


def test_an_operators_name_makes_no_line_of_its_own_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(KALDRIA, encoding="utf-8")
    with Archive(tmp_path / "archive") as archive:
        archive.ingest([tmp_path / "told.txt"], operator="Ivo\n     9  removed told.txt")
    console.cache_clear()
    shown = CliRunner().invoke(app, ["--archive", str(tmp_path / "archive"), "log"]).stdout
    assert not any(line.lstrip().startswith("9 ") for line in shown.splitlines())


def test_damage_gives_exit_code_1(run: Run, tmp_path: Path) -> None:
    for original in (tmp_path / "archive" / "originals").glob("*/*"):
        original.write_bytes(b"")
    result = run("verify")
    assert result.exit_code == 1
    assert " ".join(result.stdout.split()).count("no longer has that hash") == 2


def test_a_damaged_database_gives_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "archive" / "archive.db").write_bytes(b"no database" * 1000)
    result = run("list")
    assert result.exit_code == 1
    assert "originals/" in result.stderr


@pytest.mark.parametrize(
    "words", [("list",), ("country", "Kaldria"), ("show", "2003")], ids=lambda words: words[0]
)
def test_an_entry_of_a_volume_is_shown_with_its_pages(archive_with: Put, words: tuple[str, ...]) -> None:
    told = kaldria(file="2003.txt")
    place = Entry("Lantern Watch Report 2004", 7, "61", "64", "KALDRIA")
    archive = archive_with(replace(told, document=replace(told.document, entry=place)))
    console.cache_clear()
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--archive", str(archive.path), *words])
    assert "entry 7, pages 61–64" in result.output


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (None, None),
        (Count(1, 1), None),
        (Count(None, None), None),
        (Count(1200, 1200), "1,200"),
        (Count(19, None), "19 or more"),
        (Count(None, 20_000), "up to 20,000"),
        (Count(10, 20), "10-20"),
    ],
)
def test_how_many_are_told_in_words(count: Count | None, told: str | None) -> None:
    assert many(count) == told
