"""Words to the encoder's word pieces: lower case, no accents, longest piece first (BERT's scheme)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

LONGEST = 24  # letters of a word that are read; longer ones are names run together


class Pieces:
    """Cuts words by a vocabulary of pieces; a word's first piece stands for it."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._known: dict[str, list[int]] = {}
        self.unknown = vocabulary["[UNK]"]
        self.first = vocabulary["[CLS]"]
        self.last = vocabulary["[SEP]"]

    def cut(self, words: Sequence[str], limit: int) -> tuple[list[int], list[int]]:
        """Piece ids with the opening and closing marks, and of each word the place of its first piece.

        Words past `limit` pieces share the place of the closing mark.
        """
        ids, places = [self.first], []
        for word in words:
            pieces = self._known.get(word)
            if pieces is None:
                pieces = self._known[word] = self._cut_word(word)
            if len(ids) + len(pieces) >= limit:
                places.append(-1)
                continue
            places.append(len(ids))
            ids.extend(pieces)
        ids.append(self.last)
        return ids, [place if place >= 0 else len(ids) - 1 for place in places]

    def _cut_word(self, word: str) -> list[int]:
        plain = "".join(
            letter
            for letter in unicodedata.normalize("NFD", word.lower())
            if unicodedata.category(letter) != "Mn"
        )[:LONGEST]
        pieces: list[int] = []
        at = 0
        while at < len(plain):
            head = at == 0 or not (plain[at].isalnum() and plain[at - 1].isalnum())
            stop = next(
                (
                    end
                    for end in range(len(plain), at, -1)
                    if ("" if head else "##") + plain[at:end] in self._ids
                ),
                None,
            )
            if stop is None:
                return [self.unknown]
            pieces.append(self._ids[("" if head else "##") + plain[at:stop]])
            at = stop
        return pieces or [self.unknown]
