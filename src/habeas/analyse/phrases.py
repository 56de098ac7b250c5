"""Noun phrases: the name a phrase goes by, how many it counts, and what it says beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from habeas.analyse.senses import is_thing
from habeas.model.record import Count
from habeas.vocabulary.persons import institution, persons

_BEFORE = frozenset(
    {
        "compound",
        "amod",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "det",
        "predet",
        "case",
        "punct",
        "prep",
        "npadvmod",
    }
)
_DROPPED = frozenset(["the", "a", "an", "this", "that", "these", "those", "all", "any", "such"])
_BOUNDARY = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis"})
_AFTER = frozenset({"of"})
_FIGURE = re.compile(r"\d{1,3}(?:[,. ]\d{3})+|\d+")
_SHARE = re.compile(r"\b(\w+) (?:in|out of) (?:every )?(\w+)\b", re.I)


def first_of(noun: Token) -> Token:
    """The noun that heads the coordination that a noun stands in: itself where it stands in none."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "NUM"):
        noun = noun.head
    return noun


def conjuncts(head: Token) -> Iterator[Token]:
    """The head of a noun phrase and the heads coordinated with it, in text order.

    After a counting word the nouns it counts are coordinated: "dozens of residents and activists" are two.
    """
    if (name := _before_and(head)) is not None:
        yield name
    yield head
    if (sibling := _next_subject(head)) is not None:
        yield from conjuncts(sibling)
    for child in head.lefts:
        if (
            child.dep_ in ("compound", "nmod")
            and child.tag_ in ("NNS", "NNPS")
            and any(c.dep_ == "cc" for c in child.rights)
        ):
            yield child
    counted = of_what(head) if counts(head) else None
    for child in [*head.rights, *(counted.rights if counted is not None else ())]:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "VERB"):
            if child.pos_ == "VERB" and child.tag_ != "VBN":
                continue
            yield from conjuncts(child)
        elif child.dep_ == "appos" and head.pos_ == "PROPN":
            yield from _after_apposition(child)


def _next_subject(subject: Token) -> Token | None:
    """The next of a list of subjects that the parse hangs on the verb: "leaders, writers and monks fled"."""
    if subject.tag_ != "NNS" or subject.dep_ not in ("nsubj", "nsubjpass"):
        return None
    others = (c for c in subject.head.lefts if c.i > subject.i and c.dep_ == subject.dep_ and c.tag_ == "NNS")
    found = next(others, None)
    joint = found is not None and any(c.dep_ == "cc" for c in found.rights)
    return found if joint and found is not None and found.left_edge.nbor(-1).text == "," else None


def _after_apposition(noun: Token) -> Iterator[Token]:
    """Names that the parse hangs on the apposition before them: "X, an editor, and Y, a lawyer"."""
    for child in noun.rights:
        if child.dep_ == "conj" and child.pos_ == "PROPN" and noun.pos_ != "PROPN":
            yield from conjuncts(child)
        elif child.dep_ == "conj" and child.pos_ == "NOUN":
            yield from _after_apposition(child)


def listed(head: Token) -> list[Token]:
    """The names that a phrase for several goes on to give: "three members – X, Y and Z"."""
    if head.tag_ not in ("NNS", "NNPS", "CD"):
        return []
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            names = [t for t in conjuncts(child) if t.pos_ == "PROPN"]
            names += [
                t for c in child.rights if c.dep_ == "appos" and c.pos_ == "PROPN" for t in conjuncts(c)
            ]
            return names if len(names) > 1 else []
    return []


def included(head: Token) -> Iterator[Token]:
    """Those that a phrase names apart from the many: "ten people, including a doctor and his son".

    A bare number says nothing of those it counts: "84 people, including 33 in Oldport".
    """
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("including", "among"):
            for inner in child.rights:
                if inner.dep_ == "pobj" and inner.lower_ != "them" and inner.tag_ != "CD":
                    yield from conjuncts(inner)


def counted_in(head: Token) -> Iterator[Token]:
    """Those whom a clause counts among the many: "he was one of five men", "they were among ten held"."""
    preposition = head.head
    if head.dep_ != "pobj" or preposition.lower_ not in ("of", "among"):
        return
    up = preposition.head
    if preposition.lower_ == "of" and up.lower_ == "one" and up.dep_ == "appos":
        yield up.head
    if preposition.lower_ == "of":
        up = up.head if up.lower_ == "one" and up.dep_ == "attr" else head
    if up.lemma_ == "be":
        yield from (c for c in up.lefts if c.dep_ == "nsubj")


def counts(head: Token) -> bool:
    """True for a word that only says how many of what follows `of`."""
    words = persons()
    return (
        head.lower_ in words.pronominal
        or head.lower_ in words.vague
        or head.lower_ in ("number", "total", "group")
        or head.pos_ == "NUM"
    )


def counted_by(noun: Token) -> Token | None:
    """The word before `of` that counts a noun: "dozens" of "dozens of students"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.tag_ not in ("NNS", "NNPS"):
        return None
    whole = noun.head.head
    return whole if whole.lower_ in persons().vague and of_what(whole) == noun else None


def of_what(head: Token) -> Token | None:
    """The noun of the `of` phrase right after a head."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.rights if inner.dep_ == "pobj"), None)
    return None


