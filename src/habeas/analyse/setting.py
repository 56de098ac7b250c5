"""What an act cannot be where the text tells of no such setting: a death in custody needs custody."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from habeas.analyse.language import Parsed
from habeas.analyse.learned import Scores, encoder
from habeas.vocabulary.load import acts


def possible(scores: Scores, parsed: Parsed) -> Scores:
    """The scores of a sentence given that no type is told whose setting the text does not name.

    The setting of a type (`setting` in its file) is looked for in the sentence, its section's title and what
    stands before it in its block. The other types and "none" share the probability as they did before.
    """
    told = None
    for name, pattern in _settings():
        column = encoder().index[name]
        if scores.types[:, column].max() < 0.01:
            continue
        told = told or _around(parsed)
        if pattern.search(told):
            continue
        types = scores.types.copy()
        types[:, column] = 0.0
        scores = replace(scores, types=types / types.sum(axis=1, keepdims=True))
    return scores


@functools.cache
def _settings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The types that have a setting, each with a pattern of the beginnings of its words."""
    return tuple(
        (act.name, re.compile(rf"\b(?:{'|'.join(map(re.escape, act.setting))})", re.IGNORECASE))
        for act in acts().values()
        if act.setting
    )


def _around(parsed: Parsed) -> str:
    document, block = parsed.document, parsed.document.blocks[parsed.sentence.block]
    title = document.sections[block.section].title if block.section is not None else ""
    return f"{title} {document.text[block.start : parsed.sentence.end]}"
