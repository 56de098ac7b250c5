"""Sentences to records: the order in which the fields of an act are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, repeat

from habeas.analyse import (
    acts,
    attribution,
    charges,
    entities,
    hedges,
    learned,
    participants,
    place,
    proceedings,
    recall,
    setting,
    time,
    weigh,
)
from habeas.analyse.entities import Cast
from habeas.analyse.kinds import people_by_acts
from habeas.analyse.language import MAX_TOKENS, Act, Parsed, parse
from habeas.analyse.learned import Scores
from habeas.analyse.recall import Heard, Recalled, Told
from habeas.analyse.trigger import points_back
from habeas.issues import Issue
from habeas.model.anchor import content_id
from habeas.model.case import Entity
from habeas.model.document import Document, Sentence
from habeas.model.record import Attribution, Event, Participant, Source

READ_FOR_ACTS = frozenset({"paragraph", "bullet"})


@dataclass(frozen=True, slots=True)
class By:
    """Who finds the acts and reads their fields: the rules, the encoder, or both, weighed together.

    The encoder knows no places, charges and speakers: without the rules there are no speakers, and the rest
    is the rules' in every case.
    """

    rules: bool = True
    learned: bool = True


BOTH = By()


def read(
    document: Document, *, by: By = BOTH
) -> tuple[tuple[Entity, ...], tuple[Event, ...], tuple[Issue, ...]]:
    """The entities, events and issues of one document, in text order."""
    parses, cued, scored = seen(document, by=by)
    cast = entities.read(document, parses)
    block = {sentence.start: sentence.block for sentence in document.sentences}
    events: list[Event] = []
    reading = _told(parses, cued, scored, _Fields(cast, by))
    for _, told in groupby(reading, key=lambda step: block[step[0].sentence.start]):
        events.extend(proceedings.carry(told))
    return (
        people_by_acts(cast.entities, events),
        tuple(events),
        (*_overlong(parses), *_undated(document, events)),
    )


def seen(
    document: Document, *, by: By = BOTH
) -> tuple[list[Parsed], list[list[Act]], Sequence[Scores | None]]:
    """The parse of every sentence that is read, the acts that cues find in it, and the encoder's scores.

    Scores hang a little on what the encoder reads at once: the whole document gives the same each time.
    """
    parses = list(parse(document, _wanted(document)))
    cued = [acts.find(parsed) if by.rules else [] for parsed in parses]
    if not by.learned:
        return parses, cued, [None] * len(parses)
    read = learned.read([parsed.doc for parsed in parses], cued)
    return (
        parses,
        cued,
        list(map(weigh.without, map(setting.possible, read, parses), map(acts.none_told, parses))),
    )


def _wanted(document: Document) -> Iterable[Sentence]:
    for sentence in document.sentences:
        if document.blocks[sentence.block].kind in READ_FOR_ACTS:
            yield sentence


def _told(
    parses: Sequence[Parsed],
    cued: Sequence[Sequence[Act]],
    scored: Sequence[Scores | None],
    fields: _Fields,
) -> Iterator[tuple[Event, bool]]:
    """The events sentence by sentence, and whether each is told of as one told before."""
    told = list(tellings(parses, cued, scored, bar=fields.bar))
    recalled = recall.read(told) if fields.by.learned else [None] * len(told)
    events: list[Event] = []
    for _, beside in groupby(map(_event, told, recalled, repeat(fields)), key=lambda e: e.sentence.start):
        events.extend(charges.of_the_charged(list(beside)))
    return zip(events, (points_back(one.act.span) for one in told), strict=True)


def tellings(
    parses: Sequence[Parsed], cued: Sequence[Sequence[Act]], scored: Sequence[Scores | None], *, bar: float
) -> Iterator[Told]:
    """The acts of a document where they are told."""
    for sentences, found in zip(heard(parses, scored), cued, strict=True):
        parsed, scores = sentences[0].parsed, sentences[0].scores
        for act in found if scores is None else weigh.settle(found, scores, parsed, bar=bar):
            yield recall.told(act, sentences)


def heard(parses: Sequence[Parsed], scored: Sequence[Scores | None]) -> Iterator[tuple[Heard, ...]]:
    """Each sentence with those before it, the nearest first; dates carry from one to the next."""
    if not parses:
        return
    context = time.begin(parses[0].document.meta.covers)
    sentences: deque[Heard] = deque(maxlen=recall.BEFORE + 1)
    for parsed, scores in zip(parses, scored, strict=True):
        context = time.follow(context, parsed)
        sentences.appendleft(recall.heard(parsed, scores, context))
        yield tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Fields:
    """How the fields of a document's acts are read: from its people, by rules, encoder or both."""

    cast: Cast
    by: By

    @property
    def bar(self) -> float:
        """The probability from which a word without a cue is an act."""
        return weigh.UNFORESEEN if self.by.rules else weigh.UNCUED

    def held(self, told: Told) -> Attribution:
        """How the text holds an act."""
        act, parsed, scores = told.act, told.here.parsed, told.here.scores
        if scores is None:
            return attribution.resolve(act, parsed)
        ruled = attribution.resolve(act, parsed) if self.by.rules else None
        return weigh.held(ruled or weigh.unruled(act, scores), act, scores)

    def participants(self, told: Told) -> tuple[Participant, ...]:
        """Who took part in an act."""
        act, parsed, scores, cast = told.act, told.here.parsed, told.here.scores, self.cast
        slotted = participants.resolve(act, parsed, cast) if self.by.rules else ()
        if scores is None:
            return slotted
        return weigh.took_part(slotted, act, scores, parsed=parsed, cast=cast)


