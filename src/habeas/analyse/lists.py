"""Names printed in a row: "X, an editor, Y and Z", whatever the parse makes of the commas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span, Token

from habeas.vocabulary.persons import persons


class Printed(Protocol):
    """A name as printed: tokens `first` to `last` (exclusive) of a sentence."""

    @property
    def doc(self) -> Doc:
        """The sentence."""

    @property
    def first(self) -> int:
        """Its first token."""

    @property
    def last(self) -> int:
        """The token after its last."""


Run = TypeVar("Run", bound=Printed)

_AND = frozenset({"and", "&"})
_COMMA = frozenset({",", ";"})
_ASIDE = 16  # tokens that what is said of one name may take before the next name
_PASSED = 2  # names that it may hold
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj"})


def chains(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The rows of two or more names of one sentence, in text order, each closed by "and"."""
    row = sorted(runs, key=lambda r: r.first)
    start = 0
    while start < len(row):
        chain, last = _from(row, start)
        if chain:
            yield chain
        start = last + 1


def _from(row: Sequence[Run], start: int) -> tuple[list[Run], int]:
    """The list that a name begins, and its last place; names inside what is said of one are passed over."""
    chain, last, closed = [row[start]], start, False
    for place in range(start + 1, len(row)):
        link = _link(chain[-1], row[place])
        if link and not (closed and link == "comma") and not _another_clause(chain, row[place]):
            chain.append(row[place])
            last, closed = place, link == "and"
        elif closed or place - last > _PASSED:
            break
    return (chain, last) if closed else ([], start)


def _link(one: Printed, other: Printed) -> str:
    """`and` or `comma` for what joins two names into one list; empty where something else stands between."""
    between = list(one.doc[one.last : _front(other)])
    if not between or len(between) > _ASIDE:
        return ""
    last = between[-1].lower_
    joint = "and" if last in _AND else "comma" if last in _COMMA else ""
    said = between[: -2 if joint == "and" and len(between) > 1 and between[-2].text in _COMMA else -1]
    if not joint or not said:
        return joint
    return joint if said[0].text == "," and _aside(said[1:]) else ""


def _front(run: Printed) -> int:
    """Where what stands before a name begins: its title, or the nouns that say what the person is."""
    words, first = persons(), run.first
    while first > 0 and (
        run.doc[first - 1].lower_ in words.titles
        or (run.doc[first - 1].pos_ in ("NOUN", "ADJ", "DET") and run.doc[first - 1].text not in _COMMA)
        or run.doc[first - 1].text == "-"
        or (run.doc[first - 1].is_upper and first < run.first)
    ):
        first -= 1
    return first


def _aside(said: Sequence[Token]) -> bool:
    """True for an apposition or an age, no clause: "a teacher from the north", "aged 14"."""
    return bool(said) and not any(token.tag_ in _FINITE or token.lower_ in _AND for token in said[:-1])


def _another_clause(chain: Sequence[Printed], run: Printed) -> bool:
    """True where a name is the subject of a clause that begins after the list: "held X, and Y was tried"."""
    head = head_of(run)
    first = head_of(chain[0])
    return head.dep_ in _SUBJECTS and first.dep_ in _OBJECTS and first.head.i < first.i


def level(doc: Doc, words: Collection[int]) -> Iterator[Token]:
    """The heads of the noun phrases printed in one row with those of words: "editors, judges and monks".

    Whatever the parse makes of it; with nothing but commas and "and" between them, and none without "and".
    """
    row: list[Span] = []
    for chunk in doc.noun_chunks if words else ():
        if row and not _joins(row[-1], chunk):
            yield from _heads(row, words)
            row = []
        row.append(chunk)
    if row:
        yield from _heads(row, words)


def _heads(row: Sequence[Span], words: Collection[int]) -> Iterator[Token]:
    """The heads of a row that "and" closes and that holds one of the words."""
    joints = row[0].doc[row[0].end : row[-1].start]
    if any(t.lower_ in _AND for t in joints) and any(t.i in words for chunk in row for t in chunk):
        yield from (chunk.root for chunk in row)


def _joins(one: Span, other: Span) -> bool:
    between = one.doc[one.end : other.start]
    return len(between) > 0 and all(token.lower_ in _AND or token.text in _COMMA for token in between)


def head_of(run: Printed) -> Token:
    """The head of a name; its last word where the parse makes an article with its hyphen the head."""
    root = run.doc[run.first : run.last].root
    return run.doc[run.last - 1] if root.text.endswith("-") else root


def after(head: Token, rows: Sequence[list[Run]]) -> list[Run]:
    """The row that a phrase for several goes on to: "three men – X, Y and Z", "the following: X and Y"."""
    return next((row for row in rows if row[0].first > head.i and _introduced(head, row[0])), [])


def before(head: Token, rows: Sequence[list[Run]]) -> list[Run]:
    """The row that a phrase for as many stands right behind: "X and Y, two farmers"."""
    start = head.left_edge.i
    return next((row for row in rows if row[-1].last == start - 1 and head.doc[start - 1].text == ","), [])


def _introduced(head: Token, first: Printed) -> bool:
    doc: Doc = first.doc
    before = doc[_front(first) - 1] if _front(first) > head.i else head
    if before.text in (":", "–", "—", "-"):
        return True
    return before.text == "," and not any(t.tag_ in _FINITE for t in doc[head.i + 1 : first.first])
