"""Where an act happened: the place name in a phrase of place that hangs on the act."""

from __future__ import annotations

from spacy.tokens import Span, Token

from habeas.analyse.entities import Cast
from habeas.analyse.language import Act, Parsed
from habeas.analyse.phrases import is_name, is_time, phrase_short
from habeas.model.record import Place
from habeas.vocabulary import countries
from habeas.vocabulary.persons import institution

PREPOSITIONS = frozenset({"in", "at", "near", "outside", "from", "to"})


def resolve(act: Act, parsed: Parsed, cast: Cast) -> Place | None:
    """The place of an act, or None where its own clause names none."""
    for child in act.span.root.children:
        if child.dep_ == "prep" and child.lower_ in PREPOSITIONS:
            for name in child.children:
                if name.dep_ == "pobj" and (found := _place(name, parsed, cast)):
                    return found
    return None


def _place(token: Token, parsed: Parsed, cast: Cast) -> Place | None:
    """The place that a name is, None for a person's, a body's and what is no name."""
    if not is_name(token) or is_time(token) or institution(phrase_short(token)) is not None:
        return None
    if any(entity.type != "place" for entity in cast.of(parsed, token)):
        return None
    anchor = parsed.anchor(_name(token))
    covers = parsed.document.meta.covers
    codes = countries.resolve(anchor.quote, year=covers[1].year if covers else None)
    return Place(anchor.quote, codes[0] if len(codes) == 1 else None, anchor)


def _name(head: Token) -> Span:
    """The words of a name that ends with its head."""
    first = head.i
    while first and is_name(head.doc[first - 1]) and head.doc[first - 1].head in (head, head.doc[first]):
        first -= 1
    return head.doc[first : head.i + 1]
