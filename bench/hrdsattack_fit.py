"""Fits the weights of bench/hrdsattack.yml on the train part of HRDsAttack, and on nothing else.

usage: python -m bench.hrdsattack_fit [--cache FOLDER] [--write]

Logistic regression with a penalty on large weights; thresholds are those that give the best F1 over ten
parts of train, each predicted by weights fitted on the other nine, in five divisions.
Prints these figures; with --write the weights go into the file below the line that says so.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TypeVar

import numpy as np
import yaml
from numpy.typing import NDArray

from bench.hrdsattack import Article, Tally, articles, read, score_names, score_types, unique
from bench.hrdsattack_marks import FILE, Mapped, Marks, article_marks, mapping, person_marks, weigh

LABELS = ("arbitrary detention", "enforced disappearance", "kidnapping", "killing", "other", "torture")
BELOW = "# Fitted by bench/hrdsattack_fit.py on the train part; do not edit by hand.\n"
PARTS = 10
DRAWS = 5  # one division into parts leaves the threshold to chance
RARE = 8  # a mark of fewer articles or persons than this gets no weight
SMALL = 0.03
THRESHOLDS = tuple(round(0.2 + 0.02 * i, 2) for i in range(16))
Array = NDArray[np.float64]
Weights = Mapping[str, float]
Named = list[tuple[str, Marks]]
Row = TypeVar("Row")
W = TypeVar("W")


def fit(rows: Sequence[Marks], right: Sequence[bool], penalty: float) -> dict[str, float]:
    """The weights that tell the right rows from the others, by Newton's method."""
    seen = Counter(mark for row in rows for mark, value in row.items() if value)
    marks = sorted(mark for mark, n in seen.items() if n >= RARE)
    x: Array = np.array([[row.get(mark, 0.0) for mark in marks] + [1.0] for row in rows])
    y: Array = np.array(right, dtype=float)
    held = np.eye(x.shape[1]) * penalty
    held[-1, -1] = 1e-3
    weights: Array = np.zeros(x.shape[1])
    for _ in range(20):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + held @ weights
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + held, slope)
    rounded = {m: round(float(w), 2) for m, w in zip([*marks, "bias"], weights, strict=True)}
    return {mark: weight for mark, weight in rounded.items() if abs(weight) >= SMALL}


def fit_labels(rows: Sequence[Marks], gold: Sequence[Article], penalty: float = 20.0) -> dict[str, Weights]:
    """The weights of each label."""
    return {label: fit(rows, [label in a.types for a in gold], penalty) for label in LABELS}


def fit_victims(rows: Sequence[Named], gold: Sequence[Article], penalty: float = 8.0) -> dict[str, float]:
    """The weights that make a person a victim."""
    people = [(name, marks, a.names) for told, a in zip(rows, gold, strict=True) for name, marks in told]
    right = [any(name in b or b in name for b in names) for name, _, names in people]
    return fit([marks for _, marks, _ in people], right, penalty)


def name_tally(told: Named, article: Article, weights: Weights, least: float) -> Tally:
    """One article's names by given weights."""
    names = unique(name for name, marks in told if weigh(marks, weights) >= least)
    return score_names(names, article.names, fuzzy=True)


def type_tally(marks: Marks, article: Article, weights: Mapping[str, Weights], least: float) -> Tally:
    """One article's labels by given weights."""
    said = {label for label, w in weights.items() if weigh(marks, w) >= least}
    return score_types(said, article.types)


def crossed(
    rows: Sequence[Row],
    gold: Sequence[Article],
    fitted: Callable[[Sequence[Row], Sequence[Article]], W],
    tally: Callable[[Row, Article, W, float], Tally],
) -> dict[float, Tally]:
    """By threshold the tally over parts that had no say in the weights."""
    drawn = [np.random.default_rng(seed).permutation(len(rows)) % PARTS for seed in range(DRAWS)]
    totals = dict.fromkeys(THRESHOLDS, Tally())
    for parts, part in product(drawn, range(PARTS)):
        learn = [i for i in range(len(rows)) if parts[i] != part]
        weights = fitted([rows[i] for i in learn], [gold[i] for i in learn])
        for i in (int(at) for at in np.flatnonzero(parts == part)):
            for least in THRESHOLDS:
                totals[least] += tally(rows[i], gold[i], weights, least)
    return totals


def best(totals: Mapping[float, Tally]) -> float:
    """The threshold in the middle of the best three in a row."""
    steps = list(totals)
    around = {s: sum(totals[t].f1 for t in steps[i - 1 : i + 2]) for i, s in enumerate(steps[1:-1], 1)}
    return max(around, key=lambda step: around[step])


def train(cache: Path | None) -> Mapped:
    """The mapping with weights fitted on train; prints what they reach across its parts."""
    held, gold = mapping(), list(articles("train"))
    told = [read(article, cache) for article in gold]
    types = [article_marks(reading, held) for reading in told]
    people = [person_marks(reading, held) for reading in told]
    by_type = crossed(types, gold, fit_labels, type_tally)
    by_name = crossed(people, gold, fit_victims, name_tally)
    labels_from, victim_from = best(by_type), best(by_name)
    print(f"types across parts, from {labels_from}: {by_type[labels_from]}")
    print(f"names across parts, from {victim_from}: {by_name[victim_from]}")
    return replace(
        held,
        labels=fit_labels(types, gold),
        labels_from=labels_from,
        victim=fit_victims(people, gold),
        victim_from=victim_from,
    )


def write(mapped: Mapped) -> None:
    """Puts the weights into the mapping file, whose upper part stays as it is."""
    kept, _, _ = FILE.read_text(encoding="utf-8").partition(BELOW)
    weights = {
        "labels_from": mapped.labels_from,
        "victim_from": mapped.victim_from,
        "labels": {label: dict(w) for label, w in mapped.labels.items()},
        "victim": dict(mapped.victim),
    }
    FILE.write_text(
        kept + BELOW + yaml.safe_dump(weights, sort_keys=False, default_flow_style=None, width=108),
        encoding="utf-8",
    )


def main() -> None:
    """Fit, print and, where asked, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cache", type=Path)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    fitted = train(chosen.cache)
    if chosen.write:
        write(fitted)


if __name__ == "__main__":
    main()
