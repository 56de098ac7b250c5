"""The words of `cases.yml`: states, acts that follow a story, acts that tell of one matter."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

_NEAR = 40  # characters from a trigger's first word to the step that it tells of
_WHOSE = 3  # words before a step that can say whose it is


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What is known of act types beyond their cues; every name is that of a file in `acts/`."""

    status: Mapping[str, str]
    final: frozenset[str]
    held: frozenset[str]
    status_certainty: frozenset[str]
    follow_the_story: frozenset[str]
    about_an_act: frozenset[str]
    anothers_story: frozenset[str]
    carrying: frozenset[str]
    steps: frozenset[str]
    steps_of_many: re.Pattern[str]
    always_of_many: re.Pattern[str]
    of_a_case: frozenset[str]
    about_the_accused: frozenset[str]
    only_to_people: frozenset[str]
    same_matter: tuple[frozenset[str], ...]
    summed_up: tuple[frozenset[str], ...]

    @property
    def final_states(self) -> frozenset[str]:
        """The states that nobody comes back from."""
        return frozenset(self.status[type] for type in self.final)

    def foretells(self, told: str, later: str) -> bool:
        """True where a summary's act of one type can be the act of the other type that is told in full."""
        return self.alike(told, later) or any({told, later} <= group for group in self.summed_up)

    def in_general(self, sentence: str, start: int) -> bool:
        """True for what many undergo, told from `start`: "Death sentences went on"; not "The sentences"."""
        found = self.always_of_many.finditer(sentence)
        if any(m.start() - _NEAR < start < m.end() + _NEAR for m in found):
            return True
        many = next((m for m in self.steps_of_many.finditer(sentence) if m.end() > start), None)
        if many is None or many.start() - start >= _NEAR:
            return False
        return self.of_a_case.isdisjoint(sentence[: many.start()].lower().split()[-_WHOSE:])

    def alike(self, one: str, other: str) -> bool:
        """True where two types can tell of the same matter."""
        return one == other or any({one, other} <= group for group in self.same_matter)


@functools.cache
def case_words() -> CaseWords:
    """The table, read once a process."""
    text = (files("habeas.vocabulary") / "cases.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    return CaseWords(
        status=table["status"],
        final=frozenset(table["final"]),
        held=frozenset(table["held"]),
        status_certainty=frozenset(table["status_certainty"]),
        follow_the_story=frozenset(table["follow_the_story"]),
        about_an_act=frozenset(table["about_an_act"]),
        anothers_story=frozenset(table["anothers_story"]),
        carrying=frozenset(table["carrying"]),
        steps=frozenset(table["steps"]),
        steps_of_many=re.compile(rf"\b(?:{'|'.join(table['steps_of_many'])})\b", re.IGNORECASE),
        always_of_many=re.compile(rf"\b(?:{'|'.join(table['always_of_many'])})", re.IGNORECASE),
        of_a_case=frozenset(table["of_a_case"]),
        about_the_accused=frozenset(table["about_the_accused"]),
        only_to_people=frozenset(table["only_to_people"]),
        same_matter=tuple(frozenset(group) for group in table["same_matter"]),
        summed_up=tuple(frozenset(group) for group in table["summed_up"]),
    )
