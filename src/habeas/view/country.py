"""A country's page: the years covered, acts by group, the death penalty, the cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.cite import Citation, at, cite
from habeas.model.case import Case
from habeas.model.document import Document
from habeas.model.identity import Identity
from habeas.model.outline import Outline, outline, words_read
from habeas.model.record import Event
from habeas.view.ranges import Grid, grid
from habeas.view.roll import Line, lines
from habeas.view.roll import ordered as ordered_lines

DEADLY = {
    "execution": "executions",
    "sentence": "death sentences",
    "commutation": "commutations",
    "moratorium": "moratorium and abolition",
    "abolition": "moratorium and abolition",
}
DEATH_PENALTY = frozenset({"abolition", "moratorium", "execution", "commutation"})
OTHER_STEPS = "other steps"
OPEN = frozenset({"reported", "alleged", "apparent", "possible", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an act of one type is told: plainly, on report or with a hedge, as not done (yet)."""

    group: str
    type: str
    label: str
    stated: int
    hedged: int
    intended: int
    negated: int


@dataclass(frozen=True, slots=True)
class Told:
    """An act with the report's title and the way to its sentence."""

    event: Event
    title: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CountryPage:
    """What the archive holds on one country; `facts` are (year, publisher, value) of the death penalty.

    `words` are how many were read for acts, by report.
    """

    code: str
    name: str
    names: tuple[str, ...]
    documents: tuple[Document, ...]
    years: tuple[int, ...]
    words: Mapping[str, int]
    grid: Grid
    tallies: tuple[Tally, ...]
    facts: tuple[tuple[str, str, str], ...]
    deadly: Grid
    death_penalty: tuple[Told, ...]
    cases: tuple[Line, ...]


def country_page(
    code: str,
    documents: Sequence[Document],
    acts: Iterable[Outline],
    cases: Mapping[str, Iterable[Case]],
    *,
    deadly: Iterable[Event],
    who: Mapping[str, Identity],
    groups: Mapping[str, tuple[str, str]],
    accessed: date,
) -> CountryPage:
    """The page of a country; `groups` gives the group and label of each act type, `who` who is who.

    `acts` are those of the documents, of which those that are placed in another country are left out;
    `deadly` those of them that are `of_death_penalty`.
    """
    ordered = sorted(documents, key=lambda d: (d.meta.covers or (date.max, date.max), d.file))
    told = {act.id: act for act in acts}
    here = [act for act in told.values() if act_in(code, act)]
    by_id = {document.id: document for document in ordered}
    names = [
        n for d in ordered for c, n in zip(d.meta.countries, d.meta.country_names, strict=False) if c == code
    ]
    words = {document.id: words_read(document) for document in ordered}
    last = sorted(deadly, key=_day)
    read: Counter[int] = Counter()
    for document in ordered:
        read.update(dict.fromkeys(_covered(document), words[document.id]))
    return CountryPage(
        code=code,
        name=names[-1] if names else code,
        names=tuple(dict.fromkeys(names)),
        documents=tuple(ordered),
        years=tuple(sorted(read)),
        words=words,
        grid=grid(here, read, groups={type: group for type, (group, _) in groups.items()}),
        tallies=_tallies(here, groups),
        facts=tuple(
            (_years(d), d.meta.publisher or d.file, d.meta.facts["death_penalty"])
            for d in ordered
            if "death_penalty" in d.meta.facts
        ),
        deadly=grid(map(outline, last), read, groups=dict.fromkeys(groups, OTHER_STEPS) | DEADLY),
        death_penalty=tuple(told_with(e, by_id[e.document], accessed) for e in last),
        cases=tuple(ordered_lines(lines(cases, {act.id: act.certainty for act in told.values()}, who))),
    )


def act_in(code: str, act: Outline) -> bool:
    """Whether an act that a report on a country tells of is not placed in another one."""
    return act.country in (None, code)


def of_death_penalty(act: Outline) -> bool:
    """Whether an act belongs to the account of the death penalty."""
    return act.type in DEATH_PENALTY or act.penalty == "death"


def _tallies(acts: Iterable[Outline], groups: Mapping[str, tuple[str, str]]) -> tuple[Tally, ...]:
    counts: Counter[tuple[str, str]] = Counter((act.type, _voice(act)) for act in acts)
    order = {type: number for number, type in enumerate(groups)}
    types = sorted({type for type, _ in counts}, key=lambda type: (order.get(type, len(order)), type))
    return tuple(
        Tally(
            group=groups.get(type, ("other", type))[0],
            type=type,
            label=groups.get(type, ("other", type))[1],
            stated=counts[type, "stated"],
            hedged=counts[type, "hedged"],
            intended=counts[type, "intended"],
            negated=counts[type, "negated"],
        )
        for type in types
    )


def _voice(act: Outline) -> str:
    if act.polarity == "negated":
        return "negated"
    return "hedged" if act.certainty in OPEN else act.certainty


def told_with(event: Event, document: Document, accessed: date) -> Told:
    """An act with the way to its sentence."""
    passage = at(document, event.sentence.start, event.sentence.end)
    return Told(event, document.meta.title or document.file, cite(document, passage, accessed=accessed))


def _day(event: Event) -> tuple[date, str, int]:
    start = event.when.start if event.when else None
    return start or date.max, event.document, event.trigger.start


def _covered(document: Document) -> range:
    covers = document.meta.covers
    return range(covers[0].year, covers[1].year + 1) if covers else range(0)


def _years(document: Document) -> str:
    covers = document.meta.covers
    if not covers:
        return document.meta.published or ""
    first, last = covers[0].year, covers[1].year
    return str(first) if first == last else f"{first}-{last}"
