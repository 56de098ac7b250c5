"""The forms of the records for the OpenAPI document; what is answered is made by `habeas.export.common`."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, Field, JsonValue

from habeas.model.case import ENTITY_TYPES
from habeas.model.judgement import OF_RECORDS
from habeas.model.record import BASES, CERTAINTIES, OUTCOMES, PENALTIES

T = TypeVar("T")
DAY = Field(description="ISO 8601, YYYY-MM-DD.")


class Count(BaseModel):
    """How many: `at least 19` has no `max`."""

    min: int | None
    max: int | None


class Period(BaseModel):
    """The first and the last day, both included."""

    from_: str = Field(alias="from", description="ISO 8601, YYYY-MM-DD.")
    to: str = DAY


class Entry(BaseModel):
    """The place of a report in a volume of many."""

    volume: str
    order: int = Field(description="From 1.")
    first_page: str | None
    last_page: str | None
    heading: str = Field(description="As printed.")


class PageOfPrint(BaseModel):
    """A printed page, as offsets into the text."""

    label: str
    start: int
    end: int


class Section(BaseModel):
    """A headed part of a report, as offsets into the text."""

    title: str
    path: list[str] = Field(description="The headings above it and its own, outermost first.")
    start: int
    end: int


class Document(BaseModel):
    """A report without its text; what its page does not say is null."""

    kind: str = Field(json_schema_extra={"enum": ["document"]})
    id: str = Field(description="Made from the content: the same on every machine.")
    file: str
    sha256: str = Field(description="Of the original bytes.")
    media_type: str
    title: str | None
    publisher: str | None
    authors: list[str]
    published: str | None = Field(description="YYYY[-MM[-DD]], as precise as printed.")
    updated: str | None = Field(description="ISO 8601 in UTC.")
    accessed: str | None = DAY
    covers: Period | None = Field(description="The period that the text is about.")
    countries: list[str] = Field(description="ISO 3166-1 alpha-3.")
    country_names: list[str] = Field(description="As printed, in step with `countries`.")
    language: str | None = Field(description="A BCP 47 tag.")
    document_type: str | None
    symbol: str | None = Field(description="The publisher's own number.")
    url: str | None
    archive_url: str | None
    citation: str | None = Field(description="The printed 'Cite as', whole.")
    disclaimer: str | None
    rights: str | None
    facts: dict[str, str] = Field(description="The fact box, where there is one.")
    source: str | None = Field(description="The source description by which the page was read.")
    member: str | None = Field(description="The path within the container that it was found in.")
    within: str | None = Field(description="The SHA-256 of that container.")
    entry: Entry | None
    pages: list[PageOfPrint]
    sections: list[Section]


class Mention(BaseModel):
    """Where somebody is named, as offsets into the text of a report."""

    document: str
    start: int
    end: int
    text: str


class Review(BaseModel):
    """That people decided on a field of a record: what was read, and what is shown."""

    field: str | None = Field(description="None for the record as a whole.")
    what: str = Field(json_schema_extra={"enum": list(OF_RECORDS)})
    machine: JsonValue = Field(description="What was read.")
    value: JsonValue = Field(description="What is shown.")
    by: list[str]
    at: str = Field(description="ISO 8601, in UTC.")
    settled: bool = Field(description="Two people agree, or an editor decided.")
    disputed: bool
    judgement: str = Field(description="The id of the judgement in the log.")
    why: str | None


REVIEW = Field(description="What people decided about it; empty as it was read.")


class Entity(BaseModel):
    """Somebody or something that a report names."""

    kind: str = Field(json_schema_extra={"enum": ["entity"]})
    id: str
    type: str = Field(json_schema_extra={"enum": list(ENTITY_TYPES)})
    name: str = Field(description="The fullest form as printed.")
    aliases: list[str]
    description: str | None
    count: Count | None
    identity: str | None = Field(description="Who it is across reports, where that is known.")
    mentions: list[Mention]
    review: list[Review] = REVIEW


class When(BaseModel):
    """The tightest interval that the text supports, in whole days."""

    from_: str | None = Field(alias="from", description="ISO 8601, YYYY-MM-DD.")
    to: str | None = DAY
    edtf: str
    basis: str = Field(json_schema_extra={"enum": list(BASES)})
    text: str | None = Field(description="The words it rests on.")


class Place(BaseModel):
    """Where an act happened."""

    country: str | None
    name: str


class Participant(BaseModel):
    """Somebody in an act: to or about whom it is, or who did or ordered it."""

    role: str = Field(json_schema_extra={"enum": ["affected", "actor"]})
    entity: str | None
    name: str = Field(description="The resolved name.")
    mention: str = Field(description="As printed in the sentence.")
    mention_start: int
    count: Count | None
    description: str | None
    rule: str


class Charge(BaseModel):
    """An accusation in the report's words."""

    text: str
    law: str | None
    article: str | None


class Penalty(BaseModel):
    """What a court imposed."""

    text: str
    kind: str = Field(json_schema_extra={"enum": list(PENALTIES)})
    duration: str | None = Field(description="ISO 8601, `P3Y6M`.")


class Source(BaseModel):
    """Who says so, other than the author."""

    name: str
    entity: str | None
    mention: str
    cue: str = Field(description="The word that hands over to them.")


class Topic(BaseModel):
    """Somebody named before an act, with whose story it goes on."""

    entity: str
    mention: str
    start: int = Field(description="Where the mention starts in the text.")
    percent: int = Field(description="How surely.")


