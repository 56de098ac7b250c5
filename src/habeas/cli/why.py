"""`habeas why`: what a record rests on, from its sentence read again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cite import at
from habeas.cli.app import Json, archive_of
from habeas.cli.show import section_title
from habeas.cli.terminal import Styled, console, field, say, say_json, short
from habeas.cli.wording import act, dated, flat, grouped, reviewed, surety
from habeas.export.common import event_record
from habeas.export.joined import membership_record

if TYPE_CHECKING:
    from habeas.analyse.why import Ground, Why
    from habeas.model.anchor import Anchor
    from habeas.model.membership import Membership


def why(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an act, or its beginning.")],
    as_json: Json = False,
) -> None:
    """Explain a record: its trigger, the rule that made it, and the words and parse behind each field.

    `habeas show DOC --records`, `habeas case` and `habeas search` print the ids. Words are given with
    their offsets in the report's text. The sentence is parsed again, so this verb loads the language model.
    """
    told = archive_of(context).why(event)
    if as_json:
        say_json(_record(told))
        return
    _head(told)
    for ground in told.grounds:
        _ground(ground, told)
    for name, one in told.members:
        field("member", (flat(name), "bold"))
        field("", grouped(one, short(f"{one.said.document}#{one.said.start}-{one.said.end}")))
    if told.relations:
        say()
        legend = "; ".join(f"{name}: {meaning}" for name, meaning in sorted(told.relations.items()))
        say((f"↑ to the governing word, ↓ from it; {legend}", "dim"), indent=2)


def _member(name: str, one: Membership) -> dict[str, object]:
    return {"name": name, "person": one.person, **membership_record(one)}


def _head(told: Why) -> None:
    event = told.event
    say((act(event), "bold"), f" · {dated(event.when)} · {surety(event)} · {event.id}")
    say(*_marked(told), indent=2)
    passage = at(told.document, event.sentence.start, event.sentence.end)
    say((f"{short(f'{event.document}#{passage.address}')}, {told.document.place}", "dim"), indent=2)
    say()
    field("trigger", _words(event.trigger))
    field("rule", told.explained, (f" [{event.rule}]", "dim"))
    if told.told is None:
        field(
            "", "This version parses the sentence otherwise: `habeas ingest --again` reads the report anew."
        )
    elif told.typed is not None:
        sure = f"{told.told:.2f} that an act is told here, {told.typed:.2f} that it is of this type"
        other = "" if told.likeliest in (event.type, None) else f"; likeliest to it is {told.likeliest}"
        field("", f"encoder {told.version}: {sure}{other}")


def _marked(told: Why) -> list[str | Styled]:
    """The sentence with the trigger bold, or between brackets where there are no colours."""
    sentence, trigger = told.event.sentence, told.event.trigger
    start, end = trigger.start - sentence.start, trigger.end - sentence.start
    cut = sentence.quote[:start], sentence.quote[start:end], sentence.quote[end:]
    before, words, after = (part.replace("\n", " ") for part in cut)
    lit: str | Styled = (words, "bold yellow") if console().color_system is not None else f"⟦{words}⟧"
    return ["“", before, lit, after, "”"]


def _ground(ground: Ground, told: Why) -> None:
    field(ground.field, (flat(ground.value), "bold"))
    for mark in told.event.review:
        if mark.field and mark.field.partition("/")[0] == ground.field and mark.machine != mark.value:
            field("", f"decided by people, not read from these words: {reviewed(mark)}")
            return
    if ground.words:
        field("", _words(ground.words), *_way(ground, told))
    parts = [ground.explained] if ground.explained else []
    if ground.sure is not None:
        parts.append(f"encoder {ground.sure:.2f}")
    if parts:
        field("", " · ".join(parts), (f" [{ground.rule}]" if ground.rule else "", "dim"))


def _way(ground: Ground, told: Why) -> list[str | Styled]:
    if ground.path:
        steps = " ".join(f"{'↑' if step.up else '↓'}{step.relation} {step.word}" for step in ground.path)
        return [f": {told.head} {steps}"]
    if ground.words and not _inside(ground.words, told.event.sentence):
        passage = at(told.document, ground.words.start, ground.words.end)
        return [f": in another sentence, {passage.address}"]
    return [": the trigger's own word"] if told.head is not None else []


def _inside(words: Anchor, sentence: Anchor) -> bool:
    return sentence.start <= words.start and words.end <= sentence.end


def _words(anchor: Anchor) -> str:
    return f"“{flat(anchor.quote)}” {anchor.start}-{anchor.end}"


def _record(told: Why) -> dict[str, object]:
    event = told.event
    return {
        "event": event_record(event, section=section_title(told.document, event)),
        "trigger": {"start": event.trigger.start, "end": event.trigger.end, "head": told.head},
        "rule": event.rule,
        "explained": told.explained,
        "encoder": {
            "version": told.version,
            "told": _round(told.told),
            "typed": _round(told.typed),
            "likeliest": told.likeliest,
        },
        "grounds": [
            {
                "field": ground.field,
                "value": ground.value,
                "words": {"start": ground.words.start, "end": ground.words.end, "text": ground.words.quote}
                if ground.words
                else None,
                "path": [asdict(step) for step in ground.path],
                "rule": ground.rule or None,
                "explained": ground.explained or None,
                "sure": _round(ground.sure),
            }
            for ground in told.grounds
        ],
        "relations": told.relations,
        "members": [_member(name, one) for name, one in told.members],
    }


def _round(sure: float | None) -> float | None:
    return None if sure is None else round(sure, 3)
