"""The blocks of a page as a parser streams its tags: what is a heading, a list item, a table row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form header hr html legend li main nav ol p pre section summary table tbody tfoot"
    " thead tr ul h1 h2 h3 h4 h5 h6".split()
)
_OWN_KIND = {f"h{level}": f"heading{level}" for level in range(1, 7)} | {
    "li": "bullet",
    "tr": "row",
    "footer": "notice",
}
_HANDED_DOWN = frozenset({"p", "div", "center", "section"})
_UNSEEN = frozenset(
    "script style noscript template svg math iframe object select button textarea audio video canvas".split()
)
_NAVIGATION = frozenset(
    "sidebar sharing share social consent skip-link skip-to-content toolbar topbar search-form searchbox"
    " search-box language-switcher subscribe related".split()
)
_NAVIGATION_PARTS = frozenset(
    "nav navbar navigation menu mainmenu topmenu submenu breadcrumb breadcrumbs cookie cookies pagination"
    " pager skiplink newsletter".split()
)
_NAVIGATION_ROLES = frozenset({"navigation", "search", "menu", "menubar", "dialog"})
_NEVER_NAVIGATION = frozenset({"html", "body", "main", "article", "h1"})
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+")
_PROSE = 400
_RUN_OF_LINKS = 4
_LONGEST_LINK = 120

MAX_BLOCKS = 200_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Block:
    """Words of one block; how many of its characters are links, the navigation it stands in, if any.

    `main` says that it stands in what the page marks as its main part.
    """

    kind: str
    words: str
    linked: int
    navigation: int | None
    main: bool

    @property
    def plain(self) -> int:
        """How many characters are no link."""
        return max(0, len(self.words) - self.linked)


class Page:
    """A target for lxml's streaming parser that gathers visible text in blocks.

    Cells of a table row are parted by a tab, `<br>` is a newline, two of them part blocks.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._line: list[str] = []
        self._linked = 0
        self._kinds = ["paragraph"]
        self._skipping = 0
        self._depth = 0
        self._navigation: list[tuple[int, int]] = []
        self._main: list[int] = []
        self._parts = 0
        self._links = 0
        self._in_title = False
        self._title = ""
        self._preformatted = 0

    @property
    def overfull(self) -> bool:
        """Whether it has more blocks than a report; what comes then is not kept."""
        return len(self._blocks) > MAX_BLOCKS

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        """Opens an element."""
        tag, attributes = str(tag), {str(name): str(value) for name, value in attrib.items()}
        if self._skipping or tag in _UNSEEN or _is_hidden(attributes):
            self._skipping += 1
            return
        self._depth += 1
        self._links += tag == "a"
        self._in_title = tag == "title" and not self._blocks
        if tag == "br":
            self._line.append("\n")
        elif tag in ("td", "th"):
            self._line.append("\t")
        elif tag in _BLOCKS:
            self._close_block()
            self._kinds.append(self._kind_of(tag))
            self._preformatted += tag == "pre"
            self._open_part(tag, attributes)

    def end(self, tag: str | bytes) -> None:
        """Closes an element."""
        if self._skipping:
            self._skipping -= 1
            return
        self._in_title = False
        self._links -= tag == "a"
        if tag in _BLOCKS:
            self._close_block()
            self._preformatted -= tag == "pre"
            if len(self._kinds) > 1:
                self._kinds.pop()
        if self._main and self._main[-1] == self._depth:
            self._main.pop()
        if self._navigation and self._navigation[-1][0] == self._depth:
            self._navigation.pop()
        self._depth -= 1

    def data(self, data: str | bytes) -> None:
        """Takes characters."""
        data = data if isinstance(data, str) else data.decode()
        if self._skipping:
            return
        if self._in_title:
            self._title += data
            return
        self._linked += len(data.strip()) if self._links else 0
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
        chosen = [(block.kind, block.words) for block in _own(self._blocks)]
        for kind, words in [*self._untitled(chosen[:40]), *chosen]:
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

    def _open_part(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "main" or attributes.get("role") == "main":
            self._main.append(self._depth)
        elif not self._navigation and _is_navigation(tag, attributes):
            self._parts += 1
            self._navigation.append((self._depth, self._parts))

    def _close_block(self) -> None:
        text = re.sub(r" {2,}", " ", "".join(self._line))
        linked, self._linked = self._linked, 0
        self._line.clear()
        text = re.sub(r"[ \n]*\t[ \t\n]*", "\t", text) if "\t" in text else text
        navigation = self._navigation[-1][1] if self._navigation else None
        for part in re.split(r" *\n *(?:\n *)+", text):
            words = re.sub(r" *\n *", "\n", part).strip()
            if words and not self.overfull:
                share = min(linked, len(words))
                linked -= share
                self._blocks.append(_Block(self._kinds[-1], words, share, navigation, bool(self._main)))

    def _untitled(self, first: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """The window's title as a heading, for a page that prints no title of its own."""
        parts = [_BLANKS.sub(" ", part).strip() for part in re.split(r"\s[|»]\s", self._title)]
        printed = " ".join(words for _, words in first)
        if any(kind in ("heading1", "heading2") for kind, _ in first) or any(
            part and part in printed for part in parts
        ):
            return []
        return [("heading1", max(parts, key=len))]


def _own(blocks: Sequence[_Block]) -> Sequence[_Block]:
    """The blocks of the page's own text, unless that would be less than what is left out.

    Left out are parts named as navigation that hold no prose, what stands outside the main part where
    the page marks one, and lists of nothing but links.
    """
    prose: Counter[int] = Counter()
    for block in blocks:
        if block.navigation is not None:
            prose[block.navigation] += block.plain
    kept = [block for block in blocks if block.navigation is None or prose[block.navigation] > _PROSE]
    kept = _without_lists_of_links(_main_part(kept))
    left_out = sum(block.plain for block in blocks) - sum(block.plain for block in kept)
    return kept if kept and sum(block.plain for block in kept) >= left_out else blocks


def _main_part(blocks: list[_Block]) -> list[_Block]:
    """What stands in the page's main part, if it marks one and most of its words stand there.

    Its foot is kept, for the notices of copyright in it, and a title that stands above.
    """
    inside = [block for block in blocks if block.main]
    if sum(block.plain for block in inside) * 2 < sum(block.plain for block in blocks) or not inside:
        return blocks
    titled = any(block.kind == "heading1" for block in inside)
    beside = ("notice",) if titled else ("notice", "heading1")
    return [block for block in blocks if block.main or block.kind in beside]


def _without_lists_of_links(blocks: Sequence[_Block]) -> list[_Block]:
    kept: list[_Block] = []
    for linked, run in groupby(blocks, key=_is_link):
        held = list(run)
        if not linked or len(held) < _RUN_OF_LINKS:
            kept += held
    return kept


def _is_link(block: _Block) -> bool:
    few = len(block.words) <= _LONGEST_LINK and not block.kind.startswith("heading")
    return few and block.plain <= 0.2 * len(block.words)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _is_navigation(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag == "nav" or attributes.get("role") in _NAVIGATION_ROLES:
        return True
    if tag in _NEVER_NAVIGATION:
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return not (
        _NAVIGATION.isdisjoint(names.lower().split())
        and _NAVIGATION_PARTS.isdisjoint(part.lower() for part in _NAME_PARTS.findall(names))
    )
