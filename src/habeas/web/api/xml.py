"""XML elements made in a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from lxml.etree import Element, _Element

XSI = "http://www.w3.org/2001/XMLSchema-instance"
UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes elements of a namespace; `prefixes` are those declared, None for the one that needs none."""

    namespace: str
    prefixes: Mapping[str | None, str]

    def __call__(self, name: str, *parts: _Element | str, **attributes: str) -> _Element:
        """An element with text, or with elements within it; signs that XML has no form for are replaced."""
        told = {key: sayable(value) for key, value in attributes.items()}
        made = Element(f"{{{self.namespace}}}{name}", told, nsmap=cast(Mapping[str, str], self.prefixes))
        for part in parts:
            if isinstance(part, str):
                made.text = sayable(part)
            else:
                made.append(part)
        return made

    def placed(self, name: str, *parts: _Element | str, schema: str) -> _Element:
        """An element that says where the schema of its namespace is."""
        made = self(name, *parts)
        made.set(f"{{{XSI}}}schemaLocation", f"{self.namespace} {schema}")
        return made


def sayable(words: str) -> str:
    """Words without the signs that XML has no form for."""
    return UNSAYABLE.sub("\ufffd", words)
