"""Who rests on whom: how many of the reports that tell of an act are sources of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from habeas.model.link import Link
from habeas.model.occurrence import Corroboration, Occurrence, Reliance, Telling
from habeas.model.outline import Holding
from habeas.resolve.names import folded

RUN = 3  # words in a run, by which wording is known again
SAME_RUNS, ENOUGH_RUNS = 0.4, 5
QUOTED = 4  # words that a quotation has at least
FIGURE = 20  # smaller numbers, and round ones, may be counted twice

_QUOTATION = re.compile('[“"‘\']([^“”"]{12,}?)[”"’\']')
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the of for and in on a an".split())

Names = Mapping[str, frozenset[str]]


def corroboration(
    act: Occurrence, *, links: Iterable[Link] = (), speakers: Names | None = None
) -> Corroboration:
    """The reports that tell of an act, which of them rest on one another, and by what that shows.

    `links` say which reports are of one text; `speakers` gives for the entity of a source the folded names
    that it goes by.
    """
    reports = tuple(sorted(act.reports.values(), key=_in_time))
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in act.tellings:
        told[telling.report.id].append(telling)
    named = [_sources(held, told[held.id], speakers or {}) for held in reports]
    found = [*_same_text(reports, links), *_same_publisher(reports)]
    for (one, first), (other, second) in combinations(zip(reports, named, strict=True), 2):
        found += _shown(told[one.id], told[other.id])
        found += _names(one, first, other)
        found += _names(other, second, one)
    found += _same_speakers(reports, named)
    reliances = tuple(dict.fromkeys(found))
    return Corroboration(reports, _groups(reports, reliances), reliances, _loops(reports, reliances))


def _in_time(held: Holding) -> tuple[str, date, str]:
    return held.published or "9", held.covers[1] if held.covers else date.max, held.id


def _same_text(reports: Sequence[Holding], links: Iterable[Link]) -> Iterator[Reliance]:
    place = {held.id: number for number, held in enumerate(reports)}
    for link in links:
        if link.one in place and link.other in place:
            first, later = sorted((link.one, link.other), key=place.__getitem__)
            yield Reliance(later, first, link.kind, f"{link.overlap:.0%} of the words of both reports")


def _same_publisher(reports: Sequence[Holding]) -> Iterator[Reliance]:
    first: dict[str, Holding] = {}
    for held in reports:
        if not held.publisher:
            continue
        before = first.setdefault(folded(held.publisher), held)
        if before is not held:
            yield Reliance(held.id, before.id, "publisher", held.publisher)


def _shown(ones: Iterable[Telling], others: Iterable[Telling]) -> Iterator[Reliance]:
    """What the words of two reports show: the same sentence, the same quotation, the same odd number."""
    others = tuple(others)
    for one in ones:
        for other in others:
            later, before = other.report.id, one.report.id
            if words := _same_wording(one, other):
                yield Reliance(later, before, "wording", words)
            for words in sorted(_quoted(one) & _quoted(other)):
                yield Reliance(later, before, "quotation", f"“{words}”")
            for figure in sorted(_figures(one) & _figures(other)):
                yield Reliance(later, before, "figure", str(figure))


def _same_wording(one: Telling, other: Telling) -> str | None:
    mine, yours = _runs(one), _runs(other)
    shared = mine & yours
    least = min(len(mine), len(yours))
    if len(shared) < ENOUGH_RUNS or len(shared) < SAME_RUNS * least:
        return None
    return f"{len(shared)} of {least} runs of {RUN} words are the same"


def _runs(telling: Telling) -> set[tuple[str, ...]]:
    words = _WORD.findall(folded(telling.event.sentence.quote))
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def _quoted(telling: Telling) -> set[str]:
    found = (folded(match[1]) for match in _QUOTATION.finditer(telling.event.sentence.quote))
    return {words.strip(" .,;") for words in found if len(words.split()) >= QUOTED}


def _figures(telling: Telling) -> set[int]:
    counts = (p.count for p in telling.event.participants if p.count)
    numbers = {number for count in counts for number in (count.min, count.max) if number}
    return {number for number in numbers if number >= FIGURE and number % 10}


def _sources(held: Holding, told: Iterable[Telling], speakers: Names) -> dict[str, str]:
    """Who a report names as its source, by each folded name, as printed; not itself."""
    own = _called(held.publisher or "")
    found: dict[str, str] = {}
    for telling in told:
        for source in telling.event.attribution.sources:
            called = _called(source.name) | speakers.get(source.entity or "", frozenset())
            if _is_name(source.name) and not called & own:
                found |= dict.fromkeys(called, source.name)
    return found


def _is_name(words: str) -> bool:
    """True for a name of its own, behind an article or not: "AI", no "his lawyer", no "Witnesses"."""
    parts = [word for word in words.split() if word.lower() not in _SMALL]
    return sum(word[:1].isupper() for word in parts) > 1 or (len(words) > 1 and words.isupper())


def _called(name: str) -> frozenset[str]:
    """A folded name without its article, and its initials."""
    words = [word for word in _WORD.findall(folded(name)) if word not in _SMALL]
    initials = "".join(word[0] for word in words)
    return frozenset({" ".join(words), initials if len(words) > 1 else ""} - {""})


def _names(one: Holding, sources: Mapping[str, str], other: Holding) -> Iterator[Reliance]:
    """That a report names the publisher of another as its source."""
    if shared := sorted(_called(other.publisher or "") & sources.keys()):
        yield Reliance(one.id, other.id, "named", sources[shared[0]])


def _same_speakers(reports: Sequence[Holding], named: Sequence[Mapping[str, str]]) -> Iterator[Reliance]:
    """That two reports or more name one speaker, who published none of them."""
    published = frozenset[str]().union(*(_called(held.publisher or "") for held in reports))
    heard: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for held, sources in zip(reports, named, strict=True):
        for called, printed in sources.items():
            heard[called].append((held.id, printed))
    for called, by in heard.items():
        if len({id for id, _ in by}) > 1 and called not in published:
            speaker = by[0][1]
            yield from (Reliance(id, speaker, "speaker", printed) for id, printed in by)


def _groups(reports: Sequence[Holding], reliances: Iterable[Reliance]) -> tuple[tuple[str, ...], ...]:
    group = {held.id: held.id for held in reports}
    for reliance in reliances:
        one, other = group.setdefault(reliance.one, reliance.one), group.setdefault(reliance.on, reliance.on)
        for id, held in list(group.items()):
            if held == other:
                group[id] = one
    found: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        found[group[report.id]].append(report.id)
    return tuple(map(tuple, found.values()))


def _loops(reports: Sequence[Holding], reliances: Iterable[Reliance]) -> tuple[tuple[str, ...], ...]:
    """Publishers each of whom names the next as its source, back to the first."""
    publisher = {held.id: held.publisher or "" for held in reports}
    gives: dict[str, set[str]] = defaultdict(set)
    for reliance in reliances:
        if reliance.rule == "named":
            gives[publisher[reliance.one]].add(publisher[reliance.on])
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in sorted(gives):
        for loop in _back_to(start, (start,), gives):
            found.setdefault(frozenset(loop), loop)
    return tuple(found.values())


def _back_to(start: str, path: tuple[str, ...], gives: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    for other in sorted(gives.get(path[-1], ())):
        if other == start and len(path) > 1:
            yield path
        elif other not in path:
            yield from _back_to(start, (*path, other), gives)
