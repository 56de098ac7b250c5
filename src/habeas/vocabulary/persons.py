"""Words for people and institutions: which nouns are persons, which names are courts."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: `number` is `one`, `many` or `thing`; `sex` is `male`, `female` or None."""

    number: str
    sex: str | None


@dataclass(frozen=True, slots=True)
class Persons:
    """The person words of one language; all sets hold lower-case lemmas or words."""

    persons: frozenset[str]
    groups: frozenset[str]
    nominal: frozenset[str]
    pronominal: frozenset[str]
    whole: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    relatives: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    relative_pronouns: frozenset[str]
    impersonal: frozenset[str]
    numbers: Mapping[str, int]
    vague: Mapping[str, int]
    at_least: re.Pattern[str]
    at_most: re.Pattern[str]
    suffering: frozenset[str]
    doing: frozenset[str]
    telling: frozenset[str]
    object_control: frozenset[str]
    object_of: frozenset[str]
    own_of: frozenset[str]
    answering: frozenset[str]
    personal_verbs: frozenset[str]
    personal_nouns: frozenset[str]
    not_names: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    impersonal_words: frozenset[str]
    place_nouns: frozenset[str]
    realms: frozenset[str]
    circumstances: frozenset[str]
    measures: frozenset[str]
    instruments: frozenset[str]
    months: frozenset[str]
    generic: frozenset[str]
    in_office: frozenset[str]
    speaking_for: frozenset[str]
    bystanders: frozenset[str]
    deaths: frozenset[str]
    court_verbs: frozenset[str]
    bodies_or_acts: frozenset[str]
    running: frozenset[str]
    limbs: frozenset[str]
    human: frozenset[str]


@dataclass(frozen=True, slots=True)
class Institution:
    """What sort of institution a name is: `kind` such as `court`, `level` such as `supreme`, a label."""

    kind: str
    level: str | None
    label: str


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _alternatives(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w'’-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])", re.IGNORECASE)


@functools.cache
def persons(language: str = "en") -> Persons:
    """The person words of `language`, read once a process; KeyError names a section that is missing."""
    raw: dict[str, Any] = _read(HERE / "languages" / language / "persons.yml")
    words = {name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)}
    return Persons(
        persons=words["persons"],
        groups=words["groups"],
        nominal=words["nominal"],
        pronominal=words["pronominal"],
        whole=words["whole"],
        female=words["female"],
        male=words["male"],
        relatives=words["relatives"],
        titles=words["titles"],
        offices=words["offices"],
        particles=words["particles"],
        pronouns={
            form: Pronoun(value["number"], value.get("sex")) for form, value in raw["pronouns"].items()
        },
        relative_pronouns=frozenset(raw["relative_pronouns"]),
        impersonal=frozenset(raw["impersonal"]),
        numbers=raw["numbers"],
        vague=raw["vague"],
        at_least=_alternatives(raw["at_least"]),
        at_most=_alternatives(raw["at_most"]),
        suffering=words["suffering"],
        doing=words["doing"],
        telling=words["telling"],
        object_control=words["object_control"],
        object_of=words["object_of"],
        own_of=words["own_of"],
        answering=words["answering"],
        personal_verbs=words["personal_verbs"],
        personal_nouns=words["personal_nouns"],
        not_names=words["not_names"],
        kin={one: frozenset(others) for one, others in raw["kin"].items()},
        impersonal_words=words["impersonal_words"],
        place_nouns=words["place_nouns"],
        realms=words["realms"],
        circumstances=words["circumstances"],
        measures=words["measures"],
        instruments=words["instruments"],
        months=words["months"],
        generic=words["generic"],
        in_office=words["in_office"],
        speaking_for=words["speaking_for"],
        bystanders=words["bystanders"] | words["speaking_for"],
        deaths=words["deaths"],
        court_verbs=words["court_verbs"],
        bodies_or_acts=words["bodies_or_acts"],
        running=words["running"],
        limbs=words["limbs"],
        human=frozenset().union(*(words[n] for n in ("persons", "groups", "female", "male", "relatives"))),
    )


@functools.cache
def _institutions() -> tuple[tuple[Institution, re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (
            Institution(row["kind"], row.get("level"), row["label"]),
            _alternatives(row["phrases"]),
            frozenset(row.get("acronyms", ())),
        )
        for row in _read(HERE / "institutions.yml")
    )


def institution_kinds() -> list[str]:
    """The kinds of institutions that there are, by name."""
    return sorted({found.kind for found, _, _ in _institutions()})


@functools.cache
def _last_words() -> frozenset[str]:
    rows = _read(HERE / "institutions.yml")
    phrases = {phrase.lower().split()[-1] for row in rows for phrase in row["phrases"]}
    return frozenset(phrases | {acronym.lower() for row in rows for acronym in row.get("acronyms", ())})


@functools.lru_cache(maxsize=20_000)
def institution(name: str) -> Institution | None:
    """The institution that a name or noun phrase stands for, None where it stands for none.

    What counts is the end of the name, or of what stands before "of", "for" or "on": a "Court of Appeal of
    Kaldria" is a court, a "party leader" is no party. The first row of `institutions.yml` that fits wins.
    """
    as_printed = name.split()
    if _last_words().isdisjoint(name.lower().split()):
        return None
    ends = {match.start() for match in _TAIL.finditer(name)} | {len(name)}
    for found, phrases, acronyms in _institutions():
        if not acronyms.isdisjoint(as_printed[-1:]) or any(m.end() in ends for m in phrases.finditer(name)):
            return found
    return None


_TAIL = re.compile(r"\s+(?:of|for|on|against|in|at|and|to)\s")
