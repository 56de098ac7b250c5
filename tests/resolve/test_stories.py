"""Which acts belong to a person's case although their own words do not name the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.model.case import Entity
from habeas.model.record import Count, Event, Topic
from habeas.resolve import cases
from habeas.vocabulary.rule_words import of_link
from tests.factory import anchor, doc, event, person

TEXT = """Two writers were jailed and tried. Two guards were imprisoned. One teacher was beaten.
# Prisoners
• Ivo Maren and Orlan Devak were imprisoned in March. The verdict was upheld. No inquiry was opened.
• Lena Tarsk was tortured in May. She was detained. The torture was denied. Sera Brin was fined.
• In June, two journalists were jailed. The parents of Sera Brin were threatened.
• No file was begun on who poisoned Ana Ruvo. Two neighbours were charged. Two policemen were charged. \
Death sentences were imposed.
"""
REPORT = doc(TEXT)
NAMES = ("Ivo Maren", "Orlan Devak", "Lena Tarsk", "Sera Brin", "Ana Ruvo")
IVO, ORLAN, LENA, SERA, ANA = (person(REPORT, name) for name in NAMES)
LENA = replace(LENA, description="history teacher")
WRITERS = replace(person(REPORT, "Two writers"), type="group", count=Count(2, 2))
TEACHER = person(REPORT, "One teacher")
JOURNALISTS = replace(person(REPORT, "two journalists"), type="group", count=Count(2, 2))
GUARDS = replace(person(REPORT, "Two guards"), type="group", count=Count(2, 2))
NEIGHBOURS, POLICEMEN = (
    replace(person(REPORT, name), type="group") for name in ("Two neighbours", "Two policemen")
)
PARENTS = replace(person(REPORT, "The parents of Sera Brin"), type="group")


def told() -> list[Event]:
    imprisoned = event(REPORT, "imprisoned in March", "imprisonment", affected=IVO)
    (first,) = imprisoned.participants
    both = (first, replace(first, entity=ORLAN.id, name=ORLAN.name))
    return [
        event(REPORT, "jailed", "imprisonment", affected=WRITERS),
        event(REPORT, "tried", "trial", affected=WRITERS),
        event(REPORT, "guards were imprisoned", "imprisonment", affected=GUARDS),
        event(REPORT, "beaten", "ill_treatment", affected=TEACHER),
        replace(imprisoned, participants=both),
        event(REPORT, "upheld", "appeal_ruling"),
        event(REPORT, "inquiry", "impunity"),
        event(REPORT, "tortured", "torture", affected=LENA),
        event(REPORT, "detained", "detention", affected=LENA),
        event(REPORT, "The torture", "torture"),
        event(REPORT, "fined", "sentence", affected=SERA),
        replace(event(REPORT, "jailed", "imprisonment", affected=JOURNALISTS), id="later"),
        event(REPORT, "threatened", "threat", affected=PARENTS),
        event(REPORT, "No file", "impunity"),
        event(REPORT, "poisoned", "killing", affected=ANA),
        event(REPORT, "neighbours were charged", "charge", affected=NEIGHBOURS),
        event(REPORT, "policemen were charged", "trial", affected=POLICEMEN),
        event(REPORT, "Death sentences", "sentence"),
    ]


ROWS = [
    ("a ruling and an inquiry about both", "Orlan Devak", "appeal_ruling"),
    ("nobody brought to justice", "Ivo Maren", "impunity"),
    ("two of the summary are the two of the body", "Ivo Maren", "imprisonment"),
    ("the same two of the summary, whatever befell them", "Orlan Devak", "trial"),
    ("a noun for what was told", "Lena Tarsk", "torture"),
    ("one of the summary by description", "Lena Tarsk", "ill_treatment"),
    ("the parents of one are of their case", "Sera Brin", "threat"),
]


def files(*entities: Entity) -> dict[str, list[str]]:
    types = {e.id: e.type for e in told()}
    return {case.name: [types[i] for i in case.events] for case in cases.read(REPORT, entities, told())}


@pytest.mark.parametrize(("trap", "name", "kind"), ROWS, ids=[row[0] for row in ROWS])
def test_belongs(trap: str, name: str, kind: str) -> None:
    assert kind in files(IVO, ORLAN, LENA, SERA, WRITERS, TEACHER, PARENTS)[name], trap


def test_what_befalls_neighbours_or_many_is_not_a_victims() -> None:
    assert files(ANA, NEIGHBOURS, POLICEMEN)["Ana Ruvo"] == ["impunity", "killing", "trial"]


def test_a_conviction_of_others_for_it_is_the_victims() -> None:
    report = doc("Two men were convicted of the killing of Ivo Maren.")
    ivo, men = person(report, "Ivo Maren"), replace(person(report, "Two men"), type="group")
    acts = [
        event(report, "convicted", "conviction", affected=men),
        event(report, "killing", "killing", affected=ivo),
    ]
    (case,) = cases.read(report, [ivo, men], acts)
    assert case.events == tuple(act.id for act in acts)


def test_two_guards_are_not_the_two_imprisoned() -> None:
    assert files(IVO, ORLAN, LENA, SERA, GUARDS)["Ivo Maren"].count("imprisonment") == 1


def test_three_are_not_two() -> None:
    three = replace(WRITERS, count=Count(3, 3))
    assert files(IVO, ORLAN, LENA, SERA, three, TEACHER)["Ivo Maren"].count("imprisonment") == 1, (
        "the one in the body"
    )


def test_a_paragraph_below_a_heading_foretells_nobody() -> None:
    """Two journalists of whom a paragraph of its own tells are not the two writers of another one."""
    late = anchor(REPORT, "In June, two journalists were jailed.")
    acts = [replace(e, sentence=late) if e.id == "later" else e for e in told()]
    (ivo,) = (c for c in cases.read(REPORT, [IVO, ORLAN, JOURNALISTS], acts) if c.name == "Ivo Maren")
    assert "later" not in ivo.events


def test_what_the_encoder_reads_as_going_on_with_a_story() -> None:
    report = doc(
        "Ivo Maren and Orlan Devak were jailed. Ivo Maren was freed. The case made news. "
        "No inquiry followed. A ban followed."
    )
    ivo, orlan = person(report, "Ivo Maren"), person(report, "Orlan Devak")
    freed, held = (
        event(report, word, "release", affected=one) for word, one in (("freed", ivo), ("jailed", orlan))
    )
    topic = Topic(ivo.id, ivo.mentions[0], 60)
    inquiry = replace(event(report, "inquiry", "impunity"), topics=(topic,))
    ban = replace(event(report, "ban", "ban"), topics=(topic,))
    named = replace(event(report, "made news", "scrutiny", affected=orlan), topics=(topic,))
    files = {case.name: case for case in cases.read(report, [ivo, orlan], [held, freed, named, inquiry, ban])}
    rules = dict(zip(files["Ivo Maren"].events, files["Ivo Maren"].rules, strict=True))
    assert rules[inquiry.id] == "stories/recalled"
    assert named.id not in files["Ivo Maren"].events, "an act that names somebody is theirs"
    assert ban.id not in files["Ivo Maren"].events, "no act that a story leads to"


def test_one_and_another_are_two() -> None:
    text = "One leader was pardoned; another was imprisoned.\n# Leaders\nIvo Maren was pardoned. Both were jailed."
    report = doc(text)
    ivo, orlan = (replace(person(report, n), description="party leader") for n in ("Ivo Maren", "Both"))
    one, other = person(report, "One leader"), replace(person(report, "another"), name="another leader")
    freed = event(report, "pardoned", "pardon", affected=one)
    held = event(report, "imprisoned", "imprisonment", affected=other)
    below = anchor(report, "Ivo Maren was pardoned.")
    later = replace(event(report, "pardoned", "pardon", affected=ivo), sentence=below)
    told = event(report, "jailed", "imprisonment", affected=ivo)
    (first,) = told.participants
    both = replace(told, id="e9", participants=(first, replace(first, entity=orlan.id)))
    files = cases.read(report, [ivo, orlan, one, other], [freed, held, replace(later, id="e8"), both])
    assert {case.name: case.events for case in files} == {
        "Ivo Maren": (freed.id, "e8", "e9"),
        "Both": (held.id, "e9"),
    }


DIED = """A Kaldrian national was jailed. {who} was killed.
# Prisoners
Ivo Maren was jailed. Orlan Devak was jailed. {others}Lena Tarsk was killed.
"""


def foretold(who: str, others: str = "", members: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The summary's acts by the name of whose they are; a group of leaders counts `members`."""
    report = doc(DIED.format(who=who, others=others))
    ivo, orlan, lena = (person(report, name) for name in ("Ivo Maren", "Orlan Devak", "Lena Tarsk"))
    ivo, orlan = (
        replace(p, description=d) for p, d in ((ivo, "Kaldrian national"), (orlan, "Aruvi national"))
    )
    national, one = person(report, "Kaldrian national"), person(report, who)
    leaders = replace(person(report, "Prisoners"), id="n-group", type="group", name="Two community leaders")
    leaders = replace(leaders, members=tuple(p.id for p in (ivo, orlan, lena) if p.name in members))
    acts = [event(report, "jailed", "imprisonment", affected=national)]
    acts.append(event(report, f"{who} was killed", "killing", affected=one))
    acts += [
        replace(event(report, "jailed", "imprisonment", affected=p), id=p.name, sentence=anchor(report, said))
        for p, said in ((ivo, "Ivo Maren was jailed."), (orlan, "Orlan Devak was jailed."))
    ]
    if others:
        acts.append(event(report, "men were killed", "killing", affected=person(report, "Two men")))
    acts.append(event(report, "Tarsk was killed", "killing", affected=lena))
    files = cases.read(report, [ivo, orlan, lena, national, one, leaders], acts)
    early = {e.id: e.type for e in acts[:2]}
    return {case.name: [early[i] for i in case.events if i in early] for case in files}


