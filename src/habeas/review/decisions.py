"""How judgements combine: later ones win, a withdrawal takes back, two who agree settle a matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from habeas.model.judgement import WITHDRAW, Json, Judgement, Of, Subject

ENOUGH = 2  # people who must agree where no editor decides


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one subject; `given` holds the last judgement of each person, in order."""

    given: tuple[Judgement, ...]

    @property
    def last(self) -> Judgement:
        """The judgement that wins: the latest."""
        return self.given[-1]

    @property
    def agreed(self) -> tuple[Judgement, ...]:
        """The judgements that come to the same as the latest."""
        return tuple(one for one in self.given if outcome(one) == outcome(self.last))

    @property
    def settled(self) -> bool:
        """True where two different people agree, or an editor decided last."""
        return self.last.role == "editor" or len(self.agreed) >= ENOUGH

    @property
    def disputed(self) -> bool:
        """True where somebody came to another result and nothing is settled."""
        return len(self.agreed) < len(self.given) and not self.settled


def standing(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that were not taken back, in their order, without the withdrawals.

    A withdrawal can be taken back itself; what it withdrew then stands again.
    """
    taken: set[str] = set()
    left = []
    for judgement in reversed(tuple(log)):
        if judgement.id in taken:
            continue
        if judgement.what == WITHDRAW:
            taken.add(str(judgement.withdraws))
        else:
            left.append(judgement)
    return tuple(reversed(left))


def decisions(log: Iterable[Judgement]) -> Mapping[Hashable, Decision]:
    """What was decided about each subject, by its key, in the order in which subjects were first judged."""
    given: dict[Hashable, dict[str, Judgement]] = defaultdict(dict)
    for judgement in standing(log):
        held = given[key(judgement.subject)]
        held.pop(judgement.by, None)
        held[judgement.by] = judgement
    return {subject: Decision(tuple(held.values())) for subject, held in given.items()}


def key(subject: Subject) -> Hashable:
    """What two judgements of the same thing have in common."""
    if isinstance(subject, Of):
        words = subject.words
        return subject.kind, words.document, subject.type, words.start, words.end, subject.field
    one, other = subject.one, subject.other
    return "pair", (one.document, one.start, one.end), (other.document, other.start, other.end)


def outcome(judgement: Judgement) -> Json:
    """What a judgement comes to: the value that is to stand, the same whether accepted or corrected to."""
    if judgement.what in ("accept", "correct", "add"):
        return ["stands", judgement.before if judgement.what == "accept" else judgement.after]
    return [judgement.what]
