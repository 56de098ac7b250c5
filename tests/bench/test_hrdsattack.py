"""Names and labels of articles: how they are scored, and which names of ours are put forward."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.hrdsattack import Article, Tally, document, score_names, score_types, unique
from bench.hrdsattack_marks import bare_name, labels, mapping, weigh
from habeas.reading import Reading

UNIQUE = [
    ("a part of a later name goes", ["Maren", "Ivo Maren"], ["Ivo Maren"]),
    ("a part of an earlier name goes", ["Ivo Maren", "Maren"], ["Ivo Maren"]),
    ("the same name twice is one", ["Ivo Maren", "Ivo Maren"], ["Ivo Maren"]),
    ("one surname, two people", ["Ivo Maren", "Lena Maren"], ["Ivo Maren", "Lena Maren"]),
    ("no name is none", ["", " "], []),
]


@pytest.mark.parametrize(("trap", "names", "kept"), UNIQUE, ids=[row[0] for row in UNIQUE])
def test_unique(trap: str, names: list[str], kept: list[str]) -> None:
    assert unique(names) == kept, trap


NAMES = [
    ("equal is right both ways", ["Ivo Maren"], ["Ivo Maren"], Tally(1, 1, 1), Tally(1, 1, 1)),
    ("a part is right only loosely", ["Maren"], ["Ivo Maren"], Tally(1, 1, 0), Tally(1, 1, 1)),
    ("so is a longer form", ["Ivo Maren Junior"], ["Ivo Maren"], Tally(1, 1, 0), Tally(1, 1, 1)),
    ("other spelling is wrong", ["Ivo Marren"], ["Ivo Maren"], Tally(1, 1, 0), Tally(1, 1, 0)),
    ("nobody to find", ["Ivo Maren"], [], Tally(1, 0, 0), Tally(1, 0, 0)),
    ("nobody found", [], ["Ivo Maren"], Tally(0, 1, 0), Tally(0, 1, 0)),
    ("victims without a name do not count", ["Ivo Maren"], [" "], Tally(1, 0, 0), Tally(1, 0, 0)),
]


@pytest.mark.parametrize(("trap", "said", "gold", "exact", "fuzzy"), NAMES, ids=[row[0] for row in NAMES])
def test_names(trap: str, said: list[str], gold: list[str], exact: Tally, fuzzy: Tally) -> None:
    assert score_names(said, gold, fuzzy=False) == exact, trap
    assert score_names(said, gold, fuzzy=True) == fuzzy, trap


TYPES = [
    ("part of the set", {"killing"}, {"killing", "other"}, Tally(1, 2, 1)),
    ("none is unknown", set(), {"unknown"}, Tally(1, 1, 1)),
    ("none is not another", set(), {"killing"}, Tally(1, 1, 0)),
]


@pytest.mark.parametrize(("trap", "said", "gold", "tally"), TYPES, ids=[row[0] for row in TYPES])
def test_types(trap: str, said: set[str], gold: set[str], tally: Tally) -> None:
    assert score_types(said, gold) == tally, trap


def test_tallies_add_up_before_the_ratio() -> None:
    both = Tally(1, 1, 1) + Tally(3, 1, 0)
    assert both == Tally(4, 2, 1)
    assert both.f1 == pytest.approx(2 / 6)
    assert Tally().f1 == 0.0


BARE = [
    ("a title goes", "Dr Lena Tarsk", "Lena Tarsk"),
    ("a common word before it goes", "brother Ivo Maren", "Ivo Maren"),
    ("an owner's mark goes", "Lena Tarsk's", "Lena Tarsk"),
    ("a particle stays", "Sami al-Doran", "Sami al-Doran"),
    ("a particle in front stays", "van der Holt", "van der Holt"),
    ("somebody of a name is not the name", "critic of Ivo Maren", ""),
    ("somebody's somebody is not a name", "Ivo Maren's Aide", ""),
    ("no name at all", "dissident journalist", ""),
    ("a whole that begins a sentence", "My Friend", ""),
    ("a job after a name", "Oldport reporter", ""),
]


@pytest.mark.parametrize(("trap", "name", "bare"), BARE, ids=[row[0] for row in BARE])
def test_bare_names(trap: str, name: str, bare: str) -> None:
    assert bare_name(name, mapping()) == bare, trap


def test_weights_without_their_mark_say_nothing() -> None:
    assert weigh({}, {"killing": 3.0}) == pytest.approx(0.5)
    assert weigh({"killing": 1.0}, {"killing": 3.0, "bias": -3.0}) == pytest.approx(0.5)


ARTICLE = Article(
    "1", "Two Held", None, ("Ivo Maren was held. He is ill.", "No more is known."), (), frozenset()
)


def test_an_article_is_divided_and_without_a_day_covers_no_period() -> None:
    divided = document(ARTICLE)
    told = [divided.text[s.start : s.end] for s in divided.sentences]
    assert told == ["Ivo Maren was held.", "He is ill.", "No more is known."]
    assert divided.meta.covers is None


def test_an_article_without_acts_has_no_label_that_needs_one() -> None:
    mapped = replace(mapping(), labels={"killing": {"bias": -1.0, "killing": 2.0}}, labels_from=0.5)
    assert labels(Reading(document(ARTICLE)), mapped) == set()
