from dataclasses import replace
from datetime import date

import pytest

from habeas.model.record import Event
from habeas.resolve import cases
from tests.factory import anchor, doc, event, person

TEXT = """Kaldria in brief: arrests went on.
• Ivo Maren was arrested in March. He was sentenced to three years in prison in May. The verdict was upheld in June. No inquiry was opened. He was released in July.
• Lena Tarsk was beaten in custody.
"""
MARCH, MAY, JUNE, JULY = ((date(2003, m, 1), date(2003, m, 28)) for m in (3, 5, 6, 7))
REPORT = doc(TEXT)
IVO = person(REPORT, "Ivo Maren", "Maren")
LENA = person(REPORT, "Lena Tarsk")
HELD_AND_FREED = (("arrested", "arrest"), ("released", "release"))


def told() -> list[Event]:
    return [
        event(REPORT, "sentenced", "sentence", affected=IVO, when=MAY),
        event(REPORT, "arrested", "arrest", affected=IVO, when=MARCH),
        event(REPORT, "released", "release", affected=IVO, when=JULY),
        event(REPORT, "beaten", "ill_treatment", affected=LENA),
    ]


def test_whom_one_act_befalls_has_a_case_for_other_reports_may_go_on_with_it() -> None:
    assert [case.name for case in cases.read(REPORT, [IVO, LENA], told())] == ["Ivo Maren", "Lena Tarsk"]


def test_one_act_that_somebody_did_makes_no_case() -> None:
    (beaten,) = event(REPORT, "beaten", "ill_treatment", affected=LENA).participants
    done = replace(told()[-1], participants=(replace(beaten, role="actor"),))
    assert cases.read(REPORT, [LENA], [done]) == ()


@pytest.mark.parametrize("name", ["President", "King", "Special Rapporteur", "Minister of Justice"])
def test_an_office_is_no_name(name: str) -> None:
    report = doc(f"The {name} was arrested in March. The {name} was released in July.")
    one = person(report, name)
    both = [event(report, word, kind, affected=one) for word, kind in HELD_AND_FREED]
    assert cases.read(report, [one], both) == ()


@pytest.mark.parametrize("name", ["Ivo al-Maren", "‘Orlan el-Devak", "Maren"])
def test_a_name_with_an_article_is_a_name(name: str) -> None:
    report = doc(f"{name} was arrested in March. {name} was released in July.")
    one = person(report, name)
    both = [event(report, word, kind, affected=one) for word, kind in HELD_AND_FREED]
    assert [case.name for case in cases.read(report, [one], both)] == [name]


def test_events_stand_in_time_order() -> None:
    case, _ = cases.read(REPORT, [IVO, LENA], told())
    types = {e.id: e.type for e in told()}
    assert [types[i] for i in case.events] == ["arrest", "sentence", "release"]


def test_status_is_as_of_the_last_act_that_leaves_one() -> None:
    case, _ = cases.read(REPORT, [IVO, LENA], told())
    assert case.status is not None
    assert (case.status.value, case.status.as_of) == ("released", JULY[1])


@pytest.mark.parametrize(
    ("trap", "certainty", "polarity"),
    [
        ("a release that is only alleged", "alleged", "affirmed"),
        ("a release that is planned", "intended", "affirmed"),
        ("a release that is denied", "stated", "negated"),
    ],
)
def test_no_status_by(trap: str, certainty: str, polarity: str) -> None:
    held = event(REPORT, "arrested", "arrest", affected=IVO, when=MARCH)
    freed = event(
        REPORT, "released", "release", affected=IVO, when=JULY, certainty=certainty, polarity=polarity
    )
    status = cases.status([held, freed])
    assert status is not None and status.value == "in custody", trap


def test_a_death_stands_on_the_day_on_which_it_was_first_told() -> None:
    report = doc("Ivo Maren was killed in March. The men who killed him were named in July. He was freed.")
    first = event(report, "was killed", "killing", affected=IVO, when=MARCH)
    again = event(report, "killed him", "killing", affected=IVO, when=JULY)
    freed = event(report, "freed", "release", affected=IVO, when=JULY)
    status = cases.status([first, again, freed])
    assert status is not None and (status.value, status.event) == ("killed", first.id)


