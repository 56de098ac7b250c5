"""Reports and acts in outline: what lists, counts and maps need, without texts, anchors and people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model.document import Document
from habeas.model.judgement import Mark
from habeas.model.record import Event

READ = frozenset({"paragraph", "bullet"})


@dataclass(frozen=True, slots=True)
class Holding:
    """A report as a list shows it.

    `title` is the printed one, or where it stands; `death_penalty` what its fact box says; `words` how many
    words were read for acts.
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    covers: tuple[date, date] | None
    countries: tuple[str, ...]
    country_names: tuple[str, ...]
    death_penalty: str | None
    words: int

    @property
    def years(self) -> range:
        """The years that the report covers; none where its period is not known."""
        return range(self.covers[0].year, self.covers[1].year + 1) if self.covers else range(0)

    @property
    def period(self) -> str:
        """The years for people: `2009`, `2009–2010`, the day of publication, or nothing."""
        if not self.covers:
            return self.published or ""
        first, last = self.covers[0].year, self.covers[1].year
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Outline:
    """An act in outline: what is counted.

    `country` is where the text places it, `penalty` the kind that is told with it; None where there is none.
    """

    id: str
    document: str
    type: str
    certainty: str
    polarity: str
    start: date | None
    end: date | None
    country: str | None
    penalty: str | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells how far an act can be trusted: its rules and what it has, without the words.

    `basis` is that of its date, `linked` the role of each participant with the rule that linked them;
    `speaks` says whether somebody is named as its source, `penalized` whether it has a penalty.
    """

    id: str
    document: str
    type: str
    certainty: str
    polarity: str
    rule: str
    basis: str | None
    outcome: str | None
    penalized: bool
    speaks: bool
    linked: tuple[tuple[str, str], ...]
    review: tuple[Mark, ...]


def sketch(event: Event) -> Sketch:
    """An act as a sketch."""
    told = event.attribution
    return Sketch(
        id=event.id,
        document=event.document,
        type=event.type,
        certainty=told.certainty,
        polarity=told.polarity,
        rule=event.rule,
        basis=event.when.basis if event.when else None,
        outcome=event.outcome,
        penalized=event.penalty is not None,
        speaks=bool(told.sources),
        linked=tuple((person.role, person.rule) for person in event.participants),
        review=event.review,
    )


def outline(event: Event) -> Outline:
    """An act in outline."""
    when, told = event.when, event.attribution
    return Outline(
        id=event.id,
        document=event.document,
        type=event.type,
        certainty=told.certainty,
        polarity=told.polarity,
        start=when.start if when else None,
        end=when.end if when else None,
        country=event.place.country if event.place else None,
        penalty=event.penalty.kind if event.penalty else None,
    )


def holding(document: Document) -> Holding:
    """A report in outline."""
    meta = document.meta
    return Holding(
        id=document.id,
        title=meta.title or document.place,
        publisher=meta.publisher,
        published=meta.published,
        covers=meta.covers,
        countries=meta.countries,
        country_names=meta.country_names,
        death_penalty=meta.facts.get("death_penalty"),
        words=words_read(document),
    )


def words_read(document: Document) -> int:
    """How many words of a report are read for acts: those of its paragraphs and bullets."""
    read = (block for block in document.blocks if block.kind in READ)
    return sum(len(document.text[block.start : block.end].split()) for block in read)


def printed_name(code: str, reports: Iterable[Holding]) -> str:
    """The name of a country as the report that covers the latest time prints it; its code where none does."""
    ordered = sorted(reports, key=lambda report: (report.covers or (date.min, date.min), report.id))
    names = [n for r in ordered for c, n in zip(r.countries, r.country_names, strict=False) if c == code]
    return names[-1] if names else code
