"""Records of an older text found in a newer one, by synthetic errata whose truth is known.

usage: python -m bench.errata [ERRATA]      how many, default 400

Each erratum takes the sentences of a bundled sample, some of them printed twice, and inserts, deletes,
rewords, moves and swaps some. Every third word of every sentence is an anchor. Wrong is an anchor at words
that do not stem from its own, and one at any words where its own are gone; but not where the sentence and
those on both sides of it read the same, for then nobody can tell which one it is.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from habeas.model.document import Document, Raw
from habeas.structure import structure
from habeas.versions.align import LONG
from habeas.versions.reanchor import reanchor
from habeas.vocabulary.time_words import time_words

RESULTS = Path(__file__).parent / "results" / "errata.txt"
NEWS = "Later the Kaldrian press wrote that the {n} {word} of the district had been told of it twice."


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its number in the old text, None where it is new, and what was done to it.

    `changed` is the word that was replaced; `named` says that it may have been a name,
    or that the sentence is too short to be known by the others.
    """

    number: int | None
    words: tuple[str, ...]
    moved: bool = False
    changed: int | None = None
    named: bool = False


Text = list[Said]


def insert(text: Text, at: int, words: Sequence[str]) -> Text:
    """A new sentence."""
    return [*text[:at], Said(None, tuple(words)), *text[at:]]


def delete(text: Text, at: int) -> Text:
    """A sentence taken out."""
    return [*text[:at], *text[at + 1 :]]


def reword(text: Text, at: int, word: int) -> Text:
    """A sentence with one word replaced."""
    said = text[at]
    other = ("Otherwise" if word == 0 else "otherwise") + ("." if word == len(said.words) - 1 else "")
    words = (*said.words[:word], other, *said.words[word + 1 :])
    named = len(words) < LONG or not names(said.words) <= names(words)
    return [*text[:at], replace(said, words=words, changed=word, named=named), *text[at + 1 :]]


def names(words: Sequence[str]) -> set[str]:
    """What in a sentence may be a name: words with a capital, but for months and days of the week."""
    plain = {word for said in words for word in re.findall(r"\w+", said) if word[0].isupper()}
    return plain - time_words().months.keys() - set(time_words().weekdays)


def move(text: Text, at: int, to: int) -> Text:
    """A sentence put elsewhere."""
    rest = delete(text, at)
    return [*rest[:to], replace(text[at], moved=True), *rest[to:]]


def swap(text: Text, at: int, other: int) -> Text:
    """Two sentences in each other's place."""
    swapped = list(text)
    swapped[at], swapped[other] = replace(text[other], moved=True), replace(text[at], moved=True)
    return swapped


def printed(text: Text) -> tuple[Document, list[list[int]]]:
    """The text as a document, four sentences a paragraph, and where each word of each sentence starts."""
    whole, starts = "Kaldria in brief\n\nPublisher Amity Watch\n\n", list[list[int]]()
    for place, said in enumerate(text):
        starts.append([])
        for word in said.words:
            starts[-1].append(len(whole))
            whole += f"{word} "
        whole = whole[:-1] + ("\n\n" if place % 4 == 3 else " ")
    whole = whole.rstrip() + "\n"
    raw = Raw("x.txt", hashlib.sha256(whole.encode()).hexdigest(), "text/plain", "utf-8", whole)
    return structure(raw)[0], starts


@dataclass(frozen=True, slots=True)
class Outcome:
    """An anchor: what should become of it, what became of it, and whether it points at other words."""

    wanted: str
    got: str
    wrong: bool
    words: str


