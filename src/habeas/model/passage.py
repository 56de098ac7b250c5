"""Addresses of passages: `section/paragraph/sentence`, `page=N`, or `char=a,b` in code points.

A section is the slug of its title (`death-penalty`), with `-2` and so on where a title comes again;
what stands before the first heading is `opening`. Paragraphs and bullets count from 1 in their
section, sentences from 1 in their paragraph. A page is named by its printed label.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from habeas.errors import PassageError
from habeas.model.document import Block, Document

CITABLE = frozenset({"paragraph", "bullet"})
OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text with its address; numbers are None where it is not numbered.

    `page` is the label of the page it stands on, `12-13` where it runs over, None without pages.
    """

    address: str
    start: int
    end: int
    section: str | None
    paragraph: int | None
    sentence: int | None
    page: str | None = None


def at(document: Document, start: int, end: int) -> Passage:
    """The passage at these offsets: the sentence that holds them, else the paragraph, else `char=`."""
    return _paged(document, _numbered(document, start, end))


def of_blocks(document: Document) -> list[Passage]:
    """The passage of every block, in their order; one that is not numbered has its offsets as address."""
    numbered = {index: (slug, number) for slug, number, index, _ in _paragraphs(document)}
    found = []
    for index, block in enumerate(document.blocks):
        title = None if block.section is None else document.sections[block.section].title
        slug, number = numbered.get(index, (None, None))
        address = f"{slug}/{number}" if slug else f"char={block.start},{block.end}"
        found.append(Passage(address, block.start, block.end, title, number, None))
    return found


def find(document: Document, address: str) -> Passage:
    """The passage that an address names; PassageError where there is none."""
    if address.startswith("char="):
        return _paged(document, _by_offsets(document, address))
    if address.startswith("page="):
        return _by_page(document, address.removeprefix("page="))
    return _paged(document, _by_numbers(document, address))


def _numbered(document: Document, start: int, end: int) -> Passage:
    for slug, number, index, block in _paragraphs(document):
        if block.start <= start and end <= block.end:
            title = None if block.section is None else document.sections[block.section].title
            for count, (first, last) in enumerate(_sentences(document, index), 1):
                if first <= start and end <= last:
                    return Passage(f"{slug}/{number}/{count}", start, end, title, number, count)
            return Passage(f"{slug}/{number}", start, end, title, number, None)
    return Passage(f"char={start},{end}", start, end, _section_at(document, start), None, None)


def _by_numbers(document: Document, address: str) -> Passage:
    wanted, *numbers = address.strip("/").split("/")
    if len(numbers) > 2 or not all(number.isdecimal() for number in numbers):
        raise PassageError(f"{address!r} is no address: section/paragraph/sentence, page=N or char=a,b")
    slug = _slug_of(document, wanted)
    if not numbers:
        return _whole_section(document, slug)
    paragraphs = [found for found in _paragraphs(document) if found[0] == slug]
    number = int(numbers[0])
    if not 1 <= number <= len(paragraphs):
        raise PassageError(f"section {slug} has {len(paragraphs)} paragraphs, none is number {number}")
    _, _, index, block = paragraphs[number - 1]
    title = None if block.section is None else document.sections[block.section].title
    if len(numbers) == 1:
        return Passage(f"{slug}/{number}", block.start, block.end, title, number, None)
    sentences = list(_sentences(document, index))
    count = int(numbers[1])
    if not 1 <= count <= len(sentences):
        raise PassageError(f"{slug}/{number} has {len(sentences)} sentences, none is number {count}")
    return Passage(f"{slug}/{number}/{count}", *sentences[count - 1], title, number, count)


def slugs(document: Document) -> list[str]:
    """The slug of each section, in order."""
    seen: Counter[str] = Counter()
    found = []
    for section in document.sections:
        slug = slugify(section.title)
        seen[slug] += 1
        found.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return found


def slugify(title: str) -> str:
    """A title as it stands in an address: small letters and figures, hyphens between words."""
    flat = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[^\W_]+", letters)) or "section"


def _paragraphs(document: Document) -> Iterator[tuple[str, int, int, Block]]:
    """Each citable block: the slug of its section, its number there, its index, the block."""
    names = slugs(document)
    seen: Counter[str] = Counter()
    for index, block in enumerate(document.blocks):
        if block.kind in CITABLE:
            slug = OPENING if block.section is None else names[block.section]
            seen[slug] += 1
            yield slug, seen[slug], index, block


def _sentences(document: Document, block: int) -> Iterator[tuple[int, int]]:
    return ((s.start, s.end) for s in document.sentences if s.block == block)


def _section_at(document: Document, offset: int) -> str | None:
    inside = [section.title for section in document.sections if section.start <= offset < section.end]
    return inside[-1] if inside else None


def _by_offsets(document: Document, address: str) -> Passage:
    match = re.fullmatch(r"char=(\d+),(\d+)", address)
    if not match:
        raise PassageError(f"{address!r} is no address: char= wants two offsets, as in char=120,180")
    start, end = int(match[1]), int(match[2])
    if not start < end <= len(document.text):
        raise PassageError(f"{address} lies outside the text, which has {len(document.text)} characters")
    numbered = _numbered(document, start, end)
    return Passage(address, start, end, numbered.section, numbered.paragraph, numbered.sentence)


def _by_page(document: Document, label: str) -> Passage:
    for page in document.pages:
        if page.label == label and page.start < page.end:
            return Passage(
                f"page={label}", page.start, page.end, _section_at(document, page.start), None, None, label
            )
    labels = [page.label for page in document.pages]
    there = f"its pages are {labels[0]} to {labels[-1]}" if labels else "its format has no pages"
    raise PassageError(f"{document.file} has no page {label!r}: {there}")


def _paged(document: Document, passage: Passage) -> Passage:
    """The passage with the page or pages that it stands on."""
    labels = [p.label for p in document.pages if p.start < passage.end and passage.start < p.end]
    return replace(passage, page="-".join(dict.fromkeys((labels[0], labels[-1])))) if labels else passage


def _slug_of(document: Document, wanted: str) -> str:
    names = [*dict.fromkeys(slug for slug, *_ in _paragraphs(document)), *slugs(document)]
    slug = slugify(wanted)
    if slug in names:
        return slug
    begun = {name for name in names if name.startswith(slug)}
    if len(begun) == 1:
        return begun.pop()
    raise PassageError(f"no section {wanted!r}; there are: {', '.join(dict.fromkeys(names)) or 'none'}")


def _whole_section(document: Document, slug: str) -> Passage:
    if slug in (names := slugs(document)):
        section = document.sections[names.index(slug)]
        return Passage(slug, section.start, section.end, section.title, None, None)
    blocks = [block for name, _, _, block in _paragraphs(document) if name == slug]
    return Passage(slug, blocks[0].start, blocks[-1].end, None, None, None)
