"""A reading room on a port of this machine, and Debian's chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from habeas.web.app import make_app
from habeas.web.settings import Settings
from tests.conftest import put
from tests.factory import doc, event, kaldria, person, reading

CHROMIUM = os.environ.get("HABEAS_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
ASTRAL = doc(
    "\U0001d50e\U0001f54a Ivo Maren \U0001f54a was arre\u0301sted in Ve\u0323\u0302sht, his lawyer said.\n"
    "# \U0001f54a Courts\n"
    "O\u0308\U0001d50e Lena Tarsk was\r beaten \U0001f54a and released.\n",
    file="astral.txt",
    title="Vesht \U0001f54a in 2004",
    years=(2004, 2004),
)

Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(archive: Path, settings: Settings | None = None) -> Iterator[str]:
    """The address of the reading room of an archive, while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        make_app(archive, settings=settings), host="127.0.0.1", port=port, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reading room with two invented reports."""
    maren, tarsk = person(ASTRAL, "Ivo Maren"), person(ASTRAL, "Lena Tarsk")
    arrest = event(ASTRAL, "arre\u0301sted", "arrest", affected=maren, source=("his lawyer", "said"))
    beaten = event(ASTRAL, "beaten", "ill_treatment", affected=tarsk)
    vesht = reading(ASTRAL, entities=[maren, tarsk], events=[arrest, beaten])
    archive = put(tmp_path_factory.mktemp("room") / "archive", kaldria(), vesht)
    with serving(archive.path) as address:
        httpx.get(f"{address}/search?q=was").raise_for_status()
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def _complains(told: ConsoleMessage) -> bool:
    """Whether a browser complains of a page, and not of its status alone."""
    return told.type == "error" and not told.text.startswith("Failed to load resource")


@pytest.fixture
def look(chromium: Browser, room: str) -> Iterator[Look]:
    """Opens a page of the room; what the browser complains of fails the test.

    Its options are those of a browser's context: `viewport`, `java_script_enabled`, `color_scheme`.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str, **options: object) -> Page:
        context = chromium.new_context(base_url=room, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if _complains(told) else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
