"""How well tellings of one act are brought together, against what readers brought together.

usage: python -m bench.tellings [--cases] [COUNTRY ...]    without names bench/results/tellings.txt is written

Gold: bench/identity/tellings/*.json, and of countries that nobody looks at while tuning in held/tellings: for
a person, the words of each telling, one list an act. `found` takes the tellings that habeas has in the
person's file, `all` counts those that it lacks as missed. Of the held countries only sums are printed.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench.coreference import MEASURES, Cluster, Share, conll
from bench.identity_gold import CHAPTERS, HERE, Chapter, golds
from habeas.model.occurrence import Occurrence
from habeas.model.outline import holding
from habeas.pipeline import process
from habeas.reading import Reading
from habeas.resolve import gathered, identity
from habeas.resolve.profiles import profiles
from habeas.resolve.tellings import occurrences

RESULTS = Path(__file__).parent / "results" / "tellings.txt"
AROUND = 40

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One country: for each person the acts, each as the places of its tellings."""

    country: str
    persons: Mapping[str, tuple[tuple[Place, ...], ...]]


def told(*, held: bool) -> Iterator[Gold]:
    """The gold of the countries for tuning, or of the held ones."""
    folder = HERE / "held" / "tellings" if held else HERE / "tellings"
    for path in sorted(folder.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        persons = {
            person: tuple(tuple((file, start, end) for file, start, end in act) for act in acts)
            for person, acts in table["persons"].items()
        }
        yield Gold(table["country"], persons)


def place_in(text: str, raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Where words of a file stand in the text that habeas froze, by themselves and the words around them."""
    before, words, after = raw[max(0, start - AROUND) : start], raw[start:end], raw[end : end + AROUND]
    for left, right in ((before, after), (before[-15:], after[:15]), ("", "")):
        pattern = f"{_printed(left)}{_BREAK}({_printed(words)}){_BREAK}{_printed(right)}"
        found = sorted(re.finditer(pattern, text), key=lambda match: abs(match.start(1) - start))
        if found:
            return found[0].span(1)
    return None


_BREAK = r"[\s\-\u00ad]*"


def _printed(words: str) -> str:
    """A pattern for words however a reader divides and spaces them."""
    letters = re.sub(_BREAK, "", unicodedata.normalize("NFC", words))
    return _BREAK.join(map(re.escape, letters))


class Country:
    """The reports on a country as habeas read them, with its answer about who is who and what is one act."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        known = [p for r in readings.values() for p in profiles(r.document, r.entities, r.events)]
        self._persons = {e: one.id for one in identity.resolve(known).all for e in one.entities}
        self._chapters = {
            file: Chapter(r.document.text, profiles(r.document, r.entities, r.events))
            for file, r in readings.items()
        }
        self._events = {event.id: event for r in readings.values() for event in r.events}
        self._reports = {r.document.id: holding(r.document) for r in readings.values()}
        self._stories = gathered.by_person(
            (case for r in readings.values() for case in r.cases),
            self._events.values(),
            persons=self._persons,
        )

    def meant(self, mentions: Iterable[Place]) -> set[str]:
        """The keys of the persons that stand at the mentions of a gold person."""
        found = set()
        for file, start, end in mentions:
            raw = (CHAPTERS / file).read_text(encoding="utf-8")
            if (entity := self._chapters[file].at(raw[start:end], start)) is not None:
                found.add(self._persons[entity])
        return found

    def acts(self, person: str) -> tuple[Occurrence, ...]:
        """What habeas takes for one act each in the story of a person."""
        events = [self._events[id] for id in sorted(self._stories.get(person, ()))]
        every = gathered.tellings(events, self._reports, persons=self._persons, person=person)
        return occurrences(every)

    def event_at(self, place: Place, ids: Iterable[str]) -> str | None:
        """The event, of those given, whose trigger shares most with the words of a telling."""
        file, start, end = place
        document = self._readings[file].document
        raw = (CHAPTERS / file).read_text(encoding="utf-8")
        if (found := place_in(document.text, raw, start, end)) is None:
            return None
        shared = [
            (min(t.end, found[1]) - max(t.start, found[0]), id)
            for id in ids
            if (t := self._events[id].trigger).document == document.id
        ]
        most, id = max(shared, default=(0, ""))
        return id if most > 0 else None

    def read_at(self, place: Place) -> str | None:
        """The event that was read at a place, whosever it is."""
        return self.event_at(place, self._events)


def compared(
    gold: Iterable[Iterable[Place]], country: Country, meant: Iterable[str]
) -> tuple[list[Cluster], list[Cluster], int]:
    """The acts of the gold and those of habeas, as sets of the gold's tellings, and how many nobody read."""
    answers = [act for person in sorted(meant) for act in country.acts(person)]
    of = {id: place for place, act in enumerate(answers) for id in act.events}
    wanted, answered, unread = list[Cluster](), dict[int, set[Hashable]](), 0
    for act in gold:
        wanted.append(frozenset(act))
        for telling in act:
            id = country.event_at(telling, of)
            if id is None:
                unread += country.read_at(telling) is None
            else:
                answered.setdefault(of[id], set()).add(telling)
    return wanted, [frozenset(act) for act in answered.values()], unread


def only(clusters: Iterable[Cluster], held: set[Hashable]) -> list[Cluster]:
    """The clusters without the mentions that are not held."""
    return [kept for cluster in clusters if (kept := cluster & held)]


@dataclass
class Sums:
    """What adds up over persons: the shares of each measure, and how many tellings there are."""

    shares: dict[str, dict[str, Share]]
    acts: int = 0
    again: int = 0
    tellings: int = 0
    held: int = 0
    unread: int = 0

    @classmethod
    def none(cls) -> Sums:
        return cls({sort: dict.fromkeys(MEASURES, Share()) for sort in ("found", "all")})

    def add(self, wanted: list[Cluster], answer: list[Cluster], unread: int) -> None:
        """Adds one person."""
        inside = {mention for cluster in answer for mention in cluster}
        for name, measured in MEASURES.items():
            self.shares["found"][name] += measured(only(wanted, inside), answer)
            self.shares["all"][name] += measured(wanted, answer)
        self.acts += len(wanted)
        self.again += sum(len(act) > 1 for act in wanted)
        self.tellings += sum(map(len, wanted))
        self.held += len(inside)
        self.unread += unread

    def row(self) -> str:
        """All measures in a line."""
        parts = []
        for sort, measures in self.shares.items():
            each = " ".join(f"{name} {share.f1:.3f}" for name, share in measures.items())
            parts.append(f"{sort}: {each} CoNLL {conll(measures.values()):.3f}")
        return "   ".join(parts)

    def counts(self) -> Iterator[str]:
        """What the figures rest on."""
        yield f"        {self.acts} acts, {self.again} told more than once, {self.tellings} tellings:"
        yield f"        {self.held} in the person's file, {self.unread} not read as an act"
        found = self.shares["found"].items()
        yield "        found: " + ", ".join(f"{n} P {s.precision:.3f} R {s.recall:.3f}" for n, s in found)


def measure(names: set[str], *, held: bool, show: bool = False) -> Iterator[str]:
    """The lines of a table."""
    people = {gold.country: gold.persons for gold in golds(held=held)}
    sums = Sums.none()
    for gold in told(held=held):
        if names and gold.country not in names:
            continue
        mentions, local = people[gold.country], Sums.none()
        country = Country(_read(gold, mentions))
        for person, acts in gold.persons.items():
            wanted, answer, unread = compared(acts, country, country.meant(mentions[person]))
            local.add(wanted, answer, unread)
            sums.add(wanted, answer, unread)
            if show and not held:
                inside = {mention for cluster in answer for mention in cluster}
                yield from _differences(person, only(wanted, inside), answer)
        if not held:
            yield f"{gold.country:<8}" + local.row()
    yield f"{'sum':<8}" + sums.row()
    yield from sums.counts()


def _read(gold: Gold, mentions: Mapping[str, Iterable[Place]]) -> dict[str, Reading]:
    """The chapters in which the persons of the gold stand."""
    files = {place[0] for acts in gold.persons.values() for act in acts for place in act}
    files |= {place[0] for person in gold.persons for place in mentions[person]}
    read = ((file, one) for file in sorted(files) for one in process(CHAPTERS / file))
    return {file: one for file, one in read if isinstance(one, Reading)}


def _differences(person: str, wanted: list[Cluster], answer: list[Cluster]) -> Iterator[str]:
    right = set(wanted) & set(answer)
    for sort, clusters in (("gold", wanted), ("told", answer)):
        for cluster in clusters:
            if cluster not in right:
                yield f"  {person} {sort}: " + "; ".join(sorted(map(_words, cluster)))


def _words(place: Hashable) -> str:
    file, start, end = cast(Place, place)
    raw = (CHAPTERS / file).read_text(encoding="utf-8")
    before, after = " ".join(raw[start - 50 : start].split()), " ".join(raw[end : end + 40].split())
    return f"{file[:7]} {start} …{before} [{raw[start:end]}] {after}"


def main() -> None:
    words = sys.argv[1:]
    names = {word for word in words if not word.startswith("-")}
    lines = ["python -m bench.tellings", "", "## countries for tuning"]
    lines += measure(names, held=False, show="--cases" in words)
    if not names:
        lines += ["", "## held countries", *measure(set(), held=True)]
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
