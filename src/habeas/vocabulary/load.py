"""The act types as frozen values: `acts/*.yml` read, checked and refused with a clear line where wrong."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from types import MappingProxyType

import yaml

KINDS = ("verb", "noun", "adjective", "phrase")
RELATIONS = frozenset(
    {
        "object",  # what is acted on, of the active or the passive verb
        "subject",  # who acts
        "doing",  # the verb that this one governs: "continued to hold"
        "modifier",  # a word right at the noun or verb: adjective, adverb, compound, possessor
        "governor",  # the word that governs this one
        "unrecorded",  # a word for records that are said not to be, and are of this: "no figures on"
        "voice",  # active or passive
        "negated",  # any: the verb or one of its arguments is negated
        "before",  # one of the three words before
        "after",  # one of the four words after
        "anywhere",  # a word of the same sentence
    }
)


class _Loader(yaml.CSafeLoader):
    """YAML in which "no" and "on" are words, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if first in "tTfF" or not tag.endswith(":bool")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class VocabularyError(ValueError):
    """A vocabulary file that contradicts itself or the format; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A relation (`object`, or a preposition such as `into`) and the words that fulfil it.

    `any` stands for whatever word; `<people>` for a word list of the language.
    """

    relation: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A way of telling an act: the head words, what must stand beside them and what must not."""

    name: str
    kind: str
    heads: tuple[str, ...]
    conditions: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    priority: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of ours; `trigger` is a part of it that the trigger must overlap, if given."""

    text: str
    trigger: str | None


@dataclass(frozen=True, slots=True)
class ActType:
    """One type of act as its file describes it.

    `setting` are beginnings of words one of which the text must have come to before it can tell of the act.
    """

    name: str
    label: str
    group: str
    definition: str
    setting: tuple[str, ...]
    roles: Mapping[str, object]
    cues: tuple[Cue, ...]
    examples: tuple[Example, ...]
    near_misses: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list of words; tokens of these parts of speech belong to it too."""

    words: tuple[str, ...]
    parts_of_speech: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What the cues of a language rest on: word lists, irregular forms, prepositions."""

    lists: Mapping[str, WordList]
    irregular: Mapping[str, tuple[str, ...]]
    prepositions: frozenset[str]


@functools.cache
def acts() -> Mapping[str, ActType]:
    """Every act type by name, in alphabetical order; raises VocabularyError."""
    folder = files("habeas.vocabulary") / "acts"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yml"))
    texts = ((name, (folder / name).read_text(encoding="utf-8")) for name in names)
    return MappingProxyType({name[:-4]: read_act(name[:-4], text) for name, text in texts})


@functools.cache
def words() -> Words:
    """The word lists of English; raises VocabularyError."""
    raw = _language()
    lists = {}
    for name, entry in _mapping(raw["lists"], "lists").items():
        fields = _mapping(entry, f"lists: {name}")
        lists[name] = WordList(
            _words(fields.get("words", []), name),
            frozenset(_words(fields.get("parts_of_speech", []), name)),
        )
    irregular = {k: _words(v, k) for k, v in _mapping(raw["irregular"], "irregular").items()}
    return Words(
        MappingProxyType(lists),
        MappingProxyType(irregular),
        frozenset(_words(raw["prepositions"], "prepositions")),
    )


@functools.cache
def not_acts() -> tuple[Cue, ...]:
    """The cues of what looks like an act in English and tells none; raises VocabularyError."""
    return _numbered(_cue(entry, "not_acts") for entry in _list(_language()["not_acts"], "not_acts"))


@functools.cache
def _language() -> Mapping[str, object]:
    path = files("habeas.vocabulary") / "languages" / "en" / "acts.yml"
    return _mapping(_parsed(path.read_text(encoding="utf-8"), "languages/en/acts"), "languages/en/acts")


