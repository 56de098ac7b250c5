"""How often a text names a country, by its names and the words made of them ("Kenya", "Kenyan")."""

from __future__ import annotations

import functools
import re

from habeas.vocabulary.countries import names_of, normalised
from habeas.vocabulary.volume_words import volume_words

_LEAST = 4
_ENDING = 2
_LINKING = frozenset(
    {"and", "the", "of", "former", "new", "saint", "south", "north", "west", "east", "islands"}
)


@functools.lru_cache(maxsize=512)
def naming(codes: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of the words that name one of these countries, in any text as it is printed."""
    stems = set()
    for code in codes:
        for name in names_of(code):
            plain = name.partition(",")[0]
            own = [word for word in re.findall(r"[^\W\d_]+", plain) if normalised(word) not in _passed_over()]
            if len(own) == 1 and len(own[0]) >= _LEAST:
                stems.add(own[0][: max(_LEAST, len(own[0]) - _ENDING)] + r"\w{0,6}")
            elif own:
                stems.add(r"\W+".join(map(re.escape, plain.split())))
    ordered = sorted(stems, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ordered) or '(?!)'})\b")


@functools.cache
def _passed_over() -> frozenset[str]:
    return volume_words().forms_of_state | _LINKING
