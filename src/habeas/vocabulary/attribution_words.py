"""The cues of attribution: which word hands an act to a speaker, hedges it or undoes it.

Read from `languages/<language>/attribution.yml`, which says what each list means.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from habeas.model.record import CERTAINTIES


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: the level it gives, what may stand for the thing reported, and who speaks.

    `takes` holds `clause`, `passive`, `infinitive`, `object` or prepositions; `speaker` is `subject` or
    `nobody`; `denies` turns the polarity of what is reported; `impersonal` is the level without a speaker;
    `heads_trigger` lets the word hedge an act whose trigger it heads itself ("complained of beatings").
    """

    rule: str
    level: str
    takes: frozenset[str]
    speaker: str
    denies: bool
    impersonal: str | None
    heads_trigger: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """The words that undo an act, those that only look so, and the types that are an absence."""

    words: frozenset[str]
    determiners: frozenset[str]
    verbs: frozenset[str]
    prepositions: frozenset[str]
    exempt_next: frozenset[str]
    absence_types: frozenset[str]
    withheld_types: frozenset[str]
    ruling_types: frozenset[str]
    withholding: frozenset[str]
    happening: frozenset[str]
    efforts: frozenset[str]
    towards: frozenset[str]
    due: frozenset[str]
    due_types: frozenset[str]
    undone_by: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Every cue of one language by lemma; `strength` ranks the levels, weakest 0."""

    strength: Mapping[str, int]
    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    modals: Mapping[str, str]
    conditionals: Mapping[str, str]
    prepositions: Mapping[str, str]
    ability: frozenset[str]
    scheduled: frozenset[str]
    concessive: frozenset[str]
    circumstantial: frozenset[str]
    light_verbs: frozenset[str]
    according: frozenset[str]
    anonymous: frozenset[str]
    voicing: frozenset[str]
    doubts: frozenset[str]
    unconfirmed: frozenset[str]
    writings: frozenset[str]
    carrying: frozenset[str]
    speech_acts: frozenset[str]
    warranted: frozenset[str]
    papers: frozenset[str]
    executing: frozenset[str]
    stoppable: frozenset[str]
    stopping: frozenset[str]
    courses: frozenset[str]
    negation: Negation


@functools.cache
def attribution_words(language: str = "en") -> AttributionWords:
    """The cues of one language; ValueError where a level or a list contradicts the table."""
    path = resources.files("habeas.vocabulary") / "languages" / language / "attribution.yml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(raw["strength"]) ^ set(CERTAINTIES)
    if unknown:
        raise ValueError(f"attribution.yml: levels that do not fit the record format: {sorted(unknown)}")
    return AttributionWords(
        strength={level: rank for rank, level in enumerate(raw["strength"])},
        verbs=_cues(raw["reporting"]),
        nouns=_cues(raw["nouns"]),
        adverbs=_levels(raw["adverbs"]),
        adjectives=_levels(raw["adjectives"]),
        modals=_levels(raw["modals"]),
        conditionals=_levels(raw["conditionals"]),
        prepositions=_levels(raw["prepositions"]),
        scheduled=frozenset(raw["scheduled"]),
        ability=frozenset(raw["ability"]),
        concessive=frozenset(raw["concessive"]),
        circumstantial=frozenset(raw["circumstantial"]),
        light_verbs=frozenset(raw["light_verbs"]),
        according=frozenset(raw["according"]),
        doubts=frozenset(raw["doubts"]),
        unconfirmed=frozenset(raw["unconfirmed"]),
        writings=frozenset(raw["writings"]),
        voicing=frozenset(raw["voicing"]),
        carrying=frozenset(raw["carrying"]),
        anonymous=frozenset(raw["anonymous_speakers"]),
        warranted=frozenset(raw["warranted"]),
        papers=frozenset(raw["papers"]),
        executing=frozenset(raw["executing"]),
        stoppable=frozenset(raw["stoppable"]),
        stopping=frozenset(raw["stopping"]),
        courses=frozenset(raw["courses"]),
        speech_acts=frozenset(raw["speech_acts"]),
        negation=_negation(raw["negation"]),
    )


def _cues(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in entries:
        if entry["level"] not in CERTAINTIES or entry.get("impersonal", "stated") not in CERTAINTIES:
            raise ValueError(f"attribution.yml: {entry['rule']}: unknown level")
        cue = Cue(
            rule=entry["rule"],
            level=entry["level"],
            takes=frozenset(entry["takes"]),
            speaker=entry.get("speaker", "subject"),
            denies=entry.get("denies", False),
            impersonal=entry.get("impersonal"),
            heads_trigger=entry.get("heads_trigger", False),
        )
        for word in entry["words"]:
            found[word] = (*found.get(word, ()), cue)
    return found


def _levels(lists: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for level, words in lists.items():
        for word in words:
            if level not in CERTAINTIES or word in found:
                raise ValueError(f"attribution.yml: {word!r}: unknown level or named twice")
            found[word] = level
    return found


def _negation(raw: Mapping[str, Any]) -> Negation:
    return Negation(
        words=frozenset(raw["words"]),
        determiners=frozenset(raw["determiners"]),
        verbs=frozenset(raw["verbs"]),
        prepositions=frozenset(raw["prepositions"]),
        exempt_next=frozenset(raw["exempt_next"]),
        absence_types=frozenset(raw["absence_types"]),
        withheld_types=frozenset(raw["withheld_types"]),
        ruling_types=frozenset(raw["ruling_types"]),
        withholding=frozenset(raw["withholding"]),
        happening=frozenset(raw["happening"]),
        efforts=frozenset(raw["efforts"]),
        towards=frozenset(raw["towards"]),
        due=frozenset(raw["due"]),
        due_types=frozenset(raw["due_types"]),
        undone_by={kind: frozenset(words) for kind, words in raw["undone_by"].items()},
    )
