"""Lines of a volume cleaned of what printing left in them: bullets of symbol fonts, hyphens at line ends."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.read.volumes.leaves import Layout

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"(?P<head>[^\W\d_]+)- (?P<tail>[^\W\d_]+)")
_RANGE = re.compile(r"(?<=\d)- (?=\d)")
_KEPT_APART = frozenset({"and", "or", "to", "nor", "but", "as", "than"})
_SYMBOLS = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_SYMBOL_OPENS = re.compile(rf"^[{_SYMBOLS}]+\s*")
_SYMBOL_INSIDE = re.compile(rf"\s*[{_SYMBOLS}]+\s*")
_LETTER_OPENS = re.compile(r"(?P<letter>[b-z])\s(?=[A-Z“‘\"])")
_LETTER_TIMES = 12
_OPEN_END = re.compile(r"(?:[^\W\d_],?)$")
_LONG = 40
_KNOWN = 3


@dataclass(frozen=True, slots=True)
class Tidier:
    """What a volume's own words say about its hyphens, and which letters are its bullets."""

    words: Counter[str]
    letters: frozenset[str]

    def lines(self, texts: Iterable[str]) -> list[str]:
        """The lines cleaned, each still one of its own but where a word or a date was broken at its end."""
        cleaned: list[str] = []
        for text in texts:
            text = self._bulleted(text)
            before = cleaned[-1] if cleaned else ""
            if before.endswith("-") and text[:1].islower() and before[-2:-1].isalpha():
                word, _, rest = text.partition(" ")
                cleaned[-1] = f"{before} {word}"
                text = rest
            elif text[:1].isdigit() and len(before) >= _LONG and _OPEN_END.search(before):
                cleaned[-1], text = f"{before} {text}", ""
            cleaned.append(text)
        return [self._joined(text) for text in cleaned]

    def _bulleted(self, text: str) -> str:
        text = _SYMBOL_INSIDE.sub("\n• ", _SYMBOL_OPENS.sub("• ", text))
        if self.letters:
            opening, inside = _letter_bullets("".join(sorted(self.letters)))
            text = inside.sub("\n• ", opening.sub("• ", text))
        return text

    def _joined(self, text: str) -> str:
        return _RANGE.sub("-", _HYPHEN.sub(self._join, text))

    def _join(self, match: re.Match[str]) -> str:
        head, tail = match["head"], match["tail"]
        if tail in _KEPT_APART:
            return match[0]
        whole, hyphened = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
        if self.words[whole] and self.words[whole] >= self.words[hyphened]:
            return head + tail
        both_known = min(self.words[head.casefold()], self.words[tail.casefold()]) >= _KNOWN
        if self.words[hyphened] or both_known or not tail[0].islower():
            return f"{head}-{tail}"
        return head + tail


@functools.lru_cache(maxsize=64)
def _letter_bullets(letters: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    mark = rf"[{letters}]\s(?=[A-Z“‘\"])"
    return re.compile(rf"^{mark}"), re.compile(rf"(?<=[.:;!?”’)\]])\s+{mark}")


def tidier(layout: Layout) -> Tidier:
    """The words and bullets of a volume; a letter that opens many lines before a capital is a bullet."""
    words: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for number, line in enumerate(layout.lines):
        if number not in layout.furniture:
            words.update(word.casefold() for word in _WORD.findall(line.text))
            if match := _LETTER_OPENS.match(line.text):
                opening[match["letter"]] += 1
    return Tidier(words, frozenset(letter for letter, times in opening.items() if times >= _LETTER_TIMES))


def paged(texts: Sequence[tuple[str | None, str]], tidy: Tidier) -> tuple[str, list[tuple[str, int, int]]]:
    """Lines with their page's label as one text, and the stretches of it that stand on each labelled page."""
    cleaned = tidy.lines(text for _, text in texts)
    kept = [(label, text) for (label, _), text in zip(texts, cleaned, strict=True) if text]
    pages: list[tuple[str, int, int]] = []
    at = 0
    for label, text in kept:
        if label is not None and (not pages or pages[-1][0] != label):
            pages.append((label, at, at + len(text)))
        elif label is not None:
            pages[-1] = (label, pages[-1][1], at + len(text))
        at += len(text) + 1
    return "\n".join(text for _, text in kept), pages
