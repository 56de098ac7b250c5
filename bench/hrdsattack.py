"""News on attacks on defenders: how well our records name the victims and tell the kind of violation.

usage: python -m bench.hrdsattack [--split dev|train] [--cache FOLDER] [--misses]

Reads each article of HRDsAttack in full, maps its records to the labels of that set by
bench/hrdsattack.yml (fitted on the train part alone, by bench/hrdsattack_fit.py), scores names and types
as the set's authors do, and for dev writes bench/results/hrdsattack.txt. Names: of those victims that have
one; predicted names that are part of another are dropped; exact is equal, fuzzy is either in the other;
micro precision, recall and F1. Types: micro over sets of labels; an empty set is {"unknown"}.
"""

from __future__ import annotations

import argparse
import html
import json
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.hrdsattack_marks import Mapped, labels, mapping, victims
from habeas.analyse import events as analyse
from habeas.model.document import Block, Document, Metadata, Sentence
from habeas.reading import Reading
from habeas.structure.sentences import sentences

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "shared" / "corpus" / "hrdsattack"
RESULTS = HERE / "results" / "hrdsattack.txt"
_PARAGRAPH = re.compile(r"</p>\s*|\n+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Article:
    """An article and what its annotators say: names of victims, labels of violations."""

    id: str
    title: str
    published: date | None
    paragraphs: tuple[str, ...]
    names: tuple[str, ...]
    types: frozenset[str]


@dataclass(frozen=True)
class Tally:
    """How many were said, how many there are, how many said are right; adds up over articles."""

    said: int = 0
    gold: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.said + other.said, self.gold + other.gold, self.right + other.right)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 0.0

    def __str__(self) -> str:
        p, r = self.right / max(self.said, 1), self.right / max(self.gold, 1)
        return f"P {p:.3f}  R {r:.3f}  F1 {self.f1:.3f}  ({self.right} of {self.said} said, of {self.gold})"


def unique(names: Iterable[str]) -> list[str]:
    """The names without those that are part of another, in order."""
    found = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    return [name for name in found if not any(name != other and name in other for other in found)]


def score_names(said: Sequence[str], gold: Sequence[str], *, fuzzy: bool) -> Tally:
    """Names of one article: right where equal, or if `fuzzy` where either holds the other."""
    named = [name for name in gold if name.strip()]
    right = sum(any(a == b or (fuzzy and (a in b or b in a)) for b in named) for a in said)
    return Tally(len(said), len(named), right)


def score_types(said: Iterable[str], gold: Iterable[str]) -> Tally:
    """Labels of one article; none means "unknown"."""
    mine, theirs = (set(types) or {"unknown"} for types in (said, gold))
    return Tally(len(mine), len(theirs), len(mine & theirs))


def articles(split: str) -> Iterator[Article]:
    """The articles of a part of the set, in its order."""
    for row in json.loads((CORPUS / f"{split}.json").read_text(encoding="utf-8")):
        sample, gold = row["sample"], row["merged_sample"]
        printed = (
            html.unescape(_TAG.sub(" ", p)) for p in _PARAGRAPH.split(sample["Input.article_interface"])
        )
        day = (sample["Input.publish_date"] or "")[:10]
        yield Article(
            id=str(sample["Input.GLOBALEVENTID"]),
            title=" ".join((sample["Input.title"] or "").split()),
            published=date.fromisoformat(day) if day else None,
            paragraphs=tuple(" ".join(p.split()) for p in printed if p.strip()),
            names=tuple(v["victim_name"] for v in gold["victims"] if v["victim_name"]),
            types=frozenset(gold["violation_types"]),
        )


def document(article: Article) -> Document:
    """The article as a document that covers its year up to the day on which it came out."""
    text = "\n\n".join((article.title, *article.paragraphs))
    blocks, told, at = [Block("meta", 0, len(article.title), None)], [], len(article.title) + 2
    for paragraph in article.paragraphs:
        end = at + len(paragraph)
        blocks.append(Block("paragraph", at, end, None))
        told += [Sentence(a, b, len(blocks) - 1) for a, b in sentences(text, at, end)]
        at = end + 2
    day = article.published
    meta = Metadata(
        title=article.title,
        published=day.isoformat() if day else None,
        covers=(date(day.year, 1, 1), day) if day else None,
    )
    return Document(
        f"d{article.id}", article.id, "", "text/plain", text, meta, (), tuple(blocks), tuple(told)
    )


def read(article: Article, cache: Path | None = None) -> Reading:
    """The records of an article; with a cache those of an earlier run, whatever changed since."""
    kept = cache / f"{article.id}.pickle" if cache else None
    about = document(article)
    if kept and kept.exists():
        entities, events = pickle.loads(kept.read_bytes())
    else:
        entities, events, _ = analyse.read(about)
    if kept and not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((entities, events)))
    return Reading(about, entities, events)


def report(split: str, mapped: Mapped, cache: Path | None, *, misses: bool = False) -> str:
    """The table of figures; prints what was missed and what was wrong where asked."""
    exact = fuzzy = types = Tally()
    by_label: dict[str, Tally] = {}
    count = 0
    for article in articles(split):
        reading = read(article, cache)
        names, said = unique(victims(reading, mapped)), labels(reading, mapped)
        exact += score_names(names, article.names, fuzzy=False)
        fuzzy += score_names(names, article.names, fuzzy=True)
        types += score_types(said, article.types)
        for label in said | article.types:
            one = Tally(label in said, label in article.types, label in said and label in article.types)
            by_label[label] = by_label.get(label, Tally()) + one
        count += 1
        if misses:
            print(article.id, article.title, "| said", names, sorted(said), sep="  ")
            print("    | gold", list(article.names), sorted(article.types), sep="  ")
    lines = [
        f"HRDsAttack {split}, {count} articles, through bench/hrdsattack.yml (fitted on train)",
        f"names exact        {exact}",
        f"names fuzzy        {fuzzy}",
        f"violation types    {types}",
        *(f"  {label:<24} {by_label[label]}" for label in sorted(by_label)),
        "published model, on the test part: names fuzzy 0.512, exact 0.474, types 0.714",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures; those of dev are also kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", choices=("dev", "train"), default="dev")
    options.add_argument("--cache", type=Path, help="a folder for records, read again by the next run")
    options.add_argument("--misses", action="store_true")
    chosen = options.parse_args()
    table = report(chosen.split, mapping(), chosen.cache, misses=chosen.misses)
    print(table, end="")
    if chosen.split == "dev" and not chosen.misses:
        RESULTS.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
