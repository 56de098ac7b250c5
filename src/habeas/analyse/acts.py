"""Acts in a parsed sentence, found by the cues of `vocabulary/acts`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from habeas.analyse.cues import fulfilled, named, word_set
from habeas.analyse.language import Act, Parsed
from habeas.vocabulary.inflect import noun_forms, spellings, verb_forms
from habeas.vocabulary.load import Cue, acts, not_acts, words

GAP = 5
BREATH = 4
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NO_ACT = ""
Steps = tuple[frozenset[str] | None, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at a place: the tokens of the trigger, all that it rests on, and how it ranks there."""

    type: str
    rule: str
    tokens: frozenset[int]
    used: frozenset[int]
    head: Token
    rank: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A compiled cue; for a phrase also the steps after and, nearest first, before its key (None: a gap)."""

    type: str
    rule: str
    cue: Cue
    after: Steps = ()
    before: Steps = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues by the surface form of their first word."""

    entries: Mapping[str, tuple[Entry, ...]]


@functools.cache
def lexicon() -> Lexicon:
    """The cues of every act type, compiled once a process."""
    index: dict[str, list[Entry]] = {}
    for act in acts().values():
        for cue in act.cues:
            for form, entry in _entries(act.name, cue):
                index.setdefault(form, []).append(entry)
    for cue in not_acts():
        for form, entry in _entries(NO_ACT, replace(cue, priority=100)):
            index.setdefault(form, []).append(entry)
    return Lexicon({form: tuple(entries) for form, entries in index.items()})


def find(parsed: Parsed) -> list[Act]:
    """The acts that the sentence tells of, in the order of their triggers."""
    doc = parsed.doc
    if _is_heading(doc):
        return []
    kept = _settle(_matches(doc))
    out = []
    for found in sorted(kept, key=lambda f: min(f.tokens)):
        span = doc[min(found.tokens) : max(found.tokens) + 1]
        out.append(Act(found.type, span, found.rule))
    return out


def none_told(parsed: Parsed) -> frozenset[int]:
    """The words that look like an act and tell none, whoever reads them."""
    return frozenset(i for found in _matches(parsed.doc) if found.type == NO_ACT for i in found.tokens)


def _entries(act: str, cue: Cue) -> Iterator[tuple[str, Entry]]:
    irregular = words().irregular
    rule = f"acts/{act}:{cue.name}"
    for head in cue.heads:
        if cue.kind == "phrase":
            steps = _steps(head)
            key = _key(steps)
            for form in steps[key] or ():
                yield form, Entry(act, rule, cue, steps[key + 1 :], steps[:key][::-1])
            continue
        forms_of = noun_forms if cue.kind == "noun" else verb_forms
        for spelling in spellings(head):
            forms = {head} if cue.kind == "adjective" else forms_of(spelling, irregular)
            for form in forms:
                yield form, Entry(act, rule, cue)


def _steps(phrase: str) -> Steps:
    steps: list[frozenset[str] | None] = []
    for part in phrase.replace("-", " - ").split():
        if part == "*":
            steps.append(None)
        elif part == "-":
            steps.append(frozenset({"-"}))
        else:
            steps.append(word_set(tuple(part.split("|"))).forms)
    return tuple(steps)


def _key(steps: Steps) -> int:
    """The step by which a phrase is looked up: the first without a word too common for that."""
    common = named("function_words").forms
    for i, step in enumerate(steps):
        if step is not None and step.isdisjoint(common):
            return i
    return 0


def _matches(doc: Doc) -> Iterator[Found]:
    entries = lexicon().entries
    for token in doc:
        for entry in entries.get(token.lower_, ()):
            found = _match(entry, token)
            if found is not None:
                yield found


def _match(entry: Entry, token: Token) -> Found | None:
    cue = entry.cue
    if cue.kind == "phrase":
        before = _walk(token, entry.before, -1)
        after = _walk(token, entry.after, 1) if before is not None else None
        if before is None or after is None:
            return None
        tokens = [*before[::-1], token.i, *after]
        if any(_in_name(token.doc[i]) for i in tokens):
            return None
        head = token.doc[tokens[0] : tokens[-1] + 1].root
    else:
        if not _FITS[cue.kind](token) or _in_name(token):
            return None
        tokens, head = [token.i], token
    used = list(tokens)
    for condition in cue.conditions:
        shown = fulfilled(condition, head)
        if shown is None:
            return None
        used += [t.i for t in shown]
        if condition.relation != "subject":
            tokens += [t.i for t in shown]
    if any(fulfilled(condition, head) is not None for condition in cue.unless):
        return None
    rank = (cue.priority, len(cue.conditions) + len(entry.before) + len(entry.after), len(tokens))
    return Found(entry.type, entry.rule, frozenset(tokens), frozenset(used), head, rank)


