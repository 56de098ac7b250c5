"""Who is in a document: names, short forms, groups, and whom later words mean."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.analyse import entities, names
from habeas.analyse.entities import Cast
from habeas.analyse.language import Parsed, parse
from habeas.analyse.phrases import count_of, name_of, phrase
from habeas.model.document import Block, Document, Metadata, Sentence
from habeas.model.record import Count


def read(text: str) -> tuple[Cast, list[Parsed]]:
    at = [Sentence(m.start(), m.end(), 0) for m in re.finditer(r"\S.*?[.;](?=\s|$)", text)]
    block = Block("paragraph", 0, len(text), None)
    document = Document("d1", "t.txt", "", "text/plain", text, Metadata(), (), (block,), tuple(at))
    parses = list(parse(document, at))
    return entities.read(document, parses), parses


def means(marked: str) -> list[str]:
    """The names of those that the word in brackets stands for."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found
    cast, parses = read(marked.replace("[", "").replace("]", ""))
    here = next(p for p in parses if p.sentence.start <= found.start() < p.sentence.end)
    start = found.start() - here.sentence.start
    span = here.doc.char_span(start, start + len(found[1]))
    assert span is not None
    return [e.name for e in cast.of(here, span.root)]


MEANT = [
    ("whose wife speaks", "The wife of Ivo Maren said that her [husband] was beaten.", ["Ivo Maren"]),
    ("his wife speaks", "Ivo Maren was held. His wife said that her [husband] was beaten.", ["Ivo Maren"]),
    ("the wife herself", "The wife of Ivo Maren said that [her] husband was beaten.", ["wife of Ivo Maren"]),
    ("another son", "Ivo Maren was held. His mother said her elder [son] was too.", ["her elder son"]),
    (
        "the daughter of a poet",
        "The daughter of jailed poet Ivo Maren claimed that her [father] was ill.",
        ["Ivo Maren"],
    ),
    (
        "known as",
        "Those held included Ivo Maren, a blogger known as Old Pipe, who wrote. [Pipe] was tried.",
        ["Ivo Maren"],
    ),
    (
        "known as, in brackets",
        "Ivo Maren (also known as Sheik Dorr) was held. In June Sheik [Dorr] was tried.",
        ["Sheik Dorr"],
    ),
    (
        "a body known as",
        "Ivo Maren, a member of a group known as Free Tide, was held. In June Free [Tide] was banned.",
        ["Free Tide"],
    ),
    (
        "of conscience, with a title",
        "At least 31 prisoners, including prisoners of conscience Father Ivo [Maren] and Lena Dan, were held.",
        ["Ivo Maren"],
    ),
    ("medics", "Ivo Maren was held. The six medics were freed. [Their] release was welcome.", ["six medics"]),
    ("ages", "Ivo Maren and Pavel Dresk, aged between 15 and [16], were held.", []),
    (
        "a place in a list of names",
        "He met Orlan Devak, Torvia Marn and Torvia. Ten were held in [Torvia].",
        ["Torvia"],
    ),
    (
        "a number is not the others",
        "Two men had access to lawyers; the others were held. [Two] were sentenced in May.",
        ["Two men"],
    ),
    (
        "a soldier, then the name",
        "An army [soldier], Private Ivo Maren, was tried.",
        ["Ivo Maren"],
    ),
    ("beside a name, wherever it hangs", "They freed Ivo M., a Dutch [national] of some age.", ["Ivo M."]),
    (
        "misprinted by one letter",
        "Ivo Tarskov was tried. Later Ivo Tarzkov fled. [He] was ill.",
        ["Ivo Tarskov"],
    ),
    (
        "both men, no officers",
        "Ivo Maren was held. Pavel Dresk said he was beaten by two officers. Both [men] were freed.",
        ["Ivo Maren", "Pavel Dresk"],
    ),
    (
        "they, told of in turn",
        "Lena Tarsk was arrested in April. Her father, Ivo Tarsk, was arrested too. [They] were tried.",
        ["Lena Tarsk", "Ivo Tarsk"],
    ),
    (
        "they, after a month",
        "In August former President Ivo Maren and two other former ministers were tried. [They] were convicted.",
        ["Ivo Maren", "two other former ministers"],
    ),
    ("surname", "Lena Tarsk was tried. In May [Tarsk] was released.", ["Lena Tarsk"]),
    ("full name after a title", "President [Orlan] spoke. Viktor Orlan signed it.", ["Viktor Orlan"]),
    ("he", "Ivo Maren was arrested. [He] was beaten.", ["Ivo Maren"]),
    ("his", "Ivo Maren was arrested. [His] lawyer was not told.", ["Ivo Maren"]),
    ("she, not the man nearer", "Lena Tarsk was seen by Mr Orlan. [She] was beaten.", ["Lena Tarsk"]),
    ("him, not the subject", "Ivo Maren was tried. A guard beat [him].", ["Ivo Maren"]),
    ("they, two names", "Ivo Maren and Lena Tarsk met. [They] were arrested.", ["Ivo Maren", "Lena Tarsk"]),
    ("they, a group", "Four men were arrested by police. [They] were beaten.", ["Four men"]),
    ("them, not the subject", "Police stopped three boys before beating [them].", ["three boys"]),
    ("both men", "Ivo Maren and Pavel Dresk met. Both [men] left.", ["Ivo Maren", "Pavel Dresk"]),
    ("the journalist", "Lena Tarsk, a journalist, was held. The [journalist] was ill.", ["Lena Tarsk"]),
    ("the group again", "Four miners were held. The [miners] were beaten.", ["Four miners"]),
    ("a bare number", "The court tried 12 people. It acquitted [three].", ["three people"]),
    ("it", "The Writers Union was closed in May. [It] appealed.", ["Writers Union"]),
    ("the Committee", "The Press Freedom Committee met. The [Committee] spoke.", ["Press Freedom Committee"]),
    ("apposition before", "Another pastor, [Ivo Maren], was held.", ["Ivo Maren"]),
    ("fronted description", "Ivo Maren was ill. A prisoner of conscience, [he] was held.", ["Ivo Maren"]),
    ("it is his", "Ivo Maren was ill. A [teacher], he was held.", ["Ivo Maren"]),
    (
        "they, a printed list",
        "Ivo Maren, Orlan Devak and Sera Brin were tried. [They] were freed.",
        ["Ivo Maren", "Orlan Devak", "Sera Brin"],
    ),
    (
        "the one who appealed, not the office",
        "In April Ivo Maren, one of two jailed leaders, appealed to President Orlan for mercy. [He] was freed.",
        ["Ivo Maren"],
    ),
    ("after a day", "On 3 April Ivo Maren was interrogated by Mr Orlan. [He] was arrested.", ["Ivo Maren"]),
    ("another of the kind", "One bold writer was freed; [another] was held.", ["another bold writer"]),
    ("apposition is the name", "Another [pastor], Ivo Maren, was held.", ["Ivo Maren"]),
    (
        "both, each with a sentence of their own",
        "Ivo Maren was tried in May. In June Pavel Dresk was jailed. [Both] were beaten.",
        ["Ivo Maren", "Pavel Dresk"],
    ),
    (
        "both men, in one sentence but in no list",
        "Ivo Maren was jailed in May and in June Pavel Dresk was fined. Both [men] appealed.",
        ["Ivo Maren", "Pavel Dresk"],
    ),
    (
        "one and two are the three",
        "Ivo Maren and two colleagues were held. The three [men] were freed.",
        ["Ivo Maren", "two colleagues"],
    ),
    (
        "neither",
        "Ivo Maren and Pavel Dresk were freed. [Neither] was charged.",
        ["Ivo Maren", "Pavel Dresk"],
    ),
    ("all", "Four miners were held. [All] were freed.", ["Four miners"]),
    (
        "none of them",
        "Ivo Maren and Lena Tarsk were held. [None] of them was charged.",
        ["Ivo Maren", "Lena Tarsk"],
    ),
    ("the latter", "Ivo Maren was freed by Pavel Dresk. The [latter] fled.", ["Pavel Dresk"]),
    (
        "they, after an aside on a few",
        "Ivo Maren and Lena Tarsk were held. At least one wept. [Their] trial was short.",
        ["Ivo Maren", "Lena Tarsk"],
    ),
    (
        "they, the brothers named before, not those in an aside",
        "Two brothers, Ivo Maren and Orlan Maren, were held. The brothers were jailed for"
        " backing a protest by relatives of other prisoners. [They] were freed.",
        ["Ivo Maren", "Orlan Maren"],
    ),
    (
        "he, whose thing the sentence is about",
        "Orlan Devak was tried. Ivo Maren’s passport was seized when [he] was freed.",
        ["Ivo Maren"],
    ),
    (
        "he, not the one whose adviser he is",
        "Orlan Devak’s adviser, Ivo Maren, was acquitted. [He] was freed.",
        ["Ivo Maren"],
    ),
    (
        "the office that a name follows",
        "The [President] of the Free Teachers Association Ivo Maren fled.",
        ["Ivo Maren"],
    ),
    (
        "the one whom a woman is called",
        "A 29-year-old [woman] called Amra was killed.",
        ["Amra"],
    ),
    (
        "known by one name only",
        "A court jailed a member of the family, identified only as Talvo, after [he] was convicted.",
        ["Talvo"],
    ),
    (
        "who is three years old",
        "The court wrote of three-year-old [Lena] and seven-year-old Vera Tarsk.",
        ["Lena Tarsk"],
    ),
    ("first names of kin", "Ivo Maren and his younger brothers [Orlan] and Pavel were held.", ["Orlan"]),
    (
        "who went to court against a state",
        "In the case of Bekrov and Kutrov v Kaldria the Court found a breach. The two [applicants] were held.",
        ["Bekrov", "Kutrov"],
    ),
    (
        "them, no part of a text’s name",
        "Two men wrote of the Convention on Human Rights. Police officers beat [them].",
        ["Two men"],
    ),
    (
        "them once more, not those who beat them",
        "Two men were held. Police officers beat them, slapped and kicked [them] and left.",
        ["Two men"],
    ),
    (
        "three, named right after",
        "Three other [detainees] – Ivo Maren, Lena Tarsk and Pavel Dresk – were freed.",
        ["Ivo Maren", "Lena Tarsk", "Pavel Dresk"],
    ),
    (
        "friends, not those named after the stroke",
        "Other [friends] of Ivo Maren – Lena Tarsk and Pavel Dresk – were freed.",
        ["Other friends of Ivo Maren"],
    ),
    ("cut at its hyphen", "Two co-[defendants] were freed.", ["Two co-defendants"]),
    (
        "theirs, not the board’s that orders it",
        "Six men were tried in May. In June, a review board ordered [their] release.",
        ["Six men"],
    ),
    (
        "brothers who complain of threats",
        "Two brothers, Ivo and Orlan Maren, were held. Complaints by the [brothers] of threats were ignored.",
        ["Ivo Maren", "Orlan Maren"],
    ),
    (
        "he, whom counsel speaks for",
        "Ivo Maren was tried. Defence counsel fell ill, but the court ruled that [he] could be heard.",
        ["Ivo Maren"],
    ),
    (
        "all who were told of",
        "Ivo Maren, a journalist, was tried. Lena Tarsk’s term was cut. All the [journalists] were freed.",
        ["Ivo Maren", "Lena Tarsk"],
    ),
    (
        "he, not the relative who says it",
        "The family of Ivo Maren, a salesman, complained. A relative said that [he] had been beaten.",
        ["Ivo Maren"],
    ),
    (
        "the relative, where nobody else was told of",
        "A relative was beaten. [He] was held.",
        ["relative"],
    ),
    (
        "the prisoner’s execution, not the minister’s",
        "Minister of Justice Orlan Devak fell ill. He signed an order for one prisoner, Ivo Maren. "
        "[His] execution was put off.",
        ["Ivo Maren"],
    ),
    (
        "they, not their families",
        "Eleven ministers were held. Their families fell ill. [They] had been tried.",
        ["Eleven ministers"],
    ),
    (
        "them, as many as are counted",
        "Dozens of students were held. Police beat [them].",
        ["Dozens of students"],
    ),
    (
        "the noun that dozens counts",
        "Hundreds of farmers were held. [Fourteen] were tried.",
        ["Fourteen farmers"],
    ),
    (
        "them, not the authorities who complain",
        "Two men were sought. The authorities complained; the government refused to extradite [them].",
        ["Two men"],
    ),
    ("the accused, taken for a verb", "The [accused] were tortured.", ["accused"]),
    ("objectors are people", "Two conscientious [objectors] were jailed.", ["Two conscientious objectors"]),
    ("a man is one", "A man was held in May. [He] was beaten.", ["man"]),
    ("one woman is one", "One woman was held in May. [She] was beaten.", ["One woman"]),
    (
        "no sentence of the murdered",
        "An officer was tried for the murder of Ivo Maren. [He] was sentenced in May.",
        ["officer"],
    ),
    (
        "the murdered had been shot",
        "The murder of Ivo Maren shocked the port. [He] had been shot at home.",
        ["Ivo Maren"],
    ),
    (
        "no four of three children",
        "Five activists, Elena Orvin and her three adult children, were held. [Four] were freed.",
        ["Four activists"],
    ),
    (
        "other officers are nobody named",
        "Ivo Maren and Lena Tarsk were beaten. The court acquitted the two [officers].",
        ["two officers"],
    ),
]


