from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, HTTPException
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import html
from starlette.routing import BaseRoute, Route
from starlette.types import Message

from habeas.users.accounts import ROLES
from habeas.web.app import make_app
from habeas.web.body import Limited
from habeas.web.guard import PASSED_ON
from habeas.web.headers import ALWAYS, POLICY, ours
from habeas.web.settings import Settings
from tests.conftest import Put
from tests.factory import doc, reading
from tests.web.parts import EVERYBODY, PASSWORD, accounts, browser, inhabit, log_in, send, token


@pytest.fixture
def archive(archive_with: Put) -> Path:
    return archive_with(reading(doc())).path


@pytest.fixture
def people(archive: Path) -> Path:
    inhabit(archive)
    return archive


def routes(app: FastAPI) -> dict[str, Route]:
    """Every route that can be asked for, by an address of it; those of mounted applications too."""

    def within(some: list[BaseRoute], before: str) -> Iterator[tuple[str, Route]]:
        for route in some:
            if isinstance(route, Route):
                names = dict.fromkeys(route.param_convertors, "nothing")
                yield f"{before}{route.path}".format_map(names), route
            else:
                inner = getattr(getattr(route, "original_router", route), "routes", None)
                yield from within(inner or [], f"{before}{getattr(route, 'path', '')}")

    return dict(within(app.router.routes, ""))


def places(archive: Path, *, reading: bool) -> list[str]:
    """The addresses that are read, or those that change something; harvesters may send what they ask."""
    found = routes(make_app(archive)).items()
    methods = {"GET"} if reading else {"POST", "PUT", "PATCH", "DELETE"}
    return sorted(
        path for path, route in found if (route.methods or set()) & methods and (reading or path != "/oai")
    )


@pytest.mark.parametrize(
    ("host", "bound", "known"),
    [
        pytest.param("127.0.0.1:8642", "127.0.0.1", True, id="as bound"),
        pytest.param("127.0.0.1", "127.0.0.1", True, id="without port"),
        pytest.param("localhost:8642", "127.0.0.1", True, id="localhost"),
        pytest.param("LOCALHOST.", "127.0.0.1", True, id="written otherwise"),
        pytest.param("[::1]:8642", "::1", True, id="version 6"),
        pytest.param("evil.example", "127.0.0.1", False, id="a name made to lead here"),
        pytest.param("localhost.evil.example", "127.0.0.1", False, id="ours as a beginning"),
        pytest.param("127.0.0.1.evil.example", "127.0.0.1", False, id="address as a beginning"),
        pytest.param("evil.example:8642@127.0.0.1", "127.0.0.1", False, id="with a user"),
        pytest.param("127.0.0.1:8642/login?x=", "127.0.0.1", False, id="a path in the port"),
        pytest.param("127.0.0.1/login?x=", "127.0.0.1", False, id="a path behind the name"),
        pytest.param("[::1]/login?x=", "::1", False, id="a path behind the address"),
        pytest.param("192.0.2.7", "127.0.0.1", False, id="another address"),
        pytest.param("", "127.0.0.1", False, id="none"),
        pytest.param("192.0.2.7:8642", "0.0.0.0", True, id="any address where it listens on all"),
        pytest.param("evil.example", "0.0.0.0", False, id="no name where it listens on all"),
        pytest.param("room.example", "0.0.0.0", True, id="a name that it was given"),
        pytest.param("evil.example", "192.0.2.7", False, id="another name where it listens to others"),
    ],
)
def test_host(host: str, bound: str, known: bool) -> None:
    assert ours(host, Settings(host=bound, names=("room.example",))) is known