class Event(BaseModel):
    """An act, or a step in a proceeding, that one clause of a report tells of."""

    kind: str = Field(json_schema_extra={"enum": ["event"]})
    id: str
    document: str
    section: str | None
    type: str = Field(description="The type of the act: `arrest`, `trial` …")
    start: int = Field(description="The sentence, as offsets in code points into the text.")
    end: int
    quote: str = Field(description="Exactly that stretch of the text.")
    trigger: str = Field(description="The words that tell of the act.")
    trigger_offset: int = Field(description="Where they start within `quote`.")
    when: When | None
    place: Place | None
    participants: list[Participant]
    charges: list[Charge]
    sentence: Penalty | None
    outcome: str | None = Field(json_schema_extra={"enum": [*OUTCOMES, None]})
    certainty: str = Field(json_schema_extra={"enum": list(CERTAINTIES)})
    polarity: str = Field(json_schema_extra={"enum": ["affirmed", "negated"]})
    sources: list[Source] = Field(description="Innermost last; empty where only the author speaks.")
    rule: str = Field(description="What made the record.")
    attribution_rules: list[str]
    topics: list[Topic] = Field(description="Persons with whose stories it goes on, named before it.")
    review: list[Review] = REVIEW


class Status(BaseModel):
    """What a case had come to, by the act that says so."""

    value: str
    as_of: str | None = DAY
    event: str


class Act(BaseModel):
    """What several reports tell as one act."""

    id: str
    type: str
    from_: str | None = Field(alias="from", description="The first possible day.")
    to: str | None = Field(description="The last possible day.")
    count: Count | None
    tellings: list[str] = Field(description="The events that tell it.")
    dated: str | None = Field(description="The event that its days are taken from.")
    differing: list[str] = Field(description="The events that tell it otherwise.")
    documents: int = Field(description="How many reports tell it.")
    independent: int = Field(description="How many sources that do not rest on each other.")


class Passage(BaseModel):
    """The words that something rests on."""

    document: str
    start: int
    end: int
    quote: str


class Fact(BaseModel):
    """What speaks for a group's being the same."""

    rule: str
    words: str


class Membership(BaseModel):
    """Why an act told of a group alone is told of the person."""

    event: str
    group: str = Field(description="The entity of which the act is told.")
    name: str
    size: int | None
    said: Passage = Field(description="The mention that names the person as one of them.")
    rule: str
    reasons: list[Fact] = Field(description="Why that mention's group is this one, where it is another.")


class Case(BaseModel):
    """The acts about one person or group, in time order.

    From `identity` on the fields are those of a case that several reports tell.
    """

    kind: str = Field(json_schema_extra={"enum": ["case"]})
    id: str
    name: str
    aliases: list[str]
    entity: str
    events: list[str]
    rules: list[str] = Field(description="For each act, what ties it to the person.")
    status: Status | None
    identity: str | None = None
    entities: list[str] = []
    documents: list[str] = []
    acts: list[Act] = []
    last_told: str | None = Field(default=None, description="The last report that tells of the person.")
    silent: list[str] = Field(default=[], description="Later reports that do not.")
    memberships: list[Membership] = []


class Conflict(BaseModel):
    """Acts that cannot all be true; with `identity` where two reports tell them."""

    kind: str = Field(json_schema_extra={"enum": ["conflict"]})
    id: str
    events: list[str]
    reason: str
    rule: str
    identity: str | None = None
    passages: list[Passage] = []


class Anchor(BaseModel):
    """A stretch of a report's text."""

    document: str
    start: int
    end: int
    quote: str


class Issue(BaseModel):
    """Something that was not understood."""

    stage: str
    kind: str
    detail: str
    file: str
    anchor: Anchor | None


class Hit(BaseModel):
    """A passage that was found, with the acts told in it."""

    document: str
    file: str
    title: str
    section: str | None
    paragraph: int | None
    address: str = Field(description="`DOC#section/paragraph`.")
    start: int
    end: int
    text: str
    found: list[list[int]] = Field(description="Where the words stand, as offsets into the report's text.")
    snippet: str
    events: list[Event]


class Page(BaseModel, Generic[T]):
    """A page of records."""

    records: list[T]
    next: str | None = Field(description="The address of the next page; null on the last.")


class Found(Page[Hit]):
    """A page of passages, best first."""

    total: int = Field(description="How many passages there are in all.")


class Joint(BaseModel):
    """What joined two entities of different reports."""

    entities: list[str]
    judgement: str | None = Field(description="The decision of a person; null where it is computed.")
    reasons: list[str] = Field(description="What speaks for it and against it.")


class Identity(BaseModel):
    """Who entities of different reports are: one person, or one body."""

    kind: str = Field(json_schema_extra={"enum": ["identity"]})
    id: str
    type: str
    name: str = Field(description="The fullest form as printed.")
    aliases: list[str]
    entities: list[str] = Field(description="The ids of the entities that stand for it.")
    documents: list[str] = Field(description="The reports that tell of it.")
    links: list[Joint]


class Start(BaseModel):
    """What the archive holds, and where it is described."""

    name: str
    habeas: str = Field(description="The version that answers.")
    revision: int = Field(description="Moves on with every change.")
    counts: dict[str, int] = Field(description="How many records there are of a kind.")
    records: dict[str, str] = Field(description="Where the records of a kind are listed.")
    openapi: str
    oai: str