@pytest.mark.parametrize(("trap", "marked", "expected"), MEANT, ids=[row[0] for row in MEANT])
def test_whom_a_word_means(trap: str, marked: str, expected: list[str]) -> None:
    assert means(marked) == expected, trap


def test_a_description_is_what_stands_beside_the_name() -> None:
    cast, _ = read("Ivo Maren, an independent journalist, was arrested.")
    person = next(e for e in cast.entities if e.name == "Ivo Maren")
    assert person.description == "independent journalist"


def test_a_month_is_no_part_of_a_name() -> None:
    cast, _ = read("In April Ivo Maren was arrested. Ivo Maren was released.")
    assert [e.name for e in cast.entities if e.type == "person"] == ["Ivo Maren"]


MEMBERS = [
    ("dashes", "Three men – Ivo Maren, Orlan Devak and Pavel Dresk – were held.", 3),
    ("named after", "Two writers were tried. Ivo Maren was jailed. Lena Tarsk was freed.", 2),
    ("including", "Ten writers, including Ivo Maren and Lena Tarsk, were held.", 2),
    ("they included", "Ten writers were held. They included Ivo Maren and Lena Tarsk.", 2),
    ("those held included", "Some writers were held. Those held included Ivo Maren and Lena Tarsk.", 2),
    ("among them were", "Many writers were held. Among them were Ivo Maren and Lena Tarsk.", 2),
    ("among the detainees was", "Some writers were held. Among the detainees was Ivo Maren.", 1),
    (
        "the defendants, two sentences after",
        "Writers were tried. They denied it. The 76 defendants included Ivo Maren, a nurse, and Lena Tarsk.",
        2,
    ),
    (
        "those held, not the officers who held them",
        "Officers held writers. Those held included Ivo Maren.",
        0,
    ),
    (
        "a list after, and somebody else named",
        "Two writers were freed, Mr Orlan said. Ivo Maren and Lena Tarsk had been ill.",
        2,
    ),
    (
        "as many, then one more",
        "Two writers were tried: Ivo Maren fell ill; Lena Tarsk fled. Pavel Dresk wept.",
        2,
    ),
    (
        "two, with a place beside",
        "Two writers were held in the city of San Orlan."
        " Ivo Maren fled and Lena Tarsk wept. Pavel Dresk fled.",
        2,
    ),
    ("one of five", "Ivo Maren was tried. It was said that he was one of five men held by mistake.", 1),
    (
        "among five",
        "Ivo Maren and Lena Tarsk were tried. They were among five members of a union held in May.",
        2,
    ),
    ("fewer than counted", "Three writers were tried. Ivo Maren was jailed. Lena Tarsk was freed.", 0),
]


