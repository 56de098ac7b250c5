"""Every page for everybody: no violation that axe-core knows, nothing wider than a small screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ASTRAL, Look
from tests.factory import kaldria

HELD = kaldria().document
START = HELD.text.index("beaten")
PAGES = {
    "start": "/",
    "search": "/search?q=was",
    "search narrowed": "/search?q=was&person=Ivo+Maren",
    "nothing found": "/search?q=nothinglikeit",
    "report": f"/doc/{HELD.id}",
    "report at a sentence": f"/doc/{HELD.id}?at={START},{START + 6}",
    "report in signs of all planes": f"/doc/{ASTRAL.id}",
    "citation": f"/doc/{HELD.id}/cite?at={START},{START + 6}",
    "a file sent": "/upload",
    "cases": "/cases",
    "case": "/case/Ivo%20Maren",
    "countries": "/countries",
    "country": "/country/KLD",
    "no such page": "/nowhere",
    "no such report": "/doc/nosuch",
    "no such query": "/search?q=%22",
}
pages = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


@pages
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_violation(look: Look, path: str, colours: str) -> None:
    page = look(path, color_scheme=colours)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pages
def test_nothing_is_wider_than_a_small_screen(look: Look, path: str) -> None:
    page = look(path, viewport={"width": 360, "height": 740})
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
