"""Which time expression governs which act: by attachment in the parse, nearest clause first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from habeas.analyse.language import Parsed
from habeas.analyse.time.clauses import clause_verb, gapped, is_verb, main_verb, subjectless
from habeas.analyse.time.interval import Interval
from habeas.analyse.time.mentions import Mention
from habeas.model.anchor import Anchor
from habeas.vocabulary.time_words import time_words

_PREMODIFIERS = ("compound", "nummod", "amod", "nmod", "poss")
_CLOSE = 8
_SINCE = "since"
_SAME_PHRASE = 32
_SHARING = frozenset({"advcl", "pcomp", "ccomp", "auxpass", "xcomp", "acl", "ROOT"})
_ASIDE = frozenset({"advcl", "relcl", "acl"})
_OF_THE_VERB = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "ROOT"})
_SUBORDINATE = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where a mention hangs: `strong` the tokens that it dates, `weak` those that it may date.

    Tokens are given by index; `span` is the mention's own, `head` its head, `at_root` True where it dates the
    main clause,
    `clause` the dependency label of the verb that it dates, `outside` True outside the covered period.
    """

    mention: Mention
    anchor: Anchor
    span: tuple[int, int]
    head: int
    strong: frozenset[int]
    weak: frozenset[int]
    at_root: bool
    clause: str | None
    outside: bool


@dataclass(frozen=True, slots=True)
class Governed:
    """A mention that dates an act, and the clauses that lie between (`crossed`: dependency labels).

    `how` is `clause` (its own or a governing clause), `joined` (a verb that shares its subject),
    `point` (a clause that hangs on the date itself: "until 11 May, when …") or `lone`.
    """

    host: Hosts
    crossed: tuple[str, ...]
    how: str


def hosts(mention: Mention, parsed: Parsed, covers: Interval | None) -> tuple[Hosts, ...]:
    """The tokens that a mention dates: nouns up to the first happening, then the verb.

    Two of them where it dates what something else has gone on since: "held since his arrest in March".
    """
    span = parsed.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return ()
    own = _hosts(mention, span, span.root, parsed, covers)
    since = _since(mention, span)
    if since is None:
        return (own,)
    return own, _hosts(replace(mention, relation="since"), span, since, parsed, covers)


def _since(mention: Mention, span: Span) -> Token | None:
    """The word below the verb of what has gone on since a dated happening: "since the war began in 1991"."""
    if mention.relation not in ("within", "bare", "of"):
        return None
    before = next((c for c in span.root.head.children if c.right_edge.i == span.start - 1), None)
    if before is not None and before.lower_ == _SINCE:
        return before
    for node in span.root.ancestors:
        if node.lower_ == _SINCE:
            return node
        if is_verb(node):
            return node if any(c.dep_ == "mark" and c.lower_ == _SINCE for c in node.children) else None
    return None


def _hosts(mention: Mention, span: Span, under: Token, parsed: Parsed, covers: Interval | None) -> Hosts:
    strong, weak = _chain(mention, span, under, covers)
    if span.start == 0 and mention.relation not in ("of", "since", "until"):
        weak.add(main_verb(span.doc).i)
    verb = next((parsed.doc[i] for i in strong | weak if is_verb(parsed.doc[i])), None)
    clause = verb.dep_ if verb is not None else None
    at_root = any(parsed.doc[i].dep_ == "ROOT" for i in strong)
    places = (span.start, span.end), span.root.i, frozenset(strong), frozenset(weak)
    outside = _outside(mention, covers)
    return Hosts(mention, parsed.anchor(span), *places, at_root, clause, outside)


