"""Two texts side by side: which sentences are the same, moved, reworded, gone or new."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.versions.align import Alignment, align
from habeas.versions.copies import HOSTS
from habeas.versions.units import Unit

KINDS = ("same", "moved", "reworded", "gone", "new")

_WORD = re.compile(r"(\w+(?:['.,-]\w+)*|[^\w\s])\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """Words in one line: `kind` is `same`, `gone` or `new`; all but the gone make up the new sentence."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not as it was; `parts` tell the words of a reworded one apart."""

    kind: str
    old: Anchor | None
    new: Anchor | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """Two texts compared: `counts` of sentences by kind, and the changes in the order of the newer text.

    What is gone stands behind what it followed. A host's notices are left aside.
    """

    old: Document
    new: Document
    counts: dict[str, int]
    changes: tuple[Change, ...]


def diff(old: Document, new: Document) -> Diff:
    """The newer text compared with the older, sentence by sentence."""
    aligned = align(old, new)
    same = aligned.same | dict(_repeated(aligned))
    changes = [*_changes(old, new, aligned, same)]
    told = Counter(change.kind for _, change in changes)
    told["same"] = sum(aligned.old[i].kind not in HOSTS for i in same) - told["moved"]
    ordered = tuple(change for _, change in sorted(changes, key=lambda placed: placed[0]))
    return Diff(old, new, {kind: told[kind] for kind in KINDS}, ordered)


def _repeated(aligned: Alignment) -> Iterator[tuple[int, int]]:
    """Sentences that come again, paired in their order: for reading it is all one which is which."""
    taken = {*aligned.same.values(), *aligned.reworded.values()}
    left: dict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(aligned.new):
        if j not in taken:
            left[unit.words].append(j)
    for i, unit in enumerate(aligned.old):
        if i not in aligned.same and i not in aligned.reworded and left[unit.words]:
            yield i, left[unit.words].pop(0)


def _changes(
    old: Document, new: Document, aligned: Alignment, same: dict[int, int]
) -> Iterator[tuple[tuple[int, int], Change]]:
    """Each change with its place: the new unit it stands at or behind, then the old one."""
    kept = same | aligned.reworded
    behind = -1
    for i, unit in enumerate(aligned.old):
        behind = kept.get(i, behind)
        if unit.kind in HOSTS:
            continue
        mine = old.anchor(unit.start, unit.end)
        if i in aligned.reworded:
            other = aligned.new[aligned.reworded[i]]
            parts = tuple(_parts(unit, other))
            yield (behind, i), Change("reworded", mine, new.anchor(other.start, other.end), parts)
        elif i not in same:
            yield (behind, i), Change("gone", mine, None)
        elif i in aligned.moved:
            other = aligned.new[same[i]]
            yield (behind, i), Change("moved", mine, new.anchor(other.start, other.end))
    for j in sorted(set(range(len(aligned.new))) - set(kept.values())):
        if aligned.new[j].kind not in HOSTS:
            yield (j, -1), Change("new", None, new.anchor(aligned.new[j].start, aligned.new[j].end))


def _parts(old: Unit, new: Unit) -> Iterator[Part]:
    mine, yours = list(_WORD.finditer(old.words)), list(_WORD.finditer(new.words))
    aligned = SequenceMatcher(None, _told(mine), _told(yours), autojunk=False)
    for kind, first, end, begin, stop in aligned.get_opcodes():
        if kind == "equal":
            yield Part("same", _stretch(yours[begin:stop]))
            continue
        if end > first:
            yield Part("gone", _stretch(mine[first:end]))
        if stop > begin:
            yield Part("new", _stretch(yours[begin:stop]))


def _told(words: Iterable[re.Match[str]]) -> list[str]:
    return [word[1] for word in words]


def _stretch(words: Iterable[re.Match[str]]) -> str:
    return "".join(word[0] for word in words)
