"""The country's own name above the fact box, which is no heading of a section."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.structure.layout import Span, lines
from habeas.structure.wording import wording
from habeas.vocabulary.countries import normalised, words_of

_FIRST_LINES = 6
_NAME_LENGTH = 90
_LINKING = frozenset({"of", "and", "in", "de", "d"})


def official_names(text: str, start: int, before: int, countries: tuple[str, ...]) -> Iterator[Span]:
    """The first lines of a body that hold nothing but words of the country's names or forms of state.

    `before` is where the fact box begins: up to there, capitals with a form of state are enough.
    """
    own = words_of(countries)
    forms = {normalised(form) for form in wording().forms_of_state}
    for number, (first, last) in enumerate(lines(text, start)):
        if number >= _FIRST_LINES or last - first > _NAME_LENGTH:
            return
        line = text[first:last]
        words = set(normalised(line).split()) - _LINKING
        named = bool(words) and words <= own | forms
        stately = line.isupper() and bool(words & forms) and first < before and not line.endswith(".")
        if not (named or stately):
            return
        yield first, last
