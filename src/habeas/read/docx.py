"""Word documents: headings, paragraphs, lists, tables and footnotes, without what was struck out."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from habeas.model.document import Raw
from habeas.read.decode import freeze
from habeas.read.packed import kind, opened
from habeas.read.page import MAX_BLOCKS, Page
from habeas.read.source import File, Reader, Unreadable
from habeas.read.xml import stream, tree

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{_WORD}}}"
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "Fallback"})
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def recognises(file: File) -> bool:
    """Whether the file is packed and holds a Word document's parts."""
    return kind(file) == "docx"


def read(file: File) -> Raw:
    """The document's text with its blocks, its notes last; `Unreadable` where it is damaged."""
    page = Page()
    with opened(file) as held:
        styles = _styles(file, held.part("word/styles.xml"))
        body = held.part("word/document.xml") or b""
        stream(file, "word/document.xml", body, _Body(page, styles))
        for name in _NOTES:
            notes = held.part(name)
            if notes:
                page.start("footer", {})
                stream(file, name, notes, _Body(page, {}))
                page.end("footer")
    page.close()
    if page.overfull:
        raise Unreadable(file.path, f"a document of over {MAX_BLOCKS:,} rows and paragraphs")
    text, blocks = page.laid_out(freeze)
    if not text:
        raise Unreadable(file.path, "a document without words")
    return Raw(file.name, file.sha256, MEDIA_TYPE, "utf-8", text, blocks)


def _styles(file: File, content: bytes | None) -> Mapping[str, str]:
    """Which tag each style of paragraph stands for: `h1` to `h6` or `li`."""
    if content is None:
        return {}
    found: dict[str, str] = {}
    for style in tree(file, "word/styles.xml", content.replace(_STRICT.encode(), _WORD.encode())):
        if style.tag != f"{_W}style":
            continue
        name = (_value(style.find(f"{_W}name")) or "").lower()
        level = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
        if name == "title":
            tag = "h1"
        elif level is not None and level.isdigit() and int(level) < 6:
            tag = f"h{int(level) + 1}"
        elif name.startswith("heading ") and name[8:9].isdigit():
            tag = f"h{min(int(name[8]), 6)}"
        elif name.startswith(("list bullet", "list number")):
            tag = "li"
        else:
            continue
        found[style.get(f"{_W}styleId") or ""] = tag
    return found


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


class _Body:
    """Takes the tags of a Word document and gives a page its own: `p`, `h1` to `h6`, `li`, `tr`, `td`."""

    def __init__(self, page: Page, styles: Mapping[str, str]) -> None:
        self._page, self._styles = page, styles
        self._skipping = 0
        self._in_words = False
        self._hidden = False
        self._paragraphs: list[str] = []
        self._opened: list[bool] = []
        self._columns: list[int] = []

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Opens an element."""
        name = etree.QName(tag).localname
        if self._skipping or name in _UNSEEN:
            self._skipping += 1
            return
        value = next((value for key, value in attrib.items() if key.endswith("}val")), "")
        if name == "p":
            self._paragraphs.append("p")
            self._opened.append(False)
        elif name in ("pStyle", "outlineLvl", "numId") and self._paragraphs:
            self._style(name, value)
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = value not in ("0", "false")
        elif name in ("t", "tab", "br", "cr", "noBreakHyphen") and self._paragraphs:
            self._words(name)
        elif name in ("tbl", "gridCol", "tr", "tc"):
            self._table(name)

    def end(self, tag: str) -> None:
        """Closes an element."""
        if self._skipping:
            self._skipping -= 1
            return
        name = etree.QName(tag).localname
        if name == "t":
            self._in_words = False
        elif name == "p" and self._paragraphs:
            ended = self._paragraphs.pop()
            if self._opened.pop():
                self._page.start("br", {}) if self._in_row else self._page.end(ended)
        elif name == "tr" and self._in_row:
            self._page.end("tr")
        elif name == "tbl" and self._columns:
            self._columns.pop()

    def data(self, data: str) -> None:
        """Takes characters."""
        if self._in_words and not self._skipping:
            self._page.data(data)

    @property
    def _in_row(self) -> bool:
        """Whether the table at hand has cells side by side; one of a single column is no table."""
        return bool(self._columns) and self._columns[-1] > 1

    def _style(self, name: str, value: str) -> None:
        if name == "pStyle":
            self._paragraphs[-1] = self._styles.get(value, "p")
        elif name == "outlineLvl" and value.isdigit() and int(value) < 6:
            self._paragraphs[-1] = f"h{int(value) + 1}"
        elif name == "numId" and value != "0" and self._paragraphs[-1] == "p":
            self._paragraphs[-1] = "li"

    def _words(self, name: str) -> None:
        if not self._opened[-1]:
            self._opened[-1] = True
            if not self._in_row:
                self._page.start(self._paragraphs[-1], {})
        if name == "t":
            self._in_words = not self._hidden
        elif name in ("br", "cr"):
            self._page.start("br", {})
        else:
            self._page.data("-" if name == "noBreakHyphen" else " ")

    def _table(self, name: str) -> None:
        if name == "tbl":
            self._columns.append(0)
        elif name == "gridCol" and self._columns:
            self._columns[-1] += 1
        elif self._in_row:
            self._page.start("tr" if name == "tr" else "td", {})


READER = Reader(MEDIA_TYPE, recognises, read)
