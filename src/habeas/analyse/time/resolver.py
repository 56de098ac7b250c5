"""From an act and what its block has told so far to the days it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from habeas.analyse.language import Act, Parsed
from habeas.analyse.time.clauses import (
    clause_verb,
    opens_anew,
    goes_onward,
    is_negated,
    past_perfect,
    subject_is_pronoun,
)
from habeas.analyse.time.expressions import find
from habeas.analyse.time.govern import Governed, Hosts, govern, hosts, lone
from habeas.analyse.time.interval import DAY, Interval, edtf
from habeas.analyse.time.mentions import Mention, resolve_expressions
from habeas.model.anchor import Anchor
from habeas.model.record import When
from habeas.vocabulary.time_words import time_words


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences of a block up to this one have established.

    `covers` is the period that the report is about; `told` the last date told before this sentence and
    `told_anchor` its words; `last` the last date told in any block, for words that point back; `placed` the time expressions of this sentence, with where they hang.
    """

    covers: Interval | None
    told: Interval | None = None
    last: Interval | None = None
    told_anchor: Anchor | None = None
    distance: int = 0
    block: int | None = None
    summary: bool = False
    placed: tuple[Hosts, ...] = ()


def begin(covers: tuple[date, date] | None) -> Context:
    """The context at the start of a report on that period."""
    return Context(Interval(*covers) if covers else None)


def follow(context: Context, parsed: Parsed) -> Context:
    """The context for the acts of the next sentence.

    Stories end with their block; words that point back ("the same day") reach over it.
    """
    moved = _moved_on(context)
    if parsed.sentence.block != context.block:
        opening = parsed.section is None and bool(parsed.document.sections)
        moved = Context(context.covers, last=moved.last, block=parsed.sentence.block, summary=opening)
    found = find(parsed.doc.text)
    if not found:
        return moved
    mentions = resolve_expressions(found, context.covers, moved.told or moved.last)
    placed = tuple(h for h in (hosts(m, parsed, context.covers) for m in mentions) if h is not None)
    return replace(moved, placed=placed)


def _moved_on(context: Context) -> Context:
    """The context after the sentence it stands for."""
    main = _main(context)
    if main is None:
        return replace(context, distance=context.distance + 1, placed=())
    told = main.mention.interval
    return replace(context, told=told, last=told, told_anchor=main.anchor, distance=1, placed=())


def _main(context: Context) -> Hosts | None:
    """The date that the next sentence goes on from: that of the main clause, else the last one told."""
    dated = [h for h in context.placed if _narrates(h.mention, context.covers)]
    dated = [h for h in dated if h.clause not in ("acl", "relcl")] or dated
    main = [h for h in dated if h.at_root]
    chosen = main or dated
    return chosen[-1] if chosen else None


def _narrates(mention: Mention, covers: Interval | None) -> bool:
    """True of a date that a story can go on from; the end of the year is where stories stop."""
    if mention.interval is None or mention.relation not in ("within", "after"):
        return False
    return covers is None or not (mention.form == "own" and mention.interval.end == covers.end)


def resolve(act: Act, parsed: Parsed, context: Context) -> When | None:
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
    """The interval where the act lies before a telling that is dated, or after the date ("later ratified")."""
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
    told = context.told if context.told and covers and covers.holds(context.told) else None
    match mention.relation:
        case "since":
            end = covers.end if covers and covers.end > interval.start else interval.end
            telling = [h.mention.interval for h in context.placed if h is not governed.host]
            within = [t for t in telling if t is not None and covers is not None and covers.holds(t)]
            if past_perfect(root) and within:
                end = max(interval.start, within[0].end)
            return Interval(interval.start, end)
        case "until" | "by":
            earliest = (
                told.start if told and mention.relation == "until" else covers.start if covers else None
            )
            start = earliest if earliest and earliest <= interval.end else interval.start
            return Interval(start, interval.end)
        case "after" if covers and covers.holds(interval) and governed.how != "lone":
            return Interval(interval.start, covers.end)
        case "before":
            if covers is None or covers.start >= interval.start:
                return None
            return Interval(covers.start, interval.start - DAY)
    return interval


def _begun(end: Hosts, context: Context) -> date | None:
    """The day that a stretch began which ended on a date: the date before it in the sentence."""
    before = [h.mention for h in context.placed if h.span[0] < end.span[0] and h.mention.relation == "within"]
    return before[-1].interval.start if before and before[-1].interval is not None else None


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
