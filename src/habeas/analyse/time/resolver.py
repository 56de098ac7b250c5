"""From an act and what its block has told so far to the days it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from habeas.analyse.language import Act, Parsed
from habeas.analyse.time.expressions import find
from habeas.analyse.time.govern import Governed, Hosts, govern, hosts, is_verb
from habeas.analyse.time.interval import DAY, Interval, edtf
from habeas.analyse.time.mentions import Mention, resolve_expressions
from habeas.model.anchor import Anchor
from habeas.model.record import When


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences of a block up to this one have established.

    `covers` is the period that the report is about; `told` the last date told before this sentence and
    `told_anchor` its words; `placed` the time expressions of this sentence, with where they hang.
    """

    covers: Interval | None
    told: Interval | None = None
    told_anchor: Anchor | None = None
    placed: tuple[Hosts, ...] = ()


def begin(covers: tuple[date, date] | None) -> Context:
    """The context at the start of a block of a report on that period."""
    return Context(Interval(*covers) if covers else None)


def follow(context: Context, parsed: Parsed) -> Context:
    """The context for the acts of the next sentence of the block."""
    told, anchor = context.told, context.told_anchor
    main = _main(context.placed)
    if main is not None:
        told = main.interval
        anchor = None
    found = find(parsed.doc.text)
    mentions = resolve_expressions(found, context.covers, told)
    placed = tuple(h for h in (hosts(m, parsed.doc) for m in mentions) if h is not None)
    return replace(context, told=told, told_anchor=anchor, placed=placed)


def _main(placed: tuple[Hosts, ...]) -> Mention | None:
    """The date that the next sentence starts from: that of the main clause, else the last one told."""
    dated = [h for h in placed if h.mention.interval is not None and h.mention.relation in ("within", "after", "by")]
    main = [h for h in dated if any(h.head.doc[i].dep_ == "ROOT" for i in h.strong)]
    chosen = main or dated
    return chosen[-1].mention if chosen else None


def resolve(act: Act, parsed: Parsed, context: Context) -> When | None:
    """When the act happened, or None where the text gives nothing to go by."""
    governed = govern(act.span.root, context.placed)
    if governed is not None:
        return _dated(act, parsed, context, governed)
    return _undated(act, context)


def _dated(act: Act, parsed: Parsed, context: Context, governed: Governed) -> When | None:
    mention, covers = governed.mention, context.covers
    if mention.interval is None:
        return None
    interval = mention.interval
    match mention.relation:
        case "since":
            end = covers.end if covers and covers.end > interval.start else interval.end
            interval = Interval(interval.start, end)
        case "until":
            start = covers.start if covers and covers.start <= interval.end else interval.start
            interval = Interval(start, interval.end)
        case "before":
            start = covers.start if covers and covers.start < interval.start else None
            if start is None:
                return None
            interval = Interval(start, interval.start - DAY)
    span = parsed.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    anchor = parsed.anchor(span) if span is not None else None
    return When(interval.start, interval.end, edtf(interval), mention.basis, anchor)


def _undated(act: Act, context: Context) -> When | None:
    if context.told is not None and not _background(act.span.root):
        told = context.told
        return When(told.start, told.end, edtf(told), "context", None)
    if context.covers is None:
        return None
    covers = context.covers
    return When(covers.start, covers.end, edtf(covers), "coverage", None)


def _background(root: Token) -> bool:
    """True where the clause of the act stands in the past perfect."""
    node = root
    while not is_verb(node) and node.head.i != node.i:
        node = node.head
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ == "had" for child in node.children)
