"""From the map to a country, to a count, to its sentences; from a case to the words of each telling."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Look

MORE = ["/case/Ivo%20Maren/print", "/country/KLD/acts", "/countries?measure=death+penalty", "/cases?q=nobody"]


@pytest.mark.parametrize("path", MORE)
def test_no_violation(look: Look, path: str) -> None:
    page = look(path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("script", [True, False])
def test_a_count_opens_its_sentences(look: Look, script: bool) -> None:
    page = look("/countries?measure=custody", java_script_enabled=script)
    page.click("table >> text=Kaldria")
    page.click("svg a[aria-label='Custody, 2003: 1'] .hit", force=True)
    expect(page.locator("h1")).to_have_text("Kaldria: Custody, 2003")
    page.click("a.quoted")
    page.wait_for_url("**/doc/**")
    expect(page.locator(".chosen")).to_contain_text("Ivo Maren was arrested in March")


def test_the_chart_is_reached_and_read_by_keyboard(look: Look) -> None:
    page = look("/country/KLD")
    page.locator("svg a.cell").first.focus()
    expect(page.locator("svg a.cell").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/acts?**")


def test_a_case_leads_to_the_words_and_to_its_notes(look: Look) -> None:
    page = look("/cases")
    page.click("table >> text=Ivo Maren")
    expect(page.locator(".stands")).to_contain_text("sentenced")
    page.click("sup a >> nth=0")
    expect(page.locator("#note-1")).to_be_in_viewport()
    page.click("article#act-1 a.quoted")
    expect(page.locator(".chosen")).to_contain_text("arrested")


def test_a_case_as_it_could_be_known_on_a_day(look: Look) -> None:
    page = look("/case/Ivo%20Maren")
    page.fill("#as-of", "2010-01-01")
    page.click(".as-of button")
    expect(page.locator(".figures")).to_contain_text("as of 1 January 2010")
    expect(page.locator("article#act-1")).to_contain_text("arrested")


def test_a_case_on_paper(look: Look) -> None:
    page = look("/case/Ivo%20Maren/print")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator("ol.notes li").first).to_be_visible()
    assert page.pdf()[:4] == b"%PDF"