def outcomes(old: Text, new: Text, *, every: int = 1) -> Iterator[Outcome]:
    """What became of every so many words of the old sentences."""
    before, starts = printed(old)
    after, places = printed(new)
    now = {said.number: n for n, said in enumerate(new) if said.number is not None}
    spots = [
        (number, n) for number, said in enumerate(old) for n in range(number % every, len(said.words), every)
    ]
    anchors = []
    for number, n in spots:
        start = starts[number][n]
        anchors.append((f"{number}", before.anchor(start, start + len(old[number].words[n]))))
    for (number, n), found in zip(spots, reanchor(before, after, anchors), strict=True):
        how, place = _truth(new, now.get(number), n, places)
        wrong = found.new is not None and found.new.start != place
        if wrong and found.new:
            there = bisect_right(places, found.new.start, key=lambda words: words[0]) - 1
            wrong = _around(old, number) != _around(new, there) or places[there][n] != found.new.start
        yield Outcome(how, found.how, wrong, found.old.quote)


def _around(text: Text, number: int) -> list[tuple[str, ...]]:
    """A sentence with those on both sides of it; beyond the first and the last there is none."""
    return [text[n].words if 0 <= n < len(text) else () for n in (number - 1, number, number + 1)]


def _truth(new: Text, at: int | None, word: int, places: list[list[int]]) -> tuple[str, int | None]:
    if at is None:
        return "lost", None
    said = new[at]
    if said.changed is not None and (said.moved or said.named or abs(said.changed - word) <= 1):
        return "lost", None if said.changed == word else places[at][word]
    how = "moved" if said.moved or said.changed is not None else "exact"
    return how, places[at][word]


def sentences(sample: str) -> list[tuple[str, ...]]:
    """The sentences of a bundled sample as words."""
    text = (files("habeas.samples") / sample).read_text(encoding="utf-8")
    raw = Raw(sample, hashlib.sha256(text.encode()).hexdigest(), "text/plain", "utf-8", text)
    document = structure(raw)[0]
    return [tuple(text[s.start : s.end].split()) for s in document.sentences]


SAMPLES = ("kaldria-2009.txt", "kaldria-2010-open-docket.txt")


def erratum(seed: int) -> tuple[Text, Text]:
    """An old text of some forty sentences, four of them printed twice, and a new one."""
    chance = random.Random(seed)
    said = sentences(SAMPLES[seed % 2])
    first = chance.randrange(len(said) // 4)
    said = said[first : first + 40]
    for words in chance.sample(said, 4):
        said.insert(chance.randrange(len(said)), words)
    old: Text = [Said(number, words) for number, words in enumerate(said)]
    often = Counter(said)
    new, done = old, set[int]()
    for step in chance.choices(("insert", "delete", "reword", "move", "swap"), k=chance.randint(1, 10)):
        free = [n for n, s in enumerate(new) if s.number is not None and s.number not in done]
        if step == "insert":
            word = chance.choice(("fishermen", "printers", "teachers", "nurses"))
            new = insert(new, chance.randrange(len(new) + 1), NEWS.format(n=len(new), word=word).split())
            continue
        alone = [n for n in free if often[new[n].words] == 1 and len(new[n].words) > 6]
        at = chance.choice(alone)
        done.add(new[at].number or 0)
        if step == "delete":
            new = delete(new, at)
        elif step == "reword":
            new = reword(new, at, chance.randrange(len(new[at].words)))
        elif step == "move":
            new = move(new, at, (at + chance.randint(8, len(new) - 8)) % len(new))
        else:
            others = [n for n in alone if abs(n - at) > 5] or [at]
            other = chance.choice(others)
            done.add(new[other].number or 0)
            new = swap(new, at, other)
    return old, new


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    told: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for seed in range(count):
        for outcome in outcomes(*erratum(seed), every=3):
            told[outcome.wanted, outcome.got] += 1
            wrong += outcome.wrong
    lines = [f"{count} errata, {sum(told.values())} anchors: python -m bench.errata", ""]
    lines.append(f"{'should be':<10}" + "".join(f"{how:>8}" for how in ("exact", "moved", "lost")))
    for how in ("exact", "moved", "lost"):
        lines.append(f"{how:<10}" + "".join(f"{told[how, got]:>8}" for got in ("exact", "moved", "lost")))
    lines.append(f"\nwrong anchors: {wrong}")
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
