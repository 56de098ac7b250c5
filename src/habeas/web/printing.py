"""The text of a report as HTML: the words exactly as they are, and around them what marks the evidence.

Made here and not in a template: a long report has thousands of parts, and a page has milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from habeas.model.record import Event
from habeas.view.leaf import Line, Paragraph, Stretch
from habeas.web.words import group_class

Told = Callable[[Event], str]


def printer(document: str, chosen: Line | None, told: Told) -> Callable[[Paragraph], Markup]:
    """What prints the paragraphs of a report; `told` puts an act into a few words.

    Every line says where it stands, in code points of the report's text. What the sentence `chosen` holds
    beside its acts is marked by field; before it stands the place `#at`.
    """
    titles: dict[tuple[str, str, str], str] = {}

    def opening(event: Event) -> str:
        attribution = event.attribution
        key = event.type, attribution.certainty, attribution.polarity
        if key not in titles:
            negated = " negated" if attribution.polarity == "negated" else ""
            kind = f"tells {group_class(event.type)} is-{attribution.certainty}{negated}"
            titles[key] = f'<a class="{kind}" title="{escape(told(event))}" href="/doc/{document}?at='
        return titles[key]

    def stretch(part: Stretch, *, lit: bool) -> str:
        words = printed(part.text)
        if event := part.act:
            end = part.start + len(part.text)
            return f'{opening(event)}{part.start},{end}#at"><mark>{words}</mark></a>'
        if lit and part.evidence:
            return f'<mark class="words on-{part.evidence[0].field}">{words}</mark>'
        return words

    def line(held: Line) -> str:
        lit = held is chosen
        words = "".join([stretch(part, lit=lit) for part in held.stretches])
        if held.id is None:
            return f'<span class="line" data-at="{held.start}">{words}</span>'
        kind = f"line{' told' if held.events else ''}{' chosen' if lit else ''}"
        place = '<span id="at"></span>' if lit else ""
        return f'{place}<span class="{kind}" id="{held.id}" data-at="{held.start}">{words}</span>'

    return lambda paragraph: Markup("".join([line(held) for held in paragraph.lines]))


def printed(words: str) -> str:
    """Words of a report as HTML; a carriage return stays one, so that offsets hold."""
    return str(escape(words)).replace("\r", "&#13;")
