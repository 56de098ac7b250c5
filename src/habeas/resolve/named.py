"""Whom a report names as one of a group: by the words that count somebody out of it, or take it up again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from habeas.model.anchor import Anchor
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.resolve import stories
from habeas.resolve.called import called, singular
from habeas.resolve.names import folded
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.group_words import group_words
from habeas.vocabulary.persons import persons

Members = Mapping[str, Anchor]
Membered = tuple[
    str, str, Anchor
]  # a group, a person, and the mention that says that the person is one of it

_BACK = 3  # sentences before "the two men" that may name them
_BEFORE = 80  # signs before a name that are looked at
_OWNERS = ("’s", "'s")


@dataclass(frozen=True, slots=True)
class Member:
    """The mention of a person that names them as one of a group, and the name of the rule that says so."""

    mention: Anchor
    rule: str


@dataclass(frozen=True)
class Told:
    """A report with its entities by id, what befalls each, and the groups with their exact size."""

    document: Document
    every: Mapping[str, Entity]
    befallen: Mapping[str, Sequence[Event]]
    sizes: Mapping[str, int | None]

    @cached_property
    def people(self) -> Mapping[str, Entity]:
        """The persons who have a full name."""
        every = self.every.values()
        return {e.id: e for e in every if e.type == "person" and stories.is_named(e) and " " in e.name}

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where the sentences begin."""
        return [sentence.start for sentence in self.document.sentences]

    @cached_property
    def placed(self) -> Mapping[int, Sequence[tuple[Anchor, str]]]:
        """The mentions of groups, and of people by name, in text order, by their sentence."""
        found: dict[int, list[tuple[Anchor, str]]] = defaultdict(list)
        for id, entity in self.every.items():
            for mention in entity.mentions:
                if id in self.sizes or (id in self.people and self._meant(mention)):
                    found[self.sentence(mention)].append((mention, id))
        return {
            number: sorted(each, key=lambda one: (one[0].start, one[0].end)) for number, each in found.items()
        }

    def _meant(self, mention: Anchor) -> bool:
        """True of somebody's name, where it is not said of another: "Ivo Maren's son"."""
        return (
            mention.quote[:1].isupper() and self.document.text[mention.end : mention.end + 2] not in _OWNERS
        )

    def sentence(self, mention: Anchor) -> int:
        """The number of the sentence in which a mention stands."""
        return max(0, bisect_right(self.starts, mention.start) - 1)

    def block(self, sentence: int) -> int:
        """The paragraph of a sentence."""
        return self.document.sentences[sentence].block

    def section(self, words: Anchor) -> int | None:
        """The section in which words stand: none or the first where a report sums up beforehand."""
        return self.document.blocks[self.block(self.sentence(words))].section

    @cached_property
    def together(self) -> Mapping[frozenset[str], Sequence[Event]]:
        """The acts that befall the same named persons, by those."""
        whom: dict[str, set[str]] = defaultdict(set)
        events = {event.id: event for each in self.befallen.values() for event in each}
        for who, each in self.befallen.items():
            for event in each if who in self.every else ():
                whom[event.id].update({who, *self.every[who].members} & self.people.keys())
        found: dict[frozenset[str], list[Event]] = defaultdict(list)
        for id, people in whom.items():
            found[frozenset(people)].append(events[id])
        return found

    def before(self, mention: Anchor) -> str:
        """The words of its sentence right before a mention."""
        start = self.document.sentences[self.sentence(mention)].start
        return self.document.text[max(start, mention.start - _BEFORE) : mention.start]

    def of_more(self, group: str) -> Sequence[Event]:
        """What befell the many of whom a group is said to be: "Hundreds were held. Among them were ten"."""
        found: list[Event] = []
        for mention in self.every[group].mentions:
            here = self.sentence(mention)
            follows = here > 0 and self.block(here) == self.block(here - 1)
            if follows and group_words().they_included.search(self.before(mention)):
                many = [event for id in self.told_of(here - 1) for event in self.befallen[id]]
                found += [e for e in many if e.sentence.start == self.starts[here - 1]]
        return tuple({event.id: event for event in found}.values())

    def told_of(self, sentence: int) -> list[str]:
        """The groups whom an act of a sentence befalls."""
        start = self.starts[sentence]
        return [id for id in self.sizes if any(e.sentence.start == start for e in self.befallen[id])]


