"""Acts in time with their tellings, who says what, and how old the news is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.document import Document
from habeas.model.identity import Figure, Identity
from habeas.model.outline import holding
from habeas.model.record import Event
from habeas.model.story import Story
from habeas.resolve import gathered
from habeas.resolve.corroboration import corroboration
from habeas.resolve.proceedings import standing
from habeas.resolve.tellings import occurrences
from habeas.view.casefile import CaseFile, case_file
from habeas.view.moments import Moment, moments, span
from habeas.view.voices import freshness, voices, witnesses
from tests.factory import case, conflict, doc, event, person

ONE = doc("Ivo Maren was arrested. He was not arrested. He was tried.\n", file="one.txt")
OTHER = doc(
    "Ivo Maren was arrested. Her lawyer said he was beaten.\n", file="other.txt", publisher="Open Docket"
)
LATER = doc("Nothing of note.\n", file="later.txt", years=(2005, 2005), title="Kaldria in 2005")
Days = tuple[date, date]
YEAR, MARCH, MAY = (
    (date(2003, 1, 1), date(2003, 12, 31)),
    (date(2003, 3, 1), date(2003, 3, 31)),
    (date(2003, 5, 1), date(2003, 5, 31)),
)


def telling(document: Document, number: int, when: Days | None, **more: str) -> Event:
    """An arrest; several of one document differ by their number alone."""
    who = person(document, "Ivo Maren")
    told = event(document, "arrested", "arrest", affected=who, when=when, basis="context", **more)  # type: ignore[arg-type]
    dated = replace(told.when, anchor=told.trigger) if told.when else None
    return replace(told, id=f"{told.id}{number}", when=dated)


def file(*told: Event, clashing: bool = False) -> CaseFile:
    who = person(ONE, "Ivo Maren")
    held = {document.id: holding(document) for document in (ONE, OTHER, LATER)}
    persons = dict.fromkeys((who.id, person(OTHER, "Ivo Maren").id), "maren")
    acts = occurrences(gathered.tellings(told, held, persons=persons, person="maren"))
    figure = Figure(who.id, "person", ONE.id, who.name, (), (), who.mentions[0], ())
    story = Story(
        identity=Identity("maren", "person", who.name, (), (figure,)),
        cases=(case(who, *told),),
        acts=acts,
        sources={act.id: corroboration(act) for act in acts},
        standing=standing("maren", acts, {e.document for e in told}, reports=held.values()),
        disputes=(),
    )
    clashes = [conflict(told[0], told[1])] if clashing else []
    documents = {document.id: document for document in (ONE, OTHER)}
    return case_file(story, documents, conflicts=clashes, accessed=date(2026, 11, 3))


def shape(found: tuple[Moment, ...]) -> list[tuple[int, Days | None]]:
    return [(len(moment.entries), moment.days) for moment in found]


@pytest.mark.parametrize(
    ("told", "stacks"),
    [
        pytest.param([(ONE, MARCH), (OTHER, MARCH)], [(2, MARCH)], id="two reports, the same days"),
        pytest.param([(ONE, YEAR), (OTHER, MARCH)], [(2, MARCH)], id="the narrower days hold"),
        pytest.param([(ONE, MARCH), (OTHER, MAY)], [(1, MARCH), (1, MAY)], id="no day in common"),
        pytest.param(
            [(ONE, MARCH), (ONE, MAY), (OTHER, YEAR)],
            [(1, YEAR), (1, MARCH), (1, MAY)],
            id="either may be meant: alone",
        ),
    ],
)
def test_moments(told: list[tuple[Document, Days | None]], stacks: list[tuple[int, Days | None]]) -> None:
    events = [telling(document, number, when) for number, (document, when) in enumerate(told)]
    assert shape(moments(file(*events))) == stacks


def test_acts_of_two_types_never_stand_together() -> None:
    tried = event(ONE, "tried", "trial", affected=person(ONE, "Ivo Maren"), when=MARCH)
    assert len(moments(file(telling(ONE, 1, MARCH), tried))) == 2


@pytest.mark.parametrize(
    ("polarities", "clashing", "disputed"),
    [
        pytest.param(("affirmed", "affirmed"), False, False, id="agreed"),
        pytest.param(("affirmed", "negated"), False, True, id="denied by one"),
        pytest.param(("affirmed", "affirmed"), True, True, id="in a conflict"),
    ],
)
def test_disputed(polarities: tuple[str, str], clashing: bool, disputed: bool) -> None:
    told = [
        telling(d, n, MARCH, polarity=p)
        for n, (d, p) in enumerate(zip((ONE, OTHER), polarities, strict=True))
    ]
    (found,) = moments(file(*told, clashing=clashing))
    assert found.disputed is disputed


days = st.tuples(st.dates(date(2003, 1, 1), date(2004, 12, 31)), st.integers(0, 400)).map(
    lambda pair: (pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
)


@given(st.lists(st.tuples(st.sampled_from([ONE, OTHER]), st.none() | days), min_size=1, max_size=8))
def test_each_telling_is_in_one_moment(told: list[tuple[Document, Days | None]]) -> None:
    whole = file(*(telling(document, number, when) for number, (document, when) in enumerate(told)))
    found = moments(whole)
    assert sorted(entry.number for moment in found for entry in moment.entries) == [
        entry.number for entry in whole.entries
    ]
    for moment in found:
        assert moment.days in (None, *(span(entry.event) for entry in moment.entries))


def test_who_says_what() -> None:
    beaten = event(
        OTHER,
        "beaten",
        "ill_treatment",
        affected=person(OTHER, "Ivo Maren"),
        certainty="reported",
        source=("Her lawyer", "said"),
    )
    held = {document.id: holding(document) for document in (ONE, OTHER)}
    found = voices(file(telling(ONE, 0, MARCH), beaten), held)
    assert [(voice.name, voice.author, [s.cue for s in voice.sayings]) for voice in found] == [
        ("Her lawyer", False, ["said"]),
        ("Lantern Watch", True, [None]),
    ]


def test_reports_of_one_publisher_are_one_source() -> None:
    same = replace(OTHER, meta=replace(OTHER.meta, publisher="Lantern Watch"))
    told = file(telling(ONE, 0, MARCH), telling(OTHER, 1, MARCH))
    for second, names in ((OTHER, ["Lantern Watch", "Open Docket"]), (same, ["Lantern Watch"])):
        held = {document.id: holding(document) for document in (ONE, second)}
        assert sorted(w.publisher or "" for w in witnesses(told, held)) == names


def test_later_reports_that_are_silent() -> None:
    found = freshness(file(telling(ONE, 0, MARCH)))
    assert (found.until, [each.id for each in found.silent]) == (date(2003, 12, 31), [LATER.id])
