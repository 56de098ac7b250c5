"""People at the door of a reading room: users made cheaply, browsers that carry the token of a form."""

from __future__ import annotations

import re
from pathlib import Path

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from httpx import Response

from habeas.users.accounts import Accounts
from habeas.users.database import Database
from habeas.web.app import make_app
from habeas.web.settings import Settings

HERE = "http://127.0.0.1:8642"
PASSWORD = "lantern under the bridge"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
EVERYBODY = {"ann": "admin", "edo": "editor", "rea": "reviewer", "lea": "reader"}
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


def accounts(archive: Path) -> Accounts:
    """The users of an archive, whose passwords cost nothing to hash."""
    return Accounts(Database(archive), CHEAP)


def inhabit(archive: Path, *names: str) -> None:
    """Adds the users named, each with their role of EVERYBODY and the same password; all if none is."""
    for name in names or EVERYBODY:
        accounts(archive).add(name, EVERYBODY[name], PASSWORD)


def browser(archive: Path, *, settings: Settings | None = None, address: str = HERE) -> TestClient:
    """A browser at the reading room of an archive."""
    return TestClient(make_app(archive, settings=settings), base_url=address, raise_server_exceptions=False)


def token(client: TestClient, path: str = "/login") -> str:
    """The token of the forms that a browser is shown."""
    found = TOKEN.search(client.get(path).text)
    assert found, f"no form at {path}"
    return found[1]


def send(client: TestClient, path: str, form: str = "/login", **fields: str) -> Response:
    """Sends a form as the page at `form` would."""
    whole = {**fields, "csrf_token": token(client, form)}
    answer: Response = client.post(path, data=whole, follow_redirects=False)
    return answer


def log_in(client: TestClient, name: str, password: str = PASSWORD, onward: str = "/search") -> Response:
    """Logs somebody in."""
    return send(client, "/login", name=name, password=password, next=onward)
