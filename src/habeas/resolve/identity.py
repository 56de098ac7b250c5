"""Who is one across reports: pairs of persons weighed, in the light of all that were told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from habeas.model.identity import Comparison, Identities, Reason
from habeas.model.judgement import Judgement
from habeas.resolve import block
from habeas.resolve.compare import Rarity, best, reasons
from habeas.resolve.joining import joined
from habeas.resolve.profiles import Profile
from habeas.vocabulary.identity import identity_words


def resolve(known: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> Identities:
    """The identities of persons; `judgements` are those that hold, and come before what is computed."""
    return joined([profile.figure for profile in known], compared(known), judgements)


class Answers:
    """Answers about pairs, for as long as both profiles and the rarity of names are what they were."""

    def __init__(self) -> None:
        self._rarity = Rarity(())
        self._of: dict[tuple[str, str], tuple[Profile, Profile, Comparison | None]] = {}

    def about(self, pairs: Iterable[tuple[Profile, Profile]], rarity: Rarity) -> Iterator[Comparison | None]:
        """The answer about each pair; those about pairs that do not come again are forgotten."""
        held = self._of if rarity == self._rarity else {}
        self._rarity, self._of = rarity, {}
        for one, other in pairs:
            before = held.get((one.id, other.id))
            known = before is not None and before[0] is one and before[1] is other
            answer = before[2] if before is not None and known else compare(one, other, rarity)
            self._of[one.id, other.id] = (one, other, answer)
            yield answer


def compared(known: Sequence[Profile], answers: Answers | None = None) -> tuple[Comparison, ...]:
    """The answers that say anything: a pair that is plainly two is left out.

    `answers` are those of the last time, of which whatever still holds is taken.
    """
    pairs = ((known[a], known[b]) for a, b in block.pairs(known))
    found = (answers or Answers()).about(pairs, Rarity(known))
    return (*_told(known), *(comparison for comparison in found if comparison is not None))


def compare(one: Profile, other: Profile, rarity: Rarity) -> Comparison | None:
    """The answer about two profiles of different reports; None where they are plainly two."""
    one, other = sorted((one, other), key=lambda profile: profile.id)
    table = identity_words()
    found = reasons(one, other, rarity)
    score = round(sum(reason.weight for reason in found), 2)
    contradicted = any(reason.rule in table.contradicting for reason in found)
    if score < table.unsure and (not contradicted or not _nameable(one, other)):
        return None
    answer = "same" if score >= table.same else "unsure" if score >= table.unsure else "different"
    if answer == "same" and (contradicted or not _nameable(one, other)):
        answer = "unsure"
    return Comparison(one.id, other.id, answer, score, tuple(found))


def _nameable(one: Profile, other: Profile) -> bool:
    """True where two words of the names match by more than a letter, or one and the office of the country."""
    found = best(one, other)
    needed = 1 if one.offices & other.offices else 2
    return found is not None and found.firm >= needed


def _told(known: Iterable[Profile]) -> Iterator[Comparison]:
    """The pairs of one report of whom it says itself that they are one."""
    for profile in known:
        for other in profile.figure.also:
            if profile.id < other:
                reason = Reason("also_known", identity_words().same, "the report says so")
                yield Comparison(profile.id, other, "same", identity_words().same, (reason,))
