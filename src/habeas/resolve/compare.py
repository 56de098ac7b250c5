"""Small comparisons of two profiles: each says what speaks for or against their being one, and why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from habeas.model.identity import Reason
from habeas.resolve.likeness import Likeness, likeness
from habeas.resolve.names import spoken
from habeas.resolve.profiles import Dated, Profile
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.identity import identity_words

DAYS, MONTH, YEAR = 3, 31, 366
UNSEEN = 100  # so many names of a country as are not in the archive yet; they are as those elsewhere


class Rarity:
    """How rare the words of names are among the names of a country, in bits."""

    def __init__(self, known: Iterable[Profile]) -> None:
        self._of: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._names: Counter[str] = Counter()
        seen: set[tuple[str, str]] = set()
        for profile in known:
            for name in profile.names:
                for where in (*profile.countries, ""):
                    if name.full and (where, name.key) not in seen:
                        seen.add((where, name.key))
                        self._names[where] += 1
                        self._of[where].update(set(map(spoken, name.words)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rarity) and (self._names, self._of) == (other._names, other._of)

    __hash__ = None  # type: ignore[assignment]

    def bits(self, word: str, countries: Iterable[str]) -> float:
        """The least that a chance match of this word is worth in any of the countries."""
        heard = spoken(word)
        return min((self._in(heard, where) for where in countries), default=self._in(heard, ""))

    def _in(self, heard: str, where: str) -> float:
        """By the share of a country's names that have the word, and of those of all others."""
        elsewhere = (self._of[""][heard] - self._of[where][heard]) / (
            self._names[""] - self._names[where] + UNSEEN
        )
        return -math.log2(
            (max(1, self._of[where][heard]) + UNSEEN * elsewhere) / (self._names[where] + UNSEEN)
        )

    def crowd(self, countries: Iterable[str]) -> float:
        """The bits that single out one name among all of the country."""
        return math.log2(1 + max((self._names[where] for where in countries), default=self._names[""]))


def reasons(one: Profile, other: Profile, rarity: Rarity) -> list[Reason]:
    """Everything that speaks for or against, strongest first."""
    found = [*named(one, other, rarity)]
    for compare in COMPARISONS:
        found += compare(one, other)
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.rule))


def best(one: Profile, other: Profile) -> Likeness | None:
    """The likeness of the two that match best among all their names; None where one has none."""
    every = [likeness(a, b) for a in one.names for b in other.names]
    return max(every, key=lambda found: (found.firm, -len(found.left) - len(found.right)), default=None)


def named(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Reason]:
    """What the names say."""
    found = best(one, other)
    weights = identity_words().weights
    if found is None:
        nameless = one if not one.names else other
        yield _reason("nameless", nameless.printed)
        return
    countries = one.countries & other.countries
    total = min(weights["base"], -rarity.crowd(countries))
    for match in found.matches:
        bits = min(rarity.bits(match.one, countries), rarity.bits(match.other, countries))
        total += bits * weights[match.how]
    yield Reason("name", min(total, weights["bits_at_most"]), f"“{one.printed}” and “{other.printed}”")
    if drifted := [f"{m.one}/{m.other}" for m in found.matches if m.how != "exact"]:
        yield Reason("name/written", 0.0, ", ".join(drifted))
    if found.crossed:
        weight = weights["nearly" if found.nearly else "crossed"]
        yield Reason("name/crossed", weight, f"{' '.join(found.left)} against {' '.join(found.right)}")
    elif rest := found.left + found.right:
        if set(rest) & identity_words().generations:
            yield _reason("generation", " ".join(rest))
        weight = max(weights["missing"] * len(rest), weights["missing_at_most"])
        yield Reason("name/missing", weight, f"one lacks {' '.join(rest)}")
    if found.firm > 1 and not found.crossed and all(match.how == "exact" for match in found.matches):
        yield _reason("whole", "every word of the shorter name")
    if not found.ordered:
        yield Reason("name/order", weights["order"], "the words stand in another order")


def country(one: Profile, other: Profile) -> Iterator[Reason]:
    """Reports on one country, or on others."""
    if one.countries and other.countries:
        shared = one.countries & other.countries
        words = ", ".join(sorted(shared)) or f"{_listed(one.countries)} against {_listed(other.countries)}"
        yield _reason("country" if shared else "other_country", words)


def sex(one: Profile, other: Profile) -> Iterator[Reason]:
    """He in one, she in the other."""
    if one.sex and other.sex and one.sex != other.sex:
        yield _reason("sex", f"{one.sex} against {other.sex}")


def office(one: Profile, other: Profile) -> Iterator[Reason]:
    """The same office, of which a country has one: "President X" and "President Y X"."""
    if one.countries & other.countries and (shared := one.offices & other.offices):
        yield _reason("office", _listed(shared))


def role(one: Profile, other: Profile) -> Iterator[Reason]:
    """What each is called: "journalist", "head of the farmers' union"."""
    if one.role and other.role:
        shared = one.role & other.role
        words = _listed(shared) or f"{_listed(one.role)} against {_listed(other.role)}"
        yield _reason("role" if shared else "other_role", words)


def acts(one: Profile, other: Profile) -> Iterator[Reason]:
    """The same act at the same time; the nearest one counts."""
    alike = case_words().alike
    pairs = [
        (max(a.days, b.days), a, b)
        for a in one.acts
        for b in other.acts
        if alike(a.type, b.type) and a.start <= b.end and b.start <= a.end
    ]
    if pairs:
        days, act, _ = min(pairs, key=lambda pair: pair[0])
        rule = "day" if days <= DAYS else "month" if days <= MONTH else "year" if days <= YEAR else None
        if rule:
            yield _reason(rule, f"{act.type.replace('_', ' ')}, {_days(act)}")


def facts(one: Profile, other: Profile) -> Iterator[Reason]:
    """Places, charges, lengths of sentence, company and organizations that both are told of with."""
    for rule, mine, yours in (
        ("place", one.places, other.places),
        ("charge", one.charges, other.charges),
        ("term", one.terms, other.terms),
        ("company", one.company, other.company),
        ("body", one.bodies, other.bodies),
    ):
        if shared := mine & yours:
            yield _reason(rule, _listed(shared))
        elif rule == "term" and mine and yours:
            yield _reason("other_term", f"{_listed(mine)} against {_listed(yours)}")


def time(one: Profile, other: Profile) -> Iterator[Reason]:
    """A life after death, and years between the reports; whom both call dead is dead."""
    for dead, alive in ((one, other), (other, one)):
        later = [act for act in alive.acts if act.type in identity_words().living]
        if dead.died and not alive.died and any(act.start > dead.died for act in later):
            yield _reason("after_death", f"dead by {dead.died}, and later {later[-1].type.replace('_', ' ')}")
    if one.covers and other.covers and (years := _years(one.covers, other.covers)) > 1:
        weight = identity_words().weights["years_apart"] * (years - 1)
        yield Reason("years_apart", weight, f"{years} years between the reports")


COMPARISONS: tuple[Callable[[Profile, Profile], Iterator[Reason]], ...] = (
    country,
    sex,
    office,
    role,
    acts,
    facts,
    time,
)


def _reason(rule: str, words: str) -> Reason:
    return Reason(rule, identity_words().weights[rule], words)


def _years(one: date, other: date) -> int:
    return abs(one.year - other.year)


def _days(act: Dated) -> str:
    return f"{act.start}" if act.start == act.end else f"{act.start}/{act.end}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:4])
