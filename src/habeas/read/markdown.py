"""Markdown: rendered as a page, and read as one."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from habeas.model.document import Raw
from habeas.read import html
from habeas.read.decode import decode, freeze, refuse_binary
from habeas.read.source import File, Reader, Unreadable

MEDIA_TYPE = "text/markdown"

_HEADING = re.compile(rb"^#{1,6} +\S", re.M)
_MARKUP = re.compile(rb"\[[^\]\n]+\]\([^)\s]+\)|\*\*[^*\s][^*\n]*\*\*|^```|^\|(?: *:?-+:? *\|)+|^> ", re.M)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_START = 65_536


def recognises(file: File) -> bool:
    """Whether headings and other marks stand in the file as only Markdown has them."""
    start = file.content[:_START]
    headings, marks = len(_HEADING.findall(start)), len(_MARKUP.findall(start))
    return (headings > 1 or (headings == 1 and marks > 0)) and not html.recognises(file)


def read(file: File) -> Raw:
    """The words of the text without its marks; `Unreadable` where it has none."""
    source, encoding = decode(file)
    refuse_binary(file, source)
    source = _FRONT.sub("", source.replace("\r\n", "\n"), count=1)
    text, blocks = html.page_of(MarkdownIt("commonmark").enable("table").render(source)).laid_out(freeze)
    if not text:
        raise Unreadable(file.path, "no words in it")
    return Raw(file.name, file.sha256, MEDIA_TYPE, encoding, text, blocks)


READER = Reader(MEDIA_TYPE, recognises, read)
