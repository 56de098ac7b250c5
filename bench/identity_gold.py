"""The gold of identities: who is meant by which words, and what habeas made of those words.

A gold mention is matched to the person whose mention shares most with its words; one that no person of
the records stands at is lost by the extraction, and told apart from what the resolving got wrong.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from habeas.model.identity import Figure
from habeas.pipeline import process
from habeas.reading import Reading
from habeas.resolve.names import folded
from habeas.resolve.profiles import Profile, profiles
from habeas.store.store import Store
from habeas.vocabulary.persons import persons

HERE = Path(__file__).parent / "identity"
CHAPTERS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "amnesty" / "chapters"

SHARED = 0.4  # share of the words of both that must be the same for a mention to be the one meant

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as habeas read it: its text, in which offsets are not those of the file, and its persons."""

    text: str
    profiles: tuple[Profile, ...]

    def at(self, words: str, near: int) -> str | None:
        """The profile whose mention is these words best, where they stand nearest to an offset."""
        letters = re.sub(r"[\s-]", "", unicodedata.normalize("NFC", words))
        printed = re.compile(r"[\s-]*".join(map(re.escape, letters)))
        places = sorted(printed.finditer(self.text), key=lambda match: abs(match.start() - near))
        if not places:
            return None
        start, end = places[0].span()
        shared = [
            (_share(self.text, (first, last), (start, end)), profile.id)
            for profile in self.profiles
            for first, last in profile.figure.places
            if first < end and start < last
        ]
        share, id = max(shared, default=(0.0, ""))
        return id if share >= SHARED else None


def _share(text: str, mention: tuple[int, int], words: tuple[int, int]) -> float:
    """How much two stretches share; as good as most where a phrase begins or holds the other."""
    (first, last), (start, end) = mention, words
    both = max(last, end) - min(first, start)
    owner = text[last : last + 2] in ("’s", "'s")
    begins = first == start and not owner and text[first:last].lower() not in persons().pronouns
    holds = first <= start and end <= last and both < 3 * (end - start)
    return max((min(last, end) - max(first, start)) / both, SHARED if begins or holds else 0.0)


@dataclass(frozen=True, slots=True)
class Gold:
    """One country: the mentions of each person, and the pairs of persons that a reader could not decide."""

    country: str
    persons: Mapping[str, tuple[Place, ...]]
    unsure: frozenset[frozenset[str]]

    @property
    def files(self) -> list[str]:
        """The chapters of the country."""
        return sorted(
            f"{path.parent.name}/{path.name}"
            for name in {place[0].split("/")[1] for places in self.persons.values() for place in places}
            for path in CHAPTERS.glob(f"*/{name}")
        )


def golds(*, held: bool) -> Iterator[Gold]:
    """The countries for tuning, or those that nobody looks at while tuning."""
    for path in sorted((HERE / "held" if held else HERE).glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        persons = {
            person["id"]: tuple((file, start, end) for file, start, end in person["mentions"])
            for person in table["persons"]
        }
        yield Gold(table["country"], persons, frozenset(frozenset(pair) for pair in table.get("unsure", ())))


def known(files: Iterable[str], archive: Path | None = None) -> dict[str, Chapter]:
    """Each chapter, by an archive that holds it or read anew."""
    if archive is None:
        read = ((file, part) for file in files for part in process(CHAPTERS / file))
        return {
            file: Chapter(one.document.text, profiles(one.document, one.entities, one.events))
            for file, one in read
            if isinstance(one, Reading)
        }
    with closing(Store(archive)) as store:
        records = store.records
        found = {}
        for file in files:
            (id,) = records.with_hash(hashlib.sha256((CHAPTERS / file).read_bytes()).hexdigest())
            (document,) = records.documents([id])
            made = profiles(document, tuple(records.entities(id)), records.events(id))
            found[file] = Chapter(document.text, made)
        return found


def matched(gold: Gold, chapters: Mapping[str, Chapter]) -> tuple[dict[str, str], Counter[str]]:
    """The gold person of each profile, and how many mentions are `found`, `lost`, or `mixed`.

    Mixed are those of a profile to which the extraction gave the name, or more mentions, of somebody else:
    "his wife" taken for him.
    """
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    count = Counter[str]()
    for person, places in gold.persons.items():
        for file, start, end in places:
            words = (CHAPTERS / file).read_text(encoding="utf-8")[start:end]
            best = chapters[file].at(words, start)
            if best is None:
                count["lost"] += 1
            else:
                claims[best][person].append(words)
    printed = {p.id: p.figure for file in gold.files for p in chapters[file].profiles}
    whose: dict[str, str] = {}
    for id, claim in claims.items():
        owner = _claimed(printed[id], claim)
        mine = len(claim[owner]) if owner else 0
        count["found"] += mine
        count["mixed"] += sum(map(len, claim.values())) - mine
        if owner:
            whose[id] = owner
    return whose, count


def _claimed(figure: Figure, claim: Mapping[str, list[str]]) -> str | None:
    """Whose a profile is: of the gold person by whose name it goes; nameless, of the one most mentioned."""
    own = {word for words in figure.words for word in words}

    def weight(person: str) -> tuple[int, int, int, str]:
        told = claim[person]
        named = sum(any(word in folded(words).replace(" ", "") for word in own) for words in told)
        return named, len(told), sum(map(len, told)), person

    best = max(claim, key=weight)
    return best if weight(best)[0] or not own else None
