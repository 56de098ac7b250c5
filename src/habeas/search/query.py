"""What a person types, made into what FTS5 reads: words, "phrases", prefix*, AND, OR, NOT, ( )."""

from __future__ import annotations

import re
from dataclasses import dataclass

from habeas.errors import HabeasError

TOKEN = re.compile(r'\s*(?:(?P<phrase>"[^"]*"?)(?P<open>\*?)|(?P<mark>[()])|(?P<word>[^\s()"]+))')
WORDS = {"AND", "OR", "NOT"}
MOST_BRACKETS = 50


class QueryError(HabeasError, ValueError):
    """A query that cannot be read; the message is one line for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query: `kind` is `term`, `AND`, `OR`, `NOT`, `(` or `)`; `text` as FTS5 wants it."""

    kind: str
    text: str
    shown: str


def compile_query(query: str) -> str:
    """The FTS5 expression of a query; QueryError says what is wrong with it, and where."""
    return _Parser(_pieces(query)).whole()


def _pieces(query: str) -> list[Piece]:
    pieces = []
    for match in TOKEN.finditer(query):
        if phrase := match["phrase"]:
            if len(phrase) < 2 or not phrase.endswith('"'):
                raise QueryError(f"the quotation mark before {phrase[1:20]!r} is not closed")
            pieces.append(_term(phrase[1:-1], prefix=bool(match["open"]), shown=phrase))
        elif mark := match["mark"]:
            pieces.append(Piece(mark, mark, mark))
        elif (word := match["word"]) in WORDS:
            pieces.append(Piece(word, word, word))
        elif word:
            left_out = word.startswith("-") and len(word) > 1
            if left_out:
                pieces.append(Piece("NOT", "NOT", "-"))
            bare = word[1:] if left_out else word
            pieces.append(_term(bare.rstrip("*"), prefix=bare.endswith("*"), shown=word))
    return pieces


def _term(words: str, *, prefix: bool, shown: str) -> Piece:
    if not any(sign.isalnum() for sign in words):
        raise QueryError(f"{shown} holds no letter or figure to look for")
    return Piece("term", f'"{words}"' + (" *" if prefix else ""), shown)


class _Parser:
    """OR binds weakest, then NOT, then AND, which may be left out between words."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.at = 0

    def whole(self) -> str:
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

    def either(self) -> str:
        parts = [self.without()]
        while self.kind() == "OR":
            self.at += 1
            parts.append(self.without())
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def without(self) -> str:
        wanted: list[str] = []
        unwanted: list[str] = []
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
        both = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        return both if not unwanted else f"({both} NOT ({' OR '.join(unwanted)}))"

    def lonely(self, only_not: bool) -> str:
        if only_not:
            return "NOT needs a word to look for beside the one to leave out"
        before = self.pieces[self.at - 1].shown if self.at else ""
        return f"a word is missing {f'after {before}' if before else f'before {self.pieces[0].shown}'}"

    def one(self, after: str) -> str:
        if self.kind() == "term":
            self.at += 1
            return self.pieces[self.at - 1].text
        if self.kind() != "(":
            raise QueryError(f"{after} needs a word after it")
        self.at += 1
        inner = self.either()
        if self.kind() != ")":
            raise QueryError("a bracket is not closed")
        self.at += 1
        return inner