@pytest.mark.parametrize(("trap", "text", "size"), MEMBERS, ids=[row[0] for row in MEMBERS])
def test_members_of_a_group(trap: str, text: str, size: int) -> None:
    cast, _ = read(text)
    group = next(e for e in cast.entities if e.type == "group")
    people = {e.id for e in cast.entities if e.type == "person"}
    assert len(group.members) == size and set(group.members) <= people, trap


NAMED = [
    ("no non-governmental body", "Mira Ngo was allegedly punched and kicked.", ["Mira Ngo"]),
    ("two syllables joined, first in the sentence", "Chao Mei-lan was sentenced to death.", ["Chao Mei-lan"]),
    ("an initial", "In May Pavel D., a teacher, was detained.", ["Pavel D."]),
    (
        "an article before an apostrophe",
        "They freed Sami ‘Adri al-‘Orim, Omar ‘Adri al-‘Orim and Ivo Tarsk.",
        ["Sami ‘Adri al-‘Orim", "Omar ‘Adri al-‘Orim", "Ivo Tarsk"],
    ),
    (
        "a newspaper behind its noun",
        "Ivo Maren writes for the newspaper Nova Vest, who was held.",
        ["Ivo Maren"],
    ),
    (
        "a brother is not a sister",
        "Alexandr Petrok fled. Alexandra Petrok was held.",
        ["Alexandr Petrok", "Alexandra Petrok"],
    ),
    ("run together", "InMay,OrlanDevak was arrested.", ["Orlan Devak"]),
    ("a mark inside the run", "In May OrlanDevak,whowasarrestedin the north, was ill.", ["Orlan Devak"]),
    ("held by the police", "Police arrested Pradan Neyak and Sibra Neyak.", ["Pradan Neyak", "Sibra Neyak"]),
    ("a word after a hyphen", "Police arrested Sera-ilun Brin. Brin fled.", ["Sera-ilun Brin"]),
    ("a nickname between", "Orlan “Tick” Devak was arrested.", ["Orlan “Tick” Devak"]),
    ("a nickname behind", "Police arrested Orlan Devak “Tick” in May.", ["Orlan Devak"]),
    ("the day before the name", "The next day Renat Dresk, who lived nearby, was shot.", ["Renat Dresk"]),
    ("named of many", "Some authors, such as Orlan Jahanbel, were detained.", ["Orlan Jahanbel"]),
    ("behind an office", "Secretary of State Orlan Riske visited Tolma.", ["Orlan Riske"]),
    ("a month between", "They deplored the killing in May of Pavel Dresos.", ["Pavel Dresos"]),
    ("no plural", "They deplored the killing of Grégor Dibolé.", ["Grégor Dibolé"]),
    ("ends in a word", "They were joined by Lam Quo Do, the deputy leader.", ["Lam Quo Do"]),
    (
        "a family like a plural",
        "Luis Tarros was killed in 2004 and Rigo Tarros in 2005.",
        ["Luis Tarros", "Rigo Tarros"],
    ),
    ("killed by a noun", "Two men were tried for the murder of Pavel Dresos.", ["Pavel Dresos"]),
    ("a surname for two", "Two brothers, Ivo and Orlan Maren, fled.", ["Ivo Maren", "Orlan Maren"]),
    ("no kin, no surname", "Police arrested Ivo and Orlan Maren.", ["Orlan Maren", "Ivo"]),
    ("he is what he is said to be", "Ivo Maren fled. He was the third writer held.", ["Ivo Maren"]),
    ("a surname after the full name", "Ivo Maren was held. Police beat Maren.", ["Ivo Maren"]),
]


