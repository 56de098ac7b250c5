"""Who speaks: the subject of a reporting verb, its agent, or the owner of a reporting noun."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from habeas.vocabulary.attribution_words import AttributionWords, Cue

_SUBJECTS = ("nsubj", "csubj")
_CUT = frozenset(["conj", "cc", "relcl", "acl", "appos", "advcl", "parataxis", "punct"])


def speakers_of_verb(verb: Token, cue: Cue, words: AttributionWords) -> tuple[Token, ...]:
    """The heads of the names of those who speak by this verb; empty where nobody is named."""
    if cue.speaker == "nobody":
        return ()
    subject = subject_of(verb)
    return tuple(members(subject, words)) if subject is not None else ()


def speakers_of_noun(noun: Token, cue: Cue, words: AttributionWords) -> tuple[Token, ...]:
    """The owner of a reporting noun, its "by" or "from", or the subject of the verb that voices it."""
    if cue.speaker == "nobody":
        return ()
    voiced = noun.head.lemma_ in words.voicing
    for child in noun.lefts:
        if child.dep_ == "poss" and not (child.pos_ == "PRON" and noun.dep_ == "dobj" and voiced):
            return tuple(members(child, words))
    writer = written_by(noun)
    if writer is None and noun.dep_ == "dobj" and voiced:
        writer = subject_of(noun.head)
    if writer is None and noun.dep_ == "nsubjpass" and voiced:
        writer = _agent(noun.head)
    if writer is None:
        writer = next((c for c in noun.lefts if c.dep_ == "compound" and c.tag_ in ("NN", "NNS")), None)
    return tuple(members(writer, words)) if writer is not None else ()


def written_by(noun: Token) -> Token | None:
    """The author of a report: "reports by", "information received by"."""
    for child in noun.rights:
        if child.dep_ == "prep":
            if child.lower_ not in ("by", "from"):
                return None
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
        if child.dep_ == "acl":
            return _agent(child)
    return None


def subject_of(verb: Token, depth: int = 4) -> Token | None:
    """The subject of a verb, its own or the one it shares; the "by" agent of a passive."""
    agent = _agent(verb)
    if agent is not None:
        return agent
    passive = False
    for child in _past_heading(verb):
        if child.dep_ in _SUBJECTS:
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else child
        passive = passive or child.dep_ in ("auxpass", "nsubjpass")
    if passive or depth == 0:
        return None
    for child in verb.rights:
        if child.dep_ in _SUBJECTS:
            return child
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp"):
        above = verb.head
        if above.pos_ in ("VERB", "AUX"):
            return _shared_subject(above, depth)
        if above.pos_ == "ADP" and above.head.pos_ in ("VERB", "AUX"):
            return _shared_subject(above.head, depth)
    return _just_before(verb)


def _past_heading(verb: Token) -> list[Token]:
    """What stands before a verb, from its subject on: a heading glued to the sentence is none."""
    before = [*verb.lefts]
    subjects = [at for at, child in enumerate(before) if child.dep_ == "nsubj"]
    if len(subjects) < 2:
        return before
    start = before[subjects[-1]].left_edge
    joined = start.i > 0 and start.nbor(-1).dep_ == "cc"
    return before if joined else before[subjects[-1] :]


def _just_before(verb: Token) -> Token | None:
    """The noun that ends right before a finite verb to which the parse gave no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    node = verb.doc[max(at, 0)]
    if node.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    while (
        node.dep_ in ("pobj", "prep", "conj", "compound", "acl")
        and node.head.i < node.i
        and node.head.pos_ != "VERB"
    ):
        node = node.head
    return node if node.pos_ in ("NOUN", "PROPN", "PRON") else None


def _shared_subject(verb: Token, depth: int) -> Token | None:
    """The subject that a coordinated or participial verb shares, a passive's own subject included."""
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else child
    return subject_of(verb, depth - 1)


def _agent(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    return None


def members(head: Token, words: AttributionWords) -> Iterator[Token]:
    """The coordinated speakers, each by its head; for a writing those who issued it, outermost first."""
    behind = list(_behind(head)) if head.lemma_ in words.writings else []
    if behind:
        yield from behind
    elif head.lower_ not in words.anonymous or (head.lower_ == "it" and head.dep_ == "nsubj"):
        yield head
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield from members(child, words)


def _behind(writing: Token) -> Iterator[Token]:
    """Those "on behalf of" whom and "by" whom a writing was issued."""
    for clause in writing.rights:
        if clause.dep_ == "acl":
            for behalf in (g for c in clause.rights if c.lower_ == "on" for g in c.rights):
                if behalf.lower_ == "behalf":
                    yield from (g for c in behalf.rights if c.lower_ == "of" for g in c.rights)
    writer = written_by(writing)
    if writer is not None:
        yield writer


def mention(head: Token) -> Span:
    """The words that name a speaker: the noun phrase, without clauses, appositions and coordinates."""
    doc = head.doc
    named = next((c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if named is not None and head.pos_ == "NOUN":
        head = named
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ not in _CUT:
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in _CUT:
            break
        end = max(end, child.right_edge.i + 1)
    for i in range(head.i + 1, end):
        if doc[i].text in (",", "(", "–", ";") or doc[i].dep_ in ("relcl", "acl"):
            end = i
            break
    return doc[start:end]
