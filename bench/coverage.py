"""How much of what the corpus says becomes a record: by cue, by type and year, and verbs that yield nothing.

usage: python -m bench.coverage [--sample N] [--seed S] [--jobs J] [--freeze]     needs ../shared

Over the country entries of the corpus, or a seeded sample of them. Writes bench/results/coverage.txt; a
sample only prints, unless it is to be frozen. A strong cue word of a type is a form of a verb or noun that
its file gives as a cue with no condition; a type that has none is marked * and counted by those with
conditions, in sentences that hold a word of each condition too. A sentence that holds such a word need not
tell the act ("no arrests were made", "the sentence was upheld"), so the share is a measure of what is passed
over, not of what is wrong. A verb done to a person yields nothing where it is no part of a trigger and the
person takes no part in an act.
"""

from __future__ import annotations

import argparse
import functools
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Token

from bench.ablation import readings
from habeas.analyse.cues import word_set
from habeas.analyse.language import parse
from habeas.reading import Reading
from habeas.vocabulary.inflect import noun_forms, spellings, verb_forms
from habeas.vocabulary.load import Cue, acts, words
from habeas.vocabulary.persons import persons

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "amnesty" / "chapters"
RESULTS = Path(__file__).parent / "results" / "coverage.txt"
WORD = re.compile(r"[^\W\d_]+")
READ = frozenset({"paragraph", "bullet"})
VERBS = 50
THIRD = frozenset("he she they him her them".split())


@dataclass
class Coverage:
    """What was counted in some entries."""

    entries: int = 0
    sentences: int = 0
    silent: int = 0  # sentences without a record
    holding: Counter[str] = field(default_factory=Counter)  # sentences with a strong cue word, by type
    yielding: Counter[str] = field(default_factory=Counter)  # those of them with a record of that type
    told: Counter[tuple[str, str]] = field(default_factory=Counter)  # records by type and year
    verbs: Counter[str] = field(default_factory=Counter)  # done to a person, by lemma
    passed: Counter[str] = field(default_factory=Counter)  # those of them that yield nothing

    def add(self, other: Coverage) -> None:
        self.entries += other.entries
        self.sentences += other.sentences
        self.silent += other.silent
        self.holding.update(other.holding)
        self.yielding.update(other.yielding)
        self.told.update(other.told)
        self.verbs.update(other.verbs)
        self.passed.update(other.passed)


Strong = tuple[frozenset[str], ...]  # a sentence holds it where it has a word of each set


@functools.cache
def strong() -> Mapping[str, tuple[Strong, ...]]:
    """The strong cue words of each type, every form."""
    return {name: tuple(_strong(name)) for name in acts()}


@functools.cache
def conditional() -> frozenset[str]:
    """The types whose every verb and noun asks for something beside it."""
    return frozenset(name for name, act in acts().items() if not any(map(_alone, act.cues)))


def _alone(cue: Cue) -> bool:
    return cue.kind in ("verb", "noun") and not cue.conditions


def _strong(act: str) -> Iterator[Strong]:
    irregular = words().irregular
    for cue in acts()[act].cues:
        if _alone(cue) or (act in conditional() and cue.kind in ("verb", "noun")):
            inflect = verb_forms if cue.kind == "verb" else noun_forms
            heads = (inflect(spelling, irregular) for head in cue.heads for spelling in spellings(head))
            beside = (
                word_set(c.words).forms for c in cue.conditions if c.relation not in ("voice", "negated")
            )
            yield frozenset().union(*heads), *(forms for forms in beside if forms)


def measure(path: Path) -> Coverage:
    """The counts of one entry."""
    (reading,) = readings(path)
    document = reading.document
    year = str(document.meta.covers[0].year) if document.meta.covers else "?"
    types: dict[int, set[str]] = {}
    for event in reading.events:
        types.setdefault(event.sentence.start, set()).add(event.type)
    found = Coverage(entries=1, told=Counter((event.type, year) for event in reading.events))
    for sentence in document.sentences:
        if document.blocks[sentence.block].kind not in READ:
            continue
        found.sentences += 1
        here = types.get(sentence.start, set())
        found.silent += not here
        said = set(WORD.findall(document.text[sentence.start : sentence.end].lower()))
        for act, cues in strong().items():
            if any(not any(said.isdisjoint(forms) for forms in cue) for cue in cues):
                found.holding[act] += 1
                found.yielding[act] += act in here
    _count_verbs(found, reading)
    return found


