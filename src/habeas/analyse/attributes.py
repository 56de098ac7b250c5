"""Parts of speech, morphology and set lemmas from tag, word and dependency, each combination looked up once.

spaCy's attribute ruler matches all its patterns against every sentence. They hang on tag and dependency
of one token, on its word where a pattern names that, and on whether an expletive stands before it ("there
were"); but for a few contractions that reports do not print. So what the ruler says of one combination
holds for the next, and a sentence of known combinations costs a look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypedDict, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, MorphAnalysis

NAME = "habeas_attributes"


class _Set(TypedDict, total=False):
    IN: list[str]
    REGEX: str


class _Token(TypedDict, total=False):
    LOWER: str | _Set


class _Entry(TypedDict):
    patterns: list[list[_Token]]


Key = tuple[int, int, int, bool]


class Attributes:
    """The ruler, remembered."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler: Callable[[Doc], Doc] = ruler
        self._known: dict[Key, tuple[int, MorphAnalysis, int]] = {}
        self._words, self._forms = _named(ruler)
        self._named: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The sentence with its attributes set."""
        keys = list(self._keys(doc))
        known = self._known
        if any(key not in known for key in keys):
            doc = self._ruler(doc)
            for key, token in zip(keys, doc, strict=True):
                known[key] = (token.pos, token.morph, token.lemma)
            return doc
        for key, token in zip(keys, doc, strict=True):
            token.pos, token.morph, token.lemma = known[key]
        return doc

    def _keys(self, doc: Doc) -> Iterator[Key]:
        after_expletive = False
        expletive = doc.vocab.strings["expl"]
        named = self._named
        for tag, word, dependency in doc.to_array(["TAG", "LOWER", "DEP"]).tolist():
            if word not in named:
                named[word] = word if self._is_named(doc.vocab.strings[word]) else 0
            yield tag, named[word], dependency, after_expletive
            after_expletive = dependency == expletive

    def _is_named(self, word: str) -> bool:
        return word.isspace() or word in self._words or any(form.search(word) for form in self._forms)


def _named(ruler: AttributeRuler) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words that the ruler's patterns name, and the forms."""
    words: set[str] = set()
    forms: list[re.Pattern[str]] = []
    for entry in cast("Iterable[_Entry]", ruler.patterns):
        for token in chain.from_iterable(entry["patterns"]):
            if "LOWER" not in token:
                continue
            wanted = token["LOWER"]
            if isinstance(wanted, str):
                words.add(wanted)
            else:
                words.update(wanted.get("IN", ()))
                forms += [re.compile(wanted["REGEX"])] if "REGEX" in wanted else []
    return frozenset(words), tuple(forms)


@Language.factory(NAME)
def remembered(nlp: Language, name: str) -> Attributes:  # noqa: ARG001
    """The component; the model's own ruler must still be in the pipeline."""
    return Attributes(cast("AttributeRuler", nlp.get_pipe("attribute_ruler")))
