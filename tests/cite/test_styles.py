"""Every style over the same works: what is there stands in its place, what is not leaves no trace."""

from __future__ import annotations

import hashlib
import json
import warnings
from datetime import date
from importlib.resources import as_file, files

import pytest
from citeproc import CitationStylesStyle

from habeas.cite import cite, find, parse, resolve
from habeas.cite.styles import FORMS
from habeas.errors import ExportError, NotFound
from habeas.model.document import Document, Entry, Page
from tests.factory import KALDRIA, doc

DAY = date(2026, 11, 3)
SHA256 = hashlib.sha256(KALDRIA.encode()).hexdigest()
URL, COPY = "https://lantern.example/k_1", "https://copy.example/2004/https://lantern.example/k_1"
TURN = KALDRIA.index("Four men")
PAGES = (Page("iv", 0, TURN), Page("5", TURN, len(KALDRIA)))

WORKS = {
    "report": doc(),
    "online": doc(url=URL, archive_url=COPY),
    "copy": doc(archive_url=COPY, published="2004-05"),
    "authors": doc(authors=("Ilke Dorran", "Anto Felmar"), symbol="LW 9/2004", url=URL),
    "entry": doc(
        title="Kaldria",
        published="2004",
        entry=Entry("Lantern Watch Report 2004", 12, "210", "212", "KALDRIA"),
        pages=PAGES,
    ),
    "nameless": doc(title=None, publisher=None, published=None, file="k_1.txt"),
}
GOLDEN = [
    ("oscola", "report", None, "Lantern Watch, Kaldria in 2003 (26 May 2004)."),
    (
        "oscola",
        "online",
        "death-penalty/1",
        f"Lantern Watch, Kaldria in 2003 (26 May 2004) ‘Death penalty’ para 1 <{URL}> accessed 3 November 2026, archived at <{COPY}>.",
    ),
    ("oscola", "copy", None, f"Lantern Watch, Kaldria in 2003 (May 2004) <{COPY}> accessed 3 November 2026."),
    (
        "oscola",
        "authors",
        "death-penalty",
        f"Ilke Dorran and Anto Felmar, Kaldria in 2003 (LW 9/2004, Lantern Watch 26 May 2004) ‘Death penalty’ <{URL}> accessed 3 November 2026.",
    ),
    ("oscola", "entry", None, "Lantern Watch, ‘Kaldria’ in Lantern Watch Report 2004 (2004) 210–212."),
    (
        "oscola",
        "entry",
        "political-prisoners/2",
        "Lantern Watch, ‘Kaldria’ in Lantern Watch Report 2004 (2004) 5, ‘Political prisoners’ para 2.",
    ),
    ("oscola", "nameless", None, "k_1.txt."),
    ("un", "report", None, "Lantern Watch, Kaldria in 2003 (26 May 2004)."),
    (
        "un",
        "online",
        "death-penalty/1",
        f"Lantern Watch, Kaldria in 2003 (26 May 2004), “Death penalty”, para. 1, available at {URL} (accessed on 3 November 2026), archived at {COPY}.",
    ),
    (
        "un",
        "copy",
        None,
        f"Lantern Watch, Kaldria in 2003 (May 2004), available at {COPY} (accessed on 3 November 2026).",
    ),
    (
        "un",
        "authors",
        None,
        f"Ilke Dorran and Anto Felmar, Kaldria in 2003, Lantern Watch, LW 9/2004 (26 May 2004), available at {URL} (accessed on 3 November 2026).",
    ),
    ("un", "entry", None, "Lantern Watch, “Kaldria”, in Lantern Watch Report 2004 (2004), pp. 210–212."),
    ("un", "entry", "page=iv", "Lantern Watch, “Kaldria”, in Lantern Watch Report 2004 (2004), p. iv."),
    ("un", "nameless", None, "k_1.txt."),
    ("chicago", "report", None, "Lantern Watch, Kaldria in 2003, May 26, 2004."),
    (
        "chicago",
        "online",
        "death-penalty/1",
        f"Lantern Watch, Kaldria in 2003, May 26, 2004, under “Death penalty,” para. 1, accessed November 3, 2026, {URL}, archived at {COPY}.",
    ),
    (
        "chicago",
        "copy",
        None,
        f"Lantern Watch, Kaldria in 2003, May 2004, accessed November 3, 2026, {COPY}.",
    ),
    (
        "chicago",
        "authors",
        None,
        f"Ilke Dorran and Anto Felmar, Kaldria in 2003, LW 9/2004, Lantern Watch, May 26, 2004, accessed November 3, 2026, {URL}.",
    ),
    (
        "chicago",
        "entry",
        "death-penalty/1",
        "Lantern Watch, “Kaldria,” in Lantern Watch Report 2004, 2004, iv–5, under “Death penalty,” para. 1.",
    ),
    ("chicago", "nameless", None, "k_1.txt."),
    ("apa", "report", None, "Lantern Watch. (2004, May 26). Kaldria in 2003."),
    (
        "apa",
        "online",
        "death-penalty/1",
        f"Lantern Watch. (2004, May 26). Kaldria in 2003. Retrieved November 3, 2026, from {URL} (archived at {COPY})\n(Lantern Watch, 2004, Death penalty section, para. 1)",
    ),
    (
        "apa",
        "copy",
        None,
        f"Lantern Watch. (2004, May). Kaldria in 2003. Retrieved November 3, 2026, from {COPY}",
    ),
    (
        "apa",
        "authors",
        None,
        f"Ilke Dorran & Anto Felmar. (2004, May 26). Kaldria in 2003 (LW 9/2004). Lantern Watch. Retrieved November 3, 2026, from {URL}",
    ),
    (
        "apa",
        "entry",
        "political-prisoners/2",
        "Lantern Watch. (2004). Kaldria. In Lantern Watch Report 2004 (pp. 210–212).\n(Lantern Watch, 2004, p. 5, Political prisoners section, para. 2)",
    ),
    ("apa", "nameless", None, "k_1.txt. (n.d.)."),
]


