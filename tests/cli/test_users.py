"""`habeas users` and `habeas serve`: who may use the reading room, and where it listens."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import habeas.cli.main  # noqa: F401 - hangs the verbs on the application
from habeas.cli.app import app
from habeas.cli.terminal import console
from habeas.users.database import Database
from habeas.users.restricted import Log
from tests.conftest import Put
from tests.factory import kaldria
from tests.web.parts import PASSWORD, accounts

Run = Callable[..., Result]


@pytest.fixture
def archive(archive_with: Put) -> Path:
    return archive_with(kaldria()).path


@pytest.fixture
def run(archive: Path) -> Run:
    def verb(*words: str, typed: str = "") -> Result:
        console.cache_clear()
        result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["-a", str(archive), *words], input=typed)
        assert not isinstance(result.exception, Exception), result.exception
        return result

    return verb


def test_from_the_first_user_on(run: Run, archive: Path) -> None:
    assert "There are no users" in run("users", "list").output
    assert (
        run("users", "add", "Ann", "--role", "admin", typed=f"{PASSWORD}\n").output
        == "ann may log in as admin\n"
    )
    assert run("users", "add", "lea", typed=PASSWORD).exit_code == 0
    assert run("users", "role", "lea", "editor").exit_code == 0
    assert run("users", "password", "lea", typed="a boat with two oars\r\n").exit_code == 0
    assert run("users", "disable", "lea").exit_code == 0
    listed = run("users", "list").output.split()
    assert [word for word in listed if word in ("ann", "admin", "lea", "editor", "shut")] == [
        *("ann", "admin"),
        *("lea", "editor", "shut"),
    ]
    assert accounts(archive).known("lea", "a boat with two oars") is None
    run("users", "disable", "lea", "--undo")
    assert accounts(archive).known("lea", "a boat with two oars")
    assert len(run("users", "key", "lea").output.strip()) >= 43
    assert run("users", "key", "lea", "--take-back").output == "1 key taken back\n"
    lines = [(line.what, line.subject) for line in Log(Database(archive)).lines()]
    assert lines[::-1] == [
        ("added", "ann: admin"),
        ("added", "lea: reader"),
        ("role", "lea: editor"),
        ("password", "lea"),
        ("disabled", "lea"),
        ("enabled", "lea"),
        ("key", "lea"),
        ("key taken back", "lea"),
    ]


@pytest.mark.parametrize(
    ("words", "typed", "exit_code", "says"),
    [
        pytest.param("users add ann --role reader", PASSWORD, 2, "first user must be an admin", id="first"),
        pytest.param("users add ann --role owner", PASSWORD, 2, "no role 'owner'", id="no role"),
        pytest.param("users add ann --role admin", "short", 2, "12 signs", id="short password"),
        pytest.param("users add ann --role admin", "", 2, "12 signs", id="no password"),
        pytest.param("users role nobody reader", "", 1, "no user 'nobody'", id="no user"),
        pytest.param("serve --host 0.0.0.0", "", 2, "first `habeas users add", id="others without users"),
        pytest.param(
            "serve --host 192.0.2.7", "", 2, "first `habeas users add", id="an address without users"
        ),
    ],
)
def test_refusals_are_one_line(run: Run, words: str, typed: str, exit_code: int, says: str) -> None:
    result = run(*words.split(), typed=typed)
    assert result.exit_code == exit_code
    assert says in result.output and len(result.output.splitlines()) == 1


def test_users_of_no_archive(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["-a", str(tmp_path / "none"), "users", "list"])
    assert result.exit_code == 2 and not (tmp_path / "none").exists()


def test_a_port_that_is_taken_is_said_before_an_address_is(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = run("serve", "--port", str(other.getsockname()[1]))
    assert told.exit_code == 2
    assert "is taken" in told.output and "http://" not in told.output
