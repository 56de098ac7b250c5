"""The names of rules in words: what made a record, for those who have not read the code."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files

import yaml

from habeas.vocabulary.load import Condition, Cue, acts

LEARNED = re.compile(r"learned/(?P<version>\w+):(?P<type>\w+)(?: \(cue (?P<cue>[^)]+)\))?")
MANY = 6
Table = Mapping[str, str]


@functools.cache
def rule_words() -> Mapping[str, Table]:
    """The tables of `rules.yml`."""
    text = (files("habeas.vocabulary") / "rules.yml").read_text(encoding="utf-8")
    raw: dict[str, Table | str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: {"": table} if isinstance(table, str) else table for name, table in raw.items()}


def of_act(rule: str) -> str:
    """What found an act: `acts/arrest:arrest` is 'the verb "arrest" or "apprehend"'."""
    told = LEARNED.fullmatch(rule)
    if told is None:
        cue = _cue(rule)
        return _told(cue) if cue else rule
    form = rule_words()["learned"]["with_cue" if told["cue"] else "alone"]
    return form.format(type=_label(told["type"]), cue=of_act(told["cue"] or ""))


def of_participant(rule: str) -> str:
    """What linked somebody to an act: `participants/object` is who is acted on."""
    if rule in (fixed := rule_words()["participants"]):
        return fixed[rule]
    slots = rule_words()["slots"]
    parts = rule.partition("/")[2].split("+")
    return " or ".join(slots.get(part) or f"{rule_words()['preposition']['']} “{part}”" for part in parts)


def of_certainty(rule: str) -> str:
    """What gave an act its certainty or polarity: `adverb` is 'an adverb hedges it'."""
    if told := LEARNED.fullmatch(rule):
        return rule_words()["learned"]["certainty"].format(type=told["type"])
    return rule_words()["attribution"].get(rule) or f"{rule_words()['reporting']['']} “{rule}”"


def of_date(basis: str) -> str:
    """What a date rests on, by its basis."""
    return rule_words()["bases"][basis]


def of_link(rule: str) -> str:
    """What ties an act to a person's case: `stories/foretold` is a summary that names nobody."""
    return rule_words()["stories"][rule]


def of_member(rule: str) -> str:
    """What says that a person is one of a group: `members/one_of` is "X, one of the ten"."""
    return rule_words()["members"][rule]


def _cue(rule: str) -> Cue | None:
    act, _, name = rule.removeprefix("acts/").partition(":")
    known = acts().get(act)
    return next((cue for cue in known.cues if cue.name == name), None) if known else None


def _label(act: str) -> str:
    known = acts().get(act)
    return f"“{known.label.lower()}”" if known else f"“{act}”"


def _told(cue: Cue) -> str:
    parts = [f"{rule_words()['kinds'][cue.kind]} {_either(cue.heads)}"]
    parts += [_condition(condition) for condition in cue.conditions]
    if cue.unless:
        parts.append("not where: " + "; ".join(_condition(condition) for condition in cue.unless))
    return ", ".join(parts)


def _condition(condition: Condition) -> str:
    relation = rule_words()["relations"].get(condition.relation)
    if condition.relation == "negated":
        return str(relation)
    return f"{relation or f'with “{condition.relation}”'} {_either(condition.words)}"


def _either(words: tuple[str, ...]) -> str:
    """Words with `or` between them: `<people>` is the list of that name, `*` any words between."""
    told = [
        "anything" if word == "any"
        else f"one of the {word[1:-1].replace('_', ' ')}" if word.startswith("<")
        else "“" + word.replace("|", "/").replace("*", "…") + "”"
        for word in words[:MANY]
    ]  # fmt: skip
    if len(words) > MANY:
        told.append(f"{len(words) - MANY} more")
    return ", ".join(told[:-1]) + f" or {told[-1]}" if len(told) > 1 else told[0]
