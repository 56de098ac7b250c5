"""Choosing among forms by the `Accept` header of a request."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The form that is accepted most gladly, the first offered of equals; None where none is accepted.

    Without a header everything is accepted (RFC 9110, 12.5.1).
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    weighed = [(_weight(form, ranges), form) for form in offered]
    weight = max(weight for weight, _ in weighed)
    return next(form for each, form in weighed if each == weight) if weight > 0 else None


def _range(part: str) -> tuple[str, float]:
    form, *parameters = (piece.strip().lower() for piece in part.split(";"))
    told = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    whole, _, rest = told.partition(".")
    sound = whole in ("0", "1") and (not rest or rest.isdecimal())
    return form, min(1.0, float(told)) if sound else 0.0


def _weight(form: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that a form is in."""
    for wanted in (form, f"{form.partition('/')[0]}/*", "*/*"):
        found = [weight for named, weight in ranges if named == wanted]
        if found:
            return max(found)
    return 0.0
