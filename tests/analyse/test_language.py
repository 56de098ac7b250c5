"""What the parser is given, and what it is spared."""

from __future__ import annotations

import pytest

from habeas.analyse import events
from habeas.analyse.language import BATCH, BATCH_LENGTH, MAX_TOKENS, parse
from habeas.model.document import Document
from tests.structure.pages import divided


def report(text: str) -> Document:
    return divided(f"Harbour Notes on Kaldria\nPublisher: Harbour Group\n\n{text}\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He was held. " * (BATCH * 2 + 1), id="more sentences than are parsed at once"),
        pytest.param(("Police held him, " + "and held him, " * 200 + ".\n\n") * 14, id="long ones"),
    ],
)
def test_every_sentence_has_its_parse(text: str) -> None:
    document = report(text)
    parses = list(parse(document, document.sentences))
    assert [parsed.sentence for parsed in parses] == list(document.sentences)
    assert all(
        document.text[p.sentence.start + t.idx :].startswith(t.text)
        for p in parses
        for t in p.doc[:MAX_TOKENS]
    )
    assert len(document.text) > min(BATCH_LENGTH, BATCH * 13)


def test_what_a_sentence_has_beyond_its_words_is_an_issue() -> None:
    document = report("Ilke Dorran was arrested in May, they said" + " ( )" * 500 + ".")
    _, found, issues = events.read(document)
    assert [event.type for event in found] == ["arrest"]
    (issue,) = (issue for issue in issues if issue.kind == "overlong-sentence")
    assert issue.anchor is not None
    assert issue.anchor.quote.endswith(").")
