"""The charge, the penalty and the outcome of an act, as far as its sentence gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from habeas.analyse.accusations import Accusation, accusations, reason_for
from habeas.analyse.language import Act, Parsed
from habeas.analyse.outcomes import outcome_of
from habeas.analyse.penalties import Found, penalties
from habeas.analyse.slots import is_verbal
from habeas.model.record import Charge, Event, Penalty
from habeas.vocabulary.charge_words import (
    ChargeWords,
    PenaltyWords,
    charge_words,
    outcome_words,
    penalty_words,
)

_FAR = 7


@dataclass(frozen=True, slots=True)
class Charges:
    """What an act is about in law: accusations, penalty, outcome, and the rules that found them."""

    charges: tuple[Charge, ...]
    penalty: Penalty | None
    outcome: str | None
    rules: tuple[str, ...]


def resolve(act: Act, parsed: Parsed) -> Charges:
    """The charges, penalty and outcome that one act's sentence gives it."""
    rules: list[str] = []
    charges: tuple[Charge, ...] = ()
    words = charge_words()
    if act.type in words.types:
        charges = _charges(act, parsed, words, rules)
    penalty = _penalty(act, parsed, rules)
    outcome = outcome_of(act.span, act.type, outcome_words())
    if outcome is not None:
        rules.append("outcome")
    return Charges(charges, penalty, outcome, tuple(rules))


def of_the_charged(told: Sequence[Event]) -> Iterator[Event]:
    """The acts of a sentence; a crime in a charge befell not who is accused, nor did it who accuses.

    "The court sentenced him for six murders": he was not murdered, and not by the court.
    """
    charged = [(event, charge.anchor) for event in told for charge in event.charges]
    for event in told:
        trigger = event.trigger
        accusing = {
            (participant.role, participant.mention.start)
            for other, anchor in charged
            if other is not event and anchor.start <= trigger.start and trigger.end <= anchor.end
            for participant in other.participants
            if not anchor.start <= participant.mention.start < anchor.end
        }
        kept = tuple(p for p in event.participants if (p.role, p.mention.start) not in accusing)
        yield replace(event, participants=kept) if accusing and event.type in charge_words().crimes else event


def _charges(act: Act, parsed: Parsed, words: ChargeWords, rules: list[str]) -> tuple[Charge, ...]:
    law = _law(act, parsed, words)
    best = _accusation(act, parsed, words)
    if best is not None:
        rules.append(best.rule)
        return tuple(
            Charge(parsed.anchor(span), span.text, law[1] if law else None, law[2] if law else None)
            for span in best.spans
        )
    if law is not None and act.type in ("charge", "conviction", "trial", "sentence", "arrest", "detention"):
        rules.append("law-alone")
        start, end = law[0]
        base = parsed.sentence.start
        anchor = parsed.document.anchor(base + start, base + end)
        return (Charge(anchor, anchor.quote, law[1], law[2]),)
    return ()


def _accusation(act: Act, parsed: Parsed, words: ChargeWords) -> Accusation | None:
    """The accusation nearest to the act in the parse, else the reason that its verb gives."""
    best: Accusation | None = None
    least = float("inf")
    for accusation in accusations(parsed.doc, words):
        if _of_others(act.span.root, accusation.anchor):
            continue
        distance = _distance(act, accusation)
        if distance < least:
            best, least = accusation, distance
    if best is not None and least <= _FAR:
        return best
    return reason_for(act.span.root, words) if act.type in words.reasoned else None


def _of_others(root: Token, anchor: Token) -> bool:
    """True of a charge in a later clause about somebody else: "ten were freed, but two were charged with"."""
    node = anchor
    while node.dep_ != "conj" or not is_verbal(node):
        if node.head == node or node == root:
            return False
        node = node.head
    others = any(child.dep_ == "nsubjpass" and child.pos_ != "PRON" for child in node.lefts)
    return others and node != root and not node.is_ancestor(root)


