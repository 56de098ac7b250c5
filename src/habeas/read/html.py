"""HTML: the visible words of a page, block by block, without its navigation."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from habeas.model.document import Raw
from habeas.read.decode import decode, freeze, refuse_binary
from habeas.read.page import MAX_BLOCKS, Page
from habeas.read.source import File, Reader, Unreadable

MEDIA_TYPE = "text/html"

_SIGN = re.compile(
    rb"<!doctype html|<html|<head|<body|<(?:p|div|table|h[1-6]|article|ul|center|font)[\s>]", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_ADDRESS = re.compile(
    r"""<!-- saved from url=\(\d+\)(https?://[^\s>]{1,2000})"""
    r"""|<link(?=[^>]{0,500}\brel=["']?canonical\b)[^>]{0,500}?\bhref=["']?(https?://[^"'\s>]{1,2000})""",
    re.I,
)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_START = 4096
_HEAD = 65_536
_FED = 1_000_000


def recognises(file: File) -> bool:
    """Whether the file begins with a tag and holds one of HTML's near its start."""
    start = file.content[:_START].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _SIGN.search(start) is not None


def read(file: File) -> Raw:
    """The page's visible text with its blocks, without its navigation; `Unreadable` where it shows none.

    `url` is what the page calls its own address, or what the browser that saved it wrote down.
    """
    declared = _CHARSET.search(file.content[:_START])
    source, encoding = decode(file, declared=declared[1].decode("ascii") if declared else None)
    page = page_of(source)
    if page.overfull:
        raise Unreadable(file.path, f"a page of over {MAX_BLOCKS:,} rows and paragraphs")
    text, blocks = page.laid_out(freeze)
    if not text:
        raise Unreadable(file.path, "a page without visible text")
    refuse_binary(file, text)
    named = _ADDRESS.search(source, 0, _HEAD)
    address = unescape(named[1] or named[2]) if named else None
    return Raw(file.name, file.sha256, MEDIA_TYPE, encoding, text, blocks, url=address)


def page_of(source: str) -> Page:
    """The visible blocks of a page. No tree is built, so that no depth of nesting can exhaust the stack."""
    page, source = Page(), source or " "
    parser = etree.HTMLParser(target=page, encoding="utf-8", recover=True, huge_tree=True)
    for start in range(0, len(source), _FED):
        parser.feed(_UNFIT.sub("", source[start : start + _FED]).encode("utf-8", "replace"))
        if page.overfull:
            break
    parser.close()
    return page


READER = Reader(MEDIA_TYPE, recognises, read, harmless=True)
