"""What bench/hrdsattack.yml weighs: marks of an article and of each person in it, all read off records."""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from habeas.model.case import Entity
from habeas.model.record import Event
from habeas.reading import Reading
from habeas.vocabulary.persons import persons as person_words

FILE = Path(__file__).with_suffix("").with_name("hrdsattack.yml")
Marks = dict[str, float]
LEAD = 900  # code points: headline and the first two or three sentences of a news article
NEAR = 80
_SAYS = re.compile(r"[,’”\"]*\s*(?:said|says|told|tweeted|added|wrote|noted|stated)\b")
_SAID = re.compile(r"\b(?:said|says|told|added|according to)\s+(?:\w+\s){0,3}$")
_AGED = re.compile(r"[’']?,? \(?(?:aged )?\d\d\b")
_JOINED = re.compile(r"[’']?\s*(?:,|and\b|&|\()[^.]*$")
_PREFIXED = re.compile(r"(?:al|el|ul|ur|as|ash|an|ar|at)-\w")


@dataclass(frozen=True)
class Mapped:
    """The mapping file: which act types make which group, the words that tell people, and all weights."""

    groups: Mapping[str, str]
    defenders: re.Pattern[str]
    officials: re.Pattern[str]
    never_first: frozenset[str]
    labels: Mapping[str, Mapping[str, float]]
    labels_from: float
    victim: Mapping[str, float]
    victim_from: float

    def serious(self, type: str) -> bool:
        """True for the acts that make somebody a victim."""
        return self.groups.get(type, "other") not in ("freed", "other")


@functools.cache
def mapping() -> Mapped:
    """The mapping file as committed."""
    raw: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Mapped(
        groups={type: group for group, types in raw["groups"].items() for type in types.split()},
        defenders=re.compile(rf"\b(?:{'|'.join(raw['defenders'].split())})\b", re.I),
        officials=re.compile(rf"\b(?:{'|'.join(raw['officials'].split())})\b", re.I),
        never_first=frozenset(raw["never_first"].split()),
        labels=raw["labels"],
        labels_from=raw["labels_from"],
        victim=raw["victim"],
        victim_from=raw["victim_from"],
    )