def _distance(act: Act, accusation: Accusation) -> float:
    """Steps in the parse between an act and an accusation, the nearer in the text at a tie."""
    span, anchor = act.span, accusation.anchor
    first = accusation.spans[0]
    if span.start <= anchor.i < span.end or span.start < first.start < span.end:
        return 0.3 if accusation.rule.endswith("-for") else 0.0
    steps = _steps(span.root, anchor)
    gap = abs(first.start - span.end) / 1000
    weak = 0.3 if accusation.rule.endswith("-for") else 0.0
    return steps + gap + weak + (0.5 if first.start < span.start else 0.0)


def _steps(a: Token, b: Token) -> int:
    above = {}
    for depth, token in enumerate([a, *a.ancestors]):
        above[token.i] = depth
    for depth, token in enumerate([b, *b.ancestors]):
        if token.i in above:
            return depth + above[token.i]
    return 99


def _law(
    act: Act, parsed: Parsed, words: ChargeWords
) -> tuple[tuple[int, int], str | None, str | None] | None:
    """Offsets, name and article of the law nearest to the act; "under" or an article leads to it."""
    text = parsed.text
    at = act.span.start_char
    best: tuple[int, tuple[tuple[int, int], str | None, str | None]] | None = None
    for match in words.article.finditer(text):
        law = words.law.search(text, match.end(), match.end() + 120)
        linked = law is not None and text[match.end() : law.start()].strip(" ,") in (
            "of the",
            "of",
            "in the",
            "of its",
            "of that",
        )
        end = law.end() if law is not None and linked else match.end()
        found = ((match.start(), end), law[0] if law is not None and linked else None, match[0])
        if best is None or abs(match.start() - at) < best[0]:
            best = (abs(match.start() - at), found)
    if best is not None:
        return best[1]
    for match in words.law.finditer(text):
        lead = text[: match.start()].rstrip().split(" ")[-3:]
        if "under" in lead and match[0][0].isupper():
            return ((match.start(), match.end()), match[0], None)
    return None


def _penalty(act: Act, parsed: Parsed, rules: list[str]) -> Penalty | None:
    words = penalty_words()
    if act.type not in words.types:
        return None
    text = parsed.text
    found = penalties(text, words)
    replaced = words.replaced.search(text, act.span.start_char, act.span.end_char + 20)
    if replaced and act.type not in ("sentence", "imprisonment"):
        found = [f for f in found if f.start >= replaced.end() - 3]
    chosen = _nearest(found, act, words)
    if chosen is None:
        return None
    rules.append(f"penalty-{chosen.kind}")
    base = parsed.sentence.start
    return Penalty(
        parsed.document.anchor(base + chosen.start, base + chosen.end), chosen.kind, chosen.duration
    )


def _nearest(found: list[Found], act: Act, words: PenaltyWords) -> Found | None:
    """The first penalty in the trigger, else the first after it, else the last before it (a noun's own)."""
    start, end = act.span.start_char, act.span.end_char
    inside = [f for f in found if f.start < end and f.end > start]
    if act.type == "commutation":
        after = [f for f in found if f.start >= end]
        return inside[-1] if inside else after[0] if after else None
    if inside:
        return inside[0]
    near = [f for f in found if end <= f.start < end + 60] or list(_led_to(found, act, words))
    before = [f for f in found if f.end > start - 80 and f.start < start]
    return near[0] if near else before[-1] if before else None


def _led_to(found: list[Found], act: Act, words: PenaltyWords) -> Iterator[Found]:
    """The penalties that "to" leads to behind a list of names: "sentenced A. B., who was 20, to death"."""
    text, end = act.span.doc.text, act.span.end_char
    if not words.imposing.search(act.span.text):
        return
    for penalty in found:
        between = text[end : penalty.start]
        if penalty.start < end or ";" in between or words.imposing.search(between):
            continue
        if between.endswith("to ") or text.startswith("to ", penalty.start):
            yield penalty