@pytest.mark.parametrize(("trap", "text", "expected"), NAMED, ids=[row[0] for row in NAMED])
def test_persons(trap: str, text: str, expected: list[str]) -> None:
    cast, _ = read(text)
    assert [e.name for e in cast.entities if e.type == "person"] == expected, trap


BODIES = [
    ("what it is of", "The Ministry of Justice fined Pia Sorrel.", ["Ministry of Justice"]),
    ("of what, and of where", "The Court of Appeal of Kaldria freed her.", ["Court of Appeal of Kaldria"]),
    (
        "another body with the same last word",
        "The Supreme Court of Kaldria was asked. Later the Court of Appeal freed her.",
        ["Supreme Court of Kaldria", "Court of Appeal"],
    ),
    ("a person of a place", "President Orlan Devak of Kaldria pardoned her.", []),
    (
        "a body of a state's people",
        "The Georgia People's Front was banned in May.",
        ["Georgia People's Front"],
    ),
    ("a law's short form", "Ten were held under the Grave Order Act (GOA). The GOA was amended.", []),
]


@pytest.mark.parametrize(("trap", "text", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_bodies(trap: str, text: str, expected: list[str]) -> None:
    cast, _ = read(text)
    assert [e.name for e in cast.entities if e.type == "organisation"] == expected, trap


PLACES_AND_TEXTS = [
    ("a country", "Ivo Maren fled to Kenya.", ["Ivo Maren"]),
    ("where a place stands", "Ivo Maren was held in Orlo Marn.", ["Ivo Maren"]),
    ("a law", "The Public Order Act was passed. Ivo Maren was held.", ["Ivo Maren"]),
    ("an operation", "Police began Operation Clean Street. Ivo Maren was held.", ["Ivo Maren"]),
    ("a sentence on somebody", "The court imposed the death penalty on Orsal Tevin.", ["Orsal Tevin"]),
    ("an of that is the verb's", "The court acquitted Ivo Maren and two officials of fraud.", ["Ivo Maren"]),
    ("others are not of the group", "Police held four farmers and two others.", []),
]


@pytest.mark.parametrize(("trap", "text", "expected"), PLACES_AND_TEXTS, ids=[r[0] for r in PLACES_AND_TEXTS])
def test_names_that_are_nobodys(trap: str, text: str, expected: list[str]) -> None:
    cast, _ = read(text)
    assert [e.name for e in cast.entities if e.type == "person"] == expected, trap


@pytest.mark.parametrize(
    ("trap", "text", "expected"),
    [
        ("a number ends the name", "Nepal 1 was closed by the police in March.", []),
        ("a number counts others", "In Nepal 12 people were arrested.", ["Nepal"]),
    ],
)
def test_a_name_with_a_states_in_it_is_no_state(trap: str, text: str, expected: list[str]) -> None:
    cast, _ = read(text)
    assert [e.name for e in cast.entities if e.type == "place"] == expected, trap


def test_what_a_verb_says_with_of_is_no_part_of_a_name() -> None:
    cast, _ = read("The court acquitted two officials of charges of fraud.")
    assert [e.name for e in cast.entities if e.type == "group"] == ["two officials"]


def test_others_keep_their_name() -> None:
    cast, _ = read("Police held four farmers and two others.")
    assert [e.name for e in cast.entities if e.type == "group"] == ["four farmers", "two others"]


def test_a_short_form_is_the_institution_it_stands_for() -> None:
    cast, _ = read("The National Safety Committee (NSC) arrested ten men. The NSC denied this.")
    assert len([e for e in cast.entities if e.type == "organisation"]) == 1


def test_an_institution_says_what_it_is() -> None:
    cast, _ = read("The Supreme Court upheld the verdict.")
    assert [e.description for e in cast.entities if e.name == "Supreme Court"] == ["supreme court"]


SHORT = [
    ("plain", "the National Safety Committee (NSC) said", {"NSC": "National Safety Committee"}),
    ("article cut", "The Writers Union (WU) closed", {"WU": "Writers Union"}),
    ("no short form", "the town of Tarsk (north) fell", {}),
]


@pytest.mark.parametrize(("trap", "text", "expected"), SHORT, ids=[row[0] for row in SHORT])
def test_short_forms(trap: str, text: str, expected: dict[str, str]) -> None:
    assert names.acronyms(text) == expected, trap


COUNTS = [
    ("word", "Four [men] left.", Count(4, 4), "Four men"),
    ("figure", "Some 1,200 [people] left.", Count(1200, 1200), "Some 1,200 people"),
    ("at least", "At least 19 [people] left.", Count(19, None), "At least 19 people"),
    ("more than", "More than 20 [boys] left.", Count(20, None), "More than 20 boys"),
    ("up to", "Up to 30 [boys] left.", Count(None, 30), "Up to 30 boys"),
    ("dozens", "[Dozens] of farmers left.", Count(24, None), "Dozens of farmers"),
    ("some of a number", "Six of 11 [men] left.", Count(6, 6), "Six of 11 men"),
    ("some of a number, unsaid", "[Some] of 11 men left.", None, "Some of 11 men"),
    ("several thousand", "Several thousand [people] left.", Count(2000, None), "Several thousand people"),
    ("a few hundred", "A few hundred [people] left.", Count(200, None), "few hundred people"),
    ("several dozen", "Several dozen [people] left.", Count(24, None), "Several dozen people"),
    ("several", "Several [people] left.", Count(3, None), "Several people"),
    ("tens of thousands", "[Tens] of thousands of people left.", Count(20000, None), "Tens"),
    ("dozens counted", "Three dozen [men] left.", Count(36, 36), "Three dozen men"),
    ("a range", "Between 10 and 20 [men] left.", Count(10, 20), "Between 10 and 20 men"),
    ("one number or another", "Three or four [men] left.", Count(3, 4), "Three or four men"),
    (
        "a number and a half",
        "One hundred and fifty [men] left.",
        Count(150, 150),
        "One hundred and fifty men",
    ),
    ("or more", "Twenty or more [men] left.", Count(20, None), "Twenty or more men"),
    ("no more than", "No more than 50 [men] left.", Count(None, 50), "No more than 50 men"),
    ("no fewer than", "No fewer than 50 [men] left.", Count(50, None), "No fewer than 50 men"),
    ("both", "Both [men] left.", Count(2, 2), "Both men"),
    ("both, joined", "Both [officers] and soldiers left.", None, "Both officers"),
    ("half a million", "Half a million [people] left.", Count(500000, 500000), "Half a million people"),
    ("a share counts nobody", "One in six [girls] left.", None, "six girls"),
    (
        "a share, its first word",
        "Nearly [one] in three prisoners left.",
        None,
        "Nearly one",
    ),
    ("a share out of", "Two out of five [detainees] left.", None, "Two out of five detainees"),
    ("not of a share", "Three [men] in two villages left.", Count(3, 3), "Three men"),
    ("a year is no whole", "Some [30] in 2008 left.", Count(30, 30), "Some 30"),
    ("article", "A [farmer] left.", Count(1, 1), "farmer"),
    ("none", "[Farmers] left.", None, "Farmers"),
    (
        "justice is no part",
        "They failed to bring to justice [perpetrators] of it.",
        None,
        "perpetrators of it",
    ),
    ("no clause in the name", "The [man] who shot him left.", None, "man"),
    ("of phrase in the name", "The [members] of the union left.", None, "members of the union"),
]


@pytest.mark.parametrize(("trap", "marked", "count", "name"), COUNTS, ids=[row[0] for row in COUNTS])
def test_counts_and_names(trap: str, marked: str, count: Count | None, name: str) -> None:
    word = marked[marked.index("[") + 1 : marked.index("]")]
    _, parses = read(marked.replace("[", "").replace("]", ""))
    head = next(token for token in parses[0].doc if token.text == word)
    assert (count_of(head), name_of(phrase(head))) == (count, name), trap


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ivo Maren was arrested.",
                "He was beaten by guards.",
                "They were released.",
                "The NSC (National Safety Committee) said so.",
                "Both men, farmers, left with 20 others.",
                "Some of them, including a boy, were shot;",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_mention_is_a_stretch_of_the_text_and_ids_are_stable(sentences: list[str]) -> None:
    text = " ".join(sentences)
    cast, _ = read(text)
    again, _ = read(text)
    assert cast.entities == again.entities
    assert len({e.id for e in cast.entities}) == len(cast.entities)
    for entity in cast.entities:
        assert all(text[a.start : a.end] == a.quote for a in entity.mentions)
