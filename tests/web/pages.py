"""Pages taken apart: elements and words by XPath."""

from __future__ import annotations

from typing import cast

from httpx import Response
from lxml import html
from lxml.html import HtmlElement


def nodes(answer: Response, path: str) -> list[HtmlElement]:
    """The elements of a page that a path finds."""
    return cast(list[HtmlElement], html.fromstring(answer.text).xpath(path))


def found(answer: Response, path: str) -> list[str]:
    """The words or attributes of a page that a path finds."""
    return [str(each) for each in cast(list[object], html.fromstring(answer.text).xpath(path))]


def content(answer: Response) -> str:
    """All words of a page."""
    return "".join(found(answer, "//text()"))