def test_of_two_nationals_the_one_of_the_state() -> None:
    assert foretold("A pupil")["Ivo Maren"] == ["imprisonment"]
    assert foretold("A pupil")["Orlan Devak"] == []


def test_the_only_death_told_below_is_the_summarys() -> None:
    assert foretold("A pupil")["Lena Tarsk"] == ["killing"]
    assert foretold("A soldier")["Lena Tarsk"] == []
    assert foretold("A pupil", others="Two men were killed. ")["Lena Tarsk"] == []


def test_one_of_those_whom_the_text_calls_leaders() -> None:
    two = "Two men were killed. "
    assert foretold("One community leader", two, ("Lena Tarsk",))["Lena Tarsk"] == ["killing"]


def test_members_of_a_group_have_its_acts() -> None:
    group = replace(WRITERS, members=(SERA.id,))
    assert files(SERA, group)["Sera Brin"] == ["imprisonment", "trial", "sentence"]


RULES = [
    ("the act names the person", "Lena Tarsk", "detention", "stories/named"),
    ("the act is told again", "Lena Tarsk", "torture", "stories/again"),
    ("the paragraph is the person's", "Ivo Maren", "impunity", "stories/followed"),
    ("a summary tells it before", "Lena Tarsk", "ill_treatment", "stories/foretold"),
    ("no inquiry into what befell her", "Ana Ruvo", "impunity", "stories/about"),
    ("the act befalls a family", "Sera Brin", "threat", "stories/kin"),
    ("a group of which the text names the person", "Sera Brin", "ill_treatment", "stories/member"),
]


@pytest.mark.parametrize(("trap", "name", "kind", "rule"), RULES, ids=[row[0] for row in RULES])
def test_a_link_says_what_ties_it(trap: str, name: str, kind: str, rule: str) -> None:
    teacher = replace(TEACHER, members=(SERA.id,)) if rule.endswith("member") else TEACHER
    types = {e.id: e.type for e in told()}
    named = [LENA, SERA, IVO, ORLAN, ANA, teacher, PARENTS]
    (case,) = (c for c in cases.read(REPORT, named, told()) if c.name == name)
    found = {r for i, r in zip(case.events, case.rules, strict=True) if types[i] == kind}
    assert rule in found and all(map(of_link, found)), trap
