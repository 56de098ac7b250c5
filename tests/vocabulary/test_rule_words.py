"""Rules in words: every name that a record can carry has its meaning."""

from __future__ import annotations

import pytest

from habeas.analyse.participants import SLOTS
from habeas.model.record import BASES
from habeas.vocabulary.load import acts, words
from habeas.vocabulary.rule_words import of_act, of_certainty, of_date, of_participant, rule_words


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        pytest.param("acts/arrest:arrest", "the verb “arrest” or “apprehend”", id="a verb"),
        pytest.param(
            "acts/arrest:take-into-custody",
            "the verb “take”, “bring”, “lead” or “place”, with “into” “custody”",
            id="a verb with a preposition",
        ),
        pytest.param(
            "acts/arrest:arrest-of-people", "the noun “arrest”, with “of” one of the people", id="a word list"
        ),
        pytest.param("acts/arrest:under-arrest", "the phrase “under arrest”", id="a phrase"),
        pytest.param(
            "learned/0a1b2c3d:arrest", "no cue foresaw it: the encoder reads it as “arrest”", id="learned"
        ),
        pytest.param(
            "learned/0a1b2c3d:detention (cue acts/arrest:under-arrest)",
            "the encoder reads it as “detention”, where there stands the phrase “under arrest”",
            id="learned over a cue",
        ),
        pytest.param("acts/arrest:of-another-version", "acts/arrest:of-another-version", id="an unknown cue"),
        pytest.param("gold", "gold", id="an unknown rule"),
    ],
)
def test_what_found_an_act(rule: str, told: str) -> None:
    assert of_act(rule) == told


def test_every_cue_can_be_told() -> None:
    rules = [f"acts/{act.name}:{cue.name}" for act in acts().values() for cue in act.cues]
    assert [rule for rule in rules if not of_act(rule).startswith("the ")] == []


def test_every_slot_and_basis_has_its_words() -> None:
    named = rule_words()["slots"].keys() | words().prepositions
    assert SLOTS - named <= {"before", "regarding"}
    assert all(of_date(basis) for basis in BASES)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        pytest.param(
            "participants/lone+with",
            "the subject of a verb without an object or after the preposition “with”",
            id="two slots",
        ),
        pytest.param(
            "proceedings/story", "carried over from the step before in the same proceeding", id="carried"
        ),
    ],
)
def test_what_linked_somebody(rule: str, told: str) -> None:
    assert of_participant(rule) == told


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        pytest.param("author", "the author's own voice, with no hedge", id="the author"),
        pytest.param("said", "a reporting word of the list “said”", id="a list of words"),
        pytest.param("learned/0a1b2c3d:alleged", "the encoder reads it as alleged", id="learned"),
    ],
)
def test_what_gave_the_certainty(rule: str, told: str) -> None:
    assert of_certainty(rule) == told
