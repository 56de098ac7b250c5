"""Why a record says what it says: its sentence read again, with the way from the trigger to each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.glossary import GLOSSARY
from spacy.tokens import Span, Token

from habeas.analyse import learned, recall
from habeas.analyse.events import heard, seen
from habeas.analyse.hedges import holds
from habeas.analyse.language import Act, Parsed
from habeas.analyse.learned import Scores
from habeas.analyse.recall import Told
from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.model.membership import Membership
from habeas.model.record import Attribution, Event, Participant, When
from habeas.vocabulary import rule_words
from habeas.vocabulary.attribution_words import attribution_words


@dataclass(frozen=True, slots=True)
class Step:
    """One step through the parse: to the word that governs (`up`) or to one that is governed."""

    word: str
    relation: str
    up: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What one value of a record rests on.

    `words` is None where no word gives it; `path` leads from the trigger's head to them, empty where they
    stand in another sentence or in the trigger itself; `sure` is the encoder's probability, where it has one.
    """

    field: str
    value: str
    words: Anchor | None
    rule: str
    explained: str
    path: tuple[Step, ...] = ()
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The grounds of one record.

    `told` is how sure the encoder is that an act is told at the trigger, `typed` that it is of this type, and
    `likeliest` the type that it holds to be most likely; `version` names the encoder that was asked now.
    `relations` explains those that the paths go by; `members` names those of whom the act is told with a
    group, each with what says so, as the whole archive tells it.
    All but `event` and `document` is empty where this version no longer finds the trigger's words.
    """

    event: Event
    document: Document
    explained: str
    version: str
    head: str | None
    told: float | None
    typed: float | None
    likeliest: str | None
    grounds: tuple[Ground, ...]
    relations: dict[str, str]
    members: tuple[tuple[str, Membership], ...] = ()


def why(document: Document, event: Event) -> Why:
    """The grounds of a record, from its document parsed and scored anew (some seconds, the model loaded)."""
    parses, _, scored = seen(document)
    sentences = next(
        sentences
        for sentences in heard(parses, scored)
        if sentences[0].parsed.sentence.start == event.sentence.start
    )
    parsed, scores = sentences[0].parsed, sentences[0].scores
    assert scores is not None
    encoder = learned.encoder()
    span = _span(event.trigger, parsed)
    told = recall.told(Act(event.type, span, event.rule), sentences) if span is not None else None
    again = _Again(event, parsed, scores, span, told)
    grounds = tuple(again.grounds())
    types = scores.types[span.root.i] if span is not None else None
    known = encoder.index.get(event.type)
    return Why(
        event=event,
        document=document,
        explained=rule_words.of_act(event.rule),
        version=encoder.version,
        head=span.root.text if span is not None else None,
        told=1.0 - float(types[0]) if types is not None else None,
        typed=float(types[known]) if types is not None and known is not None else None,
        likeliest=encoder.types[int(types[1:].argmax())] if types is not None else None,
        grounds=grounds,
        relations={
            step.relation: GLOSSARY.get(step.relation, step.relation)
            for ground in grounds
            for step in ground.path
        },
    )


@dataclass(frozen=True, slots=True)
class _Again:
    """A record with its sentence read again."""

    event: Event
    parsed: Parsed
    scores: Scores
    span: Span | None
    told: Told | None

    def grounds(self) -> Iterator[Ground]:
        """Every field's ground: who, when, where, charge, sentence, how surely, by whom."""
        event = self.event
        for participant in event.participants:
            yield self._participant(participant)
        if event.when:
            yield self._date(event.when)
        if event.place:
            yield self._at("place", event.place.name, event.place.anchor, "", "")
        for charge in event.charges:
            parts = (charge.text, charge.article, charge.law)
            yield self._at("charge", ", ".join(part for part in parts if part), charge.anchor, "", "")
        if penalty := event.penalty:
            value = " ".join(part for part in (penalty.kind, penalty.duration) if part)
            yield self._at("sentence", value, penalty.anchor, "", "")
        yield from self._held(event.attribution)
        for source in event.attribution.sources:
            yield self._at("source", source.name, source.mention, "", f"speaks by “{source.cue.quote}”")

    def _date(self, when: When) -> Ground:
        ground = self._at("date", when.edtf, when.anchor, when.basis, rule_words.of_date(when.basis))
        if self.told is None:
            return ground
        return replace(ground, sure=recall.sure(when, self.told, recall.read([self.told])[0]))

    def _at(self, field: str, value: str, words: Anchor | None, rule: str, explained: str) -> Ground:
        return Ground(field, value, words, rule, explained, self._path(words))

    def _participant(self, participant: Participant) -> Ground:
        words, sure = _span(participant.mention, self.parsed), None
        if words is not None and self.span is not None:
            seen = self.scores.affected if participant.role == "affected" else self.scores.actor
            sure = max(float(seen[self.span.root.i, token.i]) for token in words)
        return Ground(
            participant.role,
            participant.name,
            participant.mention,
            participant.rule,
            rule_words.of_participant(participant.rule),
            self._path(participant.mention),
            sure,
        )

    def _held(self, told: Attribution) -> Iterator[Ground]:
        """What gave certainty and polarity, each rule of the record with its words where there are any."""
        found = holds(self.span, self.event.type, attribution_words()) if self.span is not None else []
        for rule in told.rules:
            cues = [(hold.level, self.parsed.anchor(hold.cue)) for hold in found if hold.rule == rule]
            field = "polarity" if rule == "negation" else "certainty"
            value = told.polarity if rule == "negation" else told.certainty
            none: list[tuple[str, Anchor | None]] = [(value, None)]
            for level, words in cues or none:
                yield Ground(
                    field,
                    level,
                    words,
                    rule,
                    rule_words.of_certainty(rule),
                    self._path(words),
                    self._sure(field, level),
                )

    def _sure(self, field: str, level: str) -> float | None:
        encoder = learned.encoder()
        if self.span is None or (field == "certainty" and level not in encoder.certainties):
            return None
        head = self.span.root.i
        if field == "polarity":
            return float(self.scores.negated[head])
        return float(self.scores.certainty[head, encoder.certainties.index(level)])

    def _path(self, words: Anchor | None) -> tuple[Step, ...]:
        target = _span(words, self.parsed) if words else None
        return _steps(self.span.root, target.root) if self.span is not None and target is not None else ()


def _span(anchor: Anchor, parsed: Parsed) -> Span | None:
    start, end = (at - parsed.sentence.start for at in (anchor.start, anchor.end))
    if not 0 <= start < end <= len(parsed.doc.text):
        return None
    return parsed.doc.char_span(start, end, alignment_mode="expand")


def _steps(start: Token, end: Token) -> tuple[Step, ...]:
    """Up from one word to the first that governs both, and down to the other."""
    above = [start, *start.ancestors]
    down = [end, *end.ancestors]
    meeting = next((token for token in above if token in down), None)
    if meeting is None:
        return ()
    climbed = above[: above.index(meeting)]
    return (
        *(Step(token.head.text, token.dep_, True) for token in climbed),
        *(Step(token.text, token.dep_, False) for token in reversed(down[: down.index(meeting)])),
    )
