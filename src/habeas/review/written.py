"""Values of fields as people write them: `2003-05`, `imprisonment P3Y`, `Orlan (XKA)`."""

from __future__ import annotations

from habeas.model.judgement import Json


def written(value: Json) -> str:
    """A value as a person writes it; empty for none."""
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    if "kind" in value:
        return " ".join(str(part) for part in (value["kind"], value.get("duration")) if part)
    name = str(value.get("name") or value.get("text") or "")
    return f"{name} ({value['country']})" if value.get("country") else name
