"""Charges, penalties and outcomes: each row a sentence with its trigger in brackets, named for its trap."""

from __future__ import annotations

import re

import pytest

from habeas.analyse.charges import Charges, resolve
from habeas.analyse.language import Act, parse
from habeas.model.document import Block, Document, Metadata, Sentence


def read(marked: str, kind: str) -> Charges:
    """The charges of the act whose trigger stands in brackets."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found
    text = marked.replace("[", "").replace("]", "")
    document = Document(
        "d1", "t.txt", "", "text/plain", text, Metadata(), (), (Block("paragraph", 0, len(text), None),), ()
    )
    parsed = next(parse(document, [Sentence(0, len(text), 0)]))
    span = parsed.doc.char_span(found.start(), found.end() - 2, alignment_mode="expand")
    assert span is not None
    return resolve(Act(kind, span, "test"), parsed)


CHARGES = [
    ("with", "She [was charged with libel].", "charge", ["libel"]),
    ("two charges", "She [was charged with libel and fraud].", "charge", ["libel", "fraud"]),
    ("of", "The men [were accused of plotting a coup].", "charge", ["plotting a coup"]),
    ("found guilty of", "He was [found guilty] of arson.", "conviction", ["arson"]),
    ("adjunct between", "He was [convicted in August] of fraud.", "conviction", ["fraud"]),
    ("court between", "He was [convicted by the Leen Court] of fraud.", "conviction", ["fraud"]),
    ("on charges of", "They [were tried] on charges of treason.", "trial", ["treason"]),
    ("on suspicion of", "He [was detained] on suspicion of theft.", "detention", ["theft"]),
    ("before its noun", "They [were arrested] on libel charges.", "arrest", ["libel charges"]),
    ("for", "She [was jailed] for organizing a strike.", "sentence", ["organizing a strike"]),
    (
        "for alleged",
        "He [was arrested] for allegedly insulting a judge.",
        "arrest",
        ["allegedly insulting a judge"],
    ),
    ("for a time is none", "He [was detained] for five days.", "detention", []),
    ("for questioning is none", "He [was detained] for questioning.", "detention", []),
    ("members of is none", "The court [convicted four members] of the guard.", "conviction", []),
    ("shared over a pair", "He [was arrested] and charged with theft.", "arrest", ["theft"]),
    ("from the verdict to the sentence", "He was convicted of fraud and [jailed].", "sentence", ["fraud"]),
    ("quoted", "He [was arrested] for “abuse of office”.", "arrest", ["abuse of office”"]),
    (
        "quoted, with commas",
        "He [was charged] with “serving, in time of peace, in a foreign army”.",
        "charge",
        ["serving, in time of peace, in a foreign army"],
    ),
    ("others are charged", "Ten were [held], but two officers were charged with theft.", "detention", []),
    (
        "people are no charge",
        "A number of cases of children were [under investigation].",
        "investigation",
        [],
    ),
    (
        "of two, the last an officer",
        "They [charged] Ivo Maren and two ministers with the killing of a man.",
        "charge",
        ["killing of a man"],
    ),
    ("of conscience is none", "He was [convicted] as a prisoner of conscience.", "conviction", []),
    ("of citizens is none", "The court [convicted] two groups of citizens.", "conviction", []),
    ("in a crime against people", "He was [tried] for killing citizens.", "trial", ["killing citizens"]),
    ("a conviction of", "He was jailed after [conviction] of theft.", "conviction", ["theft"]),
    ("a conviction of somebody", "The [conviction] of two officers was quashed.", "conviction", []),
    (
        "what prosecution is for",
        "They [face criminal prosecution] for insulting a judge.",
        "charge",
        ["insulting a judge"],
    ),
    ("no charge on a release", "He [fled] after a trial for fraud.", "displacement", []),
]


@pytest.mark.parametrize(
    ("marked", "kind", "expected"), [r[1:] for r in CHARGES], ids=[str(r[0]) for r in CHARGES]
)
def test_charge(marked: str, kind: str, expected: list[str]) -> None:
    assert [charge.text.strip("“”") for charge in read(marked, kind).charges] == [
        e.strip("“”") for e in expected
    ]


def test_law_and_article() -> None:
    (charge,) = read("He [was charged with slander] under Article 70 of the Penal Code.", "charge").charges
    assert (charge.text.split(" under")[0], charge.article, charge.law) == (
        "slander",
        "Article 70",
        "Penal Code",
    )


def test_law_without_article() -> None:
    charges = read("Six men [were arrested] under the Internal Order Act.", "arrest").charges
    assert [charge.law for charge in charges] == ["Internal Order Act"]


PENALTIES = [
    ("half", "He [was sentenced to three and a half years in prison].", "imprisonment", "P3Y6M"),
    ("hyphens", "He received [a 12-year prison term].", "imprisonment", "P12Y"),
    (
        "years and months",
        "He was [sentenced to two years and six months in prison].",
        "imprisonment",
        "P2Y6M",
    ),
    ("months stay months", "He was [sentenced to 18 months’ imprisonment].", "imprisonment", "P18M"),
    ("hyphened number", "He was [sentenced to twenty-five years in prison].", "imprisonment", "P25Y"),
    ("suspended", "She was [given a six months’ suspended sentence].", "suspended", "P6M"),
    ("suspended, no length", "They [received suspended prison sentences].", "suspended", None),
    ("life", "He was [sentenced to life imprisonment].", "life", None),
    ("death", "Two men were [sentenced to death].", "death", None),
    ("death sentences", "[Death sentences were handed down].", "death", None),
    ("fine", "The editor was [fined].", "fine", None),
    ("lashes", "She was [sentenced to receive 100 lashes].", "corporal", None),
    ("up to", "They were [sentenced to up to 20 years in prison].", "imprisonment", "P20Y"),
    (
        "range has no length",
        "They were [sentenced to between two and five years in prison].",
        "imprisonment",
        None,
    ),
    (
        "behind a long list of names",
        "The court [sentenced] A. B., N. N., and O. P., who had been arrested in March in the port of Orlo, "
        "to death.",
        "death",
        None,
    ),
    (
        "behind a clause",
        "The court [sentenced] a guard, who had served in the special forces in Karsa, to life imprisonment.",
        "life",
        None,
    ),
    (
        "each verb its own",
        "It sentenced two to ten years in prison and [sentenced] Ora, said to be the head of the small group, "
        "Bel and two more, to death.",
        "death",
        None,
    ),
    (
        "beaten to death is no penalty",
        "The court [sentenced] the guard who had beaten him to death to five years in prison.",
        "imprisonment",
        "P5Y",
    ),
    (
        "to death for beating to death",
        "She was [sentenced] to death for beating a man to death.",
        "death",
        None,
    ),
    ("stoning is a way of it", "[Sentences] of stoning to death went on.", "death", None),
    ("later is no penalty", "He was [sentenced to death], and two years later he escaped.", "death", None),
    ("elliptical", "Ora was sentenced to two years in prison and [Bel to one year].", "imprisonment", "P1Y"),
]


@pytest.mark.parametrize(
    ("marked", "kind", "length"), [r[1:] for r in PENALTIES], ids=[str(r[0]) for r in PENALTIES]
)
def test_penalty(marked: str, kind: str, length: str | None) -> None:
    penalty = read(marked, "sentence").penalty
    assert penalty is not None
    assert (penalty.kind, penalty.duration) == (kind, length)


def test_no_penalty_on_an_arrest() -> None:
    assert read("He [was arrested] two years later.", "arrest").penalty is None


def test_a_conviction_leaves_the_penalty_to_the_sentence() -> None:
    assert read("He was [convicted] of murder and sentenced to death.", "conviction").penalty is None


def test_no_penalty_from_a_killing() -> None:
    assert read("He was [sentenced] for beating a man to death.", "sentence").penalty is None


def test_what_a_sentence_was_commuted_to() -> None:
    penalty = read("His death sentence was [commuted to life imprisonment].", "commutation").penalty
    assert penalty is not None
    assert penalty.kind == "life"


OUTCOMES = [
    ("upheld", "The Supreme Court [upheld the sentence].", "appeal_ruling", "upheld"),
    ("overturned", "The verdict [was overturned].", "appeal_ruling", "overturned"),
    ("reduced", "His term [was reduced to two years].", "appeal_ruling", "reduced"),
    ("retrial", "The court [ordered a retrial].", "appeal_ruling", "retrial"),
    ("refused", "His request for clemency [was refused].", "clemency_ruling", "refused"),
    ("rejected", "The court [rejected his appeal].", "appeal_ruling", "rejected"),
    ("said of the noun", "His [appeal] was rejected in May.", "appeal", "rejected"),
    ("granted", "Asylum [was granted] to six men.", "asylum_ruling", "granted"),
    ("not granted", "Asylum was [not granted] to six men.", "asylum_ruling", "refused"),
    ("a denial has none", "He was not [allowed a visit].", "denial_of_access", None),
    ("no decision", "[No decision had been made] by December.", "court_ruling", "pending"),
    ("pending trial", "His [trial] was pending at the end of the year.", "trial", "pending"),
    ("an arrest has none", "He [was arrested] and refused bail.", "arrest", None),
]


@pytest.mark.parametrize(
    ("marked", "kind", "expected"), [r[1:] for r in OUTCOMES], ids=[str(r[0]) for r in OUTCOMES]
)
def test_outcome(marked: str, kind: str, expected: str | None) -> None:
    assert read(marked, kind).outcome == expected