def is_name(token: Token) -> bool:
    """True for a token that is printed as a name: capitalised, and taken for one or not a common word."""
    return token.shape_[:1] == "X" and token.pos_ in ("PROPN", "X")


def hyphened(token: Token) -> Token:
    """The last part of a noun that the parse cuts at its hyphen: "defendants" heads "co-defendants"."""
    doc = token.doc
    while (
        token.i + 2 < len(doc)
        and doc[token.i + 1].text == "-"
        and not (token.whitespace_ or doc[token.i + 1].whitespace_)
        and doc[token.i + 2].tag_ in ("NN", "NNS")
    ):
        token = doc[token.i + 2]
    return token


def start_of(head: Token) -> int:
    """Index of the first token of the phrase before its head, articles and what its hyphens join included."""
    first = head.i
    for child in head.lefts:
        fronted = child.dep_ == "prep" and any(t.text == "," for t in head.doc[child.i : head.i])
        if child.dep_ in _BEFORE and child.dep_ != "punct" and not fronted:
            first = min(first, child.left_edge.i)
    doc = head.doc
    if first > 1 and doc[first - 1].text == "-" and hyphened(doc[first - 2]) == head:
        return start_of(doc[first - 2])
    if 0 < first < head.i and doc[first - 1 : first + 1].text.lower() == "to justice":
        return first + 1  # "to bring to justice those responsible"
    return _past_date(doc, first, head)


def _past_date(doc: Doc, first: int, head: Token) -> int:
    """Index after a date that the parse takes into a phrase: "On 14 May Kaldrian police"."""
    if first == 0 or doc[first - 1].lower_ not in ("in", "on", "since", "by"):
        return first
    date = next((token.i for token in doc[first : first + 2] if token.lower_ in persons().months), None)
    if date is None or date >= head.i or not all(token.like_num for token in doc[first:date]):
        return first
    return date + 2 if doc[date + 1].shape_ == "dddd" and date + 1 < head.i else date + 1


def end_of(head: Token) -> int:
    """Index after the last token of the phrase: the head and its `of` phrase, no clause, no apposition."""
    last = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _AFTER and child.i == last:
            first = first_of(head)
            if first.dep_ in ("dobj", "nsubjpass") and first.head.lemma_ in persons().own_of:
                break
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    last = end_of(inner)
        elif child.dep_ in ("amod", "nummod") and child.i == last:
            last = child.i + 1
        elif child.dep_ in _BOUNDARY:
            break
    return last


def phrase(head: Token) -> Span:
    """The noun phrase of `head` with its modifiers and `of` phrase, without relative clause or apposition."""
    first, last = start_of(head), end_of(head)
    for token in head.doc[first:last]:
        if is_dash(token):
            first, last = (token.i + 1, last) if token.i < head.i else (first, min(last, token.i))
    return head.doc[first:last]


def is_dash(token: Token) -> bool:
    """True for a stroke with blanks about it, which ends a name: "friends of Ivo – Lena and …"."""
    apart = token.i > 0 and token.whitespace_ and token.nbor(-1).whitespace_
    return bool(apart) and token.text in ("-", "–", "—")


