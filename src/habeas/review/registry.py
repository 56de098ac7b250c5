"""What people decide about who is who: pairs judged, persons merged and split."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import product

from habeas.errors import NotFound, ReviewError
from habeas.identities import WhoIsWho
from habeas.model.identity import Figure, Identities, Identity
from habeas.model.judgement import Judgement, Pair, judgement, pair
from habeas.review import resolver
from habeas.review.decisions import standing
from habeas.review.desk import Reviewer
from habeas.review.step import reviewed_in_step
from habeas.store.store import Store
from habeas.view.persons import person


class Registry:
    """The decisions about identities of an archive.

    Raises NotFound for who is not there, ReviewError, one line, for a judgement that makes no sense, and
    NotStored where nothing can be written.
    """

    def __init__(self, store: Store, who: WhoIsWho) -> None:
        self.store = store
        self._who = who

    @property
    def identities(self) -> Identities:
        """Who is who as of now."""
        return self._who.identities(self.store)

    def decide(
        self, what: str, one: str, other: str, *, by: Reviewer, why: str = "", at: datetime | None = None
    ) -> Judgement:
        """Judges two entities, by their ids, as `same`, `different` or `unsure`."""
        known = self.identities.figures
        for id in (one, other):
            if id not in known:
                raise NotFound(f"no person or body {id!r}: `habeas review identities --json` lists the pairs")
        return self._keep(_judged(what, known[one], known[other], by=by, why=why, at=at))

    def merge(
        self, one: str, other: str, *, by: Reviewer, why: str = "", at: datetime | None = None
    ) -> Judgement:
        """Makes two identities one, each by its id, an entity's, or its name."""
        first, second = person(self.identities, one), person(self.identities, other)
        if first == second:
            raise ReviewError(f"{one!r} and {other!r} are one already: {first.name}, {first.id}")
        return self._keep(_judged("same", first.figures[0], second.figures[0], by=by, why=why, at=at))

    def split(
        self,
        key: str,
        out: Iterable[str] = (),
        *,
        by: Reviewer,
        why: str = "",
        at: datetime | None = None,
    ) -> tuple[Judgement, ...]:
        """Takes entities out of an identity; where none are named, takes back what people merged in it.

        An identity of two entities that nobody merged falls into the two.
        """
        whole = person(self.identities, key)
        apart = [figure for figure in whole.figures if figure.id in set(out)]
        if missing := set(out) - {figure.id for figure in apart}:
            raise NotFound(f"{min(missing)!r} is no entity of {whole.name}: {_listed(whole)}")
        if not apart and (merged := self._merges(whole)):
            return tuple(self._keep(_withdrawn(one, by=by, why=why, at=at)) for one in merged)
        if not apart and len(whole.figures) == 2:
            apart = [whole.figures[1]]
        left = [figure for figure in whole.figures if figure not in apart]
        if not apart or not left:
            raise ReviewError(f"name the entities that are somebody else than {whole.name}: {_listed(whole)}")
        pairs = product(left, apart)
        return tuple(self._keep(_judged("different", a, b, by=by, why=why, at=at)) for a, b in pairs)

    def lines(self) -> Iterable[str]:
        """The identities as nomenklatura's resolver keeps them: an edge a line, in JSON."""
        return resolver.lines(self.identities, standing(self.store.judgements.all()))

    def take_in(self, lines: Iterable[str], *, by: Reviewer, where: str) -> tuple[Judgement, ...]:
        """Judges as a file of nomenklatura's resolver does; what is held already is passed over.

        ReviewError, with the number of the line, for one that is no edge; an edge between entities that the
        archive does not hold is passed over.
        """
        held = {one.id for one in self.store.judgements.all()}
        told = resolver.read(lines, self.identities.figures, by=by, where=where)
        fresh = {one.id: one for one in told if one.id not in held}
        return tuple(self._keep(one) for one in fresh.values())

    def _merges(self, whole: Identity) -> list[Judgement]:
        """The judgements that made an identity what it is."""
        by_hand = {link.judgement for link in whole.links if link.judgement}
        return [one for one in standing(self.store.judgements.all()) if one.id in by_hand]

    def _keep(self, told: Judgement) -> Judgement:
        self.store.whole.judgements.add(told)
        reviewed_in_step(self.store)
        return told


def _judged(
    what: str, one: Figure, other: Figure, *, by: Reviewer, why: str, at: datetime | None
) -> Judgement:
    try:
        subject: Pair = pair(one.mention, other.mention)
        return judgement(what, subject, by=by.name, role=by.role, why=why, at=at)
    except ValueError as error:
        raise ReviewError(str(error)) from error


def _withdrawn(one: Judgement, *, by: Reviewer, why: str, at: datetime | None) -> Judgement:
    if one.by != by.name and by.role != "editor":
        raise ReviewError(f"{one.id} is a judgement of {one.by}: only an editor takes it back")
    return judgement("withdraw", one.subject, by=by.name, role=by.role, why=why, at=at, withdraws=one.id)


def _listed(whole: Identity) -> str:
    some = ", ".join(f"{figure.id} ({figure.name})" for figure in whole.figures[:6])
    return f"it has {some}{' …' if len(whole.figures) > 6 else ''}"
