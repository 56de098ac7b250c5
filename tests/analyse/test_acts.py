"""Acts found in the examples of the vocabulary, and not in its near misses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.analyse.acts import find, lexicon
from habeas.analyse.language import Act, Parsed, parse
from habeas.model.document import Block, Document, Metadata, Sentence
from habeas.vocabulary.load import Example, acts


def parsed(text: str) -> Parsed:
    """The text as the only sentence of a document, parsed."""
    sentence = Sentence(0, len(text), 0)
    block = Block("paragraph", 0, len(text), None)
    document = Document("d1", "a.txt", "", "text/plain", text, Metadata(), (), (block,), (sentence,))
    return next(parse(document, [sentence]))


def told(text: str) -> list[tuple[str, str]]:
    """Type and trigger of each act that the text tells."""
    return [(act.type, act.span.text) for act in find(parsed(text))]


EXAMPLES = [(act.name, example) for act in acts().values() for example in act.examples]
NEAR_MISSES = [(act.name, example) for act in acts().values() for example in act.near_misses]


@pytest.mark.parametrize(("act", "example"), EXAMPLES, ids=lambda v: v.text if isinstance(v, Example) else v)
def test_example_tells_its_act(act: str, example: Example) -> None:
    where = example.text.index(example.trigger) if example.trigger else 0
    end = where + len(example.trigger or example.text)
    spans = [a.span for a in find(parsed(example.text)) if a.type == act]
    assert any(span.start_char < end and span.end_char > where for span in spans), told(example.text)


@pytest.mark.parametrize(
    ("act", "example"), NEAR_MISSES, ids=lambda v: v.text if isinstance(v, Example) else v
)
def test_near_miss_tells_no_such_act(act: str, example: Example) -> None:
    assert act not in {name for name, _ in told(example.text)}


@pytest.mark.parametrize("act", acts())
def test_every_type_has_cues_examples_and_a_near_miss(act: str) -> None:
    described = acts()[act]
    assert described.cues and len(described.examples) > 1 and described.near_misses


TRAPS = [
    (
        "three in a row",
        "He was arrested, beaten and released without charge.",
        ["arrest", "ill_treatment", "release"],
    ),
    (
        "convicted and sentenced",
        "She was convicted and sentenced to two years in prison.",
        ["conviction", "sentence"],
    ),
    ("noun completes the verb", "He was sentenced to three years' imprisonment.", ["sentence"]),
    ("light verb", "The prosecutor brought charges against two officers.", ["charge"]),
    ("told in one breath", "Two boys were beaten and kicked by police.", ["ill_treatment"]),
    (
        "a crime executed",
        "They were accused of abuse of position executed on a large scale.",
        ["charge"],
    ),
    ("contracts executed", "Three contracts executed by the ministry were declared void.", []),
    ("people executed", "Ten soldiers of the old army, executed in March, lie in Orlo.", ["execution"]),
    ("no figures", "There was no official information on the number of executions.", []),
    ("figures not published", "The ministry did not publish statistics on sentences and executions.", []),
    ("figures withheld", "The ministry refused to give figures on executions.", []),
    ("number unknown", "The number of recent executions was unknown.", []),
    ("no reports of them", "No reports of executions were received.", ["execution"]),
    ("figures of them", "Official figures spoke of ten executions.", ["execution"]),
    ("name of a body", "The Committee against Torture met in Belgor.", []),
    ("heading", "Torture and ill-treatment in Domra", []),
    ("nothing told", "The capital lies on a river.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_traps(text: str, expected: list[str]) -> None:
    assert [name for name, _ in told(text)] == expected


def test_rule_names_file_and_cue() -> None:
    (act,) = (a for a in find(parsed("Mira Tolev was taken into custody on 3 March.")) if a.type == "arrest")
    assert act.rule == "acts/arrest:take-into-custody"


WORDS = st.sampled_from(
    """police four men were was not arrested detained tortured released charged with trial of the a court
    sentenced to death in prison and beaten by law passed no investigation May""".split()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_triggers_lie_in_the_text_and_never_twice_in_one_place(words: list[str]) -> None:
    text = " ".join(words) + "."
    found: list[Act] = find(parsed(text))
    assert found == find(parsed(text)) or [a.rule for a in found] == [a.rule for a in find(parsed(text))]
    for act in found:
        assert act.type in acts() and 0 <= act.span.start_char < act.span.end_char <= len(text)
    for name in {a.type for a in found}:
        spans = sorted((a.span.start, a.span.end) for a in found if a.type == name)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_every_word_that_starts_a_cue_is_lower_case() -> None:
    assert all(word == word.lower() for word in lexicon().entries)
