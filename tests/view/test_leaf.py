"""A report cut into paragraphs, sentences and stretches: nothing is lost, and every offset holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.reading import Reading
from habeas.view.leaf import Line, Paragraph, leaves
from tests.factory import doc, event, kaldria, person, reading

ASTRAL = "\U0001d50e\U0001f54a"
COMBINED = "e\u0301o\u0323\u0302"


def of(held: Reading) -> tuple[Paragraph, ...]:
    return leaves(held.document, held.events)


def sentences(held: Reading) -> list[Line]:
    return [line for paragraph in of(held) for line in paragraph.lines if line.id]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n#•="), min_size=1), min_size=1
    )
)
def test_every_block_is_printed_whole(lines: list[str]) -> None:
    document = doc("\n".join(["Ivo was arrested.", *lines]) + "\n")
    told = event(document, "arrested", "arrest")
    for block, paragraph in zip(document.blocks, leaves(document, [told]), strict=True):
        stretches = [stretch for line in paragraph.lines for stretch in line.stretches]
        assert "".join(each.text for each in stretches) == document.text[block.start : block.end]
        assert all(document.text[each.start :].startswith(each.text) for each in stretches)


def test_a_sentence_holds_the_acts_told_in_it() -> None:
    told = {line.id: [event.type for event in line.events] for line in sentences(kaldria()) if line.events}
    assert told == {
        "p3s1": ["moratorium"],
        "p3s2": ["execution"],
        "p5s1": ["arrest"],
        "p5s2": ["sentence"],
        "p6s1": ["ill_treatment"],
    }


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Ivo Maren was arrested.\n", "arrested", id="plain"),
        pytest.param(
            f"{ASTRAL} Ivo Maren {ASTRAL} was arrested.\n", "arrested", id="outside the basic plane"
        ),
        pytest.param(
            f"{COMBINED} Ivo Maren was arre{COMBINED}sted.\n", f"arre{COMBINED}sted", id="combining"
        ),
        pytest.param("Ivo\rMaren was\r\nArrested.\r\n", "Arrested", id="carriage returns"),
    ],
)
def test_the_words_of_an_act_are_a_stretch(text: str, trigger: str) -> None:
    document = doc(text)
    held = reading(document, events=[event(document, trigger, "arrest")])
    stretches = [stretch for line in sentences(held) for stretch in line.stretches]
    assert [stretch.text for stretch in stretches if stretch.act] == [trigger]


def test_of_overlapping_acts_the_shorter_is_shown_on_top() -> None:
    document = doc("Ivo was arrested and beaten.\n")
    longer = event(document, "arrested and beaten", "arrest")
    shorter = event(document, "beaten", "ill_treatment")
    (line,) = sentences(reading(document, events=[longer, shorter]))
    shown = [(stretch.text, stretch.act.type) for stretch in line.stretches if stretch.act]
    assert shown == [("arrested and ", "arrest"), ("beaten", "ill_treatment")]


def test_evidence_names_the_field_it_is_for() -> None:
    document = doc("On Monday Ivo Maren was arrested, her lawyer alleged.\n")
    maren = person(document, "Ivo Maren")
    told = event(document, "arrested", "arrest", affected=maren, source=("her lawyer", "alleged"))
    (line,) = sentences(reading(document, events=[told]))
    fields = {stretch.text: {each.field for each in stretch.evidence} for stretch in line.stretches}
    assert fields["arrested"] >= {"trigger"}
    assert fields["her lawyer"] == {"source"}
    assert fields["alleged"] == {"cue"}


def test_headings_carry_their_slug_and_paragraphs_their_number() -> None:
    found = [(part.kind, part.slug, part.number) for part in of(kaldria())]
    assert found == [
        ("paragraph", None, 1),
        ("heading", "death-penalty", None),
        ("paragraph", None, 1),
        ("heading", "political-prisoners", None),
        ("bullet", None, 1),
        ("bullet", None, 2),
    ]
