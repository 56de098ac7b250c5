"""Why a record says what it says: the way through the parse, the words, what made each field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.analyse import events
from habeas.analyse.why import Ground, Why, why
from habeas.model.document import Document
from habeas.model.record import Event
from tests.structure.pages import divided

PAGE = """Harbour Notes on Kaldria
Publisher: Harbour Group
Publication Date: 4 June 2012

Covering events from January - December 2011

Ilke Dorran, a nurse, was arrested in Karsa on 9 January. She was reportedly beaten by police officers.

In August Marek Tolvin was sentenced to five years in prison for "insulting the flag".
"""


@pytest.fixture(scope="module")
def read() -> tuple[Document, dict[str, Event]]:
    document = divided(PAGE)[0]
    _, found, _ = events.read(document)
    return document, {event.type: event for event in found}


def grounds(told: Why) -> dict[str, Ground]:
    return {ground.field: ground for ground in told.grounds}


@pytest.mark.parametrize(
    ("act", "field", "words", "path"),
    [
        pytest.param("arrest", "affected", "Ilke Dorran", "arrested ↓nsubjpass", id="a passive subject"),
        pytest.param("arrest", "date", "on 9 January", "arrested ↓prep", id="a date"),
        pytest.param("arrest", "place", "Karsa", "arrested ↓prep ↓pobj", id="a place"),
        pytest.param("ill_treatment", "affected", "She", "beaten ↓nsubjpass", id="a pronoun"),
        pytest.param("ill_treatment", "actor", "police officers", "beaten ↓agent ↓pobj", id="by whom"),
        pytest.param("ill_treatment", "certainty", "reportedly", "beaten ↓advmod", id="a hedge"),
        pytest.param("ill_treatment", "date", "on 9 January", "beaten", id="a date carried over"),
        pytest.param("sentence", "sentence", "five years", "sentenced ↓prep ↓pobj", id="a punishment"),
    ],
)
def test_each_field_has_its_words_and_its_path(
    read: tuple[Document, dict[str, Event]], act: str, field: str, words: str, path: str
) -> None:
    document, told = read
    made = why(document, told[act])
    ground = grounds(made)[field]
    assert ground.words is not None
    assert document.text[ground.words.start : ground.words.end] == ground.words.quote == words
    steps = [f"{'↑' if step.up else '↓'}{step.relation}" for step in ground.path]
    assert " ".join([str(made.head), *steps]) == path
    assert {step.relation for step in ground.path} <= made.relations.keys()


def test_the_rule_the_hedge_and_the_basis_are_told_in_words(
    read: tuple[Document, dict[str, Event]],
) -> None:
    document, told = read
    made = why(document, told["ill_treatment"])
    found = grounds(made)
    assert made.told is not None
    assert 0.5 < made.told <= 1
    assert "“beat”" in made.explained
    assert (found["certainty"].value, found["certainty"].explained) == ("reported", "an adverb hedges it")
    assert (found["date"].rule, found["date"].path) == ("context", ())


def test_of_what_was_learned_the_type_and_the_probability_are_told(
    read: tuple[Document, dict[str, Event]],
) -> None:
    document, told = read
    learned = replace(told["arrest"], rule="learned/0a1b2c3d:detention", type="detention")
    made = why(document, learned)
    assert made.explained == "no cue foresaw it: the encoder reads it as “detention”"
    assert made.typed is not None
    assert (made.likeliest, made.typed < 0.5) == ("arrest", True)


def test_a_trigger_that_the_parse_no_longer_holds_leaves_words_without_paths(
    read: tuple[Document, dict[str, Event]],
) -> None:
    document, told = read
    arrest = told["arrest"]
    elsewhere = replace(arrest, trigger=document.anchor(0, 7))
    made = why(document, elsewhere)
    assert (made.head, made.told, made.typed, made.likeliest, made.relations) == (None, None, None, None, {})
    assert all(ground.path == () and ground.sure is None for ground in made.grounds)
