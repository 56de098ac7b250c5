"""Who and what stands with whom in a report: company in which a person may be met again."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from habeas.model.anchor import Anchor
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.resolve import stories
from habeas.resolve.names import folded, name


class Surroundings:
    """Who and what stands with whom in the same paragraph of a report."""

    def __init__(self, document: Document, entities: Iterable[Entity]) -> None:
        self._starts = [block.start for block in document.blocks]
        self._people: dict[int, set[str]] = defaultdict(set)
        self._bodies: dict[int, set[str]] = defaultdict(set)
        for entity in entities:
            if entity.type == "person" and stories.is_named(entity):
                key = name(entity.name)
                held, words = self._people, key.key if key.full else ""
            else:
                held, words = self._bodies, folded(entity.name) if _own_name(entity) else ""
            for mention in entity.mentions if words else ():
                held[self._block(mention)].add(words)

    def people(self, person: Entity, own: set[str]) -> frozenset[str]:
        """The full names of the others in the paragraphs that name a person."""
        return frozenset().union(*(self._people[b] for b in self._blocks(person))) - own

    def bodies(self, person: Entity) -> frozenset[str]:
        """The organizations with a name of their own in those paragraphs."""
        return frozenset().union(*(self._bodies[b] for b in self._blocks(person)))

    def _blocks(self, person: Entity) -> set[int]:
        return {self._block(mention) for mention in person.mentions}

    def _block(self, mention: Anchor) -> int:
        return bisect_right(self._starts, mention.start)


def _own_name(entity: Entity) -> bool:
    """True for an organization with two words of its own: "Karsa Steel Workers", not "the police"."""
    words = entity.name.split()
    return entity.type == "organisation" and sum(word[:1].isupper() for word in words) > 1
