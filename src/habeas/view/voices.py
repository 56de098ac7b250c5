"""Who says what in a case: each speaker and each author, and how surely; and how independent they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from habeas.model.outline import Holding
from habeas.search.facets import fold
from habeas.view.casefile import CaseFile, Entry


@dataclass(frozen=True, slots=True)
class Saying:
    """One act that a voice tells; `cue` is the word that hands over to it, None in an author's own voice."""

    entry: Entry
    cue: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker by the printed name, or a publisher where `author`: the report speaks for itself."""

    name: str
    author: bool
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A publisher with its reports and the numbers of the entries told in them.

    What counts as independent today is the publisher: several reports of one are one source.
    """

    publisher: str | None
    reports: tuple[Holding, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """Up to when the case is told, and the later reports on its countries that do not name the person."""

    until: date | None
    silent: tuple[Holding, ...]


def voices(file: CaseFile, holdings: Mapping[str, Holding]) -> tuple[Voice, ...]:
    """Who says what: those with most to say first, named speakers before authors."""
    said: dict[tuple[bool, str], list[Saying]] = defaultdict(list)
    names: dict[tuple[bool, str], str] = {}
    for entry in file.entries:
        speakers = entry.event.attribution.sources
        publisher = holdings[entry.event.document].publisher or holdings[entry.event.document].title
        told = [(source.name, Saying(entry, source.cue.quote)) for source in speakers]
        for name, saying in told or [(publisher, Saying(entry, None))]:
            key = (saying.cue is None, fold(name))
            names.setdefault(key, " ".join(name.split()))
            said[key].append(saying)
    order = sorted(said, key=lambda key: (key[0], -len(said[key]), key[1]))
    return tuple(Voice(names[key], key[0], tuple(said[key])) for key in order)


def witnesses(file: CaseFile, holdings: Mapping[str, Holding]) -> tuple[Witness, ...]:
    """The publishers that tell of a case, in the order of what each covers first."""
    numbers: dict[str | None, list[int]] = defaultdict(list)
    reports: dict[str | None, dict[str, Holding]] = defaultdict(dict)
    for entry in file.entries:
        held = holdings[entry.event.document]
        numbers[held.publisher].append(entry.number)
        reports[held.publisher][held.id] = held
    found = [
        Witness(publisher, tuple(sorted(reports[publisher].values(), key=_covered)), tuple(told))
        for publisher, told in numbers.items()
    ]
    return tuple(sorted(found, key=lambda witness: _covered(witness.reports[0])))


def freshness(file: CaseFile) -> Freshness:
    """How old the news of a case is, out of all reports that there are."""
    standing = file.standing
    if standing is None:
        return Freshness(None, ())
    return Freshness(standing.heard.covers[1] if standing.heard.covers else None, standing.silent)


def _covered(held: Holding) -> tuple[date, date, str]:
    return *(held.covers or (date.max, date.max)), held.id
