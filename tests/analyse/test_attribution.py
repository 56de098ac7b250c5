"""How an act is held: each row a sentence with its trigger in brackets, named for its trap."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.analyse.attribution import resolve
from habeas.analyse.language import Act, Parsed, parse
from habeas.model.document import Block, Document, Metadata, Sentence
from habeas.model.record import CERTAINTIES, Attribution
from habeas.vocabulary.attribution_words import attribution_words


def act_in(marked: str, kind: str) -> tuple[Act, Parsed]:
    """The act whose trigger stands in brackets."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found
    text = marked.replace("[", "").replace("]", "")
    document = Document(
        "d1", "t.txt", "", "text/plain", text, Metadata(), (), (Block("paragraph", 0, len(text), None),), ()
    )
    parsed = next(parse(document, [Sentence(0, len(text), 0)]))
    span = parsed.doc.char_span(found.start(), found.end() - 2, alignment_mode="expand")
    assert span is not None
    return Act(kind, span, "test"), parsed


def held(marked: str, kind: str) -> Attribution:
    return resolve(*act_in(marked, kind))


CERTAINTY = [
    ("plain", "Police [arrested] the editor in May.", "arrest", "stated"),
    ("adverb", "He was reportedly [beaten] by guards.", "ill_treatment", "reported"),
    ("adverb over a pair", "He was allegedly beaten and [kicked] by guards.", "ill_treatment", "alleged"),
    ("adverb stops at a new clause", "Guards allegedly hit him when he [was arrested].", "arrest", "stated"),
    ("adverb on the reason", "She was [arrested], allegedly for libel.", "arrest", "stated"),
    (
        "adverb in a participle",
        "Two men, arrested for allegedly lying, [were released].",
        "release",
        "stated",
    ),
    ("scene of a hedged act", "Police reportedly fired during the [protest].", "protest", "stated"),
    ("reporting verb", "Her lawyer said that she [had been beaten].", "ill_treatment", "reported"),
    (
        "unconfirmed reports",
        "There were unconfirmed reports that he [had died].",
        "death_in_custody",
        "unconfirmed",
    ),
    ("unconfirmed reports of", "There were unconfirmed reports of [arrests].", "arrest", "unconfirmed"),
    ("claim", "The men claimed that they [were tortured].", "torture", "alleged"),
    ("speaker last", "The crowd [was attacked], witnesses said.", "attack", "reported"),
    ("aside", "The guards, he alleged, [tortured] him.", "torture", "alleged"),
    ("trigger is the report", "Beatings in custody [continued to be reported].", "ill_treatment", "reported"),
    ("reports of", "There were reports of [torture] in the eastern camps.", "torture", "reported"),
    ("allegations of", "Allegations of [torture] were not examined.", "torture", "alleged"),
    ("according to", "According to the union, ten miners [were killed].", "killing", "reported"),
    ("despite stands outside", "Guards [shot] him, despite reports of calm.", "killing", "stated"),
    ("adjective", "The alleged [torture] took place in May.", "torture", "alleged"),
    ("adjective on the count", "There were ten reported cases of [torture].", "torture", "reported"),
    ("believed to have", "Ten men were believed to [have been executed].", "execution", "apparent"),
    ("appeared", "The men appeared to have been [held] in secret.", "detention", "apparent"),
    ("may have", "The deaths may [have been extrajudicial executions].", "killing", "possible"),
    ("the month of May", "In early May the editor [was arrested].", "arrest", "stated"),
    ("could not is a fact", "His lawyer [could not visit] him.", "denial_of_access", "stated"),
    ("risk of", "They were at risk of [torture] if returned.", "torture", "possible"),
    (
        "whether",
        "Officials were unable to confirm whether he [had been executed].",
        "execution",
        "unconfirmed",
    ),
    ("promise", "The decree promised [abolition of the death penalty].", "abolition", "intended"),
    ("due to", "The trial was [due to resume] in March.", "trial", "intended"),
    ("would", "The villagers were told that they [would be moved].", "forced_eviction", "intended"),
    ("condition", "He said he would be shot if he [was deported].", "deportation", "intended"),
    ("what is asked to be examined is done", "It urged him to examine the [killing].", "killing", "stated"),
    ("a pledge speaks for itself", "The minister [promised] reform.", "pledge", "stated"),
    ("charged with killing", "Two guards were charged with [killing] a boy.", "killing", "alleged"),
    ("convicted of killing", "Two guards were convicted of [killing] a boy.", "killing", "stated"),
    (
        "list under one report",
        "There were reports that police beat him and [robbed] him.",
        "assault",
        "reported",
    ),
    ("a warrant is no arrest", "An [arrest warrant was issued] for Ivo Maren.", "arrest", "intended"),
    ("a warrant for it", "A warrant for the [arrest] of Ivo Maren was issued.", "arrest", "intended"),
    ("a warrant executed", "Two [arrest warrants] were executed.", "arrest", "stated"),
    ("stayed", "In May the court stayed the [execution] of Ivo Maren.", "execution", "intended"),
    ("spared", "Ivo Maren was spared [execution] in May.", "execution", "intended"),
    ("its order quashed", "A court quashed the decision to [deport] Ivo Maren.", "deportation", "intended"),
    ("its order with it", "A court quashed the [deportation order] against him.", "deportation", "intended"),
    ("not stopped", "The appeal did not stop the [deportation] of Ivo Maren.", "deportation", "stated"),
    ("nobody stopped it", "They failed to halt the [execution] of Ivo Maren.", "execution", "stated"),
    ("what had begun was stopped", "A court halted the [killings] in May.", "killing", "stated"),
    ("arrested on a warrant", "He was [arrested] on a warrant issued in May.", "arrest", "stated"),
]


