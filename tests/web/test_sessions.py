from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis.strategies import text

from habeas.users.database import Database
from habeas.users.restricted import Log
from habeas.users.throttle import OF_A_USER
from habeas.web.safety import inner
from tests.conftest import Put
from tests.factory import doc, reading
from tests.web.parts import PASSWORD, accounts, browser, inhabit, log_in, send, token

COOKIE = "habeas-8642"


@pytest.fixture
def people(archive_with: Put) -> Path:
    path = archive_with(reading(doc())).path
    inhabit(path)
    return path


@pytest.mark.parametrize(
    ("name", "password", "status"),
    [
        pytest.param("lea", PASSWORD, 303, id="right"),
        pytest.param(" LEA ", PASSWORD, 303, id="name written otherwise"),
        pytest.param("lea", PASSWORD + "!", 403, id="wrong password"),
        pytest.param("lea", "", 403, id="no password"),
        pytest.param("nobody", PASSWORD, 403, id="unknown user"),
        pytest.param("lea' OR '1'='1", PASSWORD, 403, id="no SQL"),
        pytest.param("out", PASSWORD, 403, id="shut out"),
        pytest.param("lea", "x" * 2000, 422, id="longer than any"),
    ],
)
def test_login(people: Path, name: str, password: str, status: int) -> None:
    accounts(people).add("out", "admin", PASSWORD)
    accounts(people).set_active("out", False)
    client = browser(people)
    answer = log_in(client, name, password)
    assert answer.status_code == status
    assert (client.get("/search", follow_redirects=False).status_code == 200) == (status == 303)


def test_no_answer_tells_who_there_is(people: Path) -> None:
    wrong = [log_in(browser(people), name, "not the password") for name in ("lea", "nobody")]
    told = {
        answer.text.replace(token, "")
        for answer in wrong
        for token in answer.text.split('"')
        if len(token) == 64
    }
    assert len({answer.status_code for answer in wrong}) == 1
    assert len({len(answer.text) for answer in wrong}) == 1
    assert told


def test_cookie(people: Path) -> None:
    client = browser(people)
    cookie = log_in(client, "lea").headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=lax"}
    kept = cookie.partition("=")[2].partition(";")[0]
    assert kept.encode() not in Path(people, "users.db").read_bytes()


def test_cookie_over_https(people: Path) -> None:
    client = browser(people, address="https://127.0.0.1:8642")
    cookie = log_in(client, "lea").headers["set-cookie"]
    assert cookie.startswith("__Host-habeas=") and "; Secure" in cookie
    assert "strict-transport-security" in client.get("/search").headers


def test_a_session_planted_before_the_login_is_worth_nothing(people: Path) -> None:
    planted = "planted-by-somebody-else"
    client = browser(people)
    client.cookies.set(COOKIE, planted, domain="127.0.0.1")
    answer = log_in(client, "lea")
    assert answer.status_code == 303 and planted not in answer.headers["set-cookie"]
    attacker = browser(people)
    attacker.cookies.set(COOKIE, planted, domain="127.0.0.1")
    assert attacker.get("/search", follow_redirects=False).status_code == 303


def test_a_login_ends_the_session_before(people: Path) -> None:
    client = browser(people)
    log_in(client, "lea")
    first = client.cookies[COOKIE]
    mine = token(client, "/account")
    client.post("/login", data={"name": "rea", "password": PASSWORD, "csrf_token": mine})
    other = browser(people)
    other.cookies.set(COOKIE, first, domain="127.0.0.1")
    assert other.get("/search", follow_redirects=False).status_code == 303


def test_logout_ends_the_session_everywhere(people: Path) -> None:
    client = browser(people)
    log_in(client, "lea")
    kept = client.cookies[COOKIE]
    answer = send(client, "/logout", "/account")
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"storage"')
    client.cookies.set(COOKIE, kept, domain="127.0.0.1")
    assert client.get("/search", follow_redirects=False).status_code == 303


