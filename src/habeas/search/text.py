"""Words of a text as they are searched: letters and figures, without regard to case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
WITHOUT_ACCENT = str.maketrans("ıøłđ", "iold")


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [folded(word) for word in WORD.findall(text)]


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, each with its offsets."""
    return ((folded(match[0]), *match.span()) for match in WORD.finditer(text))


@lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """A word without case and accents: `Şahin` and `sahin` are one."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(WITHOUT_ACCENT))
    return "".join(sign for sign in apart if sign.isalnum())