def test_stranger_host_is_refused(archive: Path) -> None:
    client = browser(archive)
    answer = client.get("/search", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("users", [False, True], ids=["unnamed", "named"])
def test_every_route_carries_the_headers(archive: Path, users: bool) -> None:
    if users:
        inhabit(archive)
    client = browser(archive)
    if users:
        log_in(client, "ann")
    paths = ["/nowhere", "/static/css/room.css", *places(archive, reading=True)]
    for path in (path for path in paths if not path.endswith("/progress")):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code != 500, path
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS, path
        policy = answer.headers["content-security-policy"]
        assert policy == POLICY or "sandbox" in policy, path
        assert ("no-store" in answer.headers["cache-control"]) == (users and "/static/" not in path), path
        assert "unsafe" not in policy and "http:" not in policy, path


def test_the_page_of_an_unforeseen_error_shows_no_trace(archive: Path) -> None:
    app = make_app(archive)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    answer = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_every_change_needs_the_token(archive: Path) -> None:
    client = browser(archive)
    mine, foreign = token(client, "/users"), token(browser(archive), "/users")
    paths = places(archive, reading=False)
    assert {"/login", "/logout", "/users", "/restricted"} <= set(paths)
    for path in paths:
        for given in ({}, {"csrf_token": "0" * 64}, {"csrf_token": foreign}, {"csrf_token": ""}):
            assert client.post(path, data=given).status_code == 403, (path, given)
        assert client.post(path, json={"csrf_token": mine}).status_code == 403, path
        assert client.post(path).status_code == 403, path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"origin": "http://evil.example"}, 403, id="origin elsewhere"),
        pytest.param({"origin": "http://127.0.0.1:9999"}, 403, id="origin at another port"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="sent across sites"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="sent from another port of this machine"),
        pytest.param({"origin": "null", "sec-fetch-site": "same-origin"}, 303, id="no referrer, ours"),
        pytest.param({"origin": "http://127.0.0.1:8642"}, 303, id="ours"),
    ],
)
def test_origin(archive: Path, headers: dict[str, str], status: int) -> None:
    client = browser(archive)
    fields = {"name": "ann", "role": "admin", "password": PASSWORD, "csrf_token": token(client, "/users")}
    assert client.post("/users", data=fields, headers=headers, follow_redirects=False).status_code == status


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        pytest.param("cross-site", "navigate", 200, id="a link elsewhere"),
        pytest.param("none", "navigate", 200, id="typed"),
        pytest.param("same-origin", "cors", 200, id="a script of ours"),
        pytest.param("cross-site", "no-cors", 403, id="an image of another site"),
        pytest.param("cross-site", "cors", 403, id="a script of another site"),
        pytest.param("same-site", "no-cors", 403, id="another port of this machine"),
    ],
)
def test_no_page_elsewhere_loads_anything_from_here(archive: Path, site: str, mode: str, status: int) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    assert browser(archive).get("/search?q=arrested", headers=headers).status_code == status


@pytest.mark.parametrize("header", sorted(PASSED_ON))
def test_without_users_nobody_comes_through_a_proxy(archive: Path, header: str) -> None:
    assert browser(archive).get("/search", headers={header: "192.0.2.7"}).status_code == 403
    inhabit(archive)
    assert browser(archive).get("/login", headers={header: "192.0.2.7"}).status_code == 200


def test_a_header_may_carry_the_token(archive: Path) -> None:
    client = browser(archive)
    mine = token(client, "/users")
    fields = {"name": "ann", "role": "admin", "password": PASSWORD}
    headers = {"x-csrf-token": mine}
    assert client.post("/users", data=fields, headers=headers, follow_redirects=False).status_code == 303


def test_without_a_login_nothing_is_shown(people: Path) -> None:
    client = browser(people)
    for path in places(people, reading=True):
        if path.startswith(("/login", "/prefer")):
            continue
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code in (303, 401), path
        assert answer.status_code == 401 or answer.headers["location"].startswith("/login?next=%2F"), path


@pytest.mark.parametrize("host", ["127.0.0.1:8642/login?x=", "127.0.0.1:8642/static/", "127.0.0.1#/login"])
def test_no_host_header_opens_a_page(people: Path, host: str) -> None:
    answer = browser(people).get("/search?q=arrested", headers={"host": host}, follow_redirects=False)
    assert answer.status_code == 421


