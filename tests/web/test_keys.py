from __future__ import annotations

from pathlib import Path

import pytest

from habeas.errors import NotFound
from habeas.users.accounts import UNNAMED
from habeas.users.database import Database
from habeas.users.keys import Keys
from habeas.users.restricted import Restrictions
from tests.conftest import Put
from tests.factory import kaldria
from tests.web.parts import accounts, browser, inhabit

HELD = kaldria()


@pytest.fixture
def people(archive_with: Put) -> Path:
    path = archive_with(HELD).path
    inhabit(path)
    return path


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        pytest.param("/api/v1/documents", "Bearer {key}", 200, id="the API"),
        pytest.param("/api/v1/documents", "bearer  {key}", 200, id="written otherwise"),
        pytest.param("/oai?verb=Identify", "Bearer {key}", 200, id="a harvester"),
        pytest.param("/api/v1/documents", "", 401, id="no key"),
        pytest.param("/api/v1/documents", "Bearer", 401, id="an empty key"),
        pytest.param("/api/v1/documents", "Bearer {key}x", 401, id="another key"),
        pytest.param("/api/v1/documents", "Basic {key}", 401, id="another way"),
        pytest.param("/search?q=arrested", "Bearer {key}", 303, id="no page"),
        pytest.param("/apiary", "Bearer {key}", 303, id="no page, almost"),
    ],
)
def test_key(people: Path, path: str, sent: str, status: int) -> None:
    made = Keys(Database(people)).make("lea")
    headers = {"authorization": sent.format(key=made)}
    answer = browser(people).get(path, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert ("www-authenticate" in answer.headers) == (status == 401)


def test_a_key_changes_nothing(people: Path) -> None:
    headers = {"authorization": f"Bearer {Keys(Database(people)).make('ann')}"}
    client = browser(people)
    assert client.post("/users/lea/role", data={"role": "admin"}, headers=headers).status_code in (401, 403)


def test_a_key_sees_what_its_user_sees(people: Path) -> None:
    Restrictions(Database(people)).mark(HELD.document.id, by=UNNAMED, why="names of witnesses")
    seen = {}
    for name in ("lea", "ann"):
        headers = {"authorization": f"Bearer {Keys(Database(people)).make(name)}"}
        seen[name] = HELD.document.id in browser(people).get("/api/v1/documents", headers=headers).text
    assert seen == {"lea": False, "ann": True}


def test_a_key_ends(people: Path) -> None:
    keys = Keys(Database(people))
    one, other, foreign = keys.make("lea"), keys.make("LEA"), keys.make("ann")
    accounts(people).set_active("lea", False)
    assert keys.user(one) is None
    accounts(people).set_active("lea", True)
    assert keys.user(one) == keys.user(other)
    assert keys.take_back("lea") == 2
    assert (keys.user(one), keys.user(other)) == (None, None)
    assert keys.user(foreign)
    stored = b"".join(path.read_bytes() for path in people.glob("users.db*"))
    assert foreign.encode() not in stored


def test_a_key_of_nobody(people: Path) -> None:
    with pytest.raises(NotFound):
        Keys(Database(people)).make("nobody")
