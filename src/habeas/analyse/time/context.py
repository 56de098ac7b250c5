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
    blocks, for words that point back. `behind` is an earlier year's date told beside it, with its words: that
    of the deed on which a court rules. `goes_on` is True where this sentence is about somebody just named,
    `speaking` holds the words for its subject, `spoke` who spoke when before. `block` is the block read;
    `summary` True of the opening of a report, where each sentence tells of the whole year anew; `placed` the
    time expressions of this sentence.
    """

    covers: Interval | None
    told: Interval | None = None
    last: Interval | None = None
    told_anchor: Anchor | None = None
    behind: tuple[Interval, Anchor] | None = None
    distance: int = 0
    goes_on: bool = False
    spoke: tuple[Spoken, ...] = ()
    speaking: tuple[str, ...] = ()
    block: int | None = None
    summary: bool = False
    placed: tuple[Hosts, ...] = ()

    @property
    def dates(self) -> tuple[Hosts, ...]:
        """The time expressions of this sentence that name days."""
        return tuple(host for host in self.placed if host.mention.interval is not None)


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
    placed = tuple(h for m in mentions for h in hosts(m, parsed, context.covers))
    return replace(moved, placed=placed, speaking=speakers(main))


def _placed_back(mention: Mention, inserted: tuple[int, ...]) -> Mention:
    """The mention at its characters in the sentence as printed."""
    start, end = (at - bisect_left(inserted, at) for at in (mention.start, mention.end))
    return replace(mention, start=start, end=end)


def _moved_on(context: Context) -> Context:
    """The context after the sentence it stands for."""
    if any(host.mention.form == "impossible" for host in context.placed):
        return replace(context, told=None, told_anchor=None, placed=())
    main = _main(context)
    behind = _behind(context) if context.placed else context.behind
    if main is None:
        return replace(context, behind=behind, distance=context.distance + (not context.goes_on), placed=())
    told, spoke = main.mention.interval, context.spoke
    if told is not None and main.at_root and not main.outside:
        kept = (spoken for spoken in spoke if spoken.who not in context.speaking)
        spoke = (*kept, *(Spoken(who, told, main.anchor) for who in context.speaking))
    moved = replace(context, told=told, last=told, told_anchor=main.anchor, behind=behind, distance=1)
    return replace(moved, spoke=spoke, placed=())


def _main(context: Context) -> Hosts | None:
    """The date that the next sentence goes on from: the last told, of those that rank first.

    One of the covered period ranks before an earlier one, one of a clause of its own before one of a
    relative clause, that of the main clause or of the whole sentence before another.
    """
    dated = [h for h in context.placed if _narrates(h.mention, context.covers)]
    for ranks_first in (_inside, _of_the_story, _of_the_sentence):
        dated = [h for h in dated if ranks_first(h)] or dated
    return dated[-1] if dated else None


def _behind(context: Context) -> tuple[Interval, Anchor] | None:
    """The last date before the covered period in a sentence."""
    covers, found = context.covers, None
    for host in context.placed:
        interval = host.mention.interval
        dates = host.mention.relation in ("within", "bare", "of")
        if covers is not None and interval is not None and dates and interval.end < covers.start:
            found = interval, host.anchor
    return found


def _inside(host: Hosts) -> bool:
    return not host.outside


def _of_the_story(host: Hosts) -> bool:
    return host.clause not in ("acl", "relcl")


def _of_the_sentence(host: Hosts) -> bool:
    return host.at_root or host.span[0] == 0 or host.clause == "conj"


def _narrates(mention: Mention, covers: Interval | None) -> bool:
    """True of a date that a story can go on from; the end of the year is where stories stop."""
    if mention.interval is None or mention.relation not in ("within", "after"):
        return False
    return covers is None or not (mention.form == "own" and mention.interval.end == covers.end)
