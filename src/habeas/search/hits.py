"""What a search gives: passages with the words that were found, opened at their place in the report."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.record import Event

OPEN, CLOSE = "\ufdd0", "\ufdd1"
ROOM = 240


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `start` and `end` are the block's offsets (code points) into the document's text, `found` those of
    the words that were looked for; `snippet` is a part of the passage, `marks` the found words' offsets
    within it. `address` is `DOC#section/paragraph`, which `cite` and `show` open; `records` are the
    acts told in the passage, with how surely and by whom.
    """

    document: str
    file: str
    title: str
    section: str | None
    kind: str
    start: int
    end: int
    text: str
    found: tuple[tuple[int, int], ...]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    address: str = ""
    paragraph: int | None = None
    records: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The passages found: `total` all of them, `hits` the ones asked for, best first."""

    total: int
    hits: tuple[Hit, ...]


def marked(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches between OPEN and CLOSE marks, as offsets into the text without the marks."""
    found, plain, start = [], 0, 0
    for sign in text:
        if sign == OPEN:
            start = plain
        elif sign == CLOSE:
            found.append((start, plain))
        else:
            plain += 1
    return tuple(found)


def snippet(text: str, found: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About 240 characters around the first found word, cut between words, and the marks within them."""
    first = found[0][0] if found else 0
    start = max(0, min(first - ROOM // 3, len(text) - ROOM))
    end = min(len(text), start + ROOM)
    if start > 0:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in found if a >= start and b <= end)
    return before + text[start:end].replace("\n", " ") + after, marks