def test_what_lies_behind_what_is_told_is_no_state_of_now() -> None:
    report = doc("Ivo Maren was released in March. He had spent two years in prison.")
    freed = event(report, "released", "release", affected=IVO, when=MARCH)
    served = event(report, "spent two years in prison", "imprisonment", affected=IVO, when=JULY)
    served = replace(served, when=replace(served.when, anchor=None) if served.when else None)
    status = cases.status([freed, served])
    assert status is not None and status.value == "released"


SINCE, AGAIN = date(2002, 9, 1), date(2003, 9, 1)


@pytest.mark.parametrize(
    ("trap", "goes_on", "began", "step", "expected"),
    [
        ("a sentence after it", "house_arrest", SINCE, "sentence", "sentenced"),
        ("a release after it", "detention", SINCE, "release", "released"),
        ("a release after a state that is no step", "house_arrest", SINCE, "release", "released"),
        ("a release before it", "house_arrest", AGAIN, "release", "under house arrest"),
        ("an arrest within the month that it gives", "detention", SINCE, "arrest", "in custody"),
    ],
)
def test_what_holds_since_a_day_is_as_old_as_that_day(
    trap: str, goes_on: str, began: date, step: str, expected: str
) -> None:
    report = doc("Ivo Maren was dealt with in March. Ivo Maren has been held since September.")
    held = event(report, "been held", goes_on, affected=IVO, when=(began, date(2003, 12, 31)))
    dealt = event(report, "dealt with", step, affected=IVO, when=MARCH)
    assert held.when is not None
    held = replace(held, when=replace(held.when, anchor=anchor(report, "since September")))
    status = cases.status([dealt, held])
    assert status is not None and status.value == expected, trap


def test_what_has_gone_on_for_years_began_before_what_is_told_of_the_year() -> None:
    report = doc("Ivo Maren was freed in March. Ivo Maren had served three years.")
    served = event(report, "served", "imprisonment", affected=IVO, when=(date(2000, 1, 1), date(2003, 3, 31)))
    assert served.when is not None
    served = replace(
        served, when=replace(served.when, basis="relative", anchor=anchor(report, "three years"))
    )
    freed = event(report, "freed", "release", affected=IVO, when=MARCH)
    status = cases.status([freed, served])
    assert status is not None and status.value == "released"


@pytest.mark.parametrize("group", [False, True])
def test_who_did_an_act_is_not_left_in_the_state_of_its_victim(group: bool) -> None:
    doer = replace(person(REPORT, "Kaldria"), name="the officers", members=(IVO.id,)) if group else IVO
    held = event(REPORT, "arrested", "arrest", affected=IVO, when=MARCH)
    beaten = event(REPORT, "beaten", "killing", affected=LENA, when=JULY)
    (victim,) = beaten.participants
    done = replace(beaten, participants=(victim, replace(victim, role="actor", entity=doer.id)))
    by_name = {case.name: case.status for case in cases.read(REPORT, [IVO, LENA, doer], [held, done])}
    assert {name: left and left.value for name, left in by_name.items()} == {
        "Ivo Maren": "in custody",
        "Lena Tarsk": "killed",
    }


def test_a_ruling_told_in_the_story_belongs_to_it() -> None:
    ruling = event(REPORT, "upheld", "appeal_ruling", when=JUNE)
    case, _ = cases.read(REPORT, [IVO, LENA], [*told(), ruling])
    assert ruling.id in case.events


def test_a_ruling_in_another_bullet_does_not() -> None:
    ruling = event(REPORT, "arrests", "investigation", when=JUNE)
    case, _ = cases.read(REPORT, [IVO, LENA], [*told(), ruling])
    assert ruling.id not in case.events


def test_undated_events_come_last() -> None:
    undated = event(REPORT, "sentenced", "sentence", affected=IVO)
    dated = event(REPORT, "released", "release", affected=IVO, when=JULY)
    (case,) = cases.read(REPORT, [IVO], [undated, dated])
    assert case.events == (dated.id, undated.id)


@pytest.mark.parametrize(
    ("trap", "name", "cases_found"),
    [
        ("a name", "Ivo Maren", 1),
        ("a surname alone", "Maren", 1),
        ("an office with a name", "General Ivo Maren", 1),
        ("a phrase that opens a sentence", "One opposition leader", 0),
        ("a role", "trade unionist", 0),
    ],
)
def test_a_case_has_a_name(trap: str, name: str, cases_found: int) -> None:
    who = replace(IVO, name=name)
    assert len(cases.read(REPORT, [who], told())) == cases_found, trap
