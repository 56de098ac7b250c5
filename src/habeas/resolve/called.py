"""What a group is called: "eleven former town clerks" are clerks, and described as former and of a town."""

from __future__ import annotations

import re

from habeas.resolve.names import folded
from habeas.vocabulary.group_words import group_words
from habeas.vocabulary.persons import persons


def called(printed: str) -> tuple[str | None, frozenset[str]]:
    """The noun of a group's name, and the words before and behind it that describe them."""
    head, _, rest = re.sub(r"[’']s?\b", "", printed).partition(" of ")
    table, numbers = group_words(), persons().numbers
    words = [
        w for w in map(singular, re.findall(r"\w+", folded(head))) if w not in numbers and not w.isdigit()
    ]
    noun = next((word for word in words[-1:] if word not in table.general | table.idle), None)
    behind = (singular(w) for w in re.findall(r"\w+", folded(rest)) if len(w) > 3)
    described = frozenset((*words[: -1 if noun else None], *behind)) - table.general - table.idle
    return noun, described


def singular(word: str) -> str:
    """A noun as it is called of one: "ministers" as "minister"."""
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if re.search(r"[^s]s$", word) else word
