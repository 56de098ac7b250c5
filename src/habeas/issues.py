"""What was not understood: a published output, listed by `habeas issues`, never swallowed."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.anchor import Anchor


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that was not understood.

    `stage` names the package that met it (`read`, `structure`, `analyse`, `resolve`), `kind` is a
    short fixed word (`no-covered-period`, `unknown-country`), `detail` one line for a person, with
    the reason; `anchor` where in the text, if anywhere.
    """

    stage: str
    kind: str
    detail: str
    file: str
    anchor: Anchor | None = None
