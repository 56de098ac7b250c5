"""What a report has told so far: the date at which a story stands, from sentence to sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from habeas.analyse.language import Parsed
from habeas.analyse.time.clauses import main_verb, spaced, speakers, subject_is_pronoun
from habeas.analyse.time.expressions import find
from habeas.analyse.time.govern import Hosts, hosts
from habeas.analyse.time.interval import Interval
from habeas.analyse.time.mentions import Mention, resolve_expressions
from habeas.model.anchor import Anchor


@dataclass(frozen=True, slots=True)
class Spoken:
    """A body that was told to speak on a date: a word that it is called by again, the date and its words."""

    who: str
    interval: Interval
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences of a block up to this one have established.

    `covers` is the period that the report is about; `told` the date that the story stands at before this
    sentence, `told_anchor` its words, `distance` how many sentences ago it was told, `last` the same over all
    blocks, for words that point back. `goes_on` is True where this sentence is about somebody just named,
    `speaking` holds the words for its subject, `spoke` who spoke when before. `block` is the block read;
    `summary` True of the opening of a report, where each sentence tells of the whole year anew; `placed` the
    time expressions of this sentence.
    """

    covers: Interval | None
    told: Interval | None = None
    last: Interval | None = None
    told_anchor: Anchor | None = None
    distance: int = 0
    goes_on: bool = False
    spoke: tuple[Spoken, ...] = ()
    speaking: tuple[str, ...] = ()
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
        moved = Context(
            context.covers, last=moved.last, spoke=moved.spoke, block=parsed.sentence.block, summary=opening
        )
    main = main_verb(parsed.doc)
    moved = replace(moved, goes_on=subject_is_pronoun(main))
    text, inserted = spaced(parsed)
    found = find(text)
    if not found:
        return moved
    mentions = resolve_expressions(found, context.covers, moved.told or moved.last)
    if inserted:
        mentions = tuple(_placed_back(mention, inserted) for mention in mentions)
    placed = tuple(h for h in (hosts(m, parsed, context.covers) for m in mentions) if h is not None)
    return replace(moved, placed=placed, speaking=speakers(main))


def _placed_back(mention: Mention, inserted: tuple[int, ...]) -> Mention:
    """The mention at its characters in the sentence as printed."""
    start, end = (at - bisect_left(inserted, at) for at in (mention.start, mention.end))
    return replace(mention, start=start, end=end)


def _moved_on(context: Context) -> Context:
    """The context after the sentence it stands for."""
    main = _main(context)
    if main is None:
        return replace(context, distance=context.distance + (not context.goes_on), placed=())
    told, spoke = main.mention.interval, context.spoke
    if told is not None and main.at_root and not main.outside:
        kept = (spoken for spoken in spoke if spoken.who not in context.speaking)
        spoke = (*kept, *(Spoken(who, told, main.anchor) for who in context.speaking))
    return replace(context, told=told, last=told, told_anchor=main.anchor, distance=1, spoke=spoke, placed=())


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
