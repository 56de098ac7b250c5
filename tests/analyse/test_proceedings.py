"""Whom an act told before befell, carried to what points back at it."""

from __future__ import annotations

import pytest

from habeas.analyse.events import read
from tests.structure.pages import divided

PAGE = """Harbour Notes on Kaldria
Publisher: Harbour Group

Covering events from January - December 2011

{}
"""


@pytest.mark.parametrize(
    ("trap", "text", "kind", "trigger", "expected"),
    [
        (
            "points back",
            "Soldiers killed Ilke Dorran in May. Two officers were arrested for the killing.",
            "killing",
            "killing",
            ["Ilke Dorran"],
        ),
        (
            "another act between",
            "Marek Tolvin was deported in May. His wife was arrested. The deportation was condemned abroad.",
            "deportation",
            "deportation",
            ["Marek Tolvin"],
        ),
        (
            "its own words first",
            "Soldiers killed Ilke Dorran in May. The killing of Marek Tolvin followed.",
            "killing",
            "killing",
            ["Marek Tolvin"],
        ),
        (
            "points at nothing",
            "Soldiers killed Ilke Dorran in May. Killings were frequent in Karsa.",
            "killing",
            "Killings",
            [],
        ),
        (
            "another paragraph",
            "Soldiers killed Ilke Dorran in May.\n\nTwo officers were arrested for the killing.",
            "killing",
            "killing",
            [],
        ),
    ],
)
def test_whom_it_befell(trap: str, text: str, kind: str, trigger: str, expected: list[str]) -> None:
    events = read(divided(PAGE.format(text))[0])[1]
    found = next(e for e in events if (e.type, e.trigger.quote) == (kind, trigger))
    assert [p.name for p in found.participants if p.role == "affected"] == expected, trap


def test_the_rule_and_the_words_travel() -> None:
    told = "Soldiers killed Ilke Dorran in May. Two officers were arrested for the killing."
    *_, found = (e for e in read(divided(PAGE.format(told))[0])[1] if e.type == "killing")
    carried = next(p for p in found.participants if p.role == "affected")
    assert (carried.rule, carried.mention.quote) == ("proceedings/same-act", "Ilke Dorran")