def behind_month(preposition: Token) -> Token | None:
    """The name that the parse joins to the month before it: "In April Ivo Maren was tried"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("in", "on"):
        return None
    return next((name for name in preposition.rights if is_behind_month(name)), None)


def _before_and(subject: Token) -> Token | None:
    """The name before "and" that the parse joins to a month: "In April Ivo Maren and others fled"."""
    if subject.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for child in subject.head.lefts:
        name = behind_month(child) if child.i < subject.i else None
        if name is not None and any(c.dep_ == "cc" and name.i < c.i < subject.i for c in name.rights):
            return name
    return None


def is_behind_month(name: Token) -> bool:
    """True for a name that the parse joins to the month before it: "On 3 April Ivo Maren was tried"."""
    if name.dep_ != "pobj" or name.pos_ != "PROPN" or name.lower_ in persons().months:
        return False
    nearby = [*name.lefts, *name.head.rights]
    return any(child.lower_ in persons().months and name.head.i < child.i < name.i for child in nearby)


def printed(span: Span) -> str:
    """The words of a span, with blanks where the print ran them together: "OrlanDevak" is two words."""
    if span.text.count(" ") == len(span) - 1:
        return span.text
    text = "".join(
        f"{token.text_with_ws} " if _runs_on(token) and i < len(span) - 1 else token.text_with_ws
        for i, token in enumerate(span)
    )
    return text.strip()


def _runs_on(token: Token) -> bool:
    """True for a word that the next one follows without a blank."""
    if token.whitespace_ or not token.is_alpha or token.i + 1 == len(token.doc):
        return False
    return token.nbor().is_alpha and token.nbor().text != "n't"


def name_of(span: Span) -> str:
    """The words of a phrase without leading article, as printed otherwise."""
    first = 0
    while first < len(span) - 1 and span[first].lower_ in _DROPPED:
        first += 1
    return printed(span[first:]).strip(" ,;:“”\"'‘’()–-").strip() or span.text


def count_of(head: Token) -> Count | None:
    """How many the phrase counts, None where it does not say: "at least 19" has no upper end."""
    span = head.doc[start_of(head) : head.i + 1]
    if _is_share(span):
        return None
    words = persons()
    text = span.text.lower()
    if (least := _open_number(span)) is not None:
        return Count(least, None)
    if not (numbers := _numbers(span)):
        return (
            Count(1, 1) if head.tag_ in ("NN",) and text.split()[0] in ("a", "an", "one", "another") else None
        )
    least, most = numbers[0], numbers[-1]
    lower, upper = words.at_least.search(text), words.at_most.search(text)
    if lower and not (upper and upper.start() < lower.start()):  # "no more than" holds "more than"
        return Count(least, None)
    return Count(None, most) if upper else Count(min(least, most), max(least, most))


def _is_share(span: Span) -> bool:
    """True of either half of "one in six girls": how many these are is not said."""
    words = persons().numbers
    for match in _SHARE.finditer(span.doc.text):
        part, whole = (
            words.get(n.lower(), int(n) if n.isascii() and n.isdigit() else 0) for n in match.groups()
        )
        touched = match.start() < span.end_char and span.start_char < match.end()
        if touched and 0 < part < whole <= 1000:
            return True
    return False


def _numbers(span: Span) -> list[int]:
    """The number that a phrase counts, or the two ends of a range; the whole in "six of 11" is none."""
    words = persons()
    found = [0]
    between = span[0].lower_ == "between"
    for before, token in zip((None, *span), span, strict=False):
        low = token.lower_
        if low == "of" and before is not None and (found[-1] or before.lower_ in words.pronominal):
            break
        if before is not None and found[-1] and _goes_up_to(token, before, between=between):
            found.append(0)
        elif match := _FIGURE.fullmatch(low):
            found[-1] = int(re.sub(r"\D", "", match[0]))
        elif low in words.numbers and not (low in words.whole and _joined_by_and(span[-1])):
            value = words.numbers[low]
            if value >= 100 and any(t.lower_ == "half" for t in span):
                value //= 2
            found[-1] = found[-1] * value if value >= 100 and found[-1] else found[-1] + value
        elif low == "dozen" and found[-1]:
            found[-1] *= 12
        elif "-" in low and all(part in words.numbers for part in low.split("-")):
            found[-1] += sum(words.numbers[part] for part in low.split("-"))
    return [number for number in found if number]


def _goes_up_to(token: Token, number: Token, *, between: bool) -> bool:
    """True of the word between the ends of a range: "three or four", "10 to 20", "between 10 and 20"."""
    if token.text in ("-", "–"):
        return number.is_digit
    return token.lower_ in ("to", "or") or (between and token.lower_ == "and")


def _joined_by_and(head: Token) -> bool:
    """True where another noun is joined on: "both officers and soldiers" are no two officers."""
    return any(child.dep_ == "cc" and child.lower_ == "and" for child in head.rights)


def _open_number(span: Span) -> int | None:
    """The least that a word for an open number stands for: 2,000 of "several thousand people"."""
    words, head = persons().vague, span[-1]
    text = head.doc[span.start : head.i + 3].text.lower()
    found = re.match(rf"(?:\w+ )??({'|'.join(w for w in words if ' ' in w)})\b", text)
    if found is not None:
        return words[found[1]]
    if _numbers(span):
        return None
    if head.lower_ in words:
        return words[head.lower_]
    return next((words[token.lower_] for token in span if token.lower_ in words), None)


def is_human(head: Token) -> bool:
    """True where the head noun stands for people or an institution that acts."""
    words = persons()
    low, lemma = head.lower_, head.lemma_.lower()
    if counts(head) and (counted := of_what(head)) is not None and counted.pos_ in ("NOUN", "PROPN"):
        return is_human(counted)
    if low in words.pronouns or head.tag_ in ("WP", "WDT", "WP$"):
        return low not in ("what", "which", "that")
    if low in words.pronominal:
        return head.pos_ != "DET"
    if head.pos_ == "PRON":
        return lemma in words.human
    if is_thing(head):
        return False
    if lemma in words.human or low in words.human:
        return True
    if low in words.nominal and head.tag_ not in ("VBD", "VB") and any(c.dep_ == "det" for c in head.lefts):
        return True
    if is_time(head):
        return False
    if head.pos_ == "PROPN":
        return lemma not in words.instruments and head.shape_[:1] in "Xx"
    if head.pos_ == "NUM":
        return True
    return institution(phrase_short(head)) is not None


def is_time(head: Token) -> bool:
    """True for a date, a time or a quantity."""
    return head.lemma_.lower() in persons().measures or (
        head.pos_ == "NUM" and len(head) == 4 and head.is_digit and head.text[:2] in ("19", "20")
    )


def phrase_short(head: Token) -> str:
    """The head with its own compound words: enough to tell an institution."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod"):
            first = min(first, child.i)
    return head.doc[first : head.i + 1].text
