"""Documents and records made in a line: doc("…"), person(…), event(…), case(…), reading(…)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from habeas.issues import Issue
from habeas.model.anchor import Anchor, content_id
from habeas.model.case import Case, Conflict, Entity, Status
from habeas.model.document import Block, Document, Entry, Metadata, Page, Section, Sentence
from habeas.model.record import Attribution, Event, Participant, Penalty, Place, Source, When
from habeas.reading import Reading

KALDRIA = """Kaldria in brief: arrests went on.
# Death penalty
A moratorium was announced in April. Four men were reportedly executed in November.
# Political prisoners
• Ivo Maren was arrested in March. He was sentenced to three years in prison in May.
• Lena Tarsk, a journalist, was beaten in custody, her lawyer alleged.
"""


def doc(
    text: str = KALDRIA,
    *,
    file: str = "kaldria-2003.txt",
    title: str | None = "Kaldria in 2003",
    publisher: str | None = "Lantern Watch",
    published: str | None = "2004-05-26",
    years: tuple[int, int] | None = (2003, 2003),
    country: tuple[str, str] | None = ("KLD", "Kaldria"),
    facts: dict[str, str] | None = None,
    citation: str | None = None,
    url: str | None = None,
    archive_url: str | None = None,
    authors: tuple[str, ...] = (),
    symbol: str | None = None,
    entry: Entry | None = None,
    pages: tuple[Page, ...] = (),
) -> Document:
    """A document of lines: `# ` begins a heading, `• ` a bullet, `= ` a fact, anything else a paragraph."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    heads = list(re.finditer(r"^# (.+)$", text, re.MULTILINE))
    ends = [*(match.start() for match in heads[1:]), len(text)]
    sections = tuple(
        Section(head[1], (head[1],), head.start(1), end) for head, end in zip(heads, ends, strict=False)
    )
    blocks, sentences = [], []
    section: int | None = None
    kinds = {"# ": "heading", "• ": "bullet", "= ": "fact"}
    for line in re.finditer(r"[^\n]+", text):
        kind = kinds.get(line[0][:2], "paragraph")
        if kind == "heading":
            section = 0 if section is None else section + 1
        start = line.start() + (0 if kind == "paragraph" else 2)
        blocks.append(Block(kind, start, line.end(), section))
        if kind in ("paragraph", "bullet"):
            for part in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", text[start : line.end()]):
                sentences.append(Sentence(start + part.start(), start + part.end(), len(blocks) - 1))
    meta = Metadata(
        title=title,
        publisher=publisher,
        published=published,
        covers=(date(years[0], 1, 1), date(years[1], 12, 31)) if years else None,
        countries=(country[0],) if country else (),
        country_names=(country[1],) if country else (),
        facts=MappingProxyType(facts or {}),
        citation=citation,
        url=url,
        archive_url=archive_url,
        authors=authors,
        symbol=symbol,
    )
    whole = (meta, sections, tuple(blocks), tuple(sentences))
    place = (entry.order, entry.heading) if entry else ()
    id = content_id("d", sha256, *place)
    return Document(id, file, sha256, "text/plain", text, *whole, pages=pages, entry=entry)


def anchor(document: Document, words: str) -> Anchor:
    """The first place where the words stand."""
    start = document.text.index(words)
    return document.anchor(start, start + len(words))


def person(document: Document, *names: str) -> Entity:
    """A person by the fullest name and other forms, mentioned wherever one of them stands."""
    found = [m for name in names for m in re.finditer(re.escape(name), document.text)]
    mentions = tuple(document.anchor(*match.span()) for match in sorted(found, key=lambda m: m.start()))
    id = content_id("n", document.id, "person", names[0])
    return Entity(id, "person", names[0], names[1:], None, None, mentions)


