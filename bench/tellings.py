"""How well tellings of one act are brought together, against what readers brought together.

usage: python -m bench.tellings [--cases] [COUNTRY ...]    without names bench/results/tellings.txt is written

Gold: bench/identity/tellings/*.json, and of countries that nobody looks at while tuning in held/tellings: for
a person, the words of each telling, one list an act. Three measures tell three errors apart:
`found` takes the tellings that habeas has in the person's file: what it joins and splits of them;
`given` lays every telling that habeas read as an act in the file of the gold's person: coreference as it
would be, did each act hang on the right person; `all` is the whole way, and counts each telling that the
person's file lacks as missed. From `given` to `all` is lost what was not read, or hangs on nobody or on
somebody else. Of the held countries only sums are printed.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench.coreference import MEASURES, Cluster, Share, conll
from bench.identity_gold import CHAPTERS, HERE, Chapter, golds
from habeas.model.occurrence import Occurrence
from habeas.model.outline import holding
from habeas.pipeline import process
from habeas.reading import Reading
from habeas.resolve import followed, gathered, identity
from habeas.resolve.groups import groups
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
            memberships=followed.memberships(
                [g for r in readings.values() for g in groups(r.document, r.entities, r.events)],
                self._persons,
            ),
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

    def acts_of(self, person: str, ids: Iterable[str]) -> tuple[Occurrence, ...]:
        """What habeas takes for one act each of events, were they all of this person's story."""
        events = [self._events[id] for id in sorted(ids)]
        return occurrences(gathered.tellings(events, self._reports, persons=self._persons, person=person))

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


Answer = list[Cluster]


@dataclass(frozen=True, slots=True)
class Compared:
    """The acts of one gold person and those of habeas, as sets of the gold's tellings.

    `found` are those of the person's file, `given` those that come of all tellings read as acts.
    """

    wanted: Answer
    found: Answer
    given: Answer

    @property
    def sorts(self) -> Mapping[str, tuple[Answer, Answer]]:
        """The gold and the answer of each measure by its name."""
        return {
            "found": (only(self.wanted, every(self.found)), self.found),
            "given": (only(self.wanted, every(self.given)), self.given),
            "all": (self.wanted, self.found),
        }


def compared(gold: Sequence[Sequence[Place]], country: Country, meant: Iterable[str]) -> Compared:
    """What habeas makes of the tellings of one person of the gold."""
    persons = sorted(meant)
    filed = [act for person in persons for act in country.acts(person)]
    mine = {id for act in filed for id in act.events}
    places = [place for act in gold for place in act]
    in_file = {place: country.event_at(place, mine) for place in places}
    read = {place: in_file[place] or country.read_at(place) for place in places}
    acts = country.acts_of(persons[0] if persons else "", {id for id in read.values() if id})
    return Compared(
        wanted=[frozenset(act) for act in gold],
        found=_clusters(in_file, filed),
        given=_clusters(read, acts),
    )


def _clusters(events: Mapping[Place, str | None], acts: Iterable[Occurrence]) -> Answer:
    of = {id: number for number, act in enumerate(acts) for id in act.events}
    answered: dict[int, set[Hashable]] = defaultdict(set)
    for place, id in events.items():
        if id is not None:
            answered[of[id]].add(place)
    return [frozenset(act) for act in answered.values()]


def every(clusters: Iterable[Cluster]) -> set[Hashable]:
    """All mentions of some clusters."""
    return {mention for cluster in clusters for mention in cluster}


def only(clusters: Iterable[Cluster], mentions: set[Hashable]) -> Answer:
    """The clusters without all other mentions."""
    return [kept for cluster in clusters if (kept := cluster & mentions)]


@dataclass
class Sums:
    """What adds up over persons: the shares of each measure, and how many tellings there are."""

    shares: dict[str, dict[str, Share]]
    acts: int = 0
    again: int = 0
    tellings: int = 0
    filed: int = 0
    read: int = 0

    @classmethod
    def none(cls) -> Sums:
        return cls({sort: dict.fromkeys(MEASURES, Share()) for sort in ("found", "given", "all")})

    def add(self, person: Compared) -> None:
        """Adds one person."""
        for sort, (wanted, answer) in person.sorts.items():
            for name, measured in MEASURES.items():
                self.shares[sort][name] += measured(wanted, answer)
        self.acts += len(person.wanted)
        self.again += sum(len(act) > 1 for act in person.wanted)
        self.tellings += len(every(person.wanted))
        self.filed += len(every(person.found))
        self.read += len(every(person.given))

    def row(self) -> str:
        """The CoNLL score of each measure in a line."""
        return "   ".join(f"{sort} {conll(each.values()):.3f}" for sort, each in self.shares.items())

    def counts(self) -> Iterator[str]:
        """What the figures rest on."""
        yield f"        {self.acts} acts, {self.again} told more than once, {self.tellings} tellings:"
        elsewhere, unread = self.read - self.filed, self.tellings - self.read
        yield f"        {self.filed} in the person's file, {elsewhere} elsewhere, {unread} unread"
        for sort, measures in self.shares.items():
            each = (f"{n} P {s.precision:.3f} R {s.recall:.3f} F {s.f1:.3f}" for n, s in measures.items())
            yield f"        {sort:<6}" + ", ".join(each)


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
            found = compared(acts, country, country.meant(mentions[person]))
            local.add(found)
            sums.add(found)
            if show and not held:
                yield from _differences(person, *found.sorts["given"])
        if not held:
            yield f"{gold.country:<8}" + local.row()
    yield f"{'sum':<8}" + sums.row() + "   (CoNLL)"
    yield from sums.counts()


def _read(gold: Gold, mentions: Mapping[str, Iterable[Place]]) -> dict[str, Reading]:
    """The chapters in which the persons of the gold stand."""
    files = {place[0] for acts in gold.persons.values() for act in acts for place in act}
    files |= {place[0] for person in gold.persons for place in mentions[person]}
    read = ((file, one) for file in sorted(files) for one in process(CHAPTERS / file))
    return {file: one for file, one in read if isinstance(one, Reading)}


def _differences(person: str, wanted: Answer, answer: Answer) -> Iterator[str]:
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
