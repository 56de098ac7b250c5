"""The fact box in each of its layouts."""

from __future__ import annotations

import pytest

from tests.structure.pages import blocks, divided

HEAD = """Amity Watch Report 2010 - Kaldria

Publisher Amity Watch

Covering events from January - December 2009

"""
BODY = "\n\nThe police held two men in Verrin in May and beat them.\n"
ALL = {
    "head_of_state": "Odrin Vashko",
    "head_of_government": "Pelka Morrin",
    "death_penalty": "abolitionist in practice",
    "population": "4.1 million",
}


@pytest.mark.parametrize(
    ("box", "facts"),
    [
        pytest.param(
            "Head of state: Odrin Vashko\n\nHead of government : Pelka Morrin\n"
            "Death penalty: abolitionist in practice\nPopulation: 4.1 million",
            ALL,
            id="one a line",
        ),
        pytest.param(
            "Head of state:\nHead of government:\nDeath penalty:\nPopulation:\n"
            "Odrin Vashko\nPelka Morrin\nabolitionist in practice\n4.1 million",
            ALL,
            id="labels first, a value a line",
        ),
        pytest.param(
            "Head of state:\nOdrin Vashko\nHead of government:\nPelka Morrin\n"
            "Death penalty:\nabolitionist in practice\nPopulation:\n4.1 million",
            ALL,
            id="values below their labels",
        ),
        pytest.param(
            "Headofstate: Odrin Vashko\nHead of\ngovernment: Pelka Morrin\n"
            "Death penalty: abolitionist in practice Population: 4.1 million",
            ALL,
            id="blanks lost, label broken, two in a line",
        ),
        pytest.param(
            "Head of state:\nDeath penalty: Population:\nOdrin Vashko retentionist 4.1 million",
            {"head_of_state": "Odrin Vashko", "death_penalty": "retentionist", "population": "4.1 million"},
            id="labels first, values run together",
        ),
        pytest.param(
            "Odrin Vashko retentionist 4.1 million Death penalty: Population:\nHead of state:",
            {"head_of_state": "Odrin Vashko", "death_penalty": "retentionist", "population": "4.1 million"},
            id="values first",
        ),
        pytest.param(
            "Head of Northern Authority: Dag Istrel\nUN Women’s Convention: ratified with reservations",
            {
                "head_of_northern_authority": "Dag Istrel",
                "un_womens_convention": "ratified with reservations",
            },
            id="a head of something else, a treaty",
        ),
    ],
)
def test_layouts(box: str, facts: dict[str, str]) -> None:
    document, issues = divided(HEAD + box + BODY)
    assert dict(document.meta.facts) == facts
    assert not issues
    assert [document.text[s.start : s.end] for s in document.sentences] == [BODY.strip()]


def test_two_names_run_together_are_not_parted_by_guessing() -> None:
    box = "Head of state:\nHead of government:\nDeath penalty:\nOdrin Vashko Pelka Morrin retentionist"
    document, issues = divided(HEAD + box + BODY)
    assert dict(document.meta.facts) == {"death_penalty": "retentionist"}
    assert [issue.kind for issue in issues] == ["fact-not-understood"] * 2


@pytest.mark.parametrize("behind", ["years", "per cent", "/ 31 per 1,000"])
def test_another_figure_is_no_population(behind: str) -> None:
    box = f"Population: Life expectancy: Adult literacy:\n42.9 {behind} 61.4 years 28 per cent"
    document, _ = divided(HEAD + box + BODY)
    assert "population" not in document.meta.facts


def test_a_summary_glued_to_the_last_fact_stays_a_paragraph() -> None:
    box = "Death penalty: retentionist\nInternational Criminal Court: signed A truce was broken in May."
    assert ("paragraph", "A truce was broken in May.") in blocks(HEAD + box + BODY)


def test_the_countrys_own_name_is_no_heading() -> None:
    kinds = {text: kind for kind, text in blocks(HEAD + "KALDRIA\n\nREPUBLIC OF KALDRIA" + BODY)}
    assert kinds["KALDRIA"] == kinds["REPUBLIC OF KALDRIA"] == "meta"


def test_words_of_the_body_are_no_facts() -> None:
    document, _ = divided(HEAD + "The head of state was ill. The death penalty: a debate went on." + BODY)
    assert not document.meta.facts
