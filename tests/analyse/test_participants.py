"""Who took part in an act: each row sentences with the trigger in brackets, named for its trap."""

from __future__ import annotations

import re

import pytest

from habeas.analyse import entities
from habeas.analyse.language import Act, Parsed, parse
from habeas.analyse.participants import SLOTS, resolve, roles
from habeas.analyse.phrases import phrase
from habeas.model.document import Block, Document, Metadata, Sentence
from habeas.model.record import Participant
from habeas.vocabulary.load import acts
from tests.factory import doc


def act_in(marked: str, kind: str) -> tuple[Act, Parsed, list[Parsed], Document]:
    """The act whose trigger stands in brackets; sentences end in a full stop, all in one paragraph."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found
    text = marked.replace("[", "").replace("]", "")
    at = [Sentence(m.start(), m.end(), 0) for m in re.finditer(r"\S.*?[.;](?=\s|$)", text)]
    block = Block("paragraph", 0, len(text), None)
    document = Document("d1", "t.txt", "", "text/plain", text, Metadata(), (), (block,), tuple(at))
    parses = list(parse(document, at))
    here = next(p for p in parses if p.sentence.start <= found.start() < p.sentence.end)
    start = found.start() - here.sentence.start
    span = here.doc.char_span(start, start + len(found[1]), alignment_mode="expand")
    assert span is not None
    return Act(kind, span, "test"), here, parses, document


def participants(marked: str, kind: str) -> tuple[Participant, ...]:
    act, here, parses, document = act_in(marked, kind)
    return resolve(act, here, entities.read(document, parses))


def names(marked: str, kind: str, role: str) -> list[str]:
    return [p.name for p in participants(marked, kind) if p.role == role]


AFFECTED = [
    ("a law in use is nobody's", "Ivo Maren was tried. The death penalty [remained] in use.", "sentence", []),
    ("a count behind a date", "On 14 May 12 men were [arrested].", "arrest", ["12 men"]),
    (
        "an article cut off, first in the sentence",
        "Omran al- Tark was [arrested].",
        "arrest",
        ["Omran al- Tark"],
    ),
    (
        "each of two of",
        "The [sentences] of some women and of two monks were lifted.",
        "sentence",
        ["some women", "two monks"],
    ),
    ("passive subject", "Ivo Maren was [arrested] in March.", "arrest", ["Ivo Maren"]),
    ("object", "Police [arrested] four men in the port.", "arrest", ["four men"]),
    (
        "object of a participle",
        "Guards were accused of [beating] two students.",
        "ill_treatment",
        ["two students"],
    ),
    ("of", "The [killing] of three miners was not investigated.", "killing", ["three miners"]),
    ("of, far off", "The [killing] in May of three miners shocked the town.", "killing", ["three miners"]),
    ("against", "[Charges] against the editor were brought in June.", "charge", ["editor"]),
    ("harassment of, by", "[Harassment] of journalists by police went on.", "harassment", ["journalists"]),
    (
        "whose petition was refused",
        "The panel said it could not [consider a petition for clemency] submitted by Ivo Maren.",
        "clemency_ruling",
        ["Ivo Maren"],
    ),
    (
        "prompted to",
        "Ivo Maren was ill. This prompted him to [appeal].",
        "clemency_request",
        ["Ivo Maren"],
    ),
    (
        "all of a printed row",
        "Ivo Maren, Orlan Devak, aged 17, Lena Tarsk and Sera Brin were [shot].",
        "killing",
        ["Ivo Maren", "Orlan Devak", "Lena Tarsk", "Sera Brin"],
    ),
    ("possessor", "Ivo Maren left. His [trial] began in May.", "trial", ["Ivo Maren"]),
    ("reduced participle", "Five men [arrested] in May went home.", "arrest", ["Five men"]),
    ("relative clause", "The farmer who was [beaten] lost an eye.", "ill_treatment", ["farmer"]),
    ("raised", "Lena Tarsk was reported to have been [beaten].", "ill_treatment", ["Lena Tarsk"]),
    ("continued to", "The two brothers continued to be [held] in the fort.", "detention", ["two brothers"]),
    ("shared subject", "The men were arrested, beaten and [released].", "release", ["men"]),
    ("shared object", "Soldiers [arrested] and tortured five fishermen.", "arrest", ["five fishermen"]),
    ("left out after a preposition", "Ivo Maren died after being [beaten].", "ill_treatment", ["Ivo Maren"]),
    ("light verb", "Ivo Maren [received] a prison sentence in May.", "sentence", ["Ivo Maren"]),
    ("noun after a light verb", "Two writers faced [trial] in the capital.", "trial", ["Two writers"]),
    ("noun after in", "The men remained in [detention].", "detention", ["men"]),
    ("noun after to", "The boys were subjected to [torture].", "torture", ["boys"]),
    ("victims of", "Victims of [torture] received no help.", "torture", ["Victims of torture"]),
    ("adjective participle", "The [imprisoned] leaders fell ill.", "imprisonment", ["imprisoned leaders"]),
    ("coordinated", "Ivo Maren and Lena Tarsk were [arrested].", "arrest", ["Ivo Maren", "Lena Tarsk"]),
    (
        "of a number of",
        "Dozens of residents and monks were [arrested].",
        "arrest",
        ["Dozens of residents", "monks"],
    ),
    ("including", "Ten people, including a doctor, were [arrested].", "arrest", ["Ten people", "doctor"]),
    ("with a clause between", "Ten people who had met a lawyer were [arrested].", "arrest", ["Ten people"]),
    ("house of", "Men [burned] the houses of Tarsk farmers.", "attack", ["Tarsk farmers"]),
    ("accused of", "Ivo Maren was [accused] of theft.", "charge", ["Ivo Maren"]),
    (
        "convicted after a conjunction",
        "She was tried in March and [convicted] in May.",
        "conviction",
        ["She"],
    ),
    ("intransitive", "Two prisoners [died] in the fort.", "death_in_custody", ["Two prisoners"]),
    ("fled", "Thousands of villagers [fled] to the coast.", "displacement", ["Thousands of villagers"]),
    ("police may suffer", "Rebels [shot] three police officers.", "killing", ["three police officers"]),
    ("told before", "Ivo Maren was tried. The [charges] were false.", "charge", ["Ivo Maren"]),
    ("behind a month", "In April Ivo Maren was [released].", "release", ["Ivo Maren"]),
    (
        "list behind a group",
        "Two men – Ivo Maren and Pavel Dresk – were [held].",
        "detention",
        ["Ivo Maren", "Pavel Dresk"],
    ),
    ("whom a lawyer speaks for", "Ivo Maren was jailed. His lawyers [appealed].", "appeal", ["Ivo Maren"]),
    ("lawyers for", "Lawyers for five men [appealed] against the ban.", "appeal", ["five men"]),
    (
        "the prosecution of",
        "The [prosecution] of former Defence Minister Ivo Maren began.",
        "charge",
        ["Ivo Maren"],
    ),
    (
        "collapse of the prosecution of",
        "This led to the [collapse] of the prosecution of nine people.",
        "impunity",
        ["nine people"],
    ),
    (
        "a prosecution that is dropped",
        "Ivo Maren was tried. The prosecution, which was [abandoned] in May, had been criticized.",
        "charges_dropped",
        ["Ivo Maren"],
    ),
    ("a prosecution that is threatened", "Gunmen [threatened] the prosecution.", "threat", ["prosecution"]),
    ("her head", "Lena Tarsk was held. Guards [shaved] her head.", "ill_treatment", ["Lena Tarsk"]),
    ("shot in the head", "Guards [shot] two boys in the head.", "killing", ["two boys"]),
    (
        "titles in a row, and what follows",
        "A court [convicted] former chief and member of parliament Ivo Maren and nine others of fraud.",
        "conviction",
        ["Ivo Maren", "nine others"],
    ),
    (
        "a post whose noun the parse takes for a name",
        "A court [convicted] former chief and member of parliament Sel Brin Dresk and nine others of involvement.",
        "conviction",
        ["Sel Brin Dresk", "nine others"],
    ),
    (
        "former and former",
        "Former mayor and former minister Ivo Maren was [convicted].",
        "conviction",
        ["Ivo Maren"],
    ),
    (
        "two by the verb",
        "The mayor and minister Ivo Maren were [convicted].",
        "conviction",
        ["mayor", "Ivo Maren"],
    ),
    (
        "a post of the opposition",
        "Police [arrested] leader of the opposition Ivo Maren.",
        "arrest",
        ["Ivo Maren"],
    ),
    (
        "a list that ends in an article cut off",
        "Ivar Al-Shem, Orlan al-Devak, Pavel al-Dresk and Omran al- Tark, who had been [returned], were tried.",
        "release",
        ["Ivar Al-Shem", "Orlan al-Devak", "Pavel al-Dresk", "Omran al- Tark"],
    ),
    (
        "of two with one name each, behind a year",
        "Soldiers were investigated over the [deaths] in 2002 of Dorak and Hamil, two detainees held there.",
        "death_in_custody",
        ["Dorak", "Hamil"],
    ),
    (
        "a name behind two appositions of another",
        "Arun Chel Nara, a member of the Secretariat on Human Rights (SHR) and a former Tarsk Alliance (TAL) "
        "member of parliament, and Kovan, the TAL political head for Batic, were [killed] on 7 February.",
        "killing",
        ["Arun Chel Nara", "Kovan"],
    ),
    (
        "the two detainees that two names are",
        "Soldiers were investigated over the deaths of Dorak and Hamil, two detainees [held] in the fort.",
        "detention",
        ["Dorak", "Hamil"],
    ),
    (
        "three subjects, the first of which the parse sets apart",
        "Leaders of the party, journalists and activists were brought to [trial] in May.",
        "trial",
        ["Leaders of the party", "journalists", "activists"],
    ),
    (
        "pressure before the comma is none of the inmates",
        "Following sustained national and international pressure, all inmates in Tarsk were [transferred].",
        "transfer",
        ["inmates"],
    ),
    ("courts do not", "Several death [sentences] were passed by courts.", "sentence", []),
    ("dates do not", "Gunmen [attacked] a convoy on 12 July.", "attack", ["convoy"]),
]

ACTOR = [
    ("who condemns it", "Journalists condemned a [crackdown] on writers.", "harassment", []),
    (
        "who documents it",
        "[Torture] was documented by the Special Rapporteur on torture.",
        "torture",
        [],
    ),
    ("who complains of it", "Allegations of [torture] made by Ivo Maren were ignored.", "torture", []),
    ("made by those who did it", "[Arrests] made by police went on.", "arrest", ["police"]),
    ("a number told before", "Police held 14 men. The 14 [attacked] a bank.", "attack", ["14 men"]),
    ("a bare number is nobody", "In June, 3391 [beat] ten villagers.", "assault", []),
    ("a date run into a name", "On 14 May Kaldrian troops [shot] two men.", "killing", ["Kaldrian troops"]),
    (
        "a place before the noun",
        "Ten were held in Arvel after the Arvel [bombing].",
        "attack",
        [],
    ),
    ("subject", "Police [arrested] four men.", "arrest", ["Police"]),
    ("by-agent", "Four men were [arrested] by soldiers.", "arrest", ["soldiers"]),
    ("by after a noun", "The [beating] of students by guards went on.", "ill_treatment", ["guards"]),
    ("shared agent", "Ivo Maren was [arrested] and beaten by guards.", "arrest", ["guards"]),
    ("court", "The Supreme Court [upheld] the verdict.", "appeal_ruling", ["Supreme Court"]),
    ("carried out", "Soldiers carried out [raids] in the port.", "raid", ["Soldiers"]),
    ("responsible for", "Rebels were responsible for [killings] in the north.", "killing", ["Rebels"]),
    (
        "infinitive of a noun",
        "The government's failure to [investigate] the deaths.",
        "impunity",
        ["government"],
    ),
    ("between", "[Clashes] between rebels and soldiers went on.", "attack", ["rebels", "soldiers"]),
    ("with", "Kaldria [signed] an agreement with Ostrova.", "treaty", ["Kaldria", "Ostrova"]),
    ("protesters", "Hundreds of students [protested] in the capital.", "protest", ["Hundreds of students"]),
    ("word before a noun", "There were reports of police [abuses].", "ill_treatment", ["police"]),
    ("nobody told", "Four men were [arrested].", "arrest", []),
    ("not the speaker", "The minister said that four men were [arrested].", "arrest", []),
    (
        "despite threats, not by those who do something else",
        "Despite repeated death [threats], police had withdrawn the protection of Ivo Maren.",
        "threat",
        [],
    ),
]


@pytest.mark.parametrize(("trap", "marked", "kind", "expected"), AFFECTED, ids=[row[0] for row in AFFECTED])
def test_affected(trap: str, marked: str, kind: str, expected: list[str]) -> None:
    assert names(marked, kind, "affected") == expected, trap


@pytest.mark.parametrize(("trap", "marked", "kind", "expected"), ACTOR, ids=[row[0] for row in ACTOR])
def test_actor(trap: str, marked: str, kind: str, expected: list[str]) -> None:
    assert names(marked, kind, "actor") == expected, trap


def test_the_author_of_an_appeal_is_actor_and_affected() -> None:
    found = participants("Ivo Maren [appealed] for clemency.", "clemency_request")
    assert {(p.role, p.name) for p in found} == {("affected", "Ivo Maren"), ("actor", "Ivo Maren")}


def test_a_pronoun_is_named_and_keeps_its_own_words() -> None:
    found = participants("Lena Tarsk, a nurse, was tried. She was [released] in May.", "release")
    assert [(p.name, p.mention.quote, p.description) for p in found] == [("Lena Tarsk", "She", "nurse")]


def test_the_rule_names_the_slot() -> None:
    assert participants("The [killing] of three miners.", "killing")[0].rule == "participants/of"


def test_every_slot_in_the_vocabulary_is_one_that_is_read() -> None:
    for name in acts():
        wanted = roles(name)
        assert {part for slot in (*wanted.affected, *wanted.actor) for part in slot.split("+")} <= SLOTS


@pytest.mark.parametrize("text", ["Fled in May", "Held on 14", "Killed by"])
def test_a_phrase_ends_with_a_sentence_that_has_no_stop(text: str) -> None:
    document = doc(text + "\n")
    (only,) = parse(document, document.sentences)
    assert phrase(only.doc[-1]).text
