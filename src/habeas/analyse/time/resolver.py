"""From an act and what its block has told so far to the days it lies in."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from habeas.analyse.language import Act, Parsed
from habeas.analyse.time.clauses import (
    clause_verb,
    goes_onward,
    is_negated,
    opens_anew,
    past_perfect,
    subject_is_pronoun,
)
from habeas.analyse.time.context import Context
from habeas.analyse.time.govern import Governed, Hosts, govern, lone
from habeas.analyse.time.interval import DAY, Interval, edtf
from habeas.model.record import When
from habeas.vocabulary.time_words import time_words


def resolve(act: Act, parsed: Parsed, context: Context) -> When | None:  # noqa: ARG001 as the other fields are read
    """When the act happened, or None where the text gives nothing to go by."""
    governed = govern(act.span.root, context.placed)
    if governed is None and not _at_large(act):
        governed = lone(context.placed, context.covers)
    if governed is None or _only_told(act, governed, context.covers):
        return _undated(act, context)
    interval = _bounded(act.span.root, governed, context)
    if interval is None:
        return None
    interval = _shifted(act.span.root, governed, interval, context.covers)
    return When(
        interval.start, interval.end, edtf(interval), governed.host.mention.basis, governed.host.anchor
    )


def _shifted(root: Token, governed: Governed, interval: Interval, covers: Interval | None) -> Interval:
    """The interval where the act lies before a dated telling of it, or after the date ("later ratified")."""
    if (
        covers is None
        or not covers.holds(interval)
        or governed.host.mention.relation not in ("within", "bare")
    ):
        return interval
    verb = clause_verb(root)
    if governed.crossed and goes_onward(verb):
        return Interval(interval.start, covers.end)
    told_of = root.i != verb.i and root.i not in governed.host.strong and not governed.crossed
    if told_of and verb.lemma_ in time_words().telling:
        return Interval(covers.start, interval.end)
    return interval


def _only_told(act: Act, governed: Governed, covers: Interval | None) -> bool:
    """True where the date is not the act's: that of a telling, or of what stood at the end of the year."""
    root, words, mention = act.span.root, time_words(), governed.host.mention
    verb = clause_verb(root)
    if mention.interval is None:
        return mention.form != "indefinite"
    by_noun = root.i != verb.i and root.i not in governed.host.strong
    if mention.form == "own" and mention.relation != "since":
        ahead = bool(governed.crossed) and governed.crossed[0] in ("ccomp", "parataxis")
        return ahead or (by_noun and act.type not in words.lasting)
    if verb.lemma_ not in words.lasting_verbs or mention.relation != "within":
        return False
    earlier = covers is not None and mention.interval.end < covers.start
    return earlier or bool(governed.crossed)


def _bounded(root: Token, governed: Governed, context: Context) -> Interval | None:
    """The days that a date and its preposition leave for the act."""
    mention, covers = governed.host.mention, context.covers
    interval = mention.interval
    if interval is None or governed.how == "point":
        return interval
    if past_perfect(root) and governed.crossed and context.told is not None:
        return interval.joined(context.told) if context.told.start <= interval.start else interval
    match mention.relation:
        case "since":
            return Interval(interval.start, max(interval.start, _until_when(root, governed.host, context)))
        case "until" | "by":
            start = _from_when(governed.host, context)
            return Interval(start if start and start <= interval.end else interval.start, interval.end)
        case "after" if covers and covers.holds(interval) and governed.how != "lone":
            return Interval(interval.start, covers.end)
        case "before":
            if covers is None or covers.start >= interval.start:
                return None
            return Interval(covers.start, interval.start - DAY)
    return interval


def _until_when(root: Token, beginning: Hosts, context: Context) -> date:
    """The last day of what began on a date: that of the telling in the same sentence, or of the period."""
    covers, began = context.covers, beginning.mention.interval
    assert began is not None
    if covers is None:
        return began.end
    others = [h.mention.interval for h in context.placed if h is not beginning and not h.outside]
    told = next((other for other in others if other is not None), None)
    return told.end if told is not None and past_perfect(root) else max(covers.end, began.end)


def _from_when(end: Hosts, context: Context) -> date | None:
    """The first day of what ended on a date: that of the date told before it, or of the period."""
    covers = context.covers
    if end.mention.relation == "until":
        before = [h for h in context.placed if h.span[0] < end.span[0] and not h.outside]
        if before and before[-1].mention.interval is not None:
            return before[-1].mention.interval.start
        if context.told is not None and covers is not None and covers.holds(context.told):
            return context.told.start
    return covers.start if covers else None


def _undated(act: Act, context: Context) -> When | None:
    """An act without a date of its own: that of the sentences before it, or the whole covered period."""
    if context.told is not None and _told_on(act, context):
        told, covers = context.told, context.covers
        if goes_onward(clause_verb(act.span.root)) and covers is not None and covers.holds(told):
            told = Interval(told.start, covers.end)
        return When(told.start, told.end, edtf(told), "context", context.told_anchor)
    if context.covers is None:
        return None
    covers = context.covers
    return When(covers.start, covers.end, edtf(covers), "coverage", None)


def _told_on(act: Act, context: Context) -> bool:
    """True where the act goes on with what was just told, not with the year at large."""
    root = act.span.root
    verb = clause_verb(root)
    if context.told is None or _at_large(act):
        return False
    goes_on = subject_is_pronoun(verb) or any(child.lower_ == "also" for child in verb.children)
    if context.covers is not None and not context.covers.holds(context.told):
        return context.distance == 1 and (goes_on or past_perfect(root))
    if goes_on:
        return True
    nominal = root.pos_ in ("NOUN", "PROPN")
    return context.distance < 3 and not (context.summary or nominal or opens_anew(verb))


def _at_large(act: Act) -> bool:
    """True of what lasts, recurs or did not happen: told of the whole covered period."""
    words, root = time_words(), act.span.root
    return act.type in words.lasting or clause_verb(root).lemma_ in words.lasting_verbs or is_negated(root)
