"""A page as a `Raw`, without a file."""

from __future__ import annotations

import hashlib

from habeas.issues import Issue
from habeas.model.document import Document, Raw
from habeas.structure import structure


def raw(text: str) -> Raw:
    return Raw("page.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", "utf-8", text)


def divided(text: str) -> tuple[Document, list[Issue]]:
    return structure(raw(text))


def blocks(text: str) -> list[tuple[str, str]]:
    document, _ = divided(text)
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
