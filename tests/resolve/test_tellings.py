from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.occurrence import Occurrence, Telling
from habeas.model.outline import holding
from habeas.model.record import Count, Event, Participant
from habeas.resolve.tellings import counted, occurrences
from tests.factory import anchor, doc, event, person

Days = tuple[date, date]

PERSON = "maren"


def days(words: str) -> Days:
    """`2005-03` or `2005-03-12` or `2005` as first and last day."""
    first, _, last = words.partition("/")
    year, *rest = map(int, first.split("-"))
    if last:
        return days(first)[0], days(last)[1]
    if len(rest) == 2:
        return date(year, *rest), date(year, *rest)
    if rest:
        after = date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
        return date(year, rest[0], 1), date.fromordinal(after.toordinal() - 1)
    return date(year, 1, 1), date(year, 12, 31)


def telling(
    year: int,
    text: str,
    *,
    type: str,
    trigger: str,
    when: str = "",
    people: Sequence[str] = (PERSON,),
    penalty: tuple[str, str, str | None] | None = None,
) -> Telling:
    """A telling in a report on a year; `when` is in its words as {when}, or the report's period."""
    report = doc(text, years=(year, year), published=f"{year + 1}-05-01", file=f"kaldria-{year}.txt")
    made = event(report, trigger, type, when=days(when or str(year)), penalty=penalty)
    assert made.when is not None
    if when:
        given = replace(made.when, basis="explicit", anchor=anchor(report, trigger))
        made = replace(made, when=given)
    return Telling(made, holding(report), frozenset(people))


def groups(*tellings: Telling) -> list[int]:
    """How many tellings each act has, largest first."""
    return sorted((len(one.tellings) for one in occurrences(tellings)), reverse=True)


ARREST = telling(
    2005, "Ivo Maren was arrested on 12 March.", type="arrest", trigger="arrested", when="2005-03-12"
)


@pytest.mark.parametrize(
    ("trap", "other", "acts"),
    [
        (
            "told again with the month alone",
            telling(
                2007, "Ivo Maren, arrested in March 2005.", type="arrest", trigger="arrested", when="2005-03"
            ),
            [2],
        ),
        (
            "told again as a detention",
            telling(2006, "Ivo Maren, detained in 2005.", type="detention", trigger="detained", when="2005"),
            [2],
        ),
        (
            "a day apart is one arrest with a date in dispute",
            telling(
                2006,
                "Maren was arrested on 13 March 2005.",
                type="arrest",
                trigger="arrested",
                when="2005-03-13",
            ),
            [2],
        ),
        (
            "arrested anew two years later",
            telling(
                2007, "Ivo Maren was arrested in June.", type="arrest", trigger="arrested", when="2007-06"
            ),
            [1, 1],
        ),
        (
            "somebody else on the same day",
            telling(
                2005,
                "Lena Tarsk was arrested then.",
                type="arrest",
                trigger="arrested",
                when="2005-03-12",
                people=("tarsk",),
            ),
            [1, 1],
        ),
        (
            "another type of act on the same day",
            telling(2005, "Ivo Maren was charged.", type="charge", trigger="charged", when="2005-03-12"),
            [1, 1],
        ),
        (
            "an arrest whose sentence goes on to what lasts",
            telling(
                2007,
                "Ivo Maren, arrested in March 2005, was still held.",
                type="arrest",
                trigger="arrested",
                when="2005-03",
            ),
            [2],
        ),
        (
            "behind what is told, without a day of its own",
            telling(2008, "Ivo Maren had been arrested.", type="arrest", trigger="arrested"),
            [2],
        ),
    ],
)
def test_an_arrest_and_another_telling(trap: str, other: Telling, acts: list[int]) -> None:
    assert groups(ARREST, other) == acts, trap


def held(year: int, words: str) -> Telling:
    return telling(year, f"Ivo Maren was {words}.", type="detention", trigger=words)


def test_to_be_held_incommunicado_is_no_custody_within_custody() -> None:
    here, there = held(2005, "still held"), held(2006, "still held incommunicado")
    assert groups(here, there) == [2]
    assert groups(here, held(2006, "still held in solitary confinement")) == [1, 1]


def test_a_weak_telling_joins_nothing_where_two_acts_could_be_meant() -> None:
    again = telling(2007, "Maren was arrested in June.", type="arrest", trigger="arrested", when="2007-06")
    vague = telling(2008, "Ivo Maren had been arrested.", type="arrest", trigger="arrested")
    assert groups(ARREST, again, vague) == [1, 1, 1]


@pytest.mark.parametrize(
    ("trap", "certainty", "polarity", "acts"),
    [
        ("planned for that day", "intended", "affirmed", [1, 1]),
        ("alleged", "alleged", "affirmed", [2]),
        ("denied", "stated", "negated", [2]),
    ],
)
def test_what_is_said_of_it(trap: str, certainty: str, polarity: str, acts: list[int]) -> None:
    other = telling(
        2006, "Maren, arrested on 12 March 2005.", type="arrest", trigger="arrested", when="2005-03-12"
    )
    said = replace(other.event.attribution, certainty=certainty, polarity=polarity)
    assert groups(ARREST, replace(other, event=replace(other.event, attribution=said))) == acts, trap


