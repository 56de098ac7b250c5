"""Which time expression governs which act: by attachment in the parse, nearest clause first."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from habeas.analyse.time.mentions import Mention
from habeas.vocabulary.time_words import time_words

_SUBORDINATE = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis"})


@dataclass(frozen=True, slots=True)
class Governed:
    """A mention that dates an act, and the clauses that lie between (`crossed`: dependency labels)."""

    mention: Mention
    crossed: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where a mention hangs: `strong` the tokens that it dates, `weak` one that it may date."""

    mention: Mention
    head: Token
    strong: frozenset[int]
    weak: frozenset[int]


def is_verb(token: Token) -> bool:
    """True of a verb, and of "be" where it is the predicate."""
    return token.pos_ in ("VERB", "AUX")


def hosts(mention: Mention, doc: Doc) -> Hosts | None:
    """The tokens that a mention dates: nouns up to the first happening or verb."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return None
    node = span.root
    inside = range(span.start, span.end)
    strong: set[int] = set()
    weak: set[int] = set()
    passed_happening = False
    while True:
        if node.i not in inside:
            (weak if passed_happening else strong).add(node.i)
            if is_verb(node):
                break
            if node.pos_ in ("NOUN", "PROPN"):
                if mention.relation == "modifier":
                    break
                if node.lemma_.lower() in time_words().happenings:
                    passed_happening = True
        if node.head.i == node.i:
            break
        node = node.head
    return Hosts(mention, span.root, frozenset(strong), frozenset(weak))


def govern(root: Token, placed: tuple[Hosts, ...]) -> Governed | None:
    """The mention that dates the act at `root`, or None."""
    node: Token = root
    crossed: list[str] = []
    while True:
        here = _at(node, placed)
        if here is not None:
            return Governed(here, tuple(crossed), "clause")
        if is_verb(node) or node.i == root.i:
            down = _below(node, placed)
            if down is not None:
                return Governed(down, tuple(crossed), "joined")
        if node.head.i == node.i:
            return None
        if node.dep_ in _SUBORDINATE:
            crossed.append(node.dep_)
        node = node.head


def _at(node: Token, placed: tuple[Hosts, ...]) -> Mention | None:
    strong = [h for h in placed if node.i in h.strong]
    if strong:
        return _best(node, strong)
    weak = [h for h in placed if node.i in h.weak]
    return _best(node, weak) if weak else None


def _best(node: Token, candidates: list[Hosts]) -> Mention:
    """The tightest of several dates of one clause; the nearer where they are equally tight."""

    def key(host: Hosts) -> tuple[bool, int, int]:
        span = host.mention.interval
        days = (span.end - span.start).days if span else 100_000
        return host.mention.relation in ("modifier",), days, abs(host.head.i - node.i)

    return min(candidates, key=key).mention


def _below(node: Token, placed: tuple[Hosts, ...]) -> Mention | None:
    """The date of a verb that shares this one's subject: "were arrested and tried in May", "began to … in May"."""
    for child in node.children:
        if child.i < node.i:
            continue
        if child.dep_ == "xcomp" or (child.dep_ == "conj" and not _has_subject(child)):
            found = _at(child, placed) or _below(child, placed)
            if found is not None:
                return found
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl", "auxpass") for child in verb.children)
