"""The accusations that a sentence prints, and the laws it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from habeas.analyse.phrases import is_human, is_time
from habeas.vocabulary.charge_words import ChargeWords

_TRIM = frozenset(["relcl", "advcl", "parataxis"])
_QUOTES = "“”\"‘’'"
_DOUBLE = frozenset('“”"')
_OPENING = frozenset('“"')


@dataclass(frozen=True, slots=True)
class Accusation:
    """What somebody was accused of (one span a charge), and the word that it hangs on."""

    spans: tuple[Span, ...]
    anchor: Token
    rule: str


def accusations(doc: Doc, words: ChargeWords) -> list[Accusation]:
    """Every accusation of a sentence, in the order of the text."""
    found: list[Accusation] = []
    for token in doc:
        if token.pos_ == "ADP" or token.dep_ in ("prep", "agent"):
            found.extend(_after_preposition(token, words))
        elif token.pos_ == "NOUN" and (token.lower_ in words.compounds or token.lower_ in words.named):
            found.extend(_before_noun(token, words))
    found.extend(_far_from_verb(doc, found, words))
    return found


def _after_preposition(preposition: Token, words: ChargeWords) -> Iterator[Accusation]:
    head, word = preposition.head, preposition.lower_
    thing = next((c for c in preposition.rights if c.dep_ in ("pobj", "pcomp")), None)
    if thing is None:
        return
    lead = _lead(preposition, thing, words)
    if lead is not None:
        if not _no_accusation(word, thing, words):
            yield Accusation(_members(thing), _hung_on(lead, words), f"{lead.lemma_}-{word}")
    elif words.phrases.match(preposition.doc[preposition.i : preposition.i + 3].text):
        inner = next(
            (g for c in thing.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"), None
        )
        if inner is not None:
            yield Accusation(_members(inner), head, "in-connection")


def _no_accusation(word: str, thing: Token, words: ChargeWords) -> bool:
    """True for "for five days", "of two men", "on charges" (the noun leads on itself)."""
    if thing.lower_ in words.never:
        return True
    if word == "for" and {thing.lemma_.lower(), thing.lower_} & words.not_after_for:
        return True
    if thing.lemma_ in words.nouns or thing.tag_ in ("PRP", "WP", "WDT"):
        return True
    if word == "of" and is_human(thing):
        return True
    return thing.pos_ == "PROPN" or is_time(thing)


def reason_for(verb: Token, words: ChargeWords) -> Accusation | None:
    """The accusation in an act's own "for": "was suspended for misconduct"."""
    for child in verb.rights:
        if child.lower_ == "for" and child.dep_ == "prep":
            thing = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp")), None)
            if thing is not None and not _no_accusation("for", thing, words):
                return Accusation(_members(thing), verb, "own-for")
    return None


def _lead(preposition: Token, thing: Token, words: ChargeWords) -> Token | None:
    """The accusing word before a preposition, further up where the parse hung it on what stands between."""
    word, node = preposition.lower_, preposition.head
    of_its_own = word != "with" and node.lemma_.lower() in words.relational
    if of_its_own or node.lemma_ in ("connection", "relation", "respect"):
        return None
    for _ in range(5):
        if node.i > preposition.i:
            return None
        if word in words.leads.get(node.lemma_.lower(), ()):
            return node
        for thing_done in node.children:  # "they face prosecution for", "a court opened a trial for"
            leads = word in words.leads.get(thing_done.lemma_.lower(), ())
            if leads and thing_done.dep_ == "dobj" and thing_done.i < preposition.i:
                return thing_done
        if node.lemma_.lower() in words.article_words and thing.tag_ != "VBG":
            return None
        if thing.tag_.startswith("NNP") and node.tag_.startswith("NNP"):
            return None
        if node.head == node or node.dep_ not in (
            "dobj",
            "pobj",
            "prep",
            "agent",
            "npadvmod",
            "acomp",
            "oprd",
            "conj",
            "appos",
        ):
            return None
        node = node.head
    return None


def _hung_on(lead: Token, words: ChargeWords) -> Token:
    """The word that an accusing noun serves: "tried" in "tried on charges of theft"."""
    if (
        lead.lemma_ in words.nouns
        and lead.dep_ == "pobj"
        and lead.head.lower_ in ("on", "with", "to", "under", "of")
    ):
        return lead.head.head
    return lead