@pytest.mark.parametrize(
    ("style", "name", "address", "filed"), GOLDEN, ids=[f"{s}, {n}, {a or 'whole'}" for s, n, a, _ in GOLDEN]
)
def test_filed_as(style: str, name: str, address: str | None, filed: str) -> None:
    document = WORKS[name]
    passage = find(document, address) if address else None
    citation = cite(document, passage, accessed=DAY)
    assert citation.styled(style) == filed
    if passage:
        assert find(document, citation.address.partition("#")[2]) == passage
        assert resolve(parse(citation.permalink), [document]) == (document, passage.start, passage.end)


def filed(document: Document, style: str, address: str | None = None) -> str:
    return cite(document, find(document, address) if address else None, accessed=DAY).styled(style)


def test_bibtex() -> None:
    assert filed(WORKS["authors"], "bibtex", "death-penalty/1").splitlines() == [
        f"@techreport{{lantern-watch-2004-{WORKS['authors'].id[:9]},",
        "  author = {{Ilke Dorran} and {Anto Felmar}},",
        "  title = {{Kaldria in 2003}},",
        "  institution = {Lantern Watch},",
        "  year = {2004},",
        "  number = {LW 9/2004},",
        f"  url = {{{URL}}},",
        "  urldate = {2026-11-03},",
        r"  note = {Death penalty, para. 1; "
        + cite(WORKS["authors"], find(WORKS["authors"], "death-penalty/1"), accessed=DAY).permalink.replace(
            "#", r"\#"
        )
        + "},",
        "  month = may,",
        "}",
    ]


def test_bibtex_of_an_entry() -> None:
    lines = filed(WORKS["entry"], "bibtex").splitlines()
    assert lines[0].startswith("@incollection{lantern-watch-2004-d")
    assert {"  booktitle = {Lantern Watch Report 2004},", "  pages = {210--212},"} <= set(lines)


def test_what_means_something_to_tex_is_escaped() -> None:
    assert r"title = {{100\% of \#1 \& a\_b \{c\} \textbackslash{}d}}" in filed(
        doc(title="100% of #1 & a_b {c} \\d"), "bibtex"
    )


def test_ris() -> None:
    document = WORKS["online"]
    assert filed(document, "ris").splitlines() == [
        "TY  - RPRT",
        "AU  - Lantern Watch",
        "TI  - Kaldria in 2003",
        "PB  - Lantern Watch",
        "PY  - 2004",
        "DA  - 2004/05/26",
        f"UR  - {URL}",
        "Y2  - 2026/11/03",
        f"N1  - archived at {COPY}",
        f"N1  - habeas://sha256{SHA256}",
        f"ID  - {document.id}",
        "ER  - ",
    ]


def test_ris_of_an_entry() -> None:
    lines = filed(WORKS["entry"], "ris", "page=5").splitlines()
    assert lines[0] == "TY  - CHAP"
    assert {"T2  - Lantern Watch Report 2004", "SP  - 210", "EP  - 212", "N1  - p. 5, Death penalty"} <= set(
        lines
    )


def test_csl_json_keeps_the_five_things_apart() -> None:
    document = doc(url=URL, archive_url=COPY, citation="Lantern Watch, Kaldria [accessed 1 June 2010]")
    (item,) = json.loads(filed(document, "csl-json", "death-penalty/1/1"))
    assert (item["URL"], item["archive_location"]) == (URL, COPY)
    assert item["accessed"] == {"date-parts": [[2026, 11, 3]]}
    words = "A moratorium was announced in April."
    link = f"habeas://sha256{SHA256}#char={KALDRIA.index(words)},{KALDRIA.index(words) + len(words)}"
    digest = hashlib.sha256(words.encode()).hexdigest()
    assert item["custom"] == {
        "sha256": SHA256,
        "printed": document.meta.citation,
        "permalink": f"{link};quote={digest[:16]}",
        "section": "Death penalty",
        "paragraph": "1",
        "quote": words,
        "quote_sha256": digest,
    }


def test_printed_is_as_printed_or_said_to_be_missing() -> None:
    assert filed(doc(citation="Lantern  Watch , Kaldria"), "printed") == "Lantern  Watch , Kaldria"
    with pytest.raises(NotFound, match="prints no citation of its own"):
        filed(doc(), "printed")


def test_another_style_is_refused_with_those_there_are() -> None:
    with pytest.raises(ExportError, match="there are printed, oscola"):
        filed(doc(), "harvard")


@pytest.mark.parametrize("style", ["oscola", "un", "chicago", "apa"])
def test_a_style_is_valid_csl(style: str) -> None:
    with warnings.catch_warnings(), as_file(files("habeas.cite.csl") / f"{style}.csl") as path:
        warnings.simplefilter("error")
        CitationStylesStyle(str(path), validate=True)


def test_every_sheet_is_a_style_and_every_style_works() -> None:
    sheets = {
        path.name.removesuffix(".csl")
        for path in files("habeas.cite.csl").iterdir()
        if path.name.endswith(".csl")
    }
    assert sheets <= set(FORMS)
    for style in set(FORMS) - {"printed"}:
        assert filed(WORKS["online"], style)
