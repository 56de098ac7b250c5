"""The blocks of a page as a parser streams its tags: what is a heading, a list item, a table row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_OWN_KIND = {f"h{level}": f"heading{level}" for level in range(1, 7)} | {
    "li": "bullet",
    "tr": "row",
    "footer": "notice",
}
_HANDED_DOWN = frozenset({"p", "div", "center", "section"})
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "textarea",
        "audio",
        "video",
        "canvas",
    ]
)
_NAVIGATION = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "mainmenu",
        "topmenu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "sharing",
        "share",
        "social",
        "cookie",
        "cookies",
        "cookie-banner",
        "cookie-notice",
        "skip-link",
        "skiplink",
        "skip-to-content",
        "pagination",
        "toolbar",
        "topbar",
        "search-form",
        "searchbox",
        "search-box",
        "language-switcher",
    ]
)
_NEVER_NAVIGATION = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


class Page:
    """A target for lxml's streaming parser that gathers visible text in blocks.

    Cells of a table row are parted by a tab, `<br>` is a newline, two of them part blocks.
    """

    def __init__(self, *, navigation: bool) -> None:
        self.kept = 0
        self.left_out = 0
        self._navigation = navigation
        self._blocks: list[tuple[str, str]] = []
        self._line: list[str] = []
        self._kinds = ["paragraph"]
        self._skipping: list[str] = []
        self._skips_navigation = False
        self._in_title = False
        self._title = ""
        self._preformatted = 0

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        """Opens an element."""
        tag, attributes = str(tag), {str(name): str(value) for name, value in attrib.items()}
        if self._skipping:
            self._skipping.append(tag)
        elif tag == "title" and not self._blocks:
            self._in_title = True
        elif tag in _UNSEEN or _is_hidden(attributes):
            self._skipping, self._skips_navigation = [tag], False
        elif not self._navigation and _is_navigation(tag, attributes):
            self._skipping, self._skips_navigation = [tag], True
        elif tag == "br":
            self._line.append("\n")
        elif tag in ("td", "th"):
            self._line.append("\t")
        elif tag in _BLOCKS:
            self._close_block()
            self._kinds.append(self._kind_of(tag))
            self._preformatted += tag == "pre"

    def end(self, tag: str | bytes) -> None:
        """Closes an element."""
        if self._skipping:
            self._skipping.pop()
        elif tag == "title":
            self._in_title = False
        elif tag in _BLOCKS:
            self._close_block()
            self._preformatted -= tag == "pre"
            if len(self._kinds) > 1:
                self._kinds.pop()

    def data(self, data: str | bytes) -> None:
        """Takes characters."""
        data = data if isinstance(data, str) else data.decode()
        if self._skipping:
            self.left_out += len(data.strip()) if self._skips_navigation else 0
        elif self._in_title:
            self._title += data
        else:
            self.kept += len(data.strip())
            self._line.append(data if self._preformatted else _BLANKS.sub(" ", data))

    def comment(self, text: str | bytes) -> None:
        """Leaves a comment out."""

    def close(self) -> None:
        """Ends the page."""
        self._close_block()

    def laid_out(self, freeze: Callable[[str], str]) -> tuple[str, tuple[tuple[str, int, int], ...]]:
        """The text and its blocks as (kind, start, end); `freeze` gives the form that is kept.

        Blocks stand a blank line apart, rows of a table on neighbouring lines.
        """
        pieces: list[str] = []
        spans: list[tuple[str, int, int]] = []
        at, before = 0, ""
        for kind, words in [*self._untitled(), *self._blocks]:
            frozen = freeze(words).strip()
            if not frozen:
                continue
            gap = "" if not pieces else "\n" if kind == before == "row" else "\n\n"
            pieces += (gap, frozen)
            spans.append((kind, at + len(gap), at + len(gap) + len(frozen)))
            at, before = spans[-1][2], kind
        return "".join(pieces), tuple(spans)

    def _kind_of(self, tag: str) -> str:
        if tag in _OWN_KIND:
            return "notice" if self._kinds[-1] == "notice" else _OWN_KIND[tag]
        return self._kinds[-1] if tag in _HANDED_DOWN or self._kinds[-1] == "notice" else "paragraph"

    def _close_block(self) -> None:
        text = re.sub(r" {2,}", " ", "".join(self._line))
        self._line.clear()
        text = re.sub(r"[ \n]*\t[ \t\n]*", "\t", text) if "\t" in text else text
        for part in re.split(r" *\n *(?:\n *)+", text):
            words = re.sub(r" *\n *", "\n", part).strip()
            if words:
                self._blocks.append((self._kinds[-1], words))

    def _untitled(self) -> list[tuple[str, str]]:
        """The window's title as a heading, for a page that prints no title of its own."""
        parts = [_BLANKS.sub(" ", part).strip() for part in re.split(r"\s[|»]\s", self._title)]
        printed = " ".join(words for _, words in self._blocks[:40])
        if any(kind in ("heading1", "heading2") for kind, _ in self._blocks[:40]) or any(
            part and part in printed for part in parts
        ):
            return []
        return [("heading1", max(parts, key=len))]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _is_navigation(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag == "nav" or attributes.get("role") in ("navigation", "search", "menu"):
        return True
    if tag in _NEVER_NAVIGATION:
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
    return not _NAVIGATION.isdisjoint(names)
