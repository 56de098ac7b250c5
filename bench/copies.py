"""Copies told from other reports, by planted pairs of four kinds made from the bundled samples.

usage: python -m bench.copies [PAIRS]      how many, default 200, a quarter of each kind

same       the same bytes under two names
host       the same text in two hosts' pages: other notices and navigation, other marks, lines, format
near       words misread, sentences left out, added or in another order
different  another year by the same publisher with much of the wording kept, with or without its period
           on the page; another publisher that quotes a part of it
"""

from __future__ import annotations

import html
import random
import re
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from habeas.model.document import Document, Raw
from habeas.read import read
from habeas.structure import structure
from habeas.versions.copies import Own, compare
from habeas.versions.shingles import candidates, signature

RESULTS = Path(__file__).parent / "results" / "copies.txt"
KINDS = ("same", "host", "near", "different")
SAMPLES = ("kaldria-2009.txt", "kaldria-2010.html", "kaldria-2011.html", "kaldria-2010-open-docket.txt")
KEPT = ("heading", "paragraph", "bullet")

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be printed: what its page says of it, and its lines as (kind, words)."""

    title: str
    publisher: str
    year: int
    covers: bool
    lines: tuple[Line, ...]


def report(sample: str) -> Report:
    """A bundled sample."""
    document = _document(Path(str(files("habeas.samples") / sample)))
    lines = [
        (block.kind, " ".join(document.text[block.start : block.end].split()))
        for block in document.blocks
        if block.kind in KEPT
    ]
    meta = document.meta
    year = meta.covers[0].year if meta.covers else 2010
    return Report(meta.title or sample, meta.publisher or "?", year, True, tuple(lines))


def _document(path: Path) -> Document:
    (raw,) = read(path)
    assert isinstance(raw, Raw), raw
    return structure(raw)[0]


def plain(page: Report) -> str:
    """As a publisher prints it."""
    head = [page.title, f"Publisher: {page.publisher}\nDate: 27 May {page.year + 1}"]
    return "\n\n".join([*head, *_covers(page), *_worded(page, "• ")]) + "\n"


def wrapped(page: Report) -> str:
    """As a mail or an old copy holds it, lines broken and words divided."""
    lines = [textwrap.fill(line, 72) for line in _worded(page, "  * ")]
    body = "\n\n".join([page.title, *_covers(page), *lines])
    return re.sub(r"(\w{5})(\w{4}) (\w+)\n", r"\1-\n\2 \3\n", body, count=3) + "\n"


def older_host(page: Report) -> str:
    """As a host showed it, its notices around it."""
    head = [
        "Last Updated: Monday, 14 March 2016, 10:20 GMT",
        page.title,
        f"Publisher {page.publisher}\nPublication Date 27 May {page.year + 1}",
        "DisclaimerThis text was not written by the host, which does not answer for its content.",
    ]
    tail = [f"Copyright notice: © Copyright {page.publisher}", "Search the host"]
    return "\n\n".join([*head, *_covers(page), *_worded(page, "• "), *tail]) + "\n"


def newer_host(page: Report) -> str:
    """As a page of today, its navigation marked as such."""
    body = f"<h1>{html.escape(page.title)}</h1><dl><dt>- Document source:</dt><dd>{page.publisher}</dd>"
    body += f"<dt>- Date:</dt><dd>24 May {page.year + 1}</dd></dl>{_tagged(page)}"
    nav = "<nav><ul><li>Documents</li><li>Countries</li><li>About</li></ul></nav>"
    return f"<!doctype html><body>{nav}<main>{body}</main><footer><p>About the host</p></footer></body>\n"


def library(page: Report) -> str:
    """As somebody's library saved it, its navigation in plain divisions and its words in curly marks."""
    bar = "".join(f"<div>{word}</div>" for word in ("Home", "Browse by country", "Our collections", "Log in"))
    note = "<p>This page was archived by the Open Shelf Library. Views expressed are not ours.</p>"
    related = "<h3>Related documents</h3><ul><li>Kaldria: prisons (2007)</li><li>Ostrim: borders</li></ul>"
    cookies = "<div>We use cookies to improve your visit. Read our privacy policy.</div>"
    body = _tagged(page).replace(" &quot;", " “").replace("&quot;", "”").replace("&#x27;", "’")
    return f"<!doctype html><body>{cookies}{bar}<h1>{page.title}</h1>{body}{note}{related}</body>\n"


FORMS: tuple[Callable[[Report], str], ...] = (plain, wrapped, older_host, newer_host, library)


def _covers(page: Report) -> list[str]:
    return [f"Covering events from January - December {page.year}"] if page.covers else []


def _worded(page: Report, bullet: str) -> list[str]:
    return [f"{bullet if kind == 'bullet' else ''}{words}" for kind, words in page.lines]


def _tagged(page: Report) -> str:
    tags = {"heading": "h2", "paragraph": "p", "bullet": "li"}
    body = [f"<p>{line}</p>" for line in _covers(page)]
    body += [f"<{tags[kind]}>{html.escape(words)}</{tags[kind]}>" for kind, words in page.lines]
    return "\n".join(body)


