"""Citations: as the report prints its own, and made from what it says of itself, down to the sentence."""

from habeas.cite.citation import Citation, cite
from habeas.cite.permalink import SCHEME, parse, resolve
from habeas.errors import PassageError
from habeas.model.passage import CITABLE, Passage, at, find

__all__ = [
    "CITABLE",
    "SCHEME",
    "Citation",
    "Passage",
    "PassageError",
    "at",
    "cite",
    "find",
    "parse",
    "resolve",
]
