"""Parts of speech, morphology and set lemmas from tag, word and dependency, each combination looked up once.

spaCy's attribute ruler matches all its patterns against every sentence; they hang on tag, word and
dependency of a single token (but for a few contractions that reports do not print), so what it says of
one combination holds for the next. A sentence of known combinations costs a look-up a word.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis

NAME = "habeas_attributes"

Key = tuple[int, int, int]


class Attributes:
    """The ruler, remembered."""

    def __init__(self, ruler: Callable[[Doc], Doc]) -> None:
        self._ruler = ruler
        self._known: dict[Key, tuple[int, MorphAnalysis, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The sentence with its attributes set."""
        keys = [(token.tag, token.lower, token.dep) for token in doc]
        known = self._known
        if any(key not in known for key in keys):
            doc = self._ruler(doc)
            for key, token in zip(keys, doc, strict=True):
                known[key] = (token.pos, token.morph, token.lemma)
            return doc
        for key, token in zip(keys, doc, strict=True):
            token.pos, token.morph, token.lemma = known[key]
        return doc


@Language.factory(NAME)
def remembered(nlp: Language, name: str) -> Attributes:  # noqa: ARG001
    """The component; the model's own ruler must still be in the pipeline."""
    return Attributes(nlp.get_pipe("attribute_ruler"))
