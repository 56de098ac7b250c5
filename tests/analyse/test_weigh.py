"""What a cue found against what the encoder sees, with scores made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from habeas.analyse import acts, entities, participants, weigh
from habeas.analyse.language import Act, Parsed, parse
from habeas.analyse.learned import Scores, encoder
from habeas.model.record import Attribution
from tests.factory import doc

SENTENCE = "Ivo Maren was arrested and his printing press was carried off by guards."
STATED = Attribution("stated", "affirmed", (), ("none",))


def parsed() -> Parsed:
    document = doc(SENTENCE + "\n")
    (only,) = parse(document, document.sentences)
    return only


def scores(n: int, **told: tuple[str, float]) -> Scores:
    """Scores of `n` words that see nothing but `told`: a word's place (`w3`) to types and their probability."""
    reader = encoder()
    types = np.zeros((n, len(reader.types) + 1), dtype=np.float32)
    types[:, 0] = 1.0
    for word, (name, sure) in told.items():
        place = int(word[1:])
        types[place, 0] = 1.0 - sure
        for one in name.split("/"):
            types[place, reader.index[one]] = sure / len(name.split("/"))
    certainty = np.zeros((n, len(reader.certainties)), dtype=np.float32)
    certainty[:, reader.certainties.index("stated")] = 1.0
    nothing = np.zeros((n, n), dtype=np.float32)
    flat = np.zeros(n, dtype=np.float32)
    taken = np.zeros((n, 128), dtype=np.float32)
    return Scores(types, certainty, flat, nothing, nothing.copy(), taken, taken)


ARRESTED = 3


@pytest.mark.parametrize(
    ("trap", "told", "found"),
    [
        ("a cue that the encoder shares", {"w3": ("arrest", 0.9)}, ["arrest"]),
        ("a cue that the encoder doubts", {"w3": ("arrest", 0.2)}, []),
        ("a cue keeps its type where two are likely", {"w3": ("arrest/detention", 0.95)}, ["arrest"]),
        (
            "a cue whose type cannot be gives way to the likeliest",
            {"w3": ("detention/raid", 0.95)},
            ["detention"],
        ),
        ("a cue's type gives way to another that is sure", {"w3": ("detention", 0.95)}, ["detention"]),
        ("an act without a cue", {"w3": ("arrest", 0.9), "w9": ("raid", 0.95)}, ["arrest", "raid"]),
        ("an unsure one without a cue", {"w9": ("raid", 0.6)}, []),
        ("a mark is no act", {"w13": ("raid", 0.99)}, []),
    ],
)
def test_settle(trap: str, told: dict[str, tuple[str, float]], found: list[str]) -> None:
    sentence = parsed()
    cued = [act for act in acts.find(sentence) if act.type == "arrest"]
    settled = weigh.settle(cued, scores(len(sentence.doc), **told), sentence)
    assert [act.type for act in settled] == found, trap


@pytest.mark.parametrize(
    ("trap", "cue", "seen", "sure", "held"),
    [
        ("a hedge without a cue", "stated", "reported", 0.6, "reported"),
        ("a cue against a guess", "alleged", "reported", 0.8, "alleged"),
        ("a cue against near certainty", "alleged", "reported", 0.97, "reported"),
        ("nothing seen", "stated", "stated", 1.0, "stated"),
    ],
)
def test_held(trap: str, cue: str, seen: str, sure: float, held: str) -> None:
    sentence = parsed()
    levels = scores(len(sentence.doc))
    levels.certainty[ARRESTED] = 0.0
    levels.certainty[ARRESTED, encoder().certainties.index(seen)] = sure
    act = Act("arrest", sentence.doc[ARRESTED : ARRESTED + 1], "acts/arrest")
    found = weigh.held(replace(STATED, certainty=cue), act, levels)
    assert found.certainty == held, trap


@pytest.mark.parametrize(
    ("trap", "place", "sure", "names"),
    [
        ("one whom the parse gave and the encoder sees", 0, 0.9, {"Ivo Maren"}),
        ("one beside whom the parse gave, surely seen", 12, 0.97, {"Ivo Maren", "guards"}),
        ("one beside whom the parse gave, not surely", 12, 0.9, {"Ivo Maren"}),
        ("one hardly seen", 12, 0.1, {"Ivo Maren"}),
    ],
)
def test_took_part(trap: str, place: int, sure: float, names: set[str]) -> None:
    sentence = parsed()
    cast = entities.read(sentence.document, [sentence])
    act = Act("arrest", sentence.doc[ARRESTED : ARRESTED + 1], "acts/arrest")
    seen = scores(len(sentence.doc))
    seen.affected[ARRESTED, :2] = 0.4
    seen.affected[ARRESTED, place] = sure
    slotted = participants.resolve(act, sentence, cast)
    took = weigh.took_part(slotted, act, seen, parsed=sentence, cast=cast)
    assert {p.name for p in took if p.role == "affected"} == names, trap