def read_act(name: str, text: str) -> ActType:
    """The act type that the YAML `text` describes; raises VocabularyError naming `name` and the key."""
    raw = _mapping(_parsed(text, f"acts/{name}"), f"acts/{name}")
    expected = {"label", "group", "definition", "roles", "cues", "examples", "near_misses"}
    if wrong := (raw.keys() - {"setting"}) ^ expected:
        raise VocabularyError(f"acts/{name}: keys missing or unknown: {', '.join(sorted(wrong))}")
    cues = _numbered(_cue(entry, name) for entry in _list(raw["cues"], f"acts/{name}: cues"))
    return ActType(
        name=name,
        label=str(raw["label"]),
        group=str(raw["group"]),
        definition=str(raw["definition"]),
        setting=_words(raw.get("setting", []), f"acts/{name}: setting"),
        roles=_mapping(raw["roles"], f"{name}: roles"),
        cues=cues,
        examples=tuple(_examples(raw["examples"], name)),
        near_misses=tuple(_examples(raw["near_misses"], name)),
    )


def _parsed(text: str, where: str) -> object:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise VocabularyError(f"{where}: not readable as YAML: {error}") from error


def _cue(entry: object, act: str) -> Cue:
    fields = dict(_mapping(entry, f"acts/{act}: cue"))
    kinds = [kind for kind in KINDS if kind in fields]
    if len(kinds) != 1:
        raise VocabularyError(f"acts/{act}: a cue is one of {', '.join(KINDS)}: {entry}")
    heads = _words(fields.pop(kinds[0]), f"acts/{act}")
    unless = _conditions(_mapping(fields.pop("unless", {}), f"acts/{act}: unless"), act)
    named = fields.pop("name", None)
    priority = fields.pop("priority", 0)
    if not isinstance(priority, int):
        raise VocabularyError(f"acts/{act}: priority is a whole number: {priority!r}")
    conditions = _conditions(fields, act)
    name = str(named) if named is not None else _default_name(heads, conditions)
    return Cue(name, kinds[0], heads, conditions, unless, priority)


def _numbered(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Cues of one name told apart by a number, in the order of the file."""
    seen: Counter[str] = Counter()
    out = []
    for cue in cues:
        seen[cue.name] += 1
        count = seen[cue.name]
        out.append(cue if count == 1 else replace(cue, name=f"{cue.name}-{count}"))
    return tuple(out)


def _default_name(heads: tuple[str, ...], conditions: tuple[Condition, ...]) -> str:
    """The first head and the first word of each condition: `take-into-custody`."""
    parts = [part.split("|")[0] for part in heads[0].split() if part != "*"][:4]
    for condition in conditions:
        if condition.relation not in RELATIONS:
            parts.append(condition.relation)
        parts.append(condition.words[0].strip("<>"))
    return "-".join(parts)


def _conditions(fields: Mapping[str, object], act: str) -> tuple[Condition, ...]:
    known = words()
    out = []
    for relation, value in fields.items():
        if relation not in RELATIONS | known.prepositions:
            raise VocabularyError(f"acts/{act}: no such relation or preposition: {relation}")
        wanted = _words(value, f"acts/{act}: {relation}")
        for word in wanted:
            if word.startswith("<") and word.strip("<>") not in known.lists:
                raise VocabularyError(f"acts/{act}: no such word list: {word}")
        out.append(Condition(relation, wanted))
    return tuple(out)


def _examples(value: object, act: str) -> Iterator[Example]:
    for entry in _list(value, f"acts/{act}"):
        if isinstance(entry, str):
            yield Example(entry, None)
            continue
        fields = _mapping(entry, f"acts/{act}: example")
        text, trigger = str(fields.get("text")), fields.get("trigger")
        if fields.keys() - {"text", "trigger"} or (trigger is not None and str(trigger) not in text):
            raise VocabularyError(
                f"acts/{act}: an example is a text and a trigger that stands in it: {entry}"
            )
        yield Example(text, None if trigger is None else str(trigger))


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise VocabularyError(f"{where}: a mapping with words as keys is wanted, not {value!r}")
    return MappingProxyType(value)


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise VocabularyError(f"{where}: a list is wanted, not {value!r}")
    return value


def _words(value: object, where: str) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else _list(value, where)
    if not all(isinstance(word, str) for word in found):
        raise VocabularyError(f"{where}: a word or a list of words is wanted, not {value!r}")
    return tuple(str(word) for word in found)
