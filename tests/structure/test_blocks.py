"""Paragraphs, bullets, headings, notices, and the sections they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure.pages import blocks, divided

HEAD = """Amity Watch Report 2010 - Kaldria

Publisher Amity Watch

Covering events from January - December 2009

"""


def body(text: str) -> list[tuple[str, str]]:
    return [block for block in blocks(HEAD + text) if block[0] != "meta"]


@pytest.mark.parametrize(
    "mark", ["• ", "  • ", "- ", "* ", "– ", "\uf0b7 ", "\uf0a7", "▪ ", "b "], ids=lambda mark: ascii(mark)
)
def test_a_bullets_mark_stands_outside(mark: str) -> None:
    assert body(f"{mark}In May he was held.") == [("bullet", "In May he was held.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "He was held. b Two others were freed.",
            [("paragraph", "He was held."), ("bullet", "Two others were freed.")],
            id="dirt of a bullet inside a paragraph",
        ),
        pytest.param(
            "He was held. • Two others were freed.",
            [("paragraph", "He was held."), ("bullet", "Two others were freed.")],
            id="a bullet inside a paragraph",
        ),
        pytest.param(
            "Vitamin b deficiency was found.",
            [("paragraph", "Vitamin b deficiency was found.")],
            id="a letter inside a sentence",
        ),
        pytest.param(
            "Death penalty\n\nHe was held.",
            [("heading", "Death penalty"), ("paragraph", "He was held.")],
            id="a heading",
        ),
        pytest.param(
            "In May the court of Verrin\n\nfreed him.",
            [("paragraph", "In May the court of Verrin"), ("paragraph", "freed him.")],
            id="a torn sentence is no heading",
        ),
        pytest.param(
            "He was held.\n\nKaldria: Free the editor (OPQ 12/004/2009)\n\nKAL\n\n(OPQ 12/005/2009)",
            [
                ("paragraph", "He was held."),
                ("notice", "Kaldria: Free the editor (OPQ 12/004/2009)"),
                ("notice", "KAL"),
                ("notice", "(OPQ 12/005/2009)"),
            ],
            id="references and running heads are not read",
        ),
        pytest.param(
            "He was held.\n\nCopyright notice: © Copyright Amity Watch\n\nSearch the host",
            [
                ("paragraph", "He was held."),
                ("notice", "Copyright notice: © Copyright Amity Watch"),
                ("notice", "Search the host"),
            ],
            id="what stands behind the copyright notice",
        ),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert body(text) == expected


WRAPPED = """The editor of a weekly was arrested in February and charged with insulting the
head of state. In June he was convicted by a court in Verrin and sentenced to
four years in prison.

Prisoners

  * A teacher was arrested in March during a strike at the steelworks and was
    held for four days without a lawyer.
  * Two brothers were beaten until they had signed what the officers had put
    before them.

By December nobody had been charged. The prosecutor did not answer the letters
that lawyers had sent him in the course of the summer.
"""


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    found = body(WRAPPED)
    assert [kind for kind, _ in found] == ["paragraph", "heading", "bullet", "bullet", "paragraph"]
    assert found[2][1].split()[:3] == ["A", "teacher", "was"]
    document, _ = divided(HEAD + WRAPPED)
    assert "head of state." in document.text[document.sentences[0].start : document.sentences[0].end]
    assert len(document.sentences) == 6


def test_sections_carry_the_headings_above_them() -> None:
    document, _ = divided(
        HEAD + "RULE OF LAW\n\nOn trial.\n\na. Courts\n\nHe was held.\n\nPRISONS\n\nShe was."
    )
    assert [section.path for section in document.sections] == [
        ("RULE OF LAW",),
        ("RULE OF LAW", "a. Courts"),
        ("PRISONS",),
    ]
    assert [block.section for block in document.blocks if block.kind == "paragraph"] == [0, 1, 2]
    assert document.sections[0].end == document.sections[1].end


def test_the_print_that_comes_first_stands_higher() -> None:
    document, _ = divided(
        HEAD + "a. Courts\n\nHe was held.\n\nTRIALS\n\nShe was.\n\nb. Prisons\n\nNobody was."
    )
    assert [len(section.path) for section in document.sections] == [1, 2, 1]


@given(st.text(alphabet="Ab.: \n\t•©-1“”’", max_size=300))
def test_whatever_the_text_blocks_are_ordered_and_disjoint(text: str) -> None:
    document, _ = divided(HEAD + text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        at = block.end
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end


@given(st.text(alphabet="Ab.: \n•-(", max_size=200))
def test_nothing_but_marks_is_left_out(text: str) -> None:
    document, _ = divided(HEAD + text)
    kept = [False] * len(document.text)
    for block in document.blocks:
        kept[block.start : block.end] = [True] * (block.end - block.start)
    left = "".join(character for character, here in zip(document.text, kept, strict=True) if not here)
    assert not set(left) - set(" \n\t•-b")
