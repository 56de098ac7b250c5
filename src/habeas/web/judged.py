"""What a page shows of a review: a record's fields as a form has them, a judgement as a line of the log."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.judgement import Json, Judgement, Mark, Of
from habeas.model.record import Event
from habeas.review import fields, values
from habeas.review.written import written as in_writing
from habeas.web.links import sentence

LABELS = {
    "type": "Act",
    "date": "When",
    "place": "Where",
    "penalty": "Penalty",
    "outcome": "Outcome",
    "certainty": "How surely",
    "polarity": "Told as",
    "affected": "Affected",
    "actor": "By",
    "charge": "Charge",
    "source": "Said by",
    "name": "Name",
    "description": "Description",
}
HINTS = {
    "date": "2003, 2003-05, 2003-05-07, 2003-05/2003-07",
    "penalty": "imprisonment P3Y6M",
    "place": "Orlan (XKA)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of an act in a form: its name, its label, its value as written, what may stand there.

    `can_go` where the act may be without it; `mark` says what was decided about it.
    """

    name: str
    label: str
    value: str
    choices: tuple[str, ...]
    hint: str
    can_go: bool
    mark: Mark | None


def rows(event: Event) -> list[Row]:
    """The fields of an act as a form has them."""
    marks = {mark.field: mark for mark in event.review}
    return [
        Row(
            name=name,
            label=label(name),
            value=in_writing(value),
            choices=values.choices(name),
            hint=HINTS.get(name, ""),
            can_go="/" in name,
            mark=marks.get(name),
        )
        for name, value in fields.of_event(event).items()
    ]


def people(event: Event) -> dict[str, str]:
    """The names of those who take part in an act, by the id of the entity."""
    return {person.entity: person.name for person in event.participants if person.entity}


def label(field: str | None) -> str:
    """The label of a field; the record's for None."""
    return LABELS[field.partition("/")[0]] if field else "Record"


def written(value: Json) -> str:
    """A value as a person writes it; a dash for none."""
    return in_writing(value) or "–"


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement as a line of the log; `open` where nobody took it back, `field` a label."""

    told: Judgement
    type: str | None
    words: str
    address: str
    field: str | None
    before: str
    after: str
    open: bool


def entry(told: Judgement, *, standing: bool) -> Entry:
    """A judgement as a line of the log."""
    subject = told.subject
    words = subject.words if isinstance(subject, Of) else subject.one
    field = subject.field if isinstance(subject, Of) else None
    after = told.before if told.what == "accept" else told.after
    return Entry(
        told=told,
        type=subject.type if isinstance(subject, Of) and subject.kind == "event" else None,
        words=words.quote if isinstance(subject, Of) else f"{words.quote} · {subject.other.quote}",
        address=sentence(words.document, words.start, words.end),
        field=label(field) if field else None,
        before=written(told.before) if field else "",
        after=written(after) if field and told.what != "withdraw" else "",
        open=standing and told.what != "withdraw",
    )


FILTERS = {"judged": label, "plainly": written, "rows": rows, "people": people, "choices": values.choices}
"""The filters that templates have for what was judged."""