def _chain(mention: Mention, span: Span, node: Token, covers: Interval | None) -> tuple[set[int], set[int]]:
    """The tokens above `node` that a mention dates, and those that it may date."""
    words = time_words()
    strong: set[int] = set()
    weak: set[int] = set()
    premodifier = mention.relation == "bare" and (node.dep_ in _PREMODIFIERS or mention.form == "year")
    passed = False
    while node.head.i != node.i:
        node = node.head
        if span.start <= node.i < span.end:
            continue
        if is_verb(node):
            past = mention.relation != "since" and _outside(mention, covers)
            nearer = _nearer_happening(span, node) if past else None
            if nearer is not None:
                strong.add(nearer)
            elif not (_deadline(mention, node, covers) or _in_subject(span, node, covers, mention)):
                (weak if passed else strong).add(node.i)
                if node.dep_ in ("acl", "relcl") and node.head.lemma_.lower() in words.issued:
                    weak.add(clause_verb(node.head).i)
            break
        if node.lower_ in words.asides or node.lower_ == _SINCE:
            break
        (weak if passed else strong).add(node.i)
        if node.pos_ not in ("NOUN", "PROPN"):
            continue
        if node.lemma_.lower() in words.issued and span[0].lower_ == "for":
            break
        happening = node.lemma_.lower() in words.happenings
        if mention.relation == "of" or (premodifier and not _dates_its_clause(node, happening)):
            break
        if happening:
            passed = True
            if _outside(mention, covers):
                break
    return strong, weak


def _outside(mention: Mention, covers: Interval | None) -> bool:
    return covers is not None and mention.interval is not None and not covers.holds(mention.interval)


def _dates_its_clause(noun: Token, happening: bool) -> bool:
    """True of a dated noun that dates the verb: "during the May elections", "in the period 19-25 March"."""
    temporal = noun.head.lower_ in ("during", "following", "after", "since", "before", "until")
    return noun.dep_ == "pobj" and (temporal or not happening) and (happening or noun.lemma_ == "period")


def _in_subject(span: Span, verb: Token, covers: Interval | None, mention: Mention) -> bool:
    """True of an earlier year's date inside the subject: "Inquiries into the riots in May 2003 stalled"."""
    found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    between = found is not None and found.i < span.start and span.end <= verb.i
    return between and _outside(mention, covers) and span.doc[span.start - 1].pos_ in ("NOUN", "PROPN")


def _nearer_happening(span: Span, verb: Token) -> int | None:
    """The told happening between a verb and an earlier date: "tried for the killing of two men in 1999"."""
    for token in reversed(span.doc[verb.i + 1 : max(verb.i + 1, span.start)]):
        if token.tag_ == "VBG" and token.dep_ == "pcomp":
            return token.i
        told = any(child.dep_ in ("det", "poss", "prep") and child.i < span.start for child in token.children)
        if token.lemma_.lower() in time_words().happenings and token.pos_ == "NOUN" and told:
            return token.i
    return None


def _deadline(mention: Mention, verb: Token, covers: Interval | None) -> bool:
    """True of a time that a past verb looks ahead to: "promised it by 2009"."""
    if verb.tag_ not in ("VBD", "VBN") or any(child.tag_ == "MD" for child in verb.children):
        return False
    if covers is not None and mention.interval is not None and mention.interval.start > covers.end:
        return True
    asked = verb.tag_ == "VBD" and any(child.dep_ in ("dobj", "ccomp") for child in verb.children)
    return mention.relation == "by" and mention.form != "own" and asked


def govern(root: Token, placed: tuple[Hosts, ...]) -> Governed | None:
    """The mention that dates the act at `root`, or None."""
    if not placed:
        return None
    node: Token = root
    crossed: list[str] = []
    while True:
        inside = next((h for h in placed if h.span[0] <= node.i < h.span[1]), None)
        if inside is not None:
            return Governed(inside, tuple(crossed), "point")
        here = _at(node, placed)
        if here is not None:
            return Governed(here, tuple(crossed), "clause")
        down = _below(node, placed) if is_verb(node) else _beside(node, placed)
        if down is not None:
            return Governed(down, tuple(crossed), "joined")
        if node.head.i == node.i:
            return None
        if node.dep_ in _SUBORDINATE or (node.dep_ == "conj" and is_verb(node) and not subjectless(node)):
            crossed.append(node.dep_)
        node = node.head