@pytest.mark.parametrize(
    ("marked", "kind", "expected"), [r[1:] for r in CERTAINTY], ids=[r[0] for r in CERTAINTY]
)
def test_certainty(marked: str, kind: str, expected: str) -> None:
    assert held(marked, kind).certainty == expected


POLARITY = [
    ("no noun", "[No executions] were carried out.", "execution", "negated"),
    ("not", "He [was not released].", "release", "negated"),
    ("none of", "None of the men [was charged].", "charge", "negated"),
    ("neither", "Neither man [was charged].", "charge", "negated"),
    ("never", "The officers were never [tried].", "trial", "negated"),
    ("shared not", "She was not arrested or [charged].", "charge", "negated"),
    ("but ends it", "He was not charged but [was detained].", "detention", "affirmed"),
    ("without on the side", "He was [released without charge].", "release", "affirmed"),
    ("under without", "He was held without [trial].", "trial", "negated"),
    ("not only", "He was not only [beaten] but robbed.", "ill_treatment", "affirmed"),
    ("not until", "The inquiry [did not open] until May.", "investigation", "affirmed"),
    ("denied by officials", "The army denied [holding] him.", "detention", "negated"),
    ("denied that", "The army denied that villagers [had been evicted].", "forced_eviction", "negated"),
    ("denied somebody something", "She [was denied compensation].", "compensation", "negated"),
    ("failed to", "Parliament [failed to adopt] the bill.", "legislation", "negated"),
    ("absence told with not", "The killing [was not investigated].", "impunity", "affirmed"),
    ("absence told with failed", "Police [failed to investigate] the killing.", "impunity", "affirmed"),
    ("access refused", "He [was not allowed] to see a lawyer.", "denial_of_access", "affirmed"),
    ("access granted", "They [allowed him access] to a lawyer.", "denial_of_access", "negated"),
    ("whereabouts withheld", "They [did not disclose] where he was.", "enforced_disappearance", "affirmed"),
    ("no disappearances", "[No disappearances] were recorded.", "enforced_disappearance", "negated"),
    ("refusal is the ruling", "The court [refused] to award damages.", "court_ruling", "affirmed"),
    (
        "without in a list",
        "Abuses included detention without charge, [torture] and beatings.",
        "torture",
        "affirmed",
    ),
    (
        "without two in a list",
        "There were arrests without charge or trial, torture and [beatings].",
        "ill_treatment",
        "affirmed",
    ),
    ("without both", "He was held without charge or [trial].", "trial", "negated"),
    ("without any", "The march ended without arrests, injuries or [beatings].", "ill_treatment", "negated"),
    ("no moves to", "There were no moves to introduce a [moratorium].", "moratorium", "negated"),
    ("no steps towards", "It took no steps towards a [moratorium].", "moratorium", "negated"),
    ("no steps were taken", "No steps were taken to [abolish] it.", "abolition", "negated"),
    ("did not take steps", "It did not take formal steps to [abolish] it.", "abolition", "negated"),
    ("no progress towards", "There was no progress towards [abolition] of it.", "abolition", "negated"),
    ("steps taken", "Steps to [release] them were taken.", "release", "affirmed"),
    (
        "no progress in what goes on",
        "There was no progress in the [investigation].",
        "investigation",
        "affirmed",
    ),
    (
        "denied of whom",
        "The army denied involvement in the torture of people [detained] in May.",
        "detention",
        "affirmed",
    ),
    (
        "denied of whom, in a clause",
        "The army denied that men [arrested] in May had been beaten.",
        "arrest",
        "affirmed",
    ),
    ("denied itself", "The army denied involvement in the [torture] of people.", "torture", "negated"),
    ("denied by name", "The army denied reports of [torture].", "torture", "negated"),
    ("number five", "Guards entered Prison No. 5 and [beat] inmates.", "ill_treatment", "affirmed"),
]