@pytest.mark.parametrize(
    ("trap", "text", "act", "word", "sure", "role"),
    [
        ("seen to befall who does it", "Guards beat men.", "ill_treatment", "Guards", (1.0, 0.9), "actor"),
        ("seen to do what befalls them", "Police beat men.", "ill_treatment", "men", (0.9, 1.0), "affected"),
        (
            "only seen, rather to do it",
            "Blows fell amid guards.",
            "ill_treatment",
            "guards",
            (0.8, 0.9),
            "actor",
        ),
    ],
)
def test_nobody_does_what_befalls_them(
    trap: str, text: str, act: str, word: str, sure: tuple[float, float], role: str
) -> None:
    document = doc(text + "\n")
    (sentence,) = parse(document, document.sentences)
    cast = entities.read(document, [sentence])
    told = Act(act, sentence.doc[1:2], f"acts/{act}")
    seen, place = scores(len(sentence.doc)), [token.text for token in sentence.doc].index(word)
    seen.affected[1, place], seen.actor[1, place] = sure
    slotted = participants.resolve(told, sentence, cast)
    took = weigh.took_part(slotted, told, seen, parsed=sentence, cast=cast)
    assert [p.role for p in took if p.name.lower() == word.lower()] == [role], trap


def test_a_word_that_tells_no_act_tells_none_to_the_encoder() -> None:
    document = doc("The project was executed in March.\n")
    (sentence,) = parse(document, document.sentences)
    sure = weigh.without(scores(len(sentence.doc), w3=("execution", 0.99)), acts.none_told(sentence))
    assert weigh.settle(acts.find(sentence), sure, sentence) == []


def test_nobody_takes_part_though_the_encoder_sees_nobody() -> None:
    document = doc("No one was arrested.\n")
    (sentence,) = parse(document, document.sentences)
    cast = entities.read(document, [sentence])
    act = Act("arrest", sentence.doc[3:4], "acts/arrest")
    slotted = participants.resolve(act, sentence, cast)
    took = weigh.took_part(slotted, act, scores(len(sentence.doc)), parsed=sentence, cast=cast)
    assert [p.name for p in took if p.role == "affected"] == ["No one"]


def test_all_whom_one_word_means_take_part() -> None:
    document = doc("Ivo Maren and Lena Tarsk were tried. They awaited release.\n")
    parses = list(parse(document, document.sentences))
    sentence, cast = parses[1], entities.read(document, parses)
    act = Act("release", sentence.doc[2:3], "acts/release")
    seen = scores(len(sentence.doc))
    seen.affected[2, 0] = 0.9
    took = weigh.took_part((), act, seen, parsed=sentence, cast=cast)
    assert [p.name for p in took] == ["Ivo Maren", "Lena Tarsk"]


def test_a_noun_before_a_noun_is_no_second_person() -> None:
    document = doc("On 12 August Ivo Maren, a teacher and trade union organizer, was abducted by men.\n")
    (sentence,) = parse(document, document.sentences)
    cast = entities.read(document, [sentence])
    (act,) = (found for found in acts.find(sentence) if found.type == "abduction")
    seen = scores(len(sentence.doc))
    seen.affected[act.span.root.i, [token.text for token in sentence.doc].index("teacher")] = 1.0
    slotted = participants.resolve(act, sentence, cast)
    took = weigh.took_part(slotted, act, seen, parsed=sentence, cast=cast)
    assert [p.name for p in took if p.role == "affected"] == ["Ivo Maren"]


SEEN_BESIDE = [
    (
        "an office of no known name",
        "Ivo Maren, Talman of Nova College, was held by men.",
        "Talman",
        ["Ivo Maren"],
    ),
    (
        "a noun of the second of a list",
        "Ivo Maren, manager of a paper, and Lena Tarsk, a poet, were held.",
        "poet",
        ["Ivo Maren", "Lena Tarsk"],
    ),
    (
        "one of a list, no apposition",
        "Two men, a nurse and a cook were held.",
        "nurse",
        ["nurse"],
    ),
    ("many, mostly strangers", "Many people, mostly strangers, were held.", "strangers", ["Many people"]),
]


@pytest.mark.parametrize(("trap", "text", "word", "names"), SEEN_BESIDE, ids=[row[0] for row in SEEN_BESIDE])
def test_what_stands_beside_is_the_same(trap: str, text: str, word: str, names: list[str]) -> None:
    document = doc(text + "\n")
    (sentence,) = parse(document, document.sentences)
    cast = entities.read(document, [sentence])
    head = next(token for token in sentence.doc if token.lower_ == "held")
    act = Act("detention", sentence.doc[head.i : head.i + 1], "acts/detention")
    seen = scores(len(sentence.doc))
    seen.affected[head.i, [token.text for token in sentence.doc].index(word)] = 1.0
    slotted = participants.resolve(act, sentence, cast)
    took = weigh.took_part(slotted, act, seen, parsed=sentence, cast=cast)
    assert [p.name for p in took if p.role == "affected"] == names, trap
