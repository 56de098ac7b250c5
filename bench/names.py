"""Names compared as the scorer compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_STOP = frozenset(["the", "a", "an", "of", "by", "in", "mr", "mrs", "ms", "dr"])


def words(name: str) -> set[str]:
    """The words of a name that count."""
    plain = unicodedata.normalize("NFC", name).casefold().replace("’", "'")
    return {word.removesuffix("'s") for word in re.findall(r"[\w']+", plain) if word not in _STOP}


def same_name(predicted: str, accepted: Iterable[str]) -> bool:
    """True where one name's words all stand in the other's, for any accepted name."""
    mine = words(predicted)
    for name in accepted:
        other = words(name)
        if mine and other and (mine <= other or other <= mine):
            return True
    return False
