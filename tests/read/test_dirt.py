"""What stands on real pages and must not reach the text: each row named for its trap."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from habeas.read import pdf
from habeas.read.pdf import boxes
from habeas.read.source import Unreadable
from tests.read.press import Press, entry, sentences, volume
from tests.read.test_pdf import blocks, taken

Put = tuple[float, float, str]
SIZE = 10.0
pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))


def page(
    *lines: Put, font: str = "Times-Roman", size: float = SIZE, fonts: Sequence[tuple[str, float]] = ()
) -> bytes:
    """A page with each line at its place; `fonts` gives those of the first lines where they differ."""
    return printed([lines], font=font, size=size, fonts=fonts)


def printed(
    pages: Sequence[Sequence[Put]],
    *,
    font: str = "Times-Roman",
    size: float = SIZE,
    fonts: Sequence[tuple[str, float]] = (),
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for lines in pages:
        for number, (left, bottom, text) in enumerate(lines):
            canvas.setFont(*(fonts[number] if number < len(fonts) else (font, size)))
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def wrapped(*lines: str) -> bytes:
    return page(*[(60, 700 - 12 * number, line) for number, line in enumerate(lines)])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(
            (
                "She was held for nine days after her impris-",
                "onment had been announced by the ministry there.",
            ),
            "She was held for nine days after her imprisonment had been announced by the ministry there.",
            id="a word broken by a hyphen",
        ),
        pytest.param(
            (
                "The socio-economic rights of all were denied in that socio-",
                "economic plan of the new ministry.",
            ),
            "The socio-economic rights of all were denied in that socio-economic plan of the new ministry.",
            id="a compound that stands elsewhere with its hyphen",
        ),
        pytest.param(
            (
                "The troops were under the command of NATO and the NATO-",
                "Kaldria treaty was never signed by it.",
            ),
            "The troops were under the command of NATO and the NATO-Kaldria treaty was never signed by it.",
            id="a hyphen before a capital",
        ),
        pytest.param(
            (
                "A court in the capital gave the lawyer a sentence of a 12-",
                "year term without any appeal to it.",
            ),
            "A court in the capital gave the lawyer a sentence of a 12-year term without any appeal to it.",
            id="a hyphen behind a number",
        ),
        pytest.param(
            (
                "Women were told of the long work and the hours of short-",
                "and long-term detention in the north.",
            ),
            "Women were told of the long work and the hours of short- and long-term detention in the north.",
            id="a hyphen that hangs before and",
        ),
        pytest.param(
            (
                "The trial of the two farmers was in a month of rain, long month-",
                "long hearings in a long hall.",
            ),
            "The trial of the two farmers was in a month of rain, long month-long hearings in a long hall.",
            id="a compound of two words of the text",
        ),
    ],
)
def test_words_are_joined_over_the_ends_of_lines(lines: tuple[str, ...], text: str) -> None:
    assert pdf.read(taken(wrapped(*lines))).text == text


def test_ligatures_are_letters() -> None:
    content = page((60, 700, "The ofﬁcer was ﬁned after the conﬂict."), font="Vera")
    assert pdf.read(taken(content)).text == "The officer was fined after the conflict."


def handmade(drawn: bytes, named: str) -> bytes:
    """A page in two fonts: the signs of B are what `named` maps them to."""
    named = f"1 begincodespacerange <00> <ff> endcodespacerange {named}"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</B 5 0 R/T 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Signs/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(named), named.encode()),
    ]
    held = b"".join(b"%d 0 obj%s endobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.4\n" + held + b"trailer<</Root 1 0 R>>\n%%EOF"


BULLET = (
    b"BT /B 10 Tf 60 700 Td (b) Tj /T 10 Tf 11 0 Td (He was held in Verrin) Tj"
    b" 0 -12 Td (for nine days in June.) Tj ET"
)


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "b", "•", "■", "▪"])
def test_a_bullet_is_a_bullet_whatever_its_font_calls_it(sign: str) -> None:
    raw = pdf.read(taken(handmade(BULLET, f"1 beginbfchar <62> <{ord(sign):04x}> endbfchar")))
    assert blocks(raw) == [("bullet", "He was held in Verrin for nine days in June.")]


def test_fonts_that_do_not_name_their_letters_make_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    drawn = b"BT /B 10 Tf 60 700 Td (" + b"Two farmers were held in Verrin. " * 4 + b") Tj ET"
    with pytest.raises(Unreadable, match="a scan without text"):
        pdf.read(taken(handmade(drawn, "1 beginbfrange <21> <7e> <e021> endbfrange")))


def test_a_head_in_the_middle_of_a_sentence_is_left_out() -> None:
    press = Press(columns=1)
    text = "Two farmers were held " + "in a closed trial and then again " * 130 + "until the year ended."
    chance = random.Random(5)
    press.set([*entry(chance, "Kaldria", 2)][:3], "Kaldria")
    press.set([type(next(entry(chance, "x")))("paragraph", text)], "Kaldria")
    raw = pdf.read(taken(press.done()))
    assert raw.text.endswith(text)


TOWNS = ("Verrin", "Osk", "Marr", "Uldin", "Tarn", "Sorr", "Velm", "Ruv", "Kald", "Bran", "Hal", "Das")


def noted(number: int) -> list[str]:
    return [f"She was held in {town} for {number + 5} days by order of" for town in TOWNS]


def test_marks_of_notes_are_left_out_and_the_notes_told() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for number in range(3):
        for line, text in enumerate(noted(number)):
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(60, 700 - 12 * line, text + " court")
            canvas.setFont("Times-Roman", 6)
            right = 60 + pdfmetrics.stringWidth(text + " court", "Times-Roman", 10)
            canvas.drawString(right, 704 - 12 * line, str(number + 1) if line == 1 else "")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(60, 90, f"{number + 1} {sentences(random.Random(number), 1)}")
        canvas.drawString(60, 82, sentences(random.Random(number + 9), 1))
        canvas.showPage()
    canvas.save()
    raw = pdf.read(taken(stream.getvalue()))
    assert raw.text.split() == " ".join(f"{text} court" for n in range(3) for text in noted(n)).split()
    (remark,) = raw.remarks
    assert remark.detail == "footnotes are left out of the text; they stand on pages 1, 2, 3"


def test_facts_that_stand_alike_on_many_pages_are_no_heads() -> None:
    pages = [
        [
            (60, 790, f"COUNTRY {name}"),
            (60, 770, "Death penalty: retentionist"),
            (60, 750, f"{name} held elections."),
        ]
        for name in ("Kaldria", "Velmark", "Ostravia", "Sorrenia")
    ]
    raw = pdf.read(taken(printed(pages)))
    assert raw.text.count("Death penalty: retentionist") == 4


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_title_over_all_columns_stands_first(columns: int) -> None:
    press = Press(columns=columns, heads=False)
    chance = random.Random(2)
    press.set(list(entry(chance, "Velmark", 8)), "")
    raw = pdf.read(taken(press.done()))
    assert raw.text.startswith("VELMARK\n\nHead of state")


def column(left: float, top: float, name: str, count: int = 12) -> list[Put]:
    lines = [f"{name} {n} was held in Verrin for many days and was" for n in range(count)]
    return [(left, top - 12 * number, line) for number, line in enumerate(lines)]


def test_a_title_between_two_pairs_of_columns_parts_them() -> None:
    title: Put = (60, 600, "VELMARK")
    upper, lower = (
        [*column(60, 780, "A"), *column(310, 780, "B")],
        [*column(60, 570, "C"), *column(310, 570, "D")],
    )
    raw = pdf.read(taken(page(title, *upper, *lower, fonts=[("Helvetica-Bold", 20)])))
    order = [word for word in raw.text.split() if len(word) == 1 or word == "VELMARK"]
    assert list(dict.fromkeys(word for word in order if not word.isdigit())) == [
        "A",
        "B",
        "VELMARK",
        "C",
        "D",
    ]


def test_a_heading_within_a_column_parts_nothing() -> None:
    heading: Put = (60, 600, "Unfair trials")
    left = [*column(60, 780, "A"), *column(60, 570, "B")]
    raw = pdf.read(taken(page(heading, *left, *column(310, 780, "C", 29), fonts=[("Helvetica-Bold", 14)])))
    assert list(dict.fromkeys(word for word in raw.text.split() if word in "ABC")) == ["A", "B", "C"]


def test_a_tab_at_the_edge_of_pages_is_no_text() -> None:
    pages = [[*column(60, 700, name), (560, 700 - 20 * n, f"{name}AB")] for n, name in enumerate("STUV")]
    raw = pdf.read(taken(printed(pages)))
    assert not any(f"{name}AB" in raw.text for name in "STUV")


def test_numbers_of_paragraphs_at_the_edge_are_text() -> None:
    pages = [[*column(90, 700, name), (60, 700, f"{n + 10}.")] for n, name in enumerate("STUV")]
    raw = pdf.read(taken(printed(pages)))
    assert all(f"{n + 10}." in raw.text for n in range(4))


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Arrests", "41"), ("Trials", "7"), ("Executions", "0"), ("Releases of all kinds", "12")]
    content = page(
        *[
            (left, 700 - 14 * n, text)
            for n, row in enumerate(rows)
            for left, text in zip((60, 300), row, strict=True)
        ]
    )
    raw = pdf.read(taken(content))
    assert raw.text == "\n".join("\t".join(row) for row in rows)
    assert {kind for kind, _, _ in raw.blocks} == {"row"}


def test_a_page_set_sideways_is_read_as_it_is_meant() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.rotate(90)
    for number, line in enumerate(("Mirela Dasko was held in Verrin for nine", "days in June.")):
        canvas.drawString(100, -100 - 14 * number, line)
    canvas.save()
    assert pdf.read(taken(stream.getvalue())).text == "Mirela Dasko was held in Verrin for nine days in June."


def test_boxes_lead_from_the_text_to_the_page() -> None:
    file = taken(volume(notes=True).content)
    raw = pdf.read(file)
    start = raw.text.index("imprisonment after an international campaign")
    end = start + len("imprisonment after an international campaign")
    found = boxes(file, raw.text, start, end)
    assert {box.page for box in found} == {0}
    assert all(50 <= box.left < box.right <= 545 and 60 <= box.bottom < box.top <= 800 for box in found)
    assert sum(box.right - box.left for box in found) == pytest.approx(170, abs=25)
    part = raw.text[raw.pages[1].start : raw.pages[2].end]
    assert boxes(file, part, 0, 9) == boxes(file, raw.text, raw.pages[1].start, raw.pages[1].start + 9)
    tidied = raw.text.replace("\n\n", " ")
    assert boxes(file, tidied, tidied.index("KALDRIA"), tidied.index("KALDRIA") + 7)
    with pytest.raises(LookupError):
        boxes(file, "held in Osk", 0, 11)
