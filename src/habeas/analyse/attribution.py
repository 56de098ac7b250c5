"""How the text holds an act: how surely, whether it happened, and who says so."""

from __future__ import annotations

from spacy.tokens import Token

from habeas.analyse.hedges import holds
from habeas.analyse.hold import Hold, head_of
from habeas.analyse.language import Act, Parsed
from habeas.analyse.polarity import negated
from habeas.analyse.speakers import mention
from habeas.model.record import Attribution, Source
from habeas.vocabulary.attribution_words import attribution_words


def resolve(act: Act, parsed: Parsed) -> Attribution:
    """The certainty, polarity and sources of one act, with the names of the rules that gave them.

    A source's `name` is its mention as printed, a pronoun too; the caller resolves it by the mention's
    place. Sources stand outermost first, the innermost speaker last.
    """
    words = attribution_words()
    found = holds(act.span, act.type, words)
    root = head_of(act.span)
    strongest = max(found, key=lambda hold: words.strength[hold.level], default=None)
    certainty = strongest.level if strongest else "stated"
    denied = any(hold.denies for hold in found) and act.type not in words.negation.absence_types
    undone = negated(root, act.type, words.negation)
    rules = tuple(dict.fromkeys(hold.rule for hold in found))
    if undone:
        rules = (*rules, "negation")
    return Attribution(
        certainty=certainty,
        polarity="negated" if undone or denied else "affirmed",
        sources=_sources(found, act, parsed),
        rules=rules or ("author",),
    )


def _sources(found: list[Hold], act: Act, parsed: Parsed) -> tuple[Source, ...]:
    sources: list[Source] = []
    seen: set[int] = set()
    for hold in reversed(found):
        for head in hold.speakers:
            if head.i not in seen and not _is_act(head, act):
                seen.add(head.i)
                span = mention(head)
                anchor = parsed.anchor(span)
                sources.append(Source(anchor.quote, anchor, None, parsed.anchor(hold.cue)))
    return tuple(sources)


def _is_act(head: Token, act: Act) -> bool:
    return act.span.start <= head.i < act.span.end and head == head_of(act.span)
