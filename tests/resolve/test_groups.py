"""Counted groups: whom a report names as one of them, and how they are known again in another report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.model.record import Count, Event
from habeas.resolve.called import called
from habeas.resolve.followed import memberships
from habeas.resolve.groups import Group, groups
from habeas.vocabulary.rule_words import of_member
from tests.factory import anchor, doc, event, person

MAREN, BROD = "Ivo Maren", "Ana Brod"
NAMES = (MAREN, BROD, "Lena Tarsk", "Sera Brin")
YEAR_2001 = (date(2001, 1, 1), date(2001, 12, 31))
JUNE_2001 = (date(2001, 6, 1), date(2001, 6, 30))
JULY_2001 = (date(2001, 7, 1), date(2001, 7, 31))

Act = tuple[str, str, str, tuple[date, date] | None]  # its words, its type, whom it befalls, when


def counted(document: Document, words: str, size: Count | None) -> Entity:
    return replace(person(document, words), type="group", count=size)


def told(document: Document, entities: Sequence[Entity], acts: Sequence[Act]) -> list[Event]:
    by_name = {entity.name: entity for entity in entities}
    found = []
    for words, type, whom, when in acts:
        made = event(document, words, type, affected=by_name[whom], when=when or YEAR_2001)
        assert made.when is not None
        if when:
            made = replace(made, when=replace(made.when, basis="explicit", anchor=anchor(document, words)))
        found.append(made)
    return found


def read(document: Document, group: str, size: Count | None, acts: Sequence[Act]) -> Group:
    """The group as a report tells of it, in which all names are persons."""
    people = [person(document, name) for name in NAMES if name in document.text]
    entities = [*people, counted(document, group, size)]
    (found,) = (
        one for one in groups(document, entities, told(document, entities, acts)) if one.name == group
    )
    return found


TEN, TWO = Count(10, 10), Count(2, 2)
HELD: tuple[Act, ...] = (("were held", "detention", "Ten writers", None),)
MEMBERS = [
    ("counted out", "Ten writers were held. One, Ivo Maren, fell ill.", HELD, "counted_out", [MAREN]),
    ("counted out of them", "Ten writers were held. One of them, Ivo Maren, fell ill.", HELD, "counted_out", [MAREN]),
    ("out of others", "Ten writers were held. Of a hundred who wept, one said no. Ivo Maren left.", HELD, "", []),
    ("too far", "Ten writers were held. It rained. One, Ivo Maren, fell ill.", HELD, "", []),
    ("included", "Ten writers were held, including poet Ivo Maren and Ana Brod.", HELD, "included", [MAREN, BROD]),
    ("before the list", "At a meeting including Ivo Maren, Ten writers were held.", HELD, "", []),
    ("they included", "Ten writers were held. They included Ivo Maren, a poet, and Ana Brod.", HELD, "included", [MAREN, BROD]),
    ("the wife of one", "Ten writers were held. They included Ivo Maren, husband of Ana Brod.", HELD, "included", [MAREN]),
    ("another's son", "Ten writers were held, including Ivo Maren’s son.", HELD, "", []),
    ("one of", "Ivo Maren, one of the Ten writers, spoke. Ten writers were held.", HELD, "one_of", [MAREN]),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "acts", "rule", "names"), MEMBERS, ids=[row[0] for row in MEMBERS])
def test_members(trap: str, text: str, acts: Sequence[Act], rule: str, names: list[str]) -> None:
    document = doc(text + "\n")
    found = read(document, "Ten writers", TEN, acts).members
    assert {member.mention.quote for member in found.values()} == set(names), trap
    for member in found.values():
        assert member.rule == f"members/{rule}"
        assert of_member(member.rule)


def test_a_bullet_under_the_group_that_tells_the_same_act() -> None:
    text = (
        "Ten writers were held in 2001.\n• Ivo Maren was held in 2001, too.\n• Ana Brod was fined in 2001.\n"
    )
    document = doc(text)
    acts: list[Act] = [
        ("were held", "detention", "Ten writers", YEAR_2001),
        ("was held", "detention", MAREN, YEAR_2001),
        ("was fined", "sentence", BROD, YEAR_2001),
    ]
    found = read(document, "Ten writers", TEN, acts)
    assert [(m.mention.quote, m.rule) for m in found.members.values()] == [(MAREN, "members/bulleted")]


@pytest.mark.parametrize(
    ("trap", "text", "names"),
    [
        ("as many", "Ivo Maren and Ana Brod spoke. The Two men were held.", [MAREN, BROD]),
        ("more", "Ivo Maren, Ana Brod and Lena Tarsk spoke. The Two men were held.", []),
        ("no article", "Ivo Maren and Ana Brod spoke. Two men were held.", []),
        ("nearer ones", "Ivo Maren and Ana Brod spoke. Sera Brin came. The Two men were held.", []),
    ],
)
def test_taken_up(trap: str, text: str, names: list[str]) -> None:
    found = read(doc(text + "\n"), "Two men", TWO, [("were held", "detention", "Two men", None)])
    assert [member.mention.quote for member in found.members.values()] == names, trap


@pytest.mark.parametrize(
    ("trap", "body", "names"),
    [
        ("so called", "Poet Ivo Maren and Ana Brod, both writers, were jailed.", {MAREN, BROD}),
        ("others", "Ivo Maren and Ana Brod, both clerks, were jailed.", set()),
        ("one of them", "Writer Ivo Maren was jailed; Ana Brod was not.", set()),
    ],
)
def test_foretold_by_a_summary(trap: str, body: str, names: set[str]) -> None:
    document = doc(f"# Kaldria\nTwo writers were imprisoned.\n# Courts\n{body}\n")
    people = [person(document, name) for name in (MAREN, BROD)]
    two = counted(document, "Two writers", TWO)
    jailed = event(document, "jailed", "imprisonment", affected=people[0])
    (first,) = jailed.participants
    if "writers, were" in body or "clerks" in body:
        jailed = replace(
            jailed, participants=(first, replace(first, entity=people[1].id, name=people[1].name))
        )
    summed = event(document, "imprisoned", "imprisonment", affected=two)
    found = {one.name: one for one in groups(document, [*people, two], [summed, jailed])}
    assert {m.mention.quote for m in found["Two writers"].members.values()} == names, trap


def test_what_befell_the_many_befell_the_group_among_them() -> None:
    document = doc(
        "Hundreds of clerks were seized in June 2001. Among them were Ten writers who were held.\n"
    )
    many, ten = (
        counted(document, "Hundreds of clerks", Count(200, None)),
        counted(document, "Ten writers", TEN),
    )
    acts: list[Act] = [
        ("seized", "arrest", "Hundreds of clerks", JUNE_2001),
        ("held", "detention", "Ten writers", None),
    ]
    found = {one.name: one for one in groups(document, [many, ten], told(document, [many, ten], acts))}
    assert len(found["Ten writers"].events) == 2
    assert len(found["Hundreds of clerks"].events) == 1


def test_more_than_the_group_has_are_nobody() -> None:
    text = "Two men were held, including Ivo Maren, Ana Brod and Lena Tarsk.\n"
    assert not read(doc(text), "Two men", TWO, [("were held", "detention", "Two men", None)]).members


@pytest.mark.parametrize(
    ("printed", "noun", "described"),
    [
        ("Eleven former town clerks", "clerk", {"former", "town"}),
        ("11 clerks of Karsa", "clerk", {"karsa"}),
        ("the three men", None, set()),
        ("Ten other journalists", "journalist", set()),
        ("both women", None, set()),
        ("six prisoners of conscience", None, set()),
    ],
)
def test_called(printed: str, noun: str | None, described: set[str]) -> None:
    assert called(printed) == (noun, frozenset(described))


def in_year(
    year: int, group: str, size: int, words: str, when: tuple[date, date] | None, *, type: str = "detention"
) -> Group:
    """A group as the report on a year tells of it; `words` hold it, and "held"."""
    document = doc(f"{words}\n", years=(year, year), file=f"kaldria-{year}.txt")
    return read(document, group, Count(size, size), [("held", type, group, when)])


def at_least(year: int, words: str, when: tuple[date, date]) -> Group:
    """At least ten journalists, as the report on a year tells of them."""
    document = doc(f"{words}\n", years=(year, year), file=f"kaldria-{year}.txt")
    acts: list[Act] = [("held", "detention", "At least ten journalists", when)]
    return read(document, "At least ten journalists", Count(10, None), acts)


FIRST = in_year(
    2005,
    "Ten journalists",
    10,
    "Ten journalists were held in June 2001. One, Ivo Maren, fell ill.",
    JUNE_2001,
)
AGAIN = [
    ("the same month", in_year(2006, "Ten journalists", 10, "Ten journalists were held in June 2001.", JUNE_2001), True),
    ("a year named before both", in_year(2006, "Ten journalists", 10, "Ten journalists, seized in 2001, were still held.", None), True),
    ("another month", in_year(2006, "Ten journalists", 10, "Ten journalists were held in July 2001.", JULY_2001), False),
    ("the number alone", in_year(2006, "Ten people", 10, "Ten people were held.", None), False),
    ("number and noun alone", in_year(2006, "Ten journalists", 10, "Ten journalists were held up.", None, type="threat"), False),
    ("another number", in_year(2006, "Nine journalists", 9, "Nine journalists were held in June 2001.", JUNE_2001), False),
    ("another noun", in_year(2006, "Ten priests", 10, "Ten priests were held in June 2001.", JUNE_2001), False),
    ("as many at least", at_least(2006, "At least ten journalists were held in June 2001.", JUNE_2001), True),
    ("a rough number", in_year(2006, "some Ten journalists", 10, "Then some Ten journalists were held in June 2001.", JUNE_2001), False),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "other", "same"), AGAIN, ids=[row[0] for row in AGAIN])
def test_known_again(trap: str, other: Group, same: bool) -> None:
    (maren,) = FIRST.members
    found = [one for one in memberships([FIRST, other], {maren: "maren"}) if one.group == other.id]
    assert [(one.person, one.said.quote) for one in found] == ([("maren", MAREN)] if same else []), trap
    assert all(one.reasons for one in found)


def test_two_of_one_report_that_may_both_be_the_group_are_neither() -> None:
    words = "Ten journalists were held in June 2001."
    one, other = (
        in_year(2006, "Ten journalists", 10, f"{words} {more}", JUNE_2001) for more in ("Here.", "There.")
    )
    twin = replace(other, document=one.document)
    (maren,) = FIRST.members
    assert {m.group for m in memberships([FIRST, one, twin], {maren: "maren"})} == {FIRST.id}


def test_no_more_persons_over_all_reports_than_the_group_has() -> None:
    words = "Two journalists were held in June 2001, including {}."
    each = [
        in_year(2005 + place, "Two journalists", 2, words.format(" and ".join(named)), JUNE_2001)
        for place, named in enumerate((NAMES[:2], NAMES[2:]))
    ]
    persons = {id: id for one in each for id in one.members}
    assert len(persons) == 4
    joined = list(memberships(each, persons))
    assert all(not one.reasons for one in joined)


@given(st.permutations([FIRST, *(row[1] for row in AGAIN)]))
def test_the_order_of_reports_is_of_no_matter(order: list[Group]) -> None:
    (maren,) = FIRST.members

    def told_of(known: Sequence[Group]) -> set[tuple[str, str]]:
        return {(one.event, one.person) for one in memberships(known, {maren: "maren"})}

    assert told_of(order) == told_of([FIRST, *(row[1] for row in AGAIN)])