def weigh(marks: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that weights give to marks; `bias` is a weight of its own."""
    total = weights.get("bias", 0.0) + sum(weights.get(mark, 0.0) * value for mark, value in marks.items())
    return 1 / (1 + math.exp(-total))


def labels(reading: Reading, mapped: Mapped) -> set[str]:
    """The violation types of an article; empty where none is likely."""
    marks = article_marks(reading, mapped)
    return {name for name, weights in mapped.labels.items() if weigh(marks, weights) >= mapped.labels_from}


def victims(reading: Reading, mapped: Mapped) -> list[str]:
    """The names of those who are likely its victims."""
    told = person_marks(reading, mapped)
    return [name for name, marks in told if weigh(marks, mapped.victim) >= mapped.victim_from]


def article_marks(reading: Reading, mapped: Mapped) -> Marks:
    """How much is told of each act type; what the lead, the first acts and the main victim's acts are."""
    told = [e for e in reading.events if e.attribution.polarity != "negated"]
    count: Counter[str] = Counter()
    by_person: dict[str, Counter[str]] = defaultdict(Counter)
    marks: Marks = {"length": math.log2(max(len(reading.document.text), 1) / 1000)}
    for event in told:
        sure = event.attribution.certainty not in ("intended", "possible")
        count[event.type] += 2 if sure else 1
        if event.trigger.start < LEAD:
            marks[f"lead {event.type}"] = 1.0
        for id in _affected(event):
            if sure and mapped.serious(event.type):
                by_person[id][event.type] += 2 if event.trigger.start < LEAD else 1
    marks |= {type: math.log2(1 + n / 2) for type, n in count.items()}
    for event in [e for e in told if mapped.serious(e.type)][:3]:
        marks[f"first {event.type}"] = 1.0
    if by_person:
        main = max(by_person.values(), key=lambda types: types.total())
        marks |= {f"main {type}": 1.0 for type in main}
    return marks


def person_marks(reading: Reading, mapped: Mapped) -> list[tuple[str, Marks]]:
    """Each person with a name, with what was done to them, by them, said by them and told near them."""
    everyone = [(e, bare_name(e.name, mapped)) for e in reading.entities if e.type == "person"]
    named = [(entity, name) for entity, name in everyone if name]
    roles = _roles(reading, mapped)
    people = [entity for entity, _ in named]
    found = [_own(entity, roles.get(entity.id, Counter()), reading, mapped) for entity in people]
    harm = [sum(v for k, v in m.items() if k in _harms(mapped)) for m in found]
    most, hurt = max(harm, default=0.0), sum(h > 0 for h in harm)
    starts = [s.start for s in reading.document.sentences]
    grave = {bisect_right(starts, e.trigger.start) for e in reading.events if mapped.serious(e.type)}
    inside = [{bisect_right(starts, m.start) for m in entity.mentions} for entity in people]
    crowd = Counter(sentence for sentences in inside for sentence in sentences)
    listed = _listed(people, harm, reading.document.text)
    for i, marks in enumerate(found):
        told = len(inside[i] & grave) / max(len(inside[i]), 1)
        marks |= {
            "share of most": harm[i] / most if most else 0.0,
            "most": float(most > 0 and harm[i] == most),
            "unharmed": float(not harm[i]),
            "others harmed": math.log2(1 + hurt),
            "people": math.log2(1 + len(people)),
            "listed": float(i in listed),
            "crowd": float(any(crowd[s] >= 3 for s in inside[i])),
            "told with": told,
            "told with, unharmed": 0.0 if harm[i] else told,
        }
    return [(name, marks) for (_, name), marks in zip(named, found, strict=True)]


def bare_name(name: str, mapped: Mapped) -> str:
    """The name without titles and the common words before it; empty where it is none."""
    words = person_words()
    parts = name.removesuffix("'s").removesuffix("’s").split()
    while parts and (parts[0][0].islower() or parts[0].rstrip(".").casefold() in words.titles):
        if parts[0].casefold() in words.particles or _PREFIXED.match(parts[0]):
            break
        if parts[0] in ("of", "for"):
            return ""
        parts = parts[1:]
    common = [p for p in parts if p[0].islower() and p not in words.particles and not _PREFIXED.match(p)]
    if not parts or common or parts[0].casefold() in mapped.never_first:
        return ""
    whole = " ".join(parts)
    return "" if re.search(r"[’']s\b|[|\d]", whole) else whole


def _affected(event: Event) -> list[str]:
    return [p.entity for p in event.participants if p.role == "affected" and p.entity]


def _harms(mapped: Mapped) -> frozenset[str]:
    return frozenset(f"affected {group}" for type, group in mapped.groups.items() if mapped.serious(type))


def _roles(reading: Reading, mapped: Mapped) -> dict[str, Counter[str]]:
    """By entity: how often in which role of which group of acts; members share what befalls a group."""
    members = {entity.id: entity.members for entity in reading.entities}
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for event in reading.events:
        kind = mapped.groups.get(event.type, "other")
        held = event.attribution
        if held.polarity == "negated" or held.certainty in ("intended", "possible"):
            kind = "doubted"
        for participant in event.participants:
            if participant.entity:
                for id in (participant.entity, *members.get(participant.entity, ())):
                    roles[id][f"{participant.role} {kind}"] += 1
        for source in held.sources:
            if source.entity:
                roles[source.entity]["source"] += 1
    return roles


def _own(entity: Entity, roles: Mapping[str, int], reading: Reading, mapped: Mapped) -> Marks:
    """The marks of one person, whoever else there is."""
    text = reading.document.text
    first = min(entity.mentions, key=lambda m: m.start)
    around = text[max(0, first.start - NEAR) : first.end + NEAR]
    described = f"{entity.description or ''} {entity.name}"
    surname = entity.name.split()[-1].removesuffix("'s").removesuffix("’s")
    said = sum(
        bool(_SAYS.match(text, m.end) or _SAID.search(text[max(0, m.start - 40) : m.start]))
        for m in entity.mentions
    )
    return {
        **{role: min(1 + math.log2(n), 3.0) for role, n in roles.items()},
        "affected": float(any(role.startswith("affected") for role in roles)),
        "mentions": math.log2(1 + len(entity.mentions)),
        "how far down": first.start / len(text),
        "in title": float(len(surname) > 2 and surname in (reading.document.meta.title or "")),
        "one word": float(len(entity.name.split()) == 1),
        "an official": float(bool(mapped.officials.search(described))),
        "a defender": float(bool(mapped.defenders.search(entity.description or ""))),
        "official near": float(bool(mapped.officials.search(around))),
        "defender near": float(bool(mapped.defenders.search(around))),
        "age": float(bool(_AGED.match(text, first.end))),
        "said": float(min(said, 2)),
    }


def _listed(people: Sequence[Entity], harm: Sequence[float], text: str) -> set[int]:
    """Who stands in a list beside somebody that was harmed."""
    spots = sorted((m.start, m.end, i) for i, entity in enumerate(people) for m in entity.mentions)
    return set(_beside(spots, harm, text))


def _beside(spots: Iterable[tuple[int, int, int]], harm: Sequence[float], text: str) -> Iterator[int]:
    before: tuple[int, int, int] | None = None
    for start, end, i in spots:
        if before and 0 < start - before[1] < 50 and _JOINED.match(text[before[1] : start]):
            if harm[before[2]]:
                yield i
            if harm[i]:
                yield before[2]
        before = (start, end, i)
