"""Where an act happened: the place name in a phrase of place that hangs on the act."""

from __future__ import annotations

from spacy.tokens import Token

from habeas.analyse.language import Act, Parsed
from habeas.model.record import Place
from habeas.vocabulary import countries

PLACES = frozenset({"GPE", "LOC", "FAC"})
PREPOSITIONS = frozenset({"in", "at", "near", "outside", "from", "to"})


def resolve(act: Act, parsed: Parsed) -> Place | None:
    """The place of an act, or None where its own clause names none."""
    for child in act.span.root.children:
        if child.dep_ == "prep" and child.lower_ in PREPOSITIONS:
            for name in child.children:
                if name.dep_ == "pobj" and name.ent_type_ in PLACES:
                    return _place(name, parsed)
    return None


def _place(token: Token, parsed: Parsed) -> Place:
    entity = next((ent for ent in parsed.doc.ents if ent.start <= token.i < ent.end), None)
    anchor = parsed.anchor(entity if entity is not None else token)
    covers = parsed.document.meta.covers
    codes = countries.resolve(anchor.quote, year=covers[1].year if covers else None)
    return Place(anchor.quote, codes[0] if len(codes) == 1 else None, anchor)