def _event(told: Told, recalled: Recalled | None, fields: _Fields) -> Event:
    act, parsed, cast = told.act, told.here.parsed, fields.cast
    document, trigger = parsed.document, parsed.anchor(act.span)
    said = charges.resolve(act, parsed)
    held = fields.held(told)
    took_part = fields.participants(told)
    if hedges.STOPPED in held.rules:  # who stopped it did not do it
        took_part = tuple(p for p in took_part if p.role != "actor")
    return Event(
        id=content_id("e", document.id, act.type, trigger.start, trigger.end),
        document=document.id,
        section=parsed.section,
        type=act.type,
        sentence=document.anchor(parsed.sentence.start, parsed.sentence.end),
        trigger=trigger,
        when=weigh.dated(told, recalled) if recalled else told.ruled,
        place=place.resolve(act, parsed, cast),
        participants=took_part,
        charges=said.charges,
        penalty=said.penalty,
        outcome=said.outcome,
        attribution=replace(held, sources=tuple(_known(source, parsed, cast) for source in held.sources)),
        rule=act.rule,
        topics=weigh.topics(told, recalled, cast) if recalled else (),
    )


def _known(source: Source, parsed: Parsed, cast: Cast) -> Source:
    """The speaker under the name that the document gives them ("he" said)."""
    start = parsed.sentence.start
    span = parsed.doc.char_span(source.mention.start - start, source.mention.end - start)
    known = cast.of(parsed, span.root) if span is not None else ()
    return replace(source, name=known[0].name, entity=known[0].id) if known else source


def _overlong(parses: Iterable[Parsed]) -> Iterator[Issue]:
    for parsed in parses:
        if unread := parsed.unread:
            detail = f"a sentence of over {MAX_TOKENS} words and signs: what follows these was not read"
            yield Issue("analyse", "overlong-sentence", detail, parsed.document.place, unread)


def _undated(document: Document, events: Iterable[Event]) -> Iterator[Issue]:
    for event in events:
        if event.when is None and document.meta.covers is not None:
            yield Issue(
                "analyse",
                "undated",
                f"no date could be read for this {event.type}",
                document.place,
                event.trigger,
            )
