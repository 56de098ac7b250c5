"""Surnames that are printed once for several: "the brothers Ivo and Orlan Maren", kin by their ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.analyse.described import aged
from habeas.analyse.names import Run
from habeas.vocabulary.persons import persons

_JOINTS = frozenset({"and", "&", ","})
_BEFORE = 5  # words before a first name in which its bearers are said to be kin


def shared(runs: Sequence[Run]) -> list[Run]:
    """The names of a sentence in their order, each first name of kin with the surname that ends their row."""
    found: list[Run] = []
    for run in reversed(runs):
        if (
            found
            and len(run.key) == 1
            and len(found[-1].key) > 1
            and _joined(run, found[-1])
            and (_of_kin(run) or (aged(run) and aged(found[-1])))
        ):
            surname = found[-1].text.split()[-1]
            run = replace(run, text=f"{run.text} {surname}", key=(*run.key, found[-1].key[-1]))
        found.append(run)
    return found[::-1]


def _joined(run: Run, other: Run) -> bool:
    between = run.doc[run.last : other.first]
    return len(between) > 0 and between[0].text in _JOINTS and (len(between) == 1 or aged(other))


def _of_kin(run: Run) -> bool:
    words = persons()
    before = run.doc[max(0, run.first - _BEFORE) : run.first]
    return any(
        t.lower_ == "couple" or (t.tag_ == "NNS" and t.lemma_.lower() in words.relatives) for t in before
    )
