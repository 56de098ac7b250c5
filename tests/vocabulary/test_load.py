"""The act files are read as written, and refused with a line that says what is wrong."""

from __future__ import annotations

import pytest

from habeas.vocabulary.load import VocabularyError, acts, read_act, words

WHOLE = """\
label: Parade
group: civic space
definition: People parade.
roles: {}
cues:
%s
examples: []
near_misses: []
"""


def test_fifty_seven_types_in_alphabetical_order() -> None:
    assert len(acts()) == 57
    assert list(acts()) == sorted(acts())


def test_a_cue_is_read_with_its_conditions() -> None:
    (cue,) = read_act(
        "parade", WHOLE % "  - {verb: hold, object: [parade], on: any, unless: {negated: any}}"
    ).cues
    assert (cue.name, cue.kind, cue.heads) == ("hold-parade-on-any", "verb", ("hold",))
    assert [(c.relation, c.words) for c in cue.conditions] == [("object", ("parade",)), ("on", ("any",))]
    assert [c.relation for c in cue.unless] == ["negated"]


def test_no_and_on_are_words_not_truth_values() -> None:
    (cue,) = read_act("parade", WHOLE % "  - {noun: parade, before: [no, on]}").cues
    assert cue.conditions[0].words == ("no", "on")


def test_cues_of_one_name_are_numbered() -> None:
    described = read_act("parade", WHOLE % "  - {noun: parade}\n  - {verb: parade}")
    assert [cue.name for cue in described.cues] == ["parade", "parade-2"]


REFUSED = [
    ("unknown relation", WHOLE % "  - {verb: march, beside: road}", "beside"),
    ("unknown word list", WHOLE % "  - {verb: march, subject: <marchers>}", "<marchers>"),
    ("two kinds in one cue", WHOLE % "  - {verb: march, noun: march}", "one of"),
    ("a number for a word", WHOLE % "  - {verb: 12}", "12"),
    ("key missing", "label: Parade\n", "missing"),
    ("key unknown", WHOLE % "  - {noun: parade}" + "colour: red\n", "colour"),
    ("not YAML", "label: [", "YAML"),
    (
        "trigger not in the text",
        (WHOLE % "  - {noun: parade}").replace("examples: []", "examples: [{text: a, trigger: b}]"),
        "trigger",
    ),
]


@pytest.mark.parametrize(("text", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_inconsistent_is_refused(text: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match="acts/parade") as refusal:
        read_act("parade", text)
    assert reason in str(refusal.value)


def test_word_lists_of_the_language_are_not_empty() -> None:
    assert all(entry.words for entry in words().lists.values())
    assert {"into", "on", "no"} & words().prepositions == {"into", "on"}
