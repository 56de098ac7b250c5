"""A record that waits for review on the terminal, and what the reviewer types about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from habeas.cite import at
from habeas.cli.terminal import complain, field, say, short
from habeas.cli.wording import flat, line
from habeas.errors import ReviewError
from habeas.model.judgement import Judgement, Of

if TYPE_CHECKING:
    from habeas.archive import Archive
    from habeas.review.desk import Desk, Reviewer
    from habeas.review.queue import Waiting

ASK = "[a]ccept  [r]eject  [c]orrect FIELD=VALUE  [x] reject FIELD  [s]kip  [q]uit"
SHOWN = 10


def say_waiting(archive: Archive, waiting: Waiting, *, left: int) -> None:
    """Prints an act that waits: its passage, its fields, why it is asked about."""
    from habeas.review.fields import of_event
    from habeas.review.written import written
    from habeas.vocabulary.review import review_words

    event = archive.event(waiting.event)
    document = archive.document(event.document)
    passage = at(document, event.sentence.start, event.sentence.end)
    say()
    say((line(event), "bold"))
    say(f"{short(f'{event.document}#{passage.address}')}, {document.place} · {left} wait", indent=2)
    say(f"“{flat(event.sentence.quote)}”", indent=2)
    for name, value in of_event(event).items():
        if value is not None:
            field(name, (written(value), "bold" if name.startswith(waiting.field) else ""))
    told = "; ".join(review_words().told(reason) for reason in waiting.reasons)
    say(("asked because ", "dim"), told, indent=2)


def deciding(desk: Desk, waiting: Waiting, *, by: Reviewer) -> bool | None:
    """Asks until something is decided: True then, False where the act is skipped, None at the end."""
    while True:
        typed = str(typer.prompt(ASK, default="s", show_default=False)).strip()
        letter, _, rest = typed.partition(" ")
        if letter in ("q", "s"):
            return False if letter == "s" else None
        try:
            say_judgement(_decided(desk, waiting, letter, rest.strip(), by=by))
        except ReviewError as error:
            complain(str(error))
        else:
            return True


def _decided(desk: Desk, waiting: Waiting, letter: str, rest: str, *, by: Reviewer) -> Judgement:
    id = waiting.event
    match letter:
        case "a":
            return desk.decide(id, "accept", field=rest or None, by=by)
        case "r":
            return desk.decide(id, "reject", by=by, why=rest)
        case "x":
            return desk.decide(id, "reject", field=rest, by=by)
        case "c":
            name, sign, value = rest.partition("=")
            if sign:
                return desk.decide(id, "correct", field=name.strip(), value=value.strip(), by=by)
    raise ReviewError(f"type one of {ASK}")


def say_judgement(told: Judgement) -> None:
    """Prints a judgement as a line of the log."""
    from habeas.review.log import changed

    subject = told.subject
    if isinstance(subject, Of):
        about = f"{subject.type} “{flat(subject.words.quote)}”" + (
            f", {subject.field}" if subject.field else ""
        )
    else:
        about = f"“{flat(subject.one.quote)}” and “{flat(subject.other.quote)}”"
    pair = changed(told)
    put = f": {pair[0]} → {pair[1]}" if pair and pair[0] != pair[1] else ""
    taken = f" of {told.withdraws}" if told.withdraws else ""
    why = f" ({flat(told.why)})" if told.why else ""
    by = f"{told.by}, {told.role}"
    say(f"{told.at:%Y-%m-%d %H:%M}  ", (f"{told.what}{taken} ", "bold"), f"{about}{put}{why} by {by}")
    say((told.id, "dim"), indent=18)