def said(page: Report) -> list[str]:
    """The sentences of its paragraphs."""
    return [
        sentence
        for kind, words in page.lines
        if kind != "heading"
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)
    ]


def near(page: Report, chance: random.Random) -> Report:
    """The report with one of four kinds of damage."""
    lines = list(page.lines)
    paragraphs = [n for n, (kind, _) in enumerate(lines) if kind != "heading"]
    match chance.choice(("misread", "shorter", "longer", "shuffled")):
        case "misread":
            share = chance.uniform(0.02, 0.1)
            lines = [(kind, _misread(words, share, chance)) for kind, words in lines]
        case "shorter":
            gone = set(chance.sample(paragraphs, max(1, int(len(paragraphs) * chance.uniform(0.05, 0.35)))))
            lines = [line for n, line in enumerate(lines) if n not in gone]
        case "longer":
            other = said(report(chance.choice([s for s in SAMPLES if report(s).title != page.title])))
            for sentence in chance.sample(other, chance.randint(1, 8)):
                lines.insert(chance.randrange(1, len(lines)), ("paragraph", sentence))
        case _:
            one, two = chance.sample(paragraphs, 2)
            lines[one], lines[two] = lines[two], lines[one]
    return replace(page, lines=tuple(lines))


def _misread(words: str, share: float, chance: random.Random) -> str:
    def badly(word: str) -> str:
        if chance.random() > share or len(word) < 3:
            return word
        at = chance.randrange(len(word) - 1)
        return word[:at] + chance.choice("ceilnorstu") + word[at + 1 :]

    return " ".join(badly(word) for word in words.split())


def different(page: Report, chance: random.Random) -> Report:
    """Another report: of the next year, or by a publisher that quotes this one."""
    if chance.random() < 0.5:
        other = report(chance.choice([s for s in SAMPLES if report(s).publisher != page.publisher]))
        quoted = chance.sample(said(page), int(len(said(page)) * chance.uniform(0.05, 0.4)))
        lines = list(other.lines)
        for sentence in quoted:
            lines.insert(chance.randrange(len(lines)), ("paragraph", f'{page.publisher} wrote: "{sentence}"'))
        return replace(other, covers=chance.random() < 0.5, lines=tuple(lines))
    news = [sentence for s in SAMPLES if report(s).title != page.title for sentence in said(report(s))]
    chance.shuffle(news)
    share = chance.uniform(0.4, 1)
    lines = [
        (kind, words if kind == "heading" else _next_year(words, share, news, chance))
        for kind, words in page.lines
    ]
    year = page.year + 1
    title = page.title.replace(str(year), str(year + 1))
    return replace(page, title=title, year=year, covers=chance.random() < 0.7, lines=tuple(lines))


def _next_year(words: str, share: float, news: list[str], chance: random.Random) -> str:
    """A paragraph of which so many sentences are new."""
    kept = re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)
    return " ".join(news.pop() if news and chance.random() < share else sentence for sentence in kept)


def pair(kind: str, seed: int) -> tuple[str, str]:
    """Two pages of a kind."""
    chance = random.Random(f"{kind} {seed}")
    page = report(SAMPLES[seed % len(SAMPLES)])
    first, second = chance.sample(FORMS, 2)
    match kind:
        case "same":
            return (printed := first(page)), printed
        case "host":
            return first(page), second(page)
        case "near":
            other = near(page, chance)
            return first(page), (first if chance.random() < 0.5 else second)(other)
        case _:
            covered = replace(page, covers=chance.random() < 0.7)
            return first(covered), (first if chance.random() < 0.5 else second)(different(page, chance))


def found(one: str, other: str, folder: Path) -> str:
    """The kind that a pair of pages is found to be."""
    documents = []
    for name, page in (("one", one), ("other", other)):
        path = folder / name
        path.write_text(page, encoding="utf-8")
        documents.append(_document(path))
    if documents[0].id == documents[1].id:
        return "same"
    owns = [Own(document) for document in documents]
    signatures = {own.document.id: signature(own.shingles) for own in owns}
    known = {id: signed for id, signed in signatures.items() if signed is not None}
    link = compare(*owns) if candidates(known) else None
    if link is None:
        return "different"
    return "host" if link.kind == "copy" else "near"


def outcomes(count: int) -> Iterator[tuple[str, str, int]]:
    """(planted, found, seed) of so many pairs."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            yield kind, found(*pair(kind, number // len(KINDS)), Path(folder)), number // len(KINDS)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    told: Counter[tuple[str, str]] = Counter()
    for planted, got, seed in outcomes(count):
        told[planted, got] += 1
        if planted != got:
            print(f"{planted} pair {seed} taken for {got}", file=sys.stderr)
    lines = [f"{count} pairs: python -m bench.copies", ""]
    lines.append(f"{'planted':<11}" + "".join(f"{kind:>11}" for kind in KINDS) + "  precision     recall")
    for kind in KINDS:
        right = told[kind, kind]
        precision = right / max(sum(told[other, kind] for other in KINDS), 1)
        recall = right / max(sum(told[kind, other] for other in KINDS), 1)
        counts = "".join(f"{told[kind, got]:>11}" for got in KINDS)
        lines.append(f"{kind:<11}{counts}{precision:>11.3f}{recall:>11.3f}")
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