def event(
    document: Document,
    trigger: str,
    type: str,
    *,
    affected: Entity | None = None,
    when: tuple[date, date] | None = None,
    basis: str = "coverage",
    certainty: str = "stated",
    polarity: str = "affirmed",
    source: tuple[str, str] | None = None,
    place: tuple[str, str] | None = None,
    penalty: tuple[str, str, str | None] | None = None,
) -> Event:
    """An act told by the first occurrence of the trigger; `source` is (speaker, cue) as printed."""
    word = anchor(document, trigger)
    sentence = next(s for s in document.sentences if s.start <= word.start < s.end)
    participants = (
        (Participant("affected", affected.name, word, affected.id, None, None, "factory"),)
        if affected
        else ()
    )
    return Event(
        id=content_id("e", document.id, type, word.start),
        document=document.id,
        section=document.blocks[sentence.block].section,
        type=type,
        sentence=document.anchor(sentence.start, sentence.end),
        trigger=word,
        when=When(when[0], when[1], f"{when[0]}/{when[1]}", basis, None) if when else None,
        place=Place(place[1], place[0], word) if place else None,
        participants=participants,
        charges=(),
        penalty=Penalty(anchor(document, penalty[0]), penalty[1], penalty[2]) if penalty else None,
        outcome=None,
        attribution=Attribution(
            certainty,
            polarity,
            (Source(source[0], anchor(document, source[0]), None, anchor(document, source[1])),)
            if source
            else (),
            ("factory",),
        ),
        rule="factory",
    )


def case(who: Entity, *events: Event, status: str | None = None) -> Case:
    """A case of these events; the status, if any, is by the last of them."""
    last = events[-1]
    left = Status(status, last.when.end if last.when else None, last.id) if status else None
    return Case(content_id("c", who.id), who.name, who.aliases, who.id, tuple(e.id for e in events), left)


def conflict(one: Event, other: Event) -> Conflict:
    """Two events that cannot both be true."""
    return Conflict(content_id("x", one.id, other.id), (one.id, other.id), "both cannot be", "factory")


def reading(
    document: Document,
    *,
    entities: Iterable[Entity] = (),
    events: Iterable[Event] = (),
    cases: Iterable[Case] = (),
    conflicts: Iterable[Conflict] = (),
    issues: Iterable[Issue] = (),
) -> Reading:
    """A reading of a document."""
    records = (tuple(entities), tuple(events), tuple(cases), tuple(conflicts), tuple(issues))
    return Reading(document, *records)


def kaldria(text: str = KALDRIA, *, file: str = "kaldria-2003.txt", year: int = 2003) -> Reading:
    """A report on a country that does not exist, with persons, acts, a case, a conflict and an issue."""
    document = doc(
        text,
        file=file,
        title=f"Kaldria in {year}",
        years=(year, year),
        facts={"death_penalty": "retentionist"},
    )
    maren, tarsk = person(document, "Ivo Maren"), person(document, "Lena Tarsk")
    march, may = (date(year, 3, 1), date(year, 3, 31)), (date(year, 5, 1), date(year, 5, 31))
    arrest = event(document, "arrested", "arrest", affected=maren, when=march, basis="context")
    sentence = event(
        document,
        "sentenced",
        "sentence",
        affected=maren,
        when=may,
        penalty=("three years", "imprisonment", "P3Y"),
    )
    beaten = event(
        document,
        "beaten",
        "ill_treatment",
        affected=tarsk,
        certainty="alleged",
        source=("her lawyer", "alleged"),
    )
    moratorium = event(document, "moratorium", "moratorium", when=(date(year, 4, 1), date(year, 4, 30)))
    executed = event(document, "executed", "execution", certainty="reported")
    return reading(
        document,
        entities=(maren, tarsk),
        events=(moratorium, executed, arrest, sentence, beaten),
        cases=(case(maren, arrest, sentence, status="sentenced"),),
        conflicts=(conflict(moratorium, executed),),
        issues=(Issue("analyse", "unknown-word", "what is meant", file, anchor(document, "in brief")),),
    )
