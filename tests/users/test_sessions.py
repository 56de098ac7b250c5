from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from habeas.users.database import Database
from habeas.users.sessions import IDLE, LONGEST, Sessions, token
from habeas.users.throttle import OF_A_USER, OF_AN_ADDRESS, WINDOW, Throttle
from tests.web.parts import PASSWORD, accounts


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def sessions(folder: Path) -> tuple[Sessions, Clock]:
    accounts(folder).add("ann", "admin", PASSWORD)
    accounts(folder).add("lea", "reader", PASSWORD)
    clock = Clock()
    return Sessions(Database(folder), clock), clock


@pytest.mark.parametrize(
    ("pauses", "alive"),
    [
        pytest.param([IDLE - 1], True, id="a long pause"),
        pytest.param([IDLE + 1], False, id="too long a pause"),
        pytest.param([IDLE - 100] * 3, True, id="pauses that each are short enough"),
        pytest.param([IDLE - 100] * (LONGEST // (IDLE - 100) + 1), False, id="too long in all"),
    ],
)
def test_a_session_ends(tmp_path: Path, pauses: list[float], alive: bool) -> None:
    held, clock = sessions(tmp_path)
    given = held.begin("lea")
    found = None
    for pause in pauses:
        clock.now += pause
        found = held.user(given)
    assert (found is not None) == alive


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda a: a.set_role("lea", "admin"), id="role"),
        pytest.param(lambda a: a.set_active("lea", False), id="shut out"),
        pytest.param(lambda a: a.set_active("lea", True), id="let in"),
        pytest.param(lambda a: a.set_password("lea", PASSWORD), id="password"),
    ],
)
def test_a_change_ends_all_sessions_of_the_user(tmp_path: Path, change: Callable[..., None]) -> None:
    held, _ = sessions(tmp_path)
    lea, ann = [held.begin("lea") for _ in range(2)], held.begin("ann")
    change(accounts(tmp_path))
    assert [held.user(given) for given in lea] == [None, None]
    assert held.user(ann)


def test_an_ended_session(tmp_path: Path) -> None:
    held, _ = sessions(tmp_path)
    one, other = held.begin("lea"), held.begin("lea")
    held.end(one)
    held.end("of nobody")
    assert (held.user(one), held.user("of nobody"), held.user("")) == (None, None, None)
    assert held.user(other)


def test_tokens_are_long_and_kept_as_hashes(tmp_path: Path) -> None:
    held, _ = sessions(tmp_path)
    given = {held.begin("lea") for _ in range(20)}
    assert len(given) == 20 and min(map(len, given)) >= 43 and len(token()) >= 43
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("users.db*"))
    assert not [one for one in given if one.encode() in stored]


def tried(throttle: Throttle, times: int, name: str = "lea", address: str = "192.0.2.7") -> list[bool]:
    return [throttle.wait(name, address) == 0 for _ in range(times)]


def test_throttle_by_user_from_many_addresses(tmp_path: Path) -> None:
    throttle = Throttle(Database(tmp_path), Clock())
    through = [throttle.wait("lea", f"192.0.2.{n}") == 0 for n in range(OF_A_USER + 3)]
    assert through == [True] * OF_A_USER + [False] * 3
    assert throttle.wait("ann", "192.0.2.1") == 0


@pytest.mark.parametrize(
    ("address", "slowed"),
    [
        pytest.param("192.0.2.7".format, True, id="one address"),
        pytest.param("2001:db8::{:x}".format, True, id="a network of version 6"),
        pytest.param("2001:db8:{:x}::1".format, False, id="networks of version 6"),
        pytest.param(lambda n: f"192.0.{n % 4}.{n}", False, id="many addresses"),
    ],
)
def test_throttle_by_address_with_many_names(
    tmp_path: Path, address: Callable[[int], str], slowed: bool
) -> None:
    throttle = Throttle(Database(tmp_path), Clock())
    through = [throttle.wait(f"user{n}", address(n)) == 0 for n in range(OF_AN_ADDRESS + 2)]
    assert through == [True] * OF_AN_ADDRESS + [not slowed] * 2


def test_waiting_helps(tmp_path: Path) -> None:
    clock = Clock()
    throttle = Throttle(Database(tmp_path), clock)
    assert tried(throttle, OF_A_USER + 1)[-1] is False
    wait = throttle.wait("lea", "192.0.2.7")
    assert WINDOW <= wait <= WINDOW + 1
    clock.now += wait
    assert throttle.wait("lea", "192.0.2.7") == 0


def test_the_right_password_wipes_the_slate(tmp_path: Path) -> None:
    throttle = Throttle(Database(tmp_path), Clock())
    for _ in range(3):
        assert tried(throttle, OF_A_USER) == [True] * OF_A_USER
        throttle.forget("LEA", "192.0.2.7")