def _before_noun(noun: Token, words: ChargeWords) -> Iterator[Accusation]:
    """ "Theft charges", "spurious criminal charges", "similar charges"; "a theft trial"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.rights):
        return
    left = [
        c
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod") and c.lower_ not in ("formal", "new", "all")
    ]
    if noun.lower_ in words.named and not any(c.dep_ == "compound" and c.tag_ == "NN" for c in left):
        return
    if left:
        start = min(c.left_edge.i for c in left)
        yield Accusation((noun.doc[start : noun.i + 1],), _hung_on(noun, words), "accusation-compound")


def _far_from_verb(doc: Doc, found: list[Accusation], words: ChargeWords) -> Iterator[Accusation]:
    """Where the parse lost it: "accused several institutions, among them …, of supporting rebels"."""
    led = {accusation.anchor.i for accusation in found}
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in led or "of" not in words.leads.get(verb.lemma_, ()):
            continue
        for token in doc[verb.i + 1 :]:
            if token.lower_ == "of" and token.i + 1 < len(doc):
                following = token.nbor()
                thing = (
                    doc[token.i + 2] if following.text in _QUOTES and token.i + 2 < len(doc) else following
                )
                if token.head.lemma_ in words.relational or token.nbor(-1).lemma_ in words.relational:
                    continue
                if thing.lower_ in words.never:
                    continue
                if thing.tag_ in ("VBG", "NN", "NNS") or following.text in _QUOTES:
                    yield Accusation((_span(thing),), verb, f"{verb.lemma_}-of")
                    break


def _members(head: Token) -> tuple[Span, ...]:
    """The coordinated accusations, one span each; one span where they share a complement or are quoted."""
    quoted = _quotation(head)
    if quoted is not None:
        return (quoted,)
    members, last = [head], head
    while True:
        following = next((c for c in last.rights if c.dep_ == "conj"), None)
        if following is None or (following.tag_ in ("VBN", "VBD") and head.tag_ not in ("VBN", "VBD")):
            break
        members.append(following)
        last = following
    if len(members) > 1 and _shares_complement(members):
        return (_span(head, through=members[-1]),)
    return tuple(_span(member) for member in members)


def _quotation(head: Token) -> Span | None:
    """The words between the quotation marks that open right before an accusation."""
    doc, start = head.doc, head.left_edge.i
    opening = start if doc[start].text in _OPENING else start - 1
    if opening < 0 or doc[opening].text not in _OPENING:
        return None
    closing = next((token.i for token in doc[head.i + 1 :] if token.text in _DOUBLE), None)
    return doc[opening + 1 : closing] if closing is not None else None


def _shares_complement(members: list[Token]) -> bool:
    own = [any(c.dep_ in ("prep", "dobj") for c in m.rights) for m in members]
    return own[-1] and not own[0]


def _span(head: Token, *, through: Token | None = None) -> Span:
    """The words of one accusation, without the next one and without clauses that comment on it."""
    doc = head.doc
    start, end = head.left_edge.i, (through or head).i + 1
    last = through or head
    for child in last.rights:
        if child.dep_ in ("conj", "cc") or child.dep_ in _TRIM:
            break
        if child.dep_ == "punct" and child.text not in _QUOTES and child.text != "-":
            break
        end = max(end, child.right_edge.i + 1)
    for i in range(last.i + 1, end):
        if doc[i].dep_ == "relcl" or doc[i].text == ";":
            end = doc[i].left_edge.i if doc[i].left_edge.i > last.i else i
            break
    while end > start + 1 and (doc[end - 1].is_punct and doc[end - 1].text not in _QUOTES):
        end -= 1
    while start < end - 1 and doc[start].dep_ in ("det", "poss") and doc[start].lower_ in ("a", "an", "the"):
        start += 1
    return _unquoted(doc[start:end])


def _unquoted(span: Span) -> Span:
    """The words inside the quotation marks that a span opens or is cut by; a span without any as it is."""
    marks = [token.i for token in span if token.text in _DOUBLE]
    if len(marks) >= 2 and marks[0] == span.start:
        return span.doc[marks[0] + 1 : marks[1]] if marks[1] > marks[0] + 1 else span
    if len(marks) == 1:
        inside = span.doc[span.start : marks[0]] if marks[0] > span.start else span[1:]
        return inside if len(inside) else span
    return span