def test_logout_by_a_link_does_nothing(people: Path) -> None:
    client = browser(people)
    log_in(client, "lea")
    assert client.get("/logout").status_code == 405
    assert client.get("/search", follow_redirects=False).status_code == 200


def test_the_token_of_a_form_is_of_one_session(people: Path) -> None:
    lea, ann = browser(people), browser(people)
    log_in(lea, "lea")
    log_in(ann, "ann")
    stolen = token(lea, "/account")
    fields = {"name": "mal", "role": "admin", "password": PASSWORD, "csrf_token": stolen}
    assert ann.post("/users", data=fields).status_code == 403


def test_a_user_who_is_shut_out_is_out_at_once(people: Path) -> None:
    client = browser(people)
    log_in(client, "lea")
    accounts(people).set_active("lea", False)
    assert client.get("/search", follow_redirects=False).status_code == 303


def test_trying_passwords_is_slowed_down(people: Path) -> None:
    client = browser(people)
    tries = [log_in(client, "lea", f"try number {number}").status_code for number in range(OF_A_USER + 2)]
    assert tries == [403] * OF_A_USER + [429] * 2
    last = log_in(client, "lea")
    assert last.status_code == 429 and int(last.headers["retry-after"]) > 60
    assert log_in(client, "rea").status_code == 303


def test_trying_names_is_slowed_down_as_much(people: Path) -> None:
    client = browser(people)
    tries = [log_in(client, "nobody", f"try number {number}").status_code for number in range(OF_A_USER + 1)]
    assert tries == [403] * OF_A_USER + [429]


@pytest.mark.parametrize(
    ("asked", "onward"),
    [
        pytest.param("/search?q=torture", "/search?q=torture", id="ours"),
        pytest.param("//evil.example", "/", id="another host"),
        pytest.param("/\\evil.example", "/", id="backslash"),
        pytest.param("\\\\evil.example", "/", id="two of them"),
        pytest.param("https://evil.example/", "/", id="whole address"),
        pytest.param("javascript:alert(1)", "/", id="script"),
        pytest.param("/\t/evil.example", "/", id="tab"),
        pytest.param("/search\r\nSet-Cookie: a=b", "/", id="another header"),
        pytest.param("", "/", id="nothing"),
        pytest.param("/login?next=//evil.example", "/login?next=//evil.example", id="ours, checked anew"),
    ],
)
def test_onward(people: Path, asked: str, onward: str) -> None:
    assert inner(asked) == onward
    assert log_in(browser(people), "lea", onward=asked).headers["location"] == onward


@given(text(alphabet="/\\\\.:@?#ab \t\n", max_size=12) | text())
def test_onward_is_never_elsewhere(asked: str) -> None:
    assert urlsplit(urljoin("http://room.example/login", inner(asked))).netloc == "room.example"
    assert not re.search(r"[\s\\]|^//", inner(asked).replace(" ", ""))


def test_a_password_of_ones_own(people: Path) -> None:
    another = "a boat with two oars"
    client, elsewhere = browser(people), browser(people)
    log_in(client, "lea")
    log_in(elsewhere, "lea")
    wrong = {"password": "not mine at all", "another": another, "again": another}
    assert send(client, "/account", "/account", **wrong).status_code == 400
    assert (
        send(client, "/account", "/account", **{**wrong, "password": PASSWORD, "again": "x"}).status_code
        == 400
    )
    right = {**wrong, "password": PASSWORD}
    assert send(client, "/account", "/account", **right).status_code == 303
    assert client.get("/search", follow_redirects=False).status_code == 200
    assert elsewhere.get("/search", follow_redirects=False).status_code == 303
    assert log_in(browser(people), "lea", another).status_code == 303


def test_the_log_holds_no_password(people: Path) -> None:
    log_in(browser(people), PASSWORD, "typed into the wrong field")
    log_in(browser(people), "lea")
    lines = list(Log(Database(people)).lines())
    assert [(line.what, line.subject) for line in lines] == [("login", "lea"), ("refused", "?")]
