"""A host's own words around a report, from `languages/en/host.yml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files

import yaml

_ENDED = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class HostWords:
    """What tells a host's line from a report's: its notices, and how short its navigation is."""

    notices: re.Pattern[str]
    around: int
    within: int

    def in_line(self, line: str, *, around: bool) -> bool:
        """Whether a line is a host's; `around` is before and behind the report, else within it."""
        count = len(line.split())
        if count <= (self.around if around else self.within) and not _ENDED.search(line):
            return True
        return around and self.notices.search(line) is not None


@functools.cache
def host_words() -> HostWords:
    """The table, compiled once."""
    text = files("habeas.vocabulary").joinpath("languages/en/host.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    patterns = "|".join(f"(?:{notice})" for notice in table["notices"])
    most = table["most_words"]
    return HostWords(re.compile(rf"\b(?:{patterns})\b", re.I), most["around"], most["within"])
