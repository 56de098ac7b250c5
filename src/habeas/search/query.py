"""What a person types, read: words, "phrases", prefix*, AND, OR, NOT, ( )."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from habeas.errors import HabeasError
from habeas.search.text import words

TOKEN = re.compile(r'\s*(?:(?P<phrase>"[^"]*"?)(?P<open>\*?)|(?P<mark>[()])|(?P<word>[^\s()"]+))')
WORDS = {"AND", "OR", "NOT"}
MOST_BRACKETS = 50


class QueryError(HabeasError, ValueError):
    """A query that cannot be read; the message is one line for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another; with `open` the last of them is a beginning."""

    words: tuple[str, ...]
    open: bool = False

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"{"*" if self.open else ""}'


@dataclass(frozen=True, slots=True)
class Every:
    """Parts that must all be there."""

    parts: tuple[Asked, ...]

    def __str__(self) -> str:
        return f"({' AND '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class Either:
    """Parts of which one must be there."""

    parts: tuple[Asked, ...]

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class Without:
    """What must be there, without any of the other parts."""

    wanted: Asked
    unwanted: tuple[Asked, ...]

    def __str__(self) -> str:
        return f"({self.wanted} NOT ({' OR '.join(map(str, self.unwanted))}))"


Asked: TypeAlias = Term | Every | Either | Without


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query as typed: `kind` is `term`, `AND`, `OR`, `NOT`, `(` or `)`."""

    kind: str
    shown: str
    term: Term | None = None


def read(query: str) -> Asked:
    """What a query asks for; QueryError says what is wrong with it, and where."""
    return _Parser(_pieces(query)).whole()


def wanted(asked: Asked) -> tuple[Term, ...]:
    """The terms that a passage found may hold, in the order typed."""
    match asked:
        case Term():
            return (asked,)
        case Without():
            return wanted(asked.wanted)
        case _:
            return tuple(term for part in asked.parts for term in wanted(part))


def _pieces(query: str) -> list[Piece]:
    pieces = []
    for match in TOKEN.finditer(query):
        if phrase := match["phrase"]:
            if len(phrase) < 2 or not phrase.endswith('"'):
                raise QueryError(f"the quotation mark before {phrase[1:20]!r} is not closed")
            pieces.append(_term(phrase[1:-1], prefix=bool(match["open"]), shown=phrase))
        elif mark := match["mark"]:
            pieces.append(Piece(mark, mark))
        elif (word := match["word"]) in WORDS:
            pieces.append(Piece(word, word))
        elif word:
            left_out = word.startswith("-") and len(word) > 1
            if left_out:
                pieces.append(Piece("NOT", "-"))
            bare = word[1:] if left_out else word
            pieces.append(_term(bare.rstrip("*"), prefix=bare.endswith("*"), shown=word))
    return pieces


def _term(typed: str, *, prefix: bool, shown: str) -> Piece:
    found = tuple(words(typed))
    if not any(found):
        raise QueryError(f"{shown} holds no letter or figure to look for")
    return Piece("term", shown, Term(found, prefix))


class _Parser:
    """OR binds weakest, then NOT, then AND, which may be left out between words."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.at = 0

    def whole(self) -> Asked:
        if not self.pieces:
            raise QueryError("the query is empty")
        if sum(piece.kind == "(" for piece in self.pieces) > MOST_BRACKETS:
            raise QueryError(f"more than {MOST_BRACKETS} brackets")
        expression = self.either()
        if self.at < len(self.pieces):
            raise QueryError(f"{self.pieces[self.at].shown} closes nothing")
        return expression

    def kind(self) -> str:
        return self.pieces[self.at].kind if self.at < len(self.pieces) else ""

    def either(self) -> Asked:
        parts = [self.without()]
        while self.kind() == "OR":
            self.at += 1
            parts.append(self.without())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def without(self) -> Asked:
        wanted: list[Asked] = []
        unwanted: list[Asked] = []
        while self.kind() in ("term", "(", "NOT", "AND"):
            if self.kind() == "AND":
                self.at += 1
                if not wanted or self.kind() not in ("term", "(", "NOT"):
                    raise QueryError("AND needs a word on both sides")
            if self.kind() == "NOT":
                self.at += 1
                unwanted.append(self.one("NOT"))
            else:
                wanted.append(self.one("AND"))
        if not wanted:
            raise QueryError(self.lonely(bool(unwanted)))
        both = wanted[0] if len(wanted) == 1 else Every(tuple(wanted))
        return both if not unwanted else Without(both, tuple(unwanted))

    def lonely(self, only_not: bool) -> str:
        if only_not:
            return "NOT needs a word to look for beside the one to leave out"
        before = self.pieces[self.at - 1].shown if self.at else ""
        return f"a word is missing {f'after {before}' if before else f'before {self.pieces[0].shown}'}"

    def one(self, after: str) -> Asked:
        if self.at < len(self.pieces) and (term := self.pieces[self.at].term):
            self.at += 1
            return term
        if self.kind() != "(":
            raise QueryError(f"{after} needs a word after it")
        self.at += 1
        inner = self.either()
        if self.kind() != ")":
            raise QueryError("a bracket is not closed")
        self.at += 1
        return inner
