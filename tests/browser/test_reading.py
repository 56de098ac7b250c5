"""From a search to the sentence and what was read from it, as a person does it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ASTRAL, Look
from tests.factory import kaldria

HELD = kaldria().document
LIT = "field => [...(CSS.highlights.get(field) || [])].map(String)"


def sentence(words: str) -> str:
    start = HELD.text.index(words)
    return f"/doc/{HELD.id}?at={start},{start + len(words)}#at"


def test_search_opens_at_the_sentence_with_its_evidence(look: Look) -> None:
    page = look("/")
    page.fill("#q", "journalist")
    page.click("button.first")
    page.click("a.opens")
    expect(page.locator(".chosen")).to_be_in_viewport()
    expect(page.locator("#panel")).to_contain_text("Ill treatment")
    expect(page.locator("#panel")).to_contain_text("her lawyer")
    assert page.evaluate(LIT, "cue") == ["alleged"]


def test_a_click_on_a_sentence_changes_what_stands_beside(look: Look) -> None:
    page = look(sentence("beaten"))
    page.click("#p5s2")
    expect(page.locator("#panel")).to_contain_text("3 years")
    expect(page.locator("#panel h3")).to_have_text(["Sentence"])
    assert page.evaluate(LIT, "penalty") == ["three years"]
    assert page.url.endswith("#p5s2")
    page.reload()
    expect(page.locator("#panel")).to_contain_text("3 years")


def test_keyboard_alone(look: Look) -> None:
    page = look("/")
    page.keyboard.press("/")
    page.keyboard.type("was")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=was")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("a.opens").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/**")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    told = page.evaluate("document.activeElement.textContent")
    expect(page.locator("#panel .says").first).to_have_text(told)
    page.keyboard.press("r")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".chosen a.tells").first).to_be_focused()


def test_without_script(look: Look) -> None:
    page = look("/search?q=sentenced", java_script_enabled=False)
    page.click("a.opens")
    expect(page.locator(".chosen")).to_be_in_viewport()
    expect(page.locator("#panel")).to_contain_text("imprisonment")
    expect(page.locator(".chosen mark.on-penalty")).to_have_text("three years")
    page.click("a.tells:has-text('beaten')")
    expect(page.locator("#panel")).to_contain_text("alleged")
    page.click("text=Cite this sentence")
    expect(page.locator("blockquote")).to_contain_text("Lena Tarsk, a journalist")


def test_facets_and_chips_without_script(look: Look) -> None:
    page = look("/search?q=was", java_script_enabled=False)
    counted = page.locator("#narrow a", has_text="Ivo Maren").locator(".numbers").text_content()
    page.click("#narrow >> text=Ivo Maren")
    expect(page.locator("#heading")).to_have_text(f"{counted} passages")
    page.click(".chips a")
    expect(page.locator(".chips")).to_have_count(0)


def test_a_search_is_saved_and_forgotten(look: Look) -> None:
    page = look("/search?q=beaten&certainty=alleged")
    page.click("#save")
    page.goto("/")
    page.click("#saved a:has-text('beaten · alleged')")
    page.wait_for_url("**/search?q=beaten&certainty=alleged")
    page.click("#saved button")
    expect(page.locator("#saved li")).to_have_count(0)


def test_selected_words_are_cited_and_copied(look: Look) -> None:
    page = look(sentence("sentenced"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        "() => { const text = document.querySelector('#p5s2').lastChild;"
        " getSelection().setBaseAndExtent(text, 1, text, 21); }"
    )
    words = page.evaluate("getSelection().toString()")
    page.click("#pinpoint")
    expect(page.locator("#panel blockquote")).to_have_text(words)
    page.click("#panel button.copy >> nth=0")
    expect(page.locator("#panel button.copy >> nth=0")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".copied").first.text_content()


def every_offset(page: Page) -> list[list[object]]:
    """Each field of the panel: its offsets, and the words that the page finds there."""
    found: list[list[object]] = page.evaluate(
        "() => [...document.querySelectorAll('#panel [data-from]')].map(each => ["
        "Number(each.dataset.from), Number(each.dataset.to),"
        " range(Number(each.dataset.from), Number(each.dataset.to)).toString()])"
    )
    return found


@pytest.mark.parametrize("trigger", ["arre\u0301sted", "beaten"])
def test_offsets_hold_beyond_the_basic_plane(look: Look, trigger: str) -> None:
    start = ASTRAL.text.index(trigger)
    page = look(f"/doc/{ASTRAL.id}?at={start},{start + len(trigger)}")
    found = every_offset(page)
    assert trigger in [words for _, _, words in found]
    assert all(ASTRAL.text[int(str(a)) : int(str(b))] == words for a, b, words in found)


@pytest.mark.parametrize(
    "words", ["Maren \U0001f54a was", "Ve\u0323\u0302sht, his", "was\r beaten", "\U0001f54a Courts"]
)
def test_selections_hold_beyond_the_basic_plane(look: Look, words: str) -> None:
    page = look(f"/doc/{ASTRAL.id}")
    start = ASTRAL.text.index(words)
    place = [start, start + len(words)]
    page.evaluate(
        "([a, b]) => { const r = range(a, b); getSelection().removeAllRanges(); getSelection().addRange(r); }",
        place,
    )
    assert page.evaluate("selected()") == place
    page.click("#pinpoint")
    expect(page.locator("#panel blockquote")).to_have_text(words.replace("\r", " "))


def test_language_and_colours_stay(look: Look) -> None:
    page = look("/search?q=was")
    page.click("footer >> text=Français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.click("footer >> a[href*='theme/dark']")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/search?q=was")


def test_from_a_sentence_to_the_case_and_back(look: Look) -> None:
    page = look(sentence("sentenced"))
    page.click("#panel a:has-text('Ivo Maren')")
    expect(page.locator("h1")).to_contain_text("Ivo Maren")
    page.click(f"a[href^='/doc/{HELD.id}?at='] >> nth=0")
    expect(page.locator("#panel h3")).not_to_have_count(0)


def test_a_search_within_a_report(look: Look) -> None:
    page = look(f"/doc/{HELD.id}", java_script_enabled=False)
    page.fill("#within", "was")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Kaldria in 2003")
    expect(page.locator("#heading")).to_have_text("3 passages")