def _count_verbs(found: Coverage, reading: Reading) -> None:
    document, events = reading.document, reading.events
    people = {
        i
        for entity in reading.entities
        if entity.type == "person"
        for mention in entity.mentions
        for i in range(mention.start, mention.end)
    }
    taken = {
        i
        for event in events
        for anchor in (event.trigger, *(p.mention for p in event.participants))
        for i in range(anchor.start, anchor.end)
    }
    told = (s for s in document.sentences if document.blocks[s.block].kind in READ)
    for parsed in parse(document, told):
        start = parsed.sentence.start
        for token in parsed.doc:
            if not _suffers(token, named=start + token.idx in people):
                continue
            verb = token.head
            found.verbs[verb.lemma_] += 1
            found.passed[verb.lemma_] += taken.isdisjoint((start + verb.idx, start + token.idx))


def _suffers(token: Token, *, named: bool) -> bool:
    """True for a person who is the object or passive subject of a verb."""
    if token.dep_ not in ("dobj", "nsubjpass") or token.head.pos_ != "VERB":
        return False
    return named or token.lower_ in THIRD or token.lemma_.lower() in persons().human


def drawn(paths: Iterable[Path], *, sample: int | None, seed: int) -> list[Path]:
    """All paths in the order of their names, or so many of them by a seed."""
    every = sorted(paths)
    if sample is None or sample >= len(every):
        return every
    return sorted(random.Random(seed).sample(every, sample))


def report(found: Coverage, head: str) -> str:
    """The counts as they are frozen."""
    lines = [head, f"{found.entries} entries, {found.sentences} sentences, {found.silent} without a record"]
    years = sorted({year for _, year in found.told})
    lines += [
        "",
        f"{'type':<24}{'sentences':>10}{'yield':>7}{'share':>7}  " + "".join(f"{y:>7}" for y in years),
    ]
    for act in acts():
        holding, yielding = found.holding[act], found.yielding[act]
        share = f"{yielding / holding:.2f}" if holding else "-"
        counts = "".join(f"{found.told[act, year]:>7}" for year in years)
        name = act + "*" * (act in conditional())
        lines.append(f"{name:<24}{holding:>10}{yielding:>7}{share:>7}  {counts}")
    holding, yielding = found.holding.total(), found.yielding.total()
    counts = "".join(f"{sum(n for (_, y), n in found.told.items() if y == year):>7}" for year in years)
    share = f"{yielding / holding:.2f}" if holding else "-"
    lines.append(f"{'all':<24}{holding:>10}{yielding:>7}{share:>7}  {counts}")
    lines += [
        "",
        f"the {VERBS} verbs done to a person that most often yield nothing, of all their occurrences",
    ]
    often = sorted(found.passed.items(), key=lambda counted: (-counted[1], counted[0]))[:VERBS]
    lines += [f"{verb:<24}{count:>10}{found.verbs[verb]:>7}" for verb, count in often]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Counts, prints, and freezes what was counted over all entries."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, help="default: two, or one while the machine is busy")
    options.add_argument("--freeze", action="store_true", help="write what a sample gives too")
    chosen = options.parse_args()
    paths = drawn(CORPUS.rglob("*.txt"), sample=chosen.sample, seed=chosen.seed)
    if not paths:
        raise SystemExit(f"bench.coverage: no entries in {CORPUS}")
    jobs = chosen.jobs or (2 if os.getloadavg()[0] < 1 else 1)
    found, start = Coverage(), time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        for counted in pool.map(measure, paths, chunksize=4):
            found.add(counted)
    drawn_by = f" --sample {chosen.sample} --seed {chosen.seed}" if chosen.sample else ""
    text = report(found, f"python -m bench.coverage{drawn_by}")
    if chosen.freeze or not chosen.sample:
        RESULTS.write_text(text, encoding="utf-8")
    print(text, end="")
    print(f"{time.perf_counter() - start:.0f} s, {jobs} processes")


if __name__ == "__main__":
    main()