def _at(node: Token, placed: tuple[Hosts, ...]) -> Hosts | None:
    strong = [h for h in placed if node.i in h.strong]
    if strong:
        return _best(node, strong)
    weak = [h for h in placed if node.i in h.weak]
    return _best(node, weak) if weak else None


def _best(node: Token, candidates: list[Hosts]) -> Hosts:
    """Of several dates of one clause that of the covered period, then the tightest, then the nearest."""

    def key(host: Hosts) -> tuple[bool, int, int]:
        span = host.mention.interval
        days = (span.end - span.start).days if span else 100_000
        return host.outside and is_verb(node), days, abs(host.span[0] - node.i)

    return min(candidates, key=key)


def _below(node: Token, placed: tuple[Hosts, ...]) -> Hosts | None:
    """The date of a verb that shares this one's subject: "were arrested and tried in May"."""
    for child in node.children:
        if child.i < node.i:
            continue
        if child.dep_ == "xcomp" or (child.dep_ == "conj" and (subjectless(child) or gapped(child))):
            found = _at(child, placed) or _below(child, placed)
            if found is not None:
                return None if _ends_only(found.mention) else found
    return None


def _ends_only(mention: Mention) -> bool:
    """True of a time up to which or at which something still was: "until May", "at the end of 2003"."""
    interval = mention.interval
    last_day = interval is not None and interval.start == interval.end and mention.form in ("own", "year")
    return mention.relation == "until" or last_day


def _beside(noun: Token, placed: tuple[Hosts, ...]) -> Hosts | None:
    """The date of a participle that hangs on the act's noun: "an appeal lodged in May"."""
    for child in noun.children:
        if child.dep_ == "acl":
            found = _at(child, placed)
            if found is not None:
                return found
    return None


def lone(root: Token, placed: tuple[Hosts, ...], *, large: bool) -> Governed | None:
    """The nearest date of the covered period in the sentence, for an act that hangs on none.

    `large` is True of what lasts or recurs: only a date close by is its own.
    """
    inside = [h for h in placed if _datable(h)]
    if not inside:
        return None
    host = min(inside, key=lambda h: abs(h.span[0] - root.i))
    close = abs(host.span[0] - root.i) <= _CLOSE
    told_before = host.span[0] < root.i and not large
    shared = len({h.span for h in placed}) == 1 and not large and not host.at_root and host.clause in _SHARING
    return Governed(host, (), "lone") if close or told_before or shared else None


def _datable(host: Hosts) -> bool:
    mention = host.mention
    dates = mention.relation in ("within", "after", "by", "as of") and mention.form != "own"
    return dates and mention.interval is not None and not host.outside


def nearer_past(root: Token, governed: Governed, placed: tuple[Hosts, ...]) -> Governed:
    """The date of an earlier year that stands nearer than the one governing from the main clause.

    "In May they looked into a fire in June 1996 when ten were killed"; "in May it raised killings of 1999".
    """
    if root.i in governed.host.strong or not _told_by_another(root, governed):
        return governed
    reach = abs(governed.host.span[0] - root.i)
    past = [h for h in placed if h.outside and h.mention.relation in ("within", "bare", "of")]
    if not is_verb(root):
        near = [h for h in past if 0 < h.span[0] - root.i < _SAME_PHRASE]
    elif governed.crossed[0] == "conj":
        near = [h for h in past if 0 < h.span[0] - root.i < reach]
    else:
        near = [h for h in past if abs(h.span[0] - root.i) < reach]
    if not near:
        return governed
    return Governed(min(near, key=lambda h: abs(h.span[0] - root.i)), (), "lone")


def _told_by_another(root: Token, governed: Governed) -> bool:
    """True of an act in a clause beside the dated one, or of a noun deep in a clause that a date opens."""
    if is_verb(root):
        step = governed.crossed[0] if governed.crossed else None
        return step in _ASIDE or (step == "conj" and governed.host.outside)
    deep = root.dep_ not in _OF_THE_VERB and governed.host.span[0] < root.i
    return deep and not governed.crossed and not governed.host.outside
