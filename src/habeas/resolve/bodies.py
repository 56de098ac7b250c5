"""Organizations and institutions across reports: one where the name is one, within its country or anywhere.

A court, a ministry or a party is another one in every country; the United Nations and what calls itself
international is the same everywhere. An acronym stands for the one full name of its country that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.identity import Comparison, Figure, Reason
from habeas.resolve.names import folded
from habeas.vocabulary.identity import identity_words
from habeas.vocabulary.persons import institution, persons

ACRONYM = 3  # letters that an acronym has at least
SURE = 10.0

Key = tuple[Hashable, str]


@dataclass(frozen=True, slots=True)
class Body:
    """An organization of one report: `scopes` are the countries that it can be of, or none for all."""

    figure: Figure
    scopes: frozenset[str]
    full: str
    acronyms: frozenset[str]

    @property
    def keys(self) -> list[Key]:
        """What it is known by, in each of its scopes."""
        names = {self.full, *self.acronyms} - {""}
        return [(scope, name) for scope in sorted(self.scopes or {""}) for name in sorted(names)]


def bodies(document: Document, entities: Iterable[Entity]) -> tuple[Body, ...]:
    """The organizations of a report that have a name of their own, in the order in which they were read."""
    return tuple(
        _body(document, entity)
        for entity in entities
        if entity.type == "organisation" and entity.mentions and _is_named(entity.name)
    )


def compared(known: Sequence[Body]) -> Iterator[Comparison]:
    """Each body with the one before it that has the same name, or whose acronym it bears."""
    fulls: dict[Key, set[str]] = defaultdict(set)
    for body in known:
        for scope, acronym in body.keys:
            if body.full and acronym in body.acronyms:
                fulls[scope, acronym].add(body.full)
    last: dict[Key, str] = {}
    for body in known:
        before: dict[str, Key] = {}
        for key in body.keys:
            if len(fulls.get(key, ())) > 1:
                continue
            if key in last:
                before.setdefault(last[key], key)
            last[key] = body.figure.id
        for id, (scope, name) in before.items():
            one, other = sorted((id, body.figure.id))
            where = f"in {scope}" if scope else "anywhere"
            yield Comparison(one, other, "same", SURE, (Reason("body/name", SURE, f"“{name}”, {where}"),))


def _body(document: Document, entity: Entity) -> Body:
    acronyms = {
        a for a in (entity.name, *entity.aliases) if a.isupper() and a.isalpha() and len(a) >= ACRONYM
    }
    full = "" if entity.name in acronyms else _key(entity.name)
    figure = Figure(
        id=entity.id,
        type=entity.type,
        document=document.id,
        name=entity.name,
        aliases=entity.aliases,
        words=(tuple(full.split()),) if full else (),
        mention=next((m for m in entity.mentions if m.quote == entity.name), entity.mentions[0]),
        places=tuple((m.start, m.end) for m in entity.mentions),
    )
    scopes = frozenset() if _worldwide(entity.name) else frozenset(document.meta.countries)
    return Body(figure, scopes, full, frozenset(map(str.lower, acronyms)))


def _key(name: str) -> str:
    """The words of a name without those that only bind: "Union of Karsa Miners" as "Karsa Miners’ Union"."""
    words = folded(name).replace("-", " ").split()
    return " ".join(w.rstrip("s") for w in sorted(words) if w not in identity_words().particles)


def _is_named(name: str) -> bool:
    """True for a name with a capital beyond its article: no "the police", no "three courts"."""
    words = [word for word in name.split() if word.lower() not in identity_words().particles]
    last = words[-1] if words else ""
    people = last[:1].islower() and {last, last.rstrip("s")} & persons().human
    return any(word[:1].isupper() for word in words) and not people


def _worldwide(name: str) -> bool:
    table = identity_words()
    kind = institution(name)
    if kind and (kind.kind in table.worldwide_kinds or kind.level == "international"):
        return True
    return table.worldwide_words.search(name) is not None
