"""What a reviewer does: correct a date, see it everywhere, take it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, serving
from tests.conftest import put
from tests.factory import kaldria
from tests.test_identities import THREE, TWO

READING = kaldria()
ARREST = next(event for event in READING.events if event.type == "arrest")
PLACE = f"/doc/{READING.document.id}?at={ARREST.sentence.start},{ARREST.sentence.end}"
CASE, COUNTRY, EXPORT = "/case/Ivo%20Maren", "/country/KLD", f"/api/v1/events/{ARREST.id}"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[str]:
    """A reading room of its own, which a test may change."""
    with serving(put(tmp_path / "archive", READING, TWO, THREE).path) as address:
        yield address


def shown(room: str) -> list[str]:
    """The case, the country's page and the record as programs get it."""
    return [httpx.get(f"{room}{path}").raise_for_status().text for path in (CASE, COUNTRY, EXPORT)]


def correct_date(page: Page, date: str) -> None:
    """Corrects the date of the arrest in its place beside the text."""
    record = page.locator(f"[data-record={ARREST.id}]")
    record.get_by_text("Correct a field").click()
    record.get_by_label("When", exact=True).fill(date)
    record.get_by_role("button", name="Correct: When").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_corrected_date_changes_case_country_and_export_until_taken_back(
    look: Look, room: str, script: bool
) -> None:
    before = shown(room)
    page = look("/search?q=arrested", java_script_enabled=script)
    page.locator(".hits a.opens").first.click()
    correct_date(page, "2003-04-17")
    record = page.locator(f"[data-record={ARREST.id}]")
    expect(record.locator("dl.facts")).to_contain_text("17 April 2003")
    expect(record.locator(".decided del")).to_have_text("2003-03-01/2003-03-31")
    page.goto(CASE)
    expect(page.locator("main")).to_contain_text("17 April 2003")
    after = shown(room)
    assert all(then != now for then, now in zip(before, after, strict=True))
    assert '"edtf":"2003-04-17"' in after[2].replace(" ", "")
    page.goto("/review/log")
    expect(page.locator("tbody tr").first).to_contain_text("2003-04-17")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("tbody")).to_contain_text("taken back")
    assert shown(room) == before


def test_a_record_is_rejected_from_the_queue_and_told_of_beside_its_sentence(look: Look) -> None:
    page = look("/review")
    expect(page.get_by_role("heading", name="5 records wait for you")).to_be_visible()
    of_arrest = page.locator(".waiting article", has_text="was arrested")
    of_arrest.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("heading", name="4 records wait for you")).to_be_visible()
    page.goto(PLACE)
    expect(page.locator(".rejected")).to_contain_text("rejected")
    page.get_by_role("button", name="Take the rejection back").click()
    expect(page.locator(f"[data-record={ARREST.id}]")).to_be_visible()


def test_by_keyboard_alone(look: Look) -> None:
    page = look(PLACE)
    record = page.locator(f"[data-record={ARREST.id}]")
    record.get_by_text("Correct a field").focus()
    page.keyboard.press("Enter")
    record.get_by_label("When", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2003-06")
    page.keyboard.press("Enter")
    expect(record.locator("dl.facts")).to_contain_text("June 2003")


@pytest.mark.parametrize("path", ["/review", "/review/log", "/review/identities", PLACE])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_violation_and_nothing_wider_than_a_small_screen(look: Look, path: str, colours: str) -> None:
    page = look(PLACE, color_scheme=colours, viewport={"width": 360, "height": 740})
    correct_date(page, "2003-04-17")
    page.goto(path)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
