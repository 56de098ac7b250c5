"""One identity among all, by whatever names it."""

from __future__ import annotations

from habeas.errors import Ambiguous, NotFound
from habeas.model.identity import Identities, Identity
from habeas.search.facets import fold


def person(identities: Identities, key: str) -> Identity:
    """The identity with this id or the beginning of it, with this entity, or the only one with this name.

    Raises NotFound where there is none, and Ambiguous, with the ids, where several have the name.
    """
    if found := identities.of.get(key):
        return found
    begun = [one for one in identities.all if key and one.id.startswith(key)]
    alike = begun or [one for one in identities.all if fold(key) in map(fold, (one.name, *one.aliases))]
    if not alike:
        raise NotFound(f"nobody is {key!r}: `habeas search` finds passages with a name")
    if len(alike) > 1:
        choices = tuple((f"{one.name}, in {_reports(one)}", one.id) for one in alike)
        likely = "; ".join(f"{id[:9]} {name}" for name, id in choices[:6])
        raise Ambiguous(
            f"{key!r} may be {likely}{' …' if len(choices) > 6 else ''}: name one by its id", choices
        )
    return alike[0]


def _reports(one: Identity) -> str:
    return f"{len(one.documents)} report{'s' if len(one.documents) != 1 else ''}"
