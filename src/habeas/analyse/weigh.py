"""What rules found and what was learned, weighed together: acts and their fields.

The thresholds were set on readings that the encoder of the time had not been trained on, with the sums
over the kept-back reports in view: figures on those are a little kind (bench/results/ablation.txt).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Token

from habeas.analyse import lists, time
from habeas.analyse.entities import Cast
from habeas.analyse.hedges import STOPPED
from habeas.analyse.language import Act, Parsed
from habeas.analyse.learned import Floats, Scores, encoder
from habeas.analyse.participants import at_heads, roles
from habeas.analyse.phrases import conjuncts, first_of, hyphened
from habeas.analyse.recall import Recalled, Told
from habeas.model.record import Attribution, Participant, Topic, When

CUED = 0.8  # probability of an act from which one that a cue found is kept
CUED_SELDOM = 0.3  # the same, of a type that the encoder was shown seldom
OFTEN = 60  # acts of a type in training from which it counts as shown often
UNFORESEEN = 0.87  # and from which one that no cue found is added
ANOTHER_TYPE = 0.6  # share of another type, if there is an act, from which a cue's type gives way to it
OF_A_TYPE = 0.4  # and of its likeliest type, below which it is nothing that can be named
UNCUED = 0.5  # the same, where no cues were looked for at all
LIKELIEST = {"affected": 0.6, "actor": 0.6}  # probability from which the likeliest participant is added
BESIDE = 0.3  # and from which those coordinated with the likeliest are
FURTHER = 0.95  # and from which any other is, or one beside those that a slot gave
DOUBTED = 0.35  # probability below which a participant that a slot gave gives way to one that is seen
NOT_SEEN = {"affected": 0.1, "actor": 0.01}  # and below which one gives way to nobody
FIRM = {  # what a slot adds to a role, where the same party was found for both
    "affected": {"object": 0.8, "of": 0.8, "against": 0.8, "for": 0.8, "on": 0.8, "at": 0.8, "lone": 0.8}
    | {"bearer": 0.5},
    "actor": {"subject": 0.65, "by": 0.65, "doer": 0.2},
}
ALONE = 0.3  # and what is added to one that has nobody else in it but the party, where the other has
HEDGED = 0.5  # probability from which a hedge is believed where no cue was found
UNHEDGED = 0.95  # and from which the encoder is believed against a cue
OF_THE_STORY = 0.25  # probability from which an act goes on with the story of somebody named before
_FIRM_CUES = frozenset({"warrant", STOPPED})  # papers and rulings say so in plain words
_NOTABLY = frozenset({"particularly", "especially", "notably"})
_NO = frozenset({"no", "nobody", "none"})
NOBODY = frozenset({"ADP", "ADV", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ", "SPACE", "VERB"})


def settle(cued: Sequence[Act], scores: Scores, parsed: Parsed, *, bar: float = UNFORESEEN) -> list[Act]:
    """The acts of a sentence in the order of their triggers.

    An act that a cue found keeps its trigger, and its type unless the encoder is nearly sure of another; it
    stays where the encoder, which knows of the cue, sees an act there too; of types that it was shown seldom
    it asks less. A word with no cue becomes an act of its own where the encoder is at least as sure as `bar`.
    """
    reader = encoder()
    told = 1.0 - scores.types[:, 0]
    best = scores.types[:, 1:].argmax(axis=1)
    acts: list[Act] = []
    covered: set[int] = set()
    for act in cued:
        covered.update(token.i for token in act.span)
        head = act.span.root.i
        needed = CUED if reader.seen[reader.index[act.type] - 1] >= OFTEN else CUED_SELDOM
        if told[head] < needed:
            continue
        seen, kept = reader.types[int(best[head])], float(scores.types[head, reader.index[act.type]])
        if seen != act.type and (kept == 0.0 or scores.types[head, 1:].max() >= ANOTHER_TYPE * told[head]):
            act = Act(seen, act.span, f"learned/{reader.version}:{seen} (cue {act.rule})")
        acts.append(act)
    for word in (told >= bar).nonzero()[0]:
        i = int(word)
        nameable = scores.types[i, 1:].max() >= OF_A_TYPE
        if nameable and i not in covered and any(letter.isalpha() for letter in parsed.doc[i].text):
            named = reader.types[int(best[i])]
            acts.append(Act(named, parsed.doc[i : i + 1], f"learned/{reader.version}:{named}"))
    return sorted(acts, key=lambda act: (act.span.start, act.type))


def without(scores: Scores, words: Collection[int]) -> Scores:
    """The scores where some words tell no act."""
    if not words:
        return scores
    types = scores.types.copy()
    types[list(words)] = 0.0
    types[list(words), 0] = 1.0
    return replace(scores, types=types)


def held(found: Attribution, act: Act, scores: Scores) -> Attribution:
    """The attribution with the certainty that cues and encoder together give."""
    reader = encoder()
    levels = scores.certainty[act.span.root.i]
    seen = reader.certainties[int(levels.argmax())]
    bar = HEDGED if found.certainty == "stated" else UNHEDGED
    if seen == found.certainty or levels.max() < bar or not _FIRM_CUES.isdisjoint(found.rules):
        return found
    return replace(found, certainty=seen, rules=(*found.rules, f"learned/{reader.version}:{seen}"))


def unruled(act: Act, scores: Scores) -> Attribution:
    """How the encoder alone takes an act: stated until `held` knows better, happened or not."""
    polarity = "negated" if scores.negated[act.span.root.i] > 0.5 else "affirmed"
    return Attribution("stated", polarity, (), (f"learned/{encoder().version}:{polarity}",))


def dated(told: Told, recalled: Recalled) -> When | None:
    """The likeliest: a date of these sentences, the whole period, or none; else what the rules give.

    Where its date is seen to stand elsewhere, and the rules have none but the period, it has none.
    """
    context = told.here.context
    if time.impossible(told.act, context):
        return None
    given = [
        (share, back, host)
        for back, (sentence, shares) in enumerate(zip(told.sentences, recalled.dates, strict=True))
        for host, share in zip(sentence.context.dates, shares, strict=True)
    ]
    share, back, host = max(given, key=lambda one: one[0], default=(0.0, 0, None))
    if host is not None and share > max(recalled.whole, recalled.dateless, recalled.unseen):
        return time.given(host, told.act, context) if back == 0 else time.told_before(host, told.act, context)
    if context.covers is None:
        return told.ruled
    if recalled.unseen > max(recalled.whole, recalled.dateless):
        return told.ruled if told.ruled is not None and told.ruled.basis != "coverage" else None
    if recalled.whole <= recalled.dateless:
        return None
    return time.gone_on(told.act, told.here.parsed, context) or time.covered(context)


def topics(told: Told, recalled: Recalled, cast: Cast) -> tuple[Topic, ...]:
    """Those named before in the paragraph whose story the act goes on with, by the best mention of each."""
    found: dict[str, Topic] = {}
    for sentence, seen in zip(told.sentences[1:], recalled.affected[1:], strict=True):
        if sentence.parsed.sentence.block != told.here.parsed.sentence.block:
            break
        for word in (seen >= OF_THE_STORY).nonzero()[0]:
            token, sure = sentence.parsed.doc[int(word)], round(100 * float(seen[word]))
            for entity in cast.of(sentence.parsed, token):
                if entity.id not in found or sure > found[entity.id].percent:
                    found[entity.id] = Topic(entity.id, sentence.parsed.anchor(token), sure)
    return tuple(found.values())


def took_part(
    slotted: Sequence[Participant], act: Act, scores: Scores, *, parsed: Parsed, cast: Cast
) -> tuple[Participant, ...]:
    """The participants that slots of the parse gave, joined by those that the encoder sees."""
    head = act.span.root.i
    affected, actor = _Sight(scores.affected[head], parsed, cast), _Sight(scores.actor[head], parsed, cast)
    befell = list(_joined([p for p in slotted if p.role == "affected"], "affected", affected))
    did = list(_joined([p for p in slotted if p.role == "actor"], "actor", actor))
    if roles(act.type).same:
        return (*befell, *did)
    others_do, others_bear = (
        {*map(_who, one)} - {*map(_who, other)} for one, other in ((did, befell), (befell, did))
    )
    lean = ALONE * (bool(others_bear) - bool(others_do))
    doers = {_who(p) for p in did if any(_lead(p, q, actor, affected) + lean > 0 for q in befell)}
    others = {_who(q) for q in befell} - doers
    return (*(q for q in befell if _who(q) not in doers), *(p for p in did if _who(p) not in others))


def _who(participant: Participant) -> str:
    return participant.entity or participant.name


def _lead(doer: Participant, bearer: Participant, actor: _Sight, affected: _Sight) -> float:
    """How far the same party rather does an act than has it befall them: nobody does both."""
    return _case(doer, actor) - _case(bearer, affected) if _who(doer) == _who(bearer) else -math.inf


def _case(participant: Participant, sight: _Sight) -> float:
    slot = participant.rule.rpartition("/")[2].partition("+")[0]
    return sight.support(participant) + FIRM[participant.role].get(slot, 0.0)


def _heads(role: str, sight: _Sight, row: Collection[int]) -> Iterator[Token]:
    """The likeliest head, those in a row with it or at words of `row`, then every other that is sure."""
    seen, parsed, cast = sight.scores, sight.parsed, sight.cast
    beside = row
    for rank, word in enumerate(int(word) for word in seen.argsort()[::-1]):
        token = parsed.doc[word]
        bar = LIKELIEST[role] if rank == 0 else BESIDE if word in beside else FURTHER
        if seen[word] < bar and (rank == 0 or seen[word] < BESIDE):
            return
        if seen[word] >= bar and token.pos_ not in NOBODY:
            yield _said_of(_whole(hyphened(token)), parsed, cast)
        if rank == 0:
            named = cast.row(parsed, token) or tuple(conjuncts(first_of(token)))
            beside = {*row, *(t.i for t in named), *sight.row([word])}


def _whole(noun: Token) -> Token:
    """The noun that a noun before it belongs to: "a teacher and union organizer" is one person."""
    while noun.dep_ in ("nmod", "compound") and noun.pos_ == "NOUN" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _said_of(noun: Token, parsed: Parsed, cast: Cast) -> Token:
    """The name that a noun beside it says something of, whatever the noun: "Ivo Maren, Principal of …"."""
    name = noun.head
    known = cast.of(parsed, name) if noun.dep_ == "appos" and not cast.of(parsed, noun) else ()
    return name if len(known) == 1 and known[0].type == "person" and noun.tag_ in ("NN", "NNP") else noun


def _joined(slotted: Sequence[Participant], role: str, sight: _Sight) -> Iterator[Participant]:
    """Slotted ones unless doubted, then those seen elsewhere, all whom a word means; nobody twice."""
    row = sight.row({i for p in slotted if sight.support(p) > DOUBTED for i in sight.words(p)})
    seen = at_heads(role, _heads(role, sight, row), sight.parsed, sight.cast)
    least = DOUBTED if seen else NOT_SEEN[role]
    kept = [p for p in slotted if sight.support(p) > least or (not seen and _nobody(p))]
    yield from kept
    taken = {p.entity or p.name for p in kept}
    covered = {i for p in kept for i in sight.covered(p)}
    for _, meant in groupby(seen, key=lambda p: p.mention):
        people = [p for p in meant if (p.entity or p.name) not in taken]
        words = sight.words(people[0]) if people else frozenset()
        bar = FURTHER if kept and words.isdisjoint(row) else BESIDE
        if not people or (kept and sight.support(people[0]) < bar):
            continue
        if covered.isdisjoint(words):
            yield from people
            covered.update(words)


def _nobody(participant: Participant) -> bool:
    """True for "no one", whom no act befalls: without them it would be told of everybody."""
    return participant.name.casefold().partition(" ")[0] in _NO


def _of_a_list(noun: Token) -> bool:
    """True for one of several that the parse hangs on the first: "an elder, a servant and two others"."""
    return any(child.dep_ in ("cc", "conj") or child.lower_ in _NOTABLY for child in noun.children)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What the encoder makes of each word of a sentence for one role of one act."""

    scores: Floats
    parsed: Parsed
    cast: Cast

    def words(self, participant: Participant) -> frozenset[int]:
        """The words of a mention; none where it stands in another sentence."""
        start, end = (
            at - self.parsed.sentence.start for at in (participant.mention.start, participant.mention.end)
        )
        span = self.parsed.doc.char_span(start, end) if start >= 0 else None
        return frozenset(range(span.start, span.end)) if span is not None else frozenset()

    def row(self, words: Collection[int]) -> frozenset[int]:
        """The words in a row with some, as printed, whatever the parse makes of it."""
        return frozenset(head.i for head in lists.level(self.parsed.doc, words))

    def support(self, participant: Participant) -> float:
        """The highest score of the words for those in the mention and its list; 1 for none here."""
        words = self.words(participant)
        row = {head.i for i in words for head in self.cast.row(self.parsed, self.parsed.doc[i])}
        reach = words and words | row | self._same(participant) | self._beside(words | row)
        return max((float(self.scores[i]) for i in reach), default=1.0)

    def _same(self, participant: Participant) -> frozenset[int]:
        """The sentence's other words for the same person: "Held after he had spoken, he was freed"."""
        if participant.entity is None:
            return frozenset()
        return frozenset(
            t.i for t in self.parsed.doc if self.cast.alone(self.parsed, t) == participant.entity
        )

    def covered(self, participant: Participant) -> frozenset[int]:
        """The words of a mention, and those that say something of it."""
        return self.words(participant) | self._beside(self.words(participant))

    def _beside(self, words: Collection[int]) -> frozenset[int]:
        """The nouns that say something of those at the words: "At least one person, a foreign worker"."""
        doc = self.parsed.doc
        return frozenset(
            t.i
            for i in words
            for t in doc[i].children
            if t.dep_ == "appos" and t.pos_ == "NOUN" and not _of_a_list(t)
        )