@pytest.mark.parametrize(
    ("marked", "kind", "expected"), [r[1:] for r in POLARITY], ids=[r[0] for r in POLARITY]
)
def test_polarity(marked: str, kind: str, expected: str) -> None:
    assert held(marked, kind).polarity == expected


SOURCES = [
    (
        "a heading glued on",
        "Violence against women In May, the ministry said that he [was arrested].",
        ["the ministry"],
    ),
    ("two with and", "The police, who led it, and the army said that he [was arrested].", ["The police"]),
    ("nobody", "He was reportedly [beaten].", []),
    ("subject", "Her lawyer said that she [had been beaten].", ["Her lawyer"]),
    ("pronoun", "He said that guards [beat] him.", ["He"]),
    ("agent of told", "They were told by officials that he [was arrested].", ["officials"]),
    ("pair", "Witnesses and relatives said that he [was shot].", ["Witnesses", "relatives"]),
    ("according to", "According to the Miners’ Union, ten men [were shot].", ["the Miners’ Union"]),
    ("reports by", "According to reports compiled by the union, ten men [were shot].", ["the union"]),
    (
        "nested, innermost last",
        "The panel reported that inmates said they [were beaten].",
        ["The panel", "inmates"],
    ),
    (
        "release issued on behalf of",
        "A press release issued on behalf of President Arlo by a consultancy claimed that he [was freed].",
        ["President Arlo", "a consultancy"],
    ),
    (
        "quoted by",
        "President Arlo was quoted by local media as saying that he [was freed].",
        ["local media", "President Arlo"],
    ),
    ("concern at", "The committee expressed concern at [torture] in camps.", ["The committee"]),
    ("its own concern", "The committee expressed its concern at [torture] in camps.", ["The committee"]),
    ("relative", "A man who said that he [was beaten] was freed.", ["A man"]),
    ("participle", "She filed a complaint alleging that police [beat] her.", ["a complaint"]),
    ("shared subject", "The union met in May and said that ten men [were shot].", ["The union"]),
    ("the author as source", "Lantern Watch learned that he [was freed] in May.", ["Lantern Watch"]),
    ("who examines does not speak", "The board examined allegations that police [beat] him.", []),
    ("it was reported", "It was reported that he [was freed].", []),
]


@pytest.mark.parametrize(("marked", "expected"), [r[1:] for r in SOURCES], ids=[str(r[0]) for r in SOURCES])
def test_sources(marked: str, expected: list[str]) -> None:
    assert [source.name for source in held(marked, "ill_treatment").sources] == expected


def test_a_source_points_at_its_name_and_its_cue() -> None:
    act, parsed = act_in("Her lawyer said that she [had been beaten].", "ill_treatment")
    (source,) = resolve(act, parsed).sources
    text = parsed.document.text
    assert (text[source.mention.start : source.mention.end], source.cue.quote) == ("Her lawyer", "said")


def test_the_rules_are_named() -> None:
    assert held("He was reportedly [beaten].", "ill_treatment").rules == ("adverb",)
    assert held("He was [beaten].", "ill_treatment").rules == ("author",)


@given(
    st.lists(
        st.sampled_from(
            [
                "He",
                "guards",
                "said",
                "that",
                "reportedly",
                "not",
                "beat",
                "the",
                "men",
                ",",
                "by",
                "no",
                "reports",
                "of",
                "if",
            ]
        ),
        min_size=2,
    )
)
def test_any_words_in_any_order_are_held_somehow(words: list[str]) -> None:
    text = " ".join(words)
    document = Document("d", "t", "", "", text, Metadata(), (), (Block("paragraph", 0, len(text), None),), ())
    parsed = next(parse(document, [Sentence(0, len(text), 0)]))
    got = resolve(Act("assault", parsed.doc[-1:], "test"), parsed)
    assert got.certainty in CERTAINTIES
    assert all(text[s.mention.start : s.mention.end] == s.mention.quote for s in got.sources)


def test_every_level_has_a_place_in_the_ranking() -> None:
    assert sorted(attribution_words().strength) == sorted(CERTAINTIES)
