"""Acts by rules alone, by the encoder alone, and by both."""

from __future__ import annotations

import pytest

from habeas.analyse.events import BOTH, By, read
from habeas.model.record import Event
from tests.structure.pages import divided

PAGE = """Harbour Notes on Kaldria
Publisher: Harbour Group

Covering events from January - December 2011

Ilke Dorran was arrested in Karsa on 9 January. She was reportedly beaten by police officers. She was not
released. The journalist Marek Tolvin perished at the hands of soldiers in June.
"""
RULES, LEARNED = By(learned=False), By(rules=False)


def told(by: By) -> list[Event]:
    return list(read(divided(PAGE)[0], by=by)[1])


@pytest.mark.parametrize(
    ("by", "rules"),
    [
        pytest.param(RULES, {"acts"}, id="rules alone"),
        pytest.param(LEARNED, {"learned"}, id="the encoder alone"),
        pytest.param(By(rules=False, learned=False), set(), id="neither"),
    ],
)
def test_what_made_the_records(by: By, rules: set[str]) -> None:
    assert {event.rule.partition("/")[0] for event in told(by)} == rules


@pytest.mark.parametrize("by", [RULES, LEARNED, BOTH], ids=["rules", "learned", "both"])
def test_each_finds_the_plain_acts_with_their_fields(by: By) -> None:
    found = {event.type: event for event in told(by)}
    assert {"arrest", "ill_treatment", "release"} <= found.keys()
    held = found["ill_treatment"].attribution, found["release"].attribution
    assert [a.certainty for a in held] == ["reported", "stated"]
    assert [a.polarity for a in held] == ["affirmed", "negated"]
    assert [(p.role, p.name) for p in found["ill_treatment"].participants] == [
        ("affected", "Ilke Dorran"),
        ("actor", "police officers"),
    ]


CHARGED = """Harbour Notes on Kaldria
Publisher: Harbour Group

Covering events from January - December 2011

On 22 May the Supreme Court imposed the death sentence on Orsal Tevin for six murders.
"""


def test_who_is_sentenced_for_a_murder_was_not_murdered_and_not_by_the_court() -> None:
    _, events, _ = read(divided(CHARGED)[0])
    found = {event.type: [(p.role, p.name) for p in event.participants] for event in events}
    assert found["sentence"] == [("affected", "Orsal Tevin"), ("actor", "Supreme Court")]
    assert found.get("killing", []) == []


IN_USE = """Harbour Notes on Kaldria
Publisher: Harbour Group

Covering events from January - December 2011

Ivo Maren and Ilke Dorran were tried in June. They were held in Karsa. Use of the death penalty continued.
"""


def test_a_law_in_use_is_no_sentence_on_those_told_of_before() -> None:
    _, events, _ = read(divided(IN_USE)[0])
    assert [e.participants for e in events if e.penalty and e.penalty.kind == "death"] in ([], [()])


def test_what_lasted_is_dated_by_a_longer_sentence_before() -> None:
    page = PAGE.partition("Ilke")[0] + (
        "On 3 May Ilke Dorran, who worked for a newspaper of the port and who had written on the sale of land "
        "near the harbour, was arrested with two others by police. She was held for three days.\n"
    )
    (held,) = (e for e in read(divided(page)[0])[1] if e.type == "detention")
    assert held.when is not None
    assert (str(held.when.start), str(held.when.end)) == ("2011-05-03", "2011-05-06")