def needed(route: Route) -> str:
    """The highest role that a route asks for."""
    if not isinstance(route, APIRoute):
        return ROLES[0]
    checks = [getattr(dependency.call, "role", ROLES[0]) for dependency in route.dependant.dependencies]
    return max(checks, key=ROLES.index, default=ROLES[0])


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_role_reaches_what_is_above_it(people: Path, name: str) -> None:
    app = make_app(people)
    client = TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False)
    log_in(client, name)
    form = {"csrf_token": token(client, "/account")}
    above = 0
    for path, route in routes(app).items():
        if ROLES.index(needed(route)) <= ROLES.index(EVERYBODY[name]):
            continue
        above += 1
        for method in route.methods or ():
            answer = client.request(method, path, data=form if method == "POST" else None)
            assert answer.status_code in (403, 405), (method, path)
    assert above or name == "ann"


def test_nobody_raises_their_own_role(people: Path) -> None:
    client = browser(people)
    log_in(client, "edo")
    assert send(client, "/users/edo/role", "/account", role="admin").status_code == 403
    assert send(
        client, "/account", "/account", password=PASSWORD, another="x" * 3, again="x" * 3, role="admin"
    )
    assert {user.name: user.role for user in accounts(people).all()} == EVERYBODY


def test_a_role_holds_from_the_next_request_on(people: Path) -> None:
    client = browser(people)
    log_in(client, "ann")
    accounts(people).add("other", "admin", PASSWORD)
    accounts(people).set_role("ann", "reader")
    assert client.get("/users", follow_redirects=False).headers["location"].startswith("/login")


@pytest.mark.parametrize("path", ["/search", "/users", "/nowhere"])
def test_on_another_address_users_are_asked_for(archive: Path, path: str) -> None:
    client = browser(archive, settings=Settings(host="0.0.0.0", users=True))
    assert client.get(path, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("name", "rooms"),
    [
        pytest.param("lea", 3, id="reader"),
        pytest.param("rea", 4, id="reviewer"),
        pytest.param("edo", 5, id="editor"),
    ],
)
def test_the_navigation_leads_where_one_may_go(people: Path, name: str, rooms: int) -> None:
    client = browser(people)
    log_in(client, name)
    shown = html.fromstring(client.get("/search").text)
    links = {nav.get("class"): [link.get("href", "") for link in nav.iter("a")] for nav in shown.iter("nav")}
    assert len(links["places"]) == rooms
    assert all(client.get(link).status_code == 200 for link in links["places"] + links["account"])


def test_the_first_user_shuts_the_door(archive: Path) -> None:
    client = browser(archive)
    assert send(client, "/users", "/users", name="lea", role="reader", password=PASSWORD).status_code == 400
    assert send(client, "/users", "/users", name="ann", role="admin", password=PASSWORD).status_code == 303
    assert client.get("/search", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("parts", "most", "status"),
    [
        pytest.param([b"x" * 60, b"x" * 60], 100, 413, id="too large in parts"),
        pytest.param([b"x" * 50, b"x" * 50], 100, None, id="just fits"),
        pytest.param([b"x" * 10, None], 100, 408, id="stops in the middle"),
    ],
)
def test_body(parts: list[bytes | None], most: int, status: int | None) -> None:
    left = iter(parts)

    async def receive() -> Message:
        part = next(left)
        if part is None:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": part, "more_body": True}

    async def take() -> None:
        limited = Limited(receive, most, silence=0.05)
        for _ in parts:
            await limited()

    if status is None:
        asyncio.run(take())
        return
    with pytest.raises(HTTPException) as refused:
        asyncio.run(take())
    assert refused.value.status_code == status


@pytest.mark.parametrize("length", ["2000000", "-1", "many"])
def test_a_body_that_says_it_is_too_large(archive: Path, length: str) -> None:
    answer = browser(archive).post("/users", headers={"content-length": length}, content=b"")
    assert answer.status_code == 413


def test_a_body_that_does_not_say_how_large_it_is(archive: Path) -> None:
    sent = (b"x" * 100_000 for _ in range(20))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser(archive).post("/users", content=sent, headers=headers).status_code == 413


def test_what_cannot_be_read_is_told_without_what_it_was(archive: Path) -> None:
    answer = send(browser(archive), "/restricted", "/restricted", document="x" * 999, why="secret")
    assert answer.status_code == 422
    assert "document" in answer.text and "xxx" not in answer.text and "secret" not in answer.text