class Named:
    """The members of the groups of a report, each with the mention that says so."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._of: dict[str, dict[str, Member]] = defaultdict(dict)
        self._add("members/read", self._held())
        self._add("members/counted_out", self._counted_out())
        self._add("members/included", self._included())
        self._add("members/one_of", self._one_of())
        self._add("members/bulleted", self._bulleted())
        self._add("members/foretold", self._foretold())
        self._add("members/taken_up", self._taken_up())

    def _add(self, rule: str, found: Iterable[Membered]) -> None:
        for group, person, mention in found:
            self._of[group].setdefault(person, Member(mention, rule))

    def members(self, group: str) -> Mapping[str, Member]:
        """Those of a group, by id; nobody where more are named than it has."""
        found, size = self._of.get(group, {}), self._told.sizes[group]
        return found if size is None or len(found) <= size else {}

    def _held(self) -> Iterator[Membered]:
        """Those that were read as members with the sentence."""
        for group in self._told.sizes:
            for person in self._told.every[group].members:
                if person in self._told.people:
                    yield group, person, self._nearest(person, self._told.every[group].mentions[0])

    def _nearest(self, person: str, group: Anchor) -> Anchor:
        """The mention by name that stands nearest behind a group's."""
        mentions = self._told.people[person].mentions
        named = [m for m in mentions if m.quote[:1].isupper()] or mentions
        return min(named, key=lambda m: (m.start < group.start, abs(m.start - group.start)))

    def _counted_out(self) -> Iterator[Membered]:
        """ "Ten writers were held. One, Ivo Maren, has died": of the group told of last."""
        for sentence, placed in self._told.placed.items():
            for mention, id in placed:
                counted_out = group_words().counted_out.search(self._told.before(mention))
                if id in self._told.people and counted_out:
                    groups = self._told.told_of(sentence) or self._previous(sentence)
                    exact = [group for group in groups if self._told.sizes[group]]
                    if len(exact) == 1:
                        yield exact[0], id, mention

    def _previous(self, sentence: int) -> list[str]:
        """The groups that the sentence before tells of, in the same paragraph."""
        if sentence == 0 or self._told.block(sentence) != self._told.block(sentence - 1):
            return []
        return self._told.told_of(sentence - 1)

    def _included(self) -> Iterator[Membered]:
        """ "Writers were held, including Ivo Maren and Ana Brod", "They included Ivo Maren and Ana Brod"."""
        table = group_words()
        for sentence, placed in self._told.placed.items():
            listed: list[str] = []
            last = None
            for mention, id in placed:
                if id not in self._told.people:
                    continue
                before = self._told.before(mention)
                if table.they_included.search(before):
                    listed = self._topic(sentence)
                elif table.including.search(before):
                    before_it = [g for m, g in placed if g in self._told.sizes and m.end < mention.start]
                    groups = [g for g in self._told.told_of(sentence) if g in before_it]
                    listed = groups if len(groups) == 1 else []
                elif last is None or not table.further.search(
                    self._told.document.text[last.end : mention.start]
                ):
                    listed = []
                last = mention
                for group in listed:
                    yield group, id, mention

    def _topic(self, sentence: int) -> list[str]:
        """Whom "they" are: the one counted group that the paragraph told of, else the group right before."""
        block = self._told.block(sentence)
        told = [g for s in range(sentence) if self._told.block(s) == block for g in self._told.told_of(s)]
        exact = list(dict.fromkeys(group for group in told if self._told.sizes[group]))
        return exact if len(exact) == 1 else self._previous(sentence)[:1]

    def _one_of(self) -> Iterator[Membered]:
        """ "Ivo Maren, one of the ten writers": the group right behind."""
        for placed in self._told.placed.values():
            for mention, id in placed:
                for behind, group in placed if id in self._told.people else ():
                    between = self._told.document.text[mention.end : behind.start]
                    if self._told.sizes.get(group) and group_words().one_of.fullmatch(between):
                        yield group, id, mention

    def _bulleted(self) -> Iterator[Membered]:
        """A bullet under the paragraph of a counted group that opens with a name and tells the same act."""
        blocks = self._told.document.blocks
        first = {self._told.block(number): number for number in reversed(range(len(self._told.starts)))}
        for group, size in self._told.sizes.items():
            for event in self._told.befallen[group] if size else ():
                block = self._told.block(self._told.sentence(event.sentence)) + 1
                while block < len(blocks) and blocks[block].kind == "bullet":
                    placed = self._told.placed.get(first.get(block, -1), ())
                    mention, person = placed[0] if placed else (None, "")
                    opens = mention is not None and mention.start - blocks[block].start < 3
                    if mention and opens and self._same_act(person, event, block):
                        yield group, person, mention
                    block += 1

    def _same_act(self, person: str, of_group: Event, block: int) -> bool:
        """True where the paragraph tells of the person what was told of the group, at a time of its own."""
        alike, days = case_words().alike, _days(of_group)
        own = [e for e in self._told.befallen.get(person, ()) if alike(e.type, of_group.type)]
        return days is not None and any(
            _days(e) == days and self._told.block(self._told.sentence(e.sentence)) == block for e in own
        )

    def _foretold(self) -> Iterator[Membered]:
        """The only ones, as many as the group and so called, of whom the text tells what a summary tells."""
        for group, size in self._told.sizes.items():
            noun, _ = called(self._told.every[group].name)
            for event in self._told.befallen[group] if size and noun else ():
                if self._told.section(event.sentence):
                    continue
                later = {
                    people
                    for people, each in self._told.together.items()
                    if len(people) == size
                    for e in each
                    if self._told.section(e.sentence)
                    and case_words().foretells(event.type, e.type)
                    and noun in _words(e)
                }
                for person in sorted(next(iter(later))) if len(later) == 1 else ():
                    yield group, person, self._nearest(person, event.sentence)

    def _in_office(self, group: str) -> bool:
        """True of officers, of whom a report rather tells beside those whom they held."""
        words = self._told.every[group].name.lower().replace("-", " ").split()
        return not {word.rstrip("s") for word in words}.isdisjoint(persons().in_office)

    def _taken_up(self) -> Iterator[Membered]:
        """ "Ivo Maren and Ana Brod were held. The two men": the sentence before that names as many."""
        for group, size in self._told.sizes.items():
            first = self._told.every[group].mentions[0]
            if not size or group in self._of or self._in_office(group) or not self._definite(first):
                continue
            here = self._told.sentence(first)
            for sentence in range(here - 1, max(-1, here - 1 - _BACK), -1):
                if self._told.block(sentence) != self._told.block(here):
                    break
                named: dict[str, Anchor] = {}
                for mention, id in self._told.placed.get(sentence, ()):
                    if id in self._told.people:
                        named.setdefault(id, mention)
                if len(named) == size:
                    yield from ((group, person, mention) for person, mention in named.items())
                if named:
                    break

    def _definite(self, mention: Anchor) -> bool:
        first = mention.quote.split()[0] + " "
        return bool(
            group_words().taken_up.search(self._told.before(mention)) or group_words().taken_up.match(first)
        )


def _days(event: Event) -> tuple[object, object] | None:
    when = event.when
    return (when.start, when.end) if when and when.basis != "coverage" else None


def _words(event: Event) -> set[str]:
    """The words of a sentence, each as it is called of one."""
    return set(map(singular, re.findall(r"\w+", folded(event.sentence.quote))))