def test_a_custody_and_a_punishment_within_it_are_two() -> None:
    cell = telling(
        2006,
        "Ivo Maren was held in a punishment cell in 2006.",
        type="detention",
        trigger="held",
        when="2006",
    )
    assert groups(prison(2005), cell, prison(2006)) == [2, 1]


def prison(year: int) -> Telling:
    text = f"Ivo Maren remained in prison at the end of {year}."
    return telling(year, text, type="imprisonment", trigger="remained in prison", when=f"{year}-12-31")


def test_a_state_that_goes_on_is_one() -> None:
    assert groups(prison(2005), prison(2006), prison(2008)) == [3]


def test_a_state_ends_with_a_release() -> None:
    free = telling(2006, "Maren was released in May.", type="release", trigger="released", when="2006-05")
    assert groups(prison(2005), free, prison(2008)) == [1, 1, 1]


def test_nobody_dies_twice() -> None:
    one = telling(2005, "Ivo Maren was killed in May 2005.", type="killing", trigger="killed", when="2005-05")
    other = telling(2008, "In June 2008 the killing was looked into.", type="killing", trigger="killing")
    assert groups(one, other) == [2]


def test_two_lengths_are_two_sentences() -> None:
    one = telling(
        2005,
        "He got four years in May 2005.",
        type="sentence",
        trigger="got",
        penalty=("four years", "imprisonment", "P4Y"),
    )
    other = telling(
        2006,
        "He got ten years of hard labour.",
        type="sentence",
        trigger="got",
        penalty=("ten years", "imprisonment", "P10Y"),
    )
    assert groups(one, other) == [1, 1]


def test_the_narrowest_days_win_and_those_that_differ_are_named() -> None:
    later = telling(2007, "Maren was killed in April 2005.", type="killing", trigger="killed", when="2005-04")
    first = telling(
        2005, "Ivo Maren was killed on 12 March.", type="killing", trigger="killed", when="2005-03-12"
    )
    (act,) = occurrences([later, first])
    assert act.days == days("2005-03-12") and act.dated == first.event.id
    assert act.differing == (later.event.id,)
    assert act.events == (first.event.id, later.event.id), "in the order in which the reports cover time"


def test_the_order_of_the_tellings_changes_nothing() -> None:
    told = [ARREST, *map(prison, (2005, 2006))]
    ids: Sequence[Occurrence] = occurrences(told)
    assert occurrences(reversed(told)) == ids


told_of = st.builds(
    lambda type, year, month, people: telling(
        year,
        f"In {year} {people} was {type}; in {month} it was told.",
        type=type,
        trigger=type,
        when=f"{year}-{month:02}" if month else "",
        people=(people,),
    ),
    st.sampled_from(["arrest", "detention", "sentence", "release", "killing"]),
    st.integers(2003, 2006),
    st.integers(0, 12),
    st.sampled_from(["maren", "tarsk"]),
)


@given(st.lists(told_of, max_size=9, unique_by=lambda told: told.event.id))
def test_each_telling_is_of_one_act_whatever_their_order(told: list[Telling]) -> None:
    found = occurrences(told)
    assert sorted(event for act in found for event in act.events) == sorted(t.event.id for t in told)
    assert occurrences(reversed(told)) == found
    for act in found:
        assert len({frozenset(t.people) for t in act.tellings}) == 1, "two persons are never one"
        assert act.dated is None or act.dated in act.events
        assert set(act.differing) < set(act.events)


def group(made: Event, words: str, count: Count | None, *, entity: str) -> Participant:
    return Participant("affected", words, made.trigger, entity, count, None, "factory")


@pytest.mark.parametrize(
    ("trap", "counts", "named", "expected"),
    [
        ("five of the nineteen are named", [Count(19, None)], 5, Count(19, None)),
        ("more are named than were counted", [Count(2, 3)], 5, Count(5, 5)),
        ("two reports count differently", [Count(19, 19), Count(23, 23)], 0, Count(23, 23)),
        ("nobody counts", [], 2, Count(2, 2)),
        ("nobody counts or names", [], 0, None),
    ],
)
def test_those_named_are_among_those_counted(
    trap: str, counts: list[Count], named: int, expected: Count | None
) -> None:
    people = [f"p{n}" for n in range(named)]
    plain = telling(2005, "They were arrested.", type="arrest", trigger="arrested", people=people)
    told = [plain]
    for number, count in enumerate(counts):
        crowd = group(plain.event, "people", count, entity=f"g{number}")
        told.append(replace(plain, event=replace(plain.event, participants=(crowd,)), people=frozenset()))
    assert counted(told) == expected, trap


def test_those_counted_besides_the_named_are_added() -> None:
    report = doc("Ivo Maren and three other men were arrested.")
    made = event(report, "arrested", "arrest", affected=person(report, "Ivo Maren"))
    others = Participant(
        "affected", "men", anchor(report, "three other men"), "g", Count(3, 3), None, "factory"
    )
    made = replace(made, participants=(*made.participants, others))
    assert counted([Telling(made, holding(report), frozenset({PERSON}))]) == Count(4, 4)
