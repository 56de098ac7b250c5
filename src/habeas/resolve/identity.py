"""Who is one across reports: pairs weighed, then joined best first where nothing tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from habeas.model.anchor import Anchor, content_id
from habeas.model.identity import Comparison, Identities, Identity, Reason
from habeas.model.judgement import Judgement, Pair
from habeas.resolve import block
from habeas.resolve.compare import Rarity, best, reasons
from habeas.resolve.profiles import Profile
from habeas.vocabulary.identity import identity_words


def resolve(known: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> Identities:
    """The identities of persons; `judgements` are those that hold, and come before what is computed."""
    by_id = {profile.id: profile for profile in known}
    decided, lost = _decided(known, judgements)
    rarity = Rarity(known)
    compared = [compare(known[a], known[b], rarity) for a, b in block.pairs(known)]
    answers = {(c.one, c.other): c for c in (*compared, *_told(known)) if c is not None} | decided
    joined = _Joined(by_id, answers)
    for found in sorted(answers.values(), key=_surest):
        if found.answer == "same":
            joined.join(found)
    unsure = [c for c in answers.values() if c.answer == "unsure" and not c.judgement and not joined.one(c)]
    unsure += joined.refused
    return joined.identities(sorted(unsure, key=_surest), lost)


def compare(one: Profile, other: Profile, rarity: Rarity) -> Comparison | None:
    """The answer about two profiles of different reports; None where it is plainly `different`."""
    one, other = sorted((one, other), key=lambda profile: profile.id)
    table = identity_words()
    found = reasons(one, other, rarity)
    score = round(sum(reason.weight for reason in found), 2)
    contradicted = any(reason.rule in table.contradicting for reason in found)
    if score < table.unsure and not contradicted:
        return None
    answer = "same" if score >= table.same else "unsure" if score >= table.unsure else "different"
    if answer == "same" and (contradicted or not _nameable(one, other)):
        answer = "unsure"
    return Comparison(one.id, other.id, answer, score, tuple(found))


def _told(known: Iterable[Profile]) -> Iterator[Comparison]:
    """The pairs of one report of whom it says itself that they are one."""
    for profile in known:
        for other in profile.also:
            if profile.id < other:
                reason = Reason("also_known", identity_words().same, "the report says so")
                yield Comparison(profile.id, other, "same", identity_words().same, (reason,))


def _nameable(one: Profile, other: Profile) -> bool:
    """True where two words of the names match by more than a letter, or one and the office of the country."""
    found = best(one, other)
    needed = 1 if one.offices & other.offices else 2
    return found is not None and found.firm >= needed


def _surest(found: Comparison) -> tuple[bool, float, str, str]:
    return found.judgement is None, -found.score, found.one, found.other


def _decided(
    known: Sequence[Profile], judgements: Iterable[Judgement]
) -> tuple[dict[tuple[str, str], Comparison], tuple[str, ...]]:
    """The humans' answers by pair, and the ids of those whose words no profile has."""
    held: dict[str, list[tuple[Anchor, str]]] = defaultdict(list)
    for profile in known:
        held[profile.document] += [(mention, profile.id) for mention in profile.mentions]
    found, lost = {}, []
    for judged in judgements:
        if not isinstance(judged.subject, Pair):
            continue
        sides = sorted(
            s for a in (judged.subject.one, judged.subject.other) if (s := _at(a, held[a.document]))
        )
        if len(set(sides)) != 2:
            lost.append(judged.id)
            continue
        reason = Reason("judgement", 0.0, f"{judged.by}: {judged.why}" if judged.why else judged.by)
        found[sides[0], sides[1]] = Comparison(sides[0], sides[1], judged.what, 0.0, (reason,), judged.id)
    return found, tuple(lost)


def _at(wanted: Anchor, mentions: Iterable[tuple[Anchor, str]]) -> str | None:
    """The profile whose mention shares most with these words."""
    shared = [
        (min(m.end, wanted.end) - max(m.start, wanted.start), -m.start, id)
        for m, id in mentions
        if m.start < wanted.end and wanted.start < m.end
    ]
    return max(shared)[2] if shared else None


class _Joined:
    """Profiles joined pair by pair; two of one report, or two told apart, never come together."""

    def __init__(self, known: Mapping[str, Profile], answers: Mapping[tuple[str, str], Comparison]) -> None:
        self._known = known
        self._group = {id: id for id in known}
        self._members = {id: [id] for id in known}
        self._links: dict[str, list[Comparison]] = defaultdict(list)
        self._apart = {pair: c for pair, c in answers.items() if c.answer == "different"}
        self.refused: list[Comparison] = []

    def one(self, found: Comparison) -> bool:
        """True where the two are joined."""
        return self._group[found.one] == self._group[found.other]

    def join(self, found: Comparison) -> None:
        """Joins the groups of a pair, unless something tells a member of one from a member of the other."""
        one, other = self._group[found.one], self._group[found.other]
        if one == other:
            self._links[one].append(found)
            return
        if why := self._told_apart(one, other, by_hand=found.judgement is not None):
            if (
                found.judgement
                or _exact(found)
                or not any(map(_exact, self._links[one] + self._links[other]))
            ):
                self.refused.append(_held_back(found, why))
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for id in self._members[other]:
            self._group[id] = one
        self._members[one] += self._members.pop(other)
        self._links[one] += [*self._links.pop(other, ()), found]

    def _told_apart(self, one: str, other: str, *, by_hand: bool) -> str | None:
        """Why two groups cannot be one; a human's word is held up by nothing but a human's."""
        for a in self._members[one]:
            for b in self._members[other]:
                apart = self._apart.get((a, b) if a < b else (b, a))
                if apart and (apart.judgement or not by_hand):
                    return f"{self._known[a].printed} and {self._known[b].printed} are told apart"
                if not by_hand and _told_apart_by_one(self._known[a], self._known[b]):
                    return f"one report tells {self._known[a].printed} from {self._known[b].printed}"
        return None

    def identities(self, unsure: Sequence[Comparison], lost: tuple[str, ...]) -> Identities:
        """What the groups come to, in the order of their ids."""
        every = sorted((self._identity(group) for group in self._members), key=lambda i: i.id)
        return Identities(tuple(every), tuple(unsure), lost)

    def _identity(self, group: str) -> Identity:
        members = [self._known[id] for id in sorted(self._members[group])]
        fullest = max(members, key=lambda p: (len(p.printed), p.printed)).printed
        names = {n for p in members for n in (p.printed, *p.aliases)} - {fullest}
        return Identity(
            id=content_id("i", members[0].id),
            type="person",
            name=fullest,
            aliases=tuple(sorted(names)),
            entities=tuple(p.id for p in members),
            mentions=tuple(p.mention for p in members),
            links=tuple(self._links.get(group, ())),
        )


def _told_apart_by_one(one: Profile, other: Profile) -> bool:
    """True for two of one report, unless the one's name is part of the other's, or it says they are one."""
    if one.document != other.document or other.id in one.also:
        return False
    words = [(set(a.words), set(b.words)) for a in one.names for b in other.names]
    return not any(a <= b or b <= a for a, b in words)


def _exact(found: Comparison) -> bool:
    """True where the names are spelled alike: nothing that is spelled otherwise comes between such."""
    return any(reason.rule == "whole" for reason in found.reasons)


def _held_back(found: Comparison, why: str) -> Comparison:
    reasons = (*found.reasons, Reason("apart", 0.0, why))
    return Comparison(found.one, found.other, "unsure", found.score, reasons, found.judgement)
