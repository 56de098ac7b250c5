"""What a court imposed: the kind of penalty and its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from habeas.vocabulary.charge_words import PenaltyWords

_NOT_A_PENALTY = re.compile(
    r"[’']?\s*(?:later|earlier|before|after|ago|old\b|-old|of age|previously)", re.IGNORECASE
)
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:within|after|every|last|past|previous|next|aged|nearly|over the|for over) $", re.IGNORECASE
)
_RANGE = re.compile(r"\b(?:between \S+(?: \S+)? and|from \S+(?: \S+)? to|\d+ (?:to|or|and)) $")


@dataclass(frozen=True, slots=True)
class Found:
    """A penalty in a sentence's text: offsets, kind and ISO 8601 length."""

    start: int
    end: int
    kind: str
    duration: str | None


def penalties(text: str, words: PenaltyWords) -> list[Found]:
    """Every penalty of a sentence, in the order of the text."""
    found = [
        Found(match.start(), match.end(), kind, None)
        for kind, pattern in words.kinds.items()
        if kind != "suspended"
        for match in pattern.finditer(text)
        if not _is_killing(match, text, words)
    ]
    found.extend(_lengths(text, words))
    suspended = words.kinds["suspended"].search(text)
    if suspended and not any(f.duration for f in found):
        found.append(Found(suspended.start(), suspended.end(), "suspended", None))
    return sorted(found, key=lambda f: (f.start, -f.end))


def _is_killing(match: re.Match[str], text: str, words: PenaltyWords) -> bool:
    """True for "beaten [to death]": the verb of killing is the nearer one."""
    if match[0].lower() != "to death":
        return False
    imposed, killed = (
        max((m.end() for m in verb.finditer(text, 0, match.start())), default=-1)
        for verb in (words.imposing, words.killing)
    )
    return killed > imposed


def _lengths(text: str, words: PenaltyWords) -> Iterator[Found]:
    """Lengths of time that are a punishment; of a range only the words."""
    for match in words.length.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _NOT_A_PENALTY.match(after) or _LEADS_ELSEWHERE.search(before):
            continue
        served = words.custody.search(after[:40]) or words.custody.search(before[-60:])
        if served or before.endswith(("to ", "for ")):
            near = before[-25:] + match[0] + after[:30]
            kind = "suspended" if words.kinds["suspended"].search(near) else "imprisonment"
            duration = None if _RANGE.search(before) else _iso(match, words)
            yield Found(match.start(), match.end(), kind, duration)


def _iso(match: re.Match[str], words: PenaltyWords) -> str:
    """ISO 8601 of a length: "three and a half years" is `P3Y6M`, "18 months" `P18M`."""
    amounts: dict[str, float] = {}
    for place in ("1", "2"):
        if match[f"n{place}"]:
            unit = words.units[match[f"u{place}"].lower().rstrip("s")]
            half = 0.5 if match[f"h{place}"] or match[f"t{place}"] else 0.0
            amounts[unit] = amounts.get(unit, 0.0) + _value(match[f"n{place}"], words) + half
    if amounts.get("Y", 0.0) % 1:
        amounts["M"] = amounts.get("M", 0.0) + 12 * (amounts["Y"] % 1)
        amounts["Y"] -= amounts["Y"] % 1
    hours = amounts.pop("H", 0.0)
    days = "".join(f"{amounts[unit]:g}{unit}" for unit in "YMWD" if amounts.get(unit))
    return "P" + days + (f"T{hours:g}H" if hours else "")


def _value(text: str, words: PenaltyWords) -> float:
    if text[0].isdigit():
        return float(text)
    return float(sum(words.numbers[part] for part in text.lower().split("-")))