def _walk(token: Token, steps: Steps, way: int) -> list[int] | None:
    """The tokens that fulfil the steps one after another, rightwards (1) or leftwards (-1)."""
    doc, tokens, at, slack = token.doc, [], token.i + way, 0
    for step in steps:
        if step is None:
            slack = GAP
            continue
        for i in range(at, at + way * (slack + 1), way):
            if not 0 <= i < len(doc):
                return None
            if doc[i].lower_ in step:
                tokens.append(i)
                at, slack = i + way, 0
                break
        else:
            return None
    return tokens


def _settle(matches: Iterable[Found]) -> list[Found]:
    """One act per place: the more specific cue wins where two rest on a common word.

    Neighbours of one type that are told in one breath ("beaten and kicked") become one act.
    """
    kept: list[Found] = []
    for found in sorted(matches, key=lambda f: (f.rank, -min(f.tokens), f.type), reverse=True):
        rivals = [i for i, other in enumerate(kept) if _clash(found, other)]
        if not rivals:
            kept.append(found)
        elif found.type == (other := kept[rivals[0]]).type and _told_by(other.head, found.head):
            kept[rivals[0]] = replace(found, tokens=found.tokens | other.tokens, rule=other.rule)
    told = sorted((f for f in kept if f.type != NO_ACT), key=lambda f: min(f.tokens))
    out: list[Found] = []
    for found in told:
        last = next((i for i in reversed(range(len(out))) if out[i].type == found.type), None)
        if last is not None and (_in_one_breath(out[last], found) or _reach(out[last], found)):
            out[last] = replace(out[last], tokens=out[last].tokens | found.tokens)
        else:
            out.append(found)
    return out


def _reach(first: Found, second: Found) -> bool:
    """True where the words of the first lie around the second's."""
    return min(second.tokens) <= max(first.tokens)


def _in_one_breath(first: Found, second: Found) -> bool:
    return min(second.tokens) - max(first.tokens) <= BREATH and second.head in first.head.conjuncts


def _clash(one: Found, other: Found) -> bool:
    if one.tokens & other.tokens:
        return True
    if one.type != other.type:
        return False
    if one.tokens & other.used or other.tokens & one.used:
        return True
    if min(one.tokens) <= max(other.tokens) and min(other.tokens) <= max(one.tokens):
        return True
    return _told_by(one.head, other.head) or _told_by(other.head, one.head)


def _told_by(inner: Token, outer: Token) -> bool:
    """Whether `inner` only completes `outer`: "sentenced to three years' imprisonment"."""
    token = inner
    for _ in range(4):
        if token.dep_ in _OWN_CLAUSE:
            return False
        token = token.head
        if token.i == outer.i:
            return True
    return False


def _is_heading(doc: Doc) -> bool:
    if not len(doc) or doc[-1].text in {".", "!", "?", ";", ":", "”", '"', "’", ")"}:
        return False
    return len(doc) < 16 and not any(t.tag_ in FINITE for t in doc)


def _verb_fits(token: Token) -> bool:
    if token.dep_ in {"amod", "compound"} and token.i < token.head.i:
        return False
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return token.pos_ == "ADJ" and token.lower_.endswith(("ed", "en"))


def _noun_fits(token: Token) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} and token.dep_ not in {"pobj", "dobj", "nsubj", "nsubjpass"}:
        return False
    return token.dep_ != "compound" or named("about").hold(token.head)


def _adjective_fits(token: Token) -> bool:
    return token.dep_ not in {"amod", "compound"}


def _in_name(token: Token) -> bool:
    """Whether the word is part of a name: printed with a capital inside a sentence."""
    if not token.text[0].isupper():
        return False
    if token.i == 0 or token.doc[token.i - 1].text in {"“", '"', "•", "‘", ":", ";"}:
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return following is not None and following.text[0].isupper() and following.pos_ == "PROPN"
    return not token.text.isupper() or len(token) < 5


_OWN_CLAUSE = frozenset({"conj", "relcl", "advcl", "ccomp", "parataxis", "ROOT"})
_FITS = {"verb": _verb_fits, "noun": _noun_fits, "adjective": _adjective_fits}
