"""MHTML: a page that a browser saved with all its parts in one file; only the page itself is read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email import message_from_bytes, policy

from habeas.model.document import Raw
from habeas.read import html
from habeas.read.source import File, Reader, Unreadable

MEDIA_TYPE = "multipart/related"

_HEAD = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related\b", re.I | re.M)
_START = 8_192


def recognises(file: File) -> bool:
    """Whether the file begins with the head of a message whose parts belong together."""
    head = _HEAD.match(file.content[:_START])
    return head is not None and _RELATED.search(head[0]) is not None


def read(file: File) -> Raw:
    """The page's visible text with its blocks, and the address it was saved from."""
    message = message_from_bytes(file.content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        page = html.read(File(file.path, content, hashlib.sha256(content).hexdigest()))
        address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
        return replace(
            page,
            sha256=file.sha256,
            media_type=MEDIA_TYPE,
            url=address if address.startswith(("http://", "https://")) else page.url,
        )
    raise Unreadable(file.path, "a saved page without its page")


READER = Reader(MEDIA_TYPE, recognises, read)
