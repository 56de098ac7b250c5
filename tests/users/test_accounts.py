from __future__ import annotations

from pathlib import Path

import pytest

from habeas.errors import HabeasError, NotFound, NotStored
from habeas.users.accounts import ROLES, UNNAMED, Refused, User
from habeas.users.database import Database
from habeas.users.passwords import LONGEST, Weak, hashed, verified
from tests.web.parts import CHEAP, PASSWORD, accounts


@pytest.mark.parametrize(
    ("name", "role", "password", "why"),
    [
        pytest.param("ann", "admin", PASSWORD, "already", id="taken"),
        pytest.param(" ANN", "admin", PASSWORD, "already", id="taken, written otherwise"),
        pytest.param("", "reader", PASSWORD, "no name", id="no name"),
        pytest.param("a b", "reader", PASSWORD, "no name", id="blank within"),
        pytest.param("a/b", "reader", PASSWORD, "no name", id="slash"),
        pytest.param("x" * 41, "reader", PASSWORD, "no name", id="long name"),
        pytest.param("bob", "owner", PASSWORD, "no role", id="no such role"),
        pytest.param("bob", "reader", "short", "12", id="short password"),
        pytest.param("bob", "reader", "x" * (LONGEST + 1), "at most", id="endless password"),
        pytest.param("bob", "reader", "aaaaaaaaaaaaaa", "again", id="one sign"),
        pytest.param("bobby", "reader", "bobbybobbybobby", "again", id="the name"),
        pytest.param("José", "reader", PASSWORD, None, id="accents"),
        pytest.param("bob@example.org", "reader", PASSWORD, None, id="address"),
    ],
)
def test_adding(tmp_path: Path, name: str, role: str, password: str, why: str | None) -> None:
    held = accounts(tmp_path)
    held.add("Ann", "admin", PASSWORD)
    if why is None:
        assert held.add(name, role, password) in held.all()
        assert held.known(name, password)
        return
    with pytest.raises(HabeasError, match=why):
        held.add(name, role, password)
    assert [user.name for user in held.all()] == ["ann"]


@pytest.mark.parametrize("role", ROLES[:-1])
def test_the_first_user_is_an_admin(tmp_path: Path, role: str) -> None:
    with pytest.raises(Refused, match="admin"):
        accounts(tmp_path).add("ann", role, PASSWORD)
    assert not accounts(tmp_path).any()


def test_the_last_admin_stays(tmp_path: Path) -> None:
    held = accounts(tmp_path)
    held.add("ann", "admin", PASSWORD)
    with pytest.raises(Refused, match="last"):
        held.set_role("ann", "editor")
    with pytest.raises(Refused, match="last"):
        held.set_active("ann", False)
    held.add("bob", "admin", PASSWORD)
    held.set_active("ann", False)
    with pytest.raises(Refused, match="last"):
        held.set_role("bob", "reader")
    assert [(user.role, user.active) for user in held.all()] == [("admin", False), ("admin", True)]


def test_nobody_is_changed(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        accounts(tmp_path).set_role("nobody", "reader")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_those_before_it_may(role: str) -> None:
    assert [other for other in ROLES if User("x", role).may(other)] == list(ROLES[: ROLES.index(role) + 1])
    assert not [other for other in ROLES if User("x", role, active=False).may(other)]
    assert UNNAMED.may(role)


def test_a_password_is_the_same_however_it_is_typed() -> None:
    kept = hashed("cafe\u0301 au lait, please", name="x", hasher=CHEAP)
    assert verified("caf\u00e9 au lait, please", kept)
    assert not verified("cafe au lait, please", kept)
    assert not verified("caf\u00e9 au lait, please", None)


def test_what_is_kept_of_a_password_is_argon2id_with_a_salt() -> None:
    one, other = (hashed(PASSWORD, name="x") for _ in range(2))
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") and one != other


def test_a_password_of_the_whole_length_and_no_longer() -> None:
    longest = "ab cd" * (LONGEST // 5)
    assert verified(longest, hashed(longest, name="x", hasher=CHEAP))
    with pytest.raises(Weak):
        hashed(longest + "e", name="x", hasher=CHEAP)


def test_a_damaged_database_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "users.db").write_bytes(b"no database" * 100)
    with pytest.raises(NotStored, match=r"users\.db"):
        accounts(tmp_path).any()


def test_the_database_is_its_owners_alone(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert not accounts(tmp_path).any() and not database.path.exists()
    accounts(tmp_path).add("ann", "admin", PASSWORD)
    assert database.path.stat().st_mode & 0o077 == 0
