"""The door in a browser: login, roles, forged forms, logout; and adding reports, with and without scripts."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from habeas.users.accounts import UNNAMED
from habeas.users.database import Database
from habeas.users.restricted import Restrictions
from habeas.web.settings import Settings
from tests.browser.conftest import serving
from tests.conftest import put
from tests.factory import doc, kaldria, reading
from tests.web.parts import EVERYBODY, PASSWORD, inhabit

HIDDEN = doc("Pim Vesper told what he saw.\n", file="witness.txt", title="A witness in Vesht")
GOOD = b"Kaldria in 2005\n\nIvo Maren was arrested in March. He was released in May.\n"
SCRIPT = (
    b"<html><title>Kaldria in 2006</title><body onload=steal()><script>steal()</script><p>Oda Quill fled.</p>"
)


@pytest.fixture(scope="module")
def manned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reading room with users, and a report that only some may see."""
    archive = put(tmp_path_factory.mktemp("manned") / "archive", kaldria(), reading(HIDDEN))
    inhabit(archive.path)
    Restrictions(Database(archive.path)).mark(HIDDEN.id, by=UNNAMED, why="a witness")
    with serving(archive.path) as address:
        yield address


@pytest.fixture(scope="module")
def unmanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reading room without users, to be written to."""
    archive = put(tmp_path_factory.mktemp("unmanned") / "archive", kaldria())
    with serving(archive.path) as address:
        yield address


@pytest.fixture
def contexts() -> Iterator[list[BrowserContext]]:
    made: list[BrowserContext] = []
    yield made
    for context in made:
        context.close()


def visitor(chromium: Browser, room: str, contexts: list[BrowserContext], **options: bool) -> Page:
    context = chromium.new_context(base_url=room, **options)  # type: ignore[arg-type]
    contexts.append(context)
    return context.new_page()


def log_in(page: Page, name: str, password: str = PASSWORD, at: str = "/login") -> None:
    page.goto(at)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_reader_comes_in_where_they_wanted_to_go_and_leaves(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    page = visitor(chromium, manned, contexts)
    page.goto("/search?q=arrested")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Fsearch%3Fq%3Darrested"))
    page.keyboard.type("lea")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password at all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    log_in(page, "lea", at=page.url)
    page.goto("/search?q=arrested")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(re.compile("/login$"))
    page.go_back()
    page.reload()
    expect(page).to_have_url(re.compile("/login"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no script"])
def test_each_role_sees_its_own_rooms(
    chromium: Browser, manned: str, contexts: list[BrowserContext], scripts: bool
) -> None:
    seen = {}
    for name in EVERYBODY:
        page = visitor(chromium, manned, contexts, java_script_enabled=scripts)
        log_in(page, name)
        answers = {
            path: page.goto(path)
            for path in ("/users", "/audit", "/restricted", "/upload", f"/doc/{HIDDEN.id}")
        }
        seen[name] = [answer.status if answer else 0 for answer in answers.values()]
    assert seen == {
        "ann": [200, 200, 200, 200, 200],
        "edo": [403, 403, 200, 200, 200],
        "rea": [403, 403, 403, 403, 404],
        "lea": [403, 403, 403, 403, 404],
    }


def test_a_form_of_another_site_does_nothing(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    page = visitor(chromium, manned, contexts)
    log_in(page, "ann")
    elsewhere = page.context.new_page()
    elsewhere.route(
        "http://evil.example/",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"""
        <form method=post action="{manned}/users"><input name=name value=mal><input name=role value=admin>
        <input name=password value="{PASSWORD}"><button>Win</button></form>""",
        ),
    )
    elsewhere.goto("http://evil.example/")
    with elsewhere.expect_response(f"{manned}/users") as answer:
        elsewhere.get_by_role("button").click()
    assert answer.value.status == 403
    page.goto("/users")
    assert page.get_by_role("rowheader", name="mal").count() == 0


def test_an_admin_adds_a_user_who_then_reads(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    page = visitor(chromium, manned, contexts)
    log_in(page, "ann", at="/login?next=/users")
    form = page.locator("form[action='/users']")
    form.get_by_label("Name", exact=True).fill("kim")
    form.get_by_label("Role", exact=True).select_option("reader")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_role("rowheader", name="kim")).to_be_visible()
    other = visitor(chromium, manned, contexts)
    log_in(other, "kim", at="/login?next=/account")
    expect(other.get_by_role("heading", level=1)).to_contain_text("kim")
    page.get_by_role("button", name="Shut out kim").click()
    other.goto("/search")
    expect(other).to_have_url(re.compile("/login"))


def test_a_restricted_report_is_read_and_the_log_says_so(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    page = visitor(chromium, manned, contexts)
    log_in(page, "ann", at="/login?next=/restricted")
    page.get_by_role("link", name="A witness in Vesht").click()
    expect(page.locator("main")).to_contain_text("Pim Vesper")
    page.goto(f"/audit?what=opened&user=ann&subject={HIDDEN.id}")
    expect(page.get_by_role("cell", name=HIDDEN.id).first).to_be_visible()


def test_an_editor_restricts_a_report_on_its_page(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    home = f"/doc/{kaldria().document.id}"
    page, other = visitor(chromium, manned, contexts), visitor(chromium, manned, contexts)
    log_in(other, "lea", at=f"/login?next={home}")
    assert other.get_by_text("Everybody here sees it").count() == 0
    log_in(page, "edo", at=f"/login?next={home}")
    page.get_by_text("Everybody here sees it").click()
    page.get_by_label("Why only editors").fill("names of witnesses")
    page.get_by_role("button", name="Restrict it").click()
    gone = other.goto(home)
    assert gone and gone.status == 404
    page.get_by_text("Restricted: editors and admins").click()
    page.get_by_role("button", name="Let everybody see it").click()
    back = other.goto(home)
    assert back and back.status == 200


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.txt", b" " * 60_000_000)
    return made.getvalue()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no script"])
def test_adding_a_good_a_broken_and_a_hostile_file(
    chromium: Browser, unmanned: str, contexts: list[BrowserContext], scripts: bool
) -> None:
    page = visitor(chromium, unmanned, contexts, java_script_enabled=scripts)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/upload")
    mark = b"\n<!-- scripts -->" if scripts else b"\n<!-- none -->"
    files = {
        f"good-{scripts}.txt": GOOD + mark,
        f"broken-{scripts}.pdf": b"%PDF-1.7 and no more",
        f"evil-{scripts}.html": SCRIPT + mark,
        f"bomb-{scripts}.zip": bomb(),
    }
    sent = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": held} for name, held in files.items()
    ]
    page.get_by_label("Files; they can also be dropped here").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add them").click()
    states = {}
    for name in files:
        line = page.locator("#uploads li", has_text=name)
        expect(line).to_have_attribute("data-state", re.compile("read$|failed"), timeout=60_000)
        states[name.partition("-")[0]] = line.get_attribute("data-state")
    assert states == {"good": "read", "broken": "failed", "evil": "read", "bomb": "failed"}
    expect(page.locator("#uploads li", has_text="bomb").first).to_contain_text("limit")
    page.get_by_role("link", name=f"Open evil-{scripts}.html").click()
    expect(page.locator("main")).to_contain_text("Oda Quill fled")
    assert not complaints


def test_what_is_too_large_is_said_without_a_script(
    chromium: Browser, tmp_path: Path, contexts: list[BrowserContext]
) -> None:
    archive = put(tmp_path / "archive", kaldria())
    large = tmp_path / "large.bin"
    large.write_bytes(b"x" * 30_000_000)
    with serving(archive.path, Settings(max_upload=1_000_000)) as address:
        page = visitor(chromium, address, contexts, java_script_enabled=False)
        page.goto("/upload")
        page.get_by_label("Files; they can also be dropped here").set_input_files(large)
        page.get_by_role("button", name="Add them").click()
        expect(page.get_by_role("alert")).to_contain_text("more than may be sent")


def test_a_connection_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", kaldria())
    with serving(archive.path) as address:
        form = httpx.get(f"{address}/upload")
        host, _, port = address.removeprefix("http://").partition(":")
        cookie = form.headers["set-cookie"].partition(";")[0]
        head = f"POST /upload HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nContent-Length: 90000000\r\n"
        head += "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        with socket.create_connection((host, int(port))) as sent:
            sent.sendall((head + part).encode() + b"x" * 5_000_000)
        assert httpx.get(f"{address}/upload").status_code == 200
    assert not (archive.path / "uploads").exists()


def test_what_is_dropped_is_added(chromium: Browser, unmanned: str, contexts: list[BrowserContext]) -> None:
    page = visitor(chromium, unmanned, contexts)
    page.goto("/upload")
    page.evaluate("""() => {
        const dropped = new DataTransfer();
        dropped.items.add(new File(['Kaldria in 2007\\n\\nTam Orvik was arrested.'], 'dropped.txt'));
        dropped.items.add(new File([new Uint8Array(101e6)], 'large.bin'));
        document.getElementById('add').dispatchEvent(
            new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    }""")
    expect(page.locator("#sending")).to_contain_text("large.bin: too large: 100 MB is the most")
    line = page.locator("#uploads li", has_text="dropped.txt")
    expect(line).to_have_attribute("data-state", "read", timeout=60_000)


def test_nothing_is_asked_of_anybody_else(
    chromium: Browser, manned: str, contexts: list[BrowserContext]
) -> None:
    page = visitor(chromium, manned, contexts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    log_in(page, "ann")
    for path in (
        "/search?q=arrested",
        "/users",
        "/audit",
        "/restricted",
        "/upload",
        "/account",
        f"/doc/{HIDDEN.id}",
    ):
        page.goto(path)
    assert asked and all(url.startswith(manned) for url in asked)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_are_for_everybody(
    chromium: Browser, manned: str, contexts: list[BrowserContext], colours: str
) -> None:
    context = chromium.new_context(base_url=manned, color_scheme=colours)  # type: ignore[arg-type]
    contexts.append(context)
    page = context.new_page()
    found = {}
    for path in ("/login", "/users", "/restricted", "/audit", "/account", "/upload"):
        if path == "/users":
            log_in(page, "ann")
        page.set_viewport_size({"width": 1000, "height": 800})
        page.goto(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        result = Axe().run(page)
        if result.violations_count:
            found[path] = result.generate_report()
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert not found, "\n".join(found.values())
